package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stillpoint/generator"
	"stillpoint/generator/diag"
)

// selection is what --rule and --path have chosen of all findings. What it chooses is of one of the rules and in one of the files.
type selection struct {
	rules, paths []string
}

// selection returns what the flags choose. It refuses the names of rules and of files that there are not, since
// with them all would seem well.
func (f checkFlags) selection(o generator.Options) (selection, error) {
	chosen := selection{rules: f.rules}
	for _, code := range f.rules {
		if _, known := generator.RuleOf(code); !known {
			return selection{}, usageError{fmt.Errorf("there is no rule %q%s\nstillpoint check --rules lists them", code, diag.DidYouMean(code, ruleCodes()))}
		}
	}
	var files []string
	for _, given := range f.paths {
		pattern := path.Clean(filepath.ToSlash(given))
		if _, err := path.Match(pattern, ""); err != nil {
			return selection{}, usageError{fmt.Errorf("--path %q: %w", given, err)}
		}
		chosen.paths = append(chosen.paths, pattern)
		if files == nil {
			files = siteFiles(o)
		}
		if strings.HasPrefix(pattern, "/") { // the address of a page that no file stands for: there are no files of such names
			continue
		}
		if !slices.ContainsFunc(files, func(file string) bool { return covers(pattern, file) }) {
			return selection{}, usageError{fmt.Errorf("--path %q: the site has no such file%s", given, diag.DidYouMean(pattern, withFolders(files)))}
		}
	}
	return chosen, nil
}

// covers tells whether a file is of a name, with * and ?, or lies in a folder of that name.
func covers(pattern, file string) bool {
	for name := file; name != "." && name != "/"; name = path.Dir(name) {
		if matches, _ := path.Match(pattern, name); matches {
			return true
		}
	}
	return pattern == "."
}

// siteFiles returns all files that findings can be in: those of the site's folder that it is made from, and the defaults.
func siteFiles(o generator.Options) []string {
	var files []string
	for _, all := range []fs.FS{os.DirFS(o.Source), o.Defaults} {
		entries, _ := fs.ReadDir(all, ".") // what cannot be read is told by the build
		for _, entry := range entries {
			name := entry.Name()
			if !entry.IsDir() {
				files = append(files, name)
			}
			if !slices.Contains([]string{"content", "layouts", "assets", "data", "i18n"}, name) {
				continue
			}
			_ = fs.WalkDir(all, name, func(file string, entry fs.DirEntry, err error) error {
				if err == nil && !entry.IsDir() {
					files = append(files, file)
				}
				return nil
			})
		}
	}
	return files
}

// withFolders returns files and all folders that they lie in.
func withFolders(files []string) []string {
	all := slices.Clone(files)
	for _, file := range files {
		for folder := path.Dir(file); folder != "."; folder = path.Dir(folder) {
			all = append(all, folder)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// of returns what is chosen of the diagnostics of a build. One that did not come to finished pages tells all: of those, the rules have said nothing yet.
func (s selection) of(r *generator.Result) diag.List {
	if !r.Checked {
		return r.Diagnostics
	}
	var chosen diag.List
	for _, d := range r.Diagnostics {
		if s.has(d) {
			chosen = append(chosen, d)
		}
	}
	return chosen
}

// has tells whether a diagnostic is chosen. Errors that no rule is asked for are told beside those of a rule.
func (s selection) has(d diag.Diagnostic) bool {
	if len(s.rules) > 0 && !slices.Contains(s.rules, d.Code) && d.Severity != diag.Error {
		return false
	}
	return len(s.paths) == 0 || slices.ContainsFunc(s.paths, func(pattern string) bool { return covers(pattern, d.Position.File) })
}

// suppressed returns what is chosen of the findings that comments and the baseline let pass.
func (s selection) suppressed(r *generator.Result) []diag.Suppressed {
	chosen := []diag.Suppressed{}
	for _, a := range r.Allowed {
		if s.has(a.Diagnostic) {
			chosen = append(chosen, diag.Suppressed{Diagnostic: a.Diagnostic, Comment: true, Reason: a.Reason})
		}
	}
	for _, d := range r.Known {
		if s.has(d) {
			chosen = append(chosen, diag.Suppressed{Diagnostic: d, Reason: "known in " + generator.BaselineFile})
		}
	}
	slices.SortStableFunc(chosen, func(a, b diag.Suppressed) int { return diag.Compare(a.Diagnostic, b.Diagnostic) })
	return chosen
}
