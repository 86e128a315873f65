package bundle_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/bundle"
)

// Whatever a file says, nothing of the disk gets into what is published.
func TestNothingOfTheDisk(t *testing.T) {
	folder, packaged := t.TempDir(), t.TempDir()
	t.Chdir(folder)
	const secret = "SECRET_OF_THE_DISK"
	for name, text := range map[string]string{
		folder + "/x.js": "alert('" + secret + "')", folder + "/x.css": secret + "{b:c}",
		folder + "/x.map":          `{"version":3,"sources":["x.js"],"sourcesContent":["` + secret + `"],"mappings":"AAAA"}`,
		packaged + "/package.json": "{" + secret, packaged + "/tsconfig.json": "{" + secret, packaged + "/x.js": secret,
	} {
		if err := os.WriteFile(filepath.FromSlash(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	disk := filepath.ToSlash(folder)
	address := "file://" + disk
	if !strings.HasPrefix(disk, "/") {
		address = "file:///" + disk
	}
	inline := `data:application/json,{"version":3,"sources":["` + address + `/x.js"],"mappings":"AAAA"}`
	up := strings.Repeat("../", 60) // beyond every folder that esbuild is told of
	for _, text := range []string{
		"import './x.js'", "import '" + disk + "/x.js'", "import '" + address + "/x.js'", "import '" + up + disk + "/x.js'", "import 'x.js'", "import './x'",
		"import(`./${n}`)", "import('./' + n + '.js')",
		"import('" + up + strings.TrimPrefix(disk, "/") + "/' + n + '.js')", "import('" + up + strings.TrimPrefix(disk, "/") + "/' + n + '.none')",
		"import('" + up + strings.TrimPrefix(filepath.ToSlash(packaged), "/") + "/' + n)", "require('./' + n)",
		"f()\n//# sourceMappingURL=x.map", "f()\n//# sourceMappingURL=" + address + "/x.map", "f()\n//# sourceMappingURL=" + inline,
		"import '" + "data:text/javascript,f()//# sourceMappingURL=" + address + "/x.map" + "'",
		"@import 'x.css';", "@import '" + disk + "/x.css';", "@import '" + address + "/x.css';", "@import url(" + up + disk + "/x.css);",
		"a { b: url(x.js) }", "a{b:c} /*# sourceMappingURL=" + address + "/x.map */", "a{b:c} /*# sourceMappingURL=" + inline + " */",
	} {
		for _, name := range []string{"a.css", "a.js", "a.ts", "a.mjs"} {
			made, problems := bundle.Build(name, memory{name: text}, bundle.Options{SourceMap: true})
			if made != nil && bytes.Contains(append(made.Data, made.Map...), []byte(secret)) {
				t.Errorf("%s with %q publishes %s %s", name, text, made.Data, made.Map)
			}
			if made != nil && strings.Contains(text, " + n") {
				t.Errorf("%s with %q makes %s", name, text, made.Data)
			}
			if strings.Contains(fmt.Sprint(problems), secret) {
				t.Errorf("%s with %q says %v", name, text, problems)
			}
		}
	}
}

// The same files make the same bytes, in whatever folder and however many are built at once, and nothing goes on afterwards.
func TestSameEverywhere(t *testing.T) {
	before := runtime.NumGoroutine()
	for name, test := range outputs {
		o := test.options
		o.SourceMap = true
		want := build(t, test.entry, test.files, o)
		t.Chdir(t.TempDir())
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				made, problems := bundle.Build(test.entry, test.files, o)
				if diff := cmp.Diff(want, made); diff != "" || len(problems) > 0 {
					t.Errorf("%s: %v\n%s", name, problems, diff)
				}
			})
		}
		group.Wait()
	}
	for deadline := time.Now().Add(20 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		time.Sleep(time.Millisecond)
	}
}

func TestLongFiles(t *testing.T) {
	sheet := strings.Repeat("a { b: c }\n", 10000)
	_, problems := bundle.Build("a.css", memory{"a.css": sheet + "}"}, bundle.Options{Minify: true})
	if len(problems) != 1 || problems[0].Position.Line != 10001 {
		t.Errorf("%v", problems)
	}
	script := strings.Repeat("f();\n", 10000)
	if made := build(t, "a.js", memory{"a.js": script}, bundle.Options{}); bytes.Count(made.Data, []byte("f();\n")) != 10000 {
		t.Errorf("%d lines", bytes.Count(made.Data, []byte("\n")))
	}
}

// own reads a file of the repository's own site.
func own(t testing.TB, name string) memory {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "assets", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return memory{name: string(text)}
}

// The site of this repository is built without a word, and loses nothing that its browsers know.
func TestOwnFiles(t *testing.T) {
	sheet := build(t, "css/site.css", own(t, "css/site.css"), bundle.Options{Minify: true})
	for _, part := range []string{"light-dark(", "oklch(from ", "color-mix(in oklab,", "@layer "} {
		if got, want := bytes.Count(sheet.Data, []byte(part)), strings.Count(own(t, "css/site.css")["css/site.css"], part); got != want {
			t.Errorf("%d of %d times %q", got, want, part)
		}
	}
	script := build(t, "js/today.js", own(t, "js/today.js"), bundle.Options{Minify: true})
	if !bytes.HasPrefix(script.Data, []byte("(()=>{")) || !bytes.Contains(script.Data, []byte(`setAttribute("aria-current","date")`)) {
		t.Errorf("%s", script.Data)
	}
}

func BenchmarkSite(b *testing.B) {
	files := own(b, "css/site.css")
	for b.Loop() {
		build(b, "css/site.css", files, bundle.Options{Minify: true})
	}
}
