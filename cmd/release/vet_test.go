package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/suite/vet"
	"golang.org/x/tools/go/packages"
)

// TestVet asks of every package, with its tests, what go vet asks, as each system that Stillpoint is released for reads it. All that is
// read is source: go vet itself compiles whatever a package imports first, which takes minutes for each system where nothing is compiled yet. Of systems that read the same
// files of ours, which differ in their processors alone, one speaks for all.
func TestVet(t *testing.T) {
	root := filepath.Join("..", "..")
	vetted := map[string]target{}
	for _, system := range targets() {
		files := strings.Join(sources(t, root, system), "\n")
		if same, done := vetted[files]; done {
			t.Logf("%s reads what %s does", system, same)
			continue
		}
		vetted[files] = system
		t.Run(system.String(), func(t *testing.T) {
			for _, problem := range problems(t, root, system) {
				t.Error(problem)
			}
		})
	}
	t.Run("it can fail", func(t *testing.T) {
		found := problems(t, broken(t), target{"windows", "arm64"})
		for _, want := range []string{"undefined: syscall.Kill", "fmt.Printf format %d has arg \"one\" of wrong type string"} {
			if !strings.Contains(strings.Join(found, "\n"), want) {
				t.Errorf("of a module that is wrong on Windows alone it does not say: %s\nbut: %q", want, found)
			}
		}
		if found := problems(t, broken(t), target{"linux", "arm64"}); len(found) > 0 {
			t.Errorf("the same module is right on Linux, but: %q", found)
		}
	})
}

// broken returns the folder of a module that is wrong in two ways, on Windows alone.
func broken(t *testing.T) string {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":             "module example.test\n\ngo 1.26\n",
		"kill/kill.go":       "//go:build windows || linux\n\npackage kill\n\nimport \"syscall\"\n\nvar _ = syscall.Kill\n",
		"say/say_windows.go": "package say\n\nimport \"fmt\"\n\nfunc Say() { fmt.Printf(\"%d\", \"one\") }\n",
		"say/say.go":         "package say\n",
	} {
		if err := put(folder, name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// sources returns the files that the packages of a module consist of on a system, sorted.
func sources(t *testing.T, folder string, system target) (files []string) {
	t.Helper()
	loaded, err := packages.Load(&packages.Config{
		Context: t.Context(), Dir: folder, Tests: true, Mode: packages.NeedFiles, Env: append(os.Environ(), settings(system)...),
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range loaded {
		if !strings.HasSuffix(p.ID, ".test") { // a program that is generated
			files = append(files, p.GoFiles...)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// problems returns what is wrong with the packages of a module on a system.
func problems(t *testing.T, folder string, system target) (found []string) {
	t.Helper()
	loaded, err := packages.Load(&packages.Config{
		Context: t.Context(), Dir: folder, Tests: true, Mode: packages.LoadAllSyntax,
		Env: append(os.Environ(), settings(system)...),
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if len(loaded) == 0 {
		t.Fatalf("there are no packages in %s", folder)
	}
	for _, p := range loaded {
		for _, e := range p.Errors {
			found = append(found, e.Error())
		}
	}
	graph, err := checker.Analyze(vet.Suite, loaded, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, action := range graph.Roots {
		for _, d := range action.Diagnostics {
			found = append(found, action.Package.Fset.Position(d.Pos).String()+": "+d.Message)
		}
		if action.Err != nil && len(action.Package.Errors) == 0 {
			found = append(found, action.String()+": "+action.Err.Error())
		}
	}
	return found
}
