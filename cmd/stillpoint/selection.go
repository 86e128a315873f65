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
	"stillpoint/generator/site"
)

// selection is what --rule and --path have chosen of all findings. What it chooses is of one of the rules, and in one of the files or on one of the
// pages.
type selection struct {
	rules, paths []string
	addresses    []string        // of pages, with * and ?
	pages        map[string]bool // that have one of the addresses: their files and their outputs
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
		if strings.HasPrefix(pattern, "/") {
			chosen.addresses = append(chosen.addresses, pattern)
			continue
		}
		chosen.paths = append(chosen.paths, pattern)
		if files == nil {
			files = siteFiles(o)
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

// find looks for the pages that have the addresses, as soon as there are pages.
func (s *selection) find(r *generator.Result) error {
	s.pages = map[string]bool{}
	if r.Site == nil {
		return nil
	}
	for _, address := range s.addresses {
		known := len(s.pages)
		var all []string
		for _, p := range r.Site.Pages {
			all = append(all, p.Path)
			if p.Path != address && !covers(address, path.Clean(p.Path)) {
				continue
			}
			s.pages[p.Name()] = true
			for _, slice := range p.Slices {
				s.pages[site.Output(slice.Path)] = true
			}
		}
		if len(s.pages) == known {
			return usageError{fmt.Errorf("--path %q: the site has no such page%s", address, diag.DidYouMean(address+"/", all))}
		}
	}
	return nil
}

// of returns what is chosen of the diagnostics of a build. One that did not come to finished pages tells all: of those, the rules have said nothing yet.
func (s selection) of(r *generator.Result) diag.List {
	if !r.Checked {
		return r.Diagnostics
	}
	var chosen diag.List
	for _, d := range r.Diagnostics {
		if s.has(r, d) {
			chosen = append(chosen, d)
		}
	}
	return chosen
}

// has tells whether a diagnostic is chosen. Errors that no rule is asked for are told beside those of a rule.
func (s selection) has(r *generator.Result, d diag.Diagnostic) bool {
	if len(s.rules) > 0 && !slices.Contains(s.rules, d.Code) && d.Severity != diag.Error {
		return false
	}
	if len(s.paths)+len(s.addresses) == 0 || s.pages[d.Position.File] {
		return true
	}
	return slices.ContainsFunc(s.paths, func(pattern string) bool { return covers(pattern, d.Position.File) }) ||
		slices.ContainsFunc(r.Spread(d), func(output string) bool { return s.pages[output] })
}

// suppressed returns what is chosen of the findings that comments and the baseline let pass.
func (s selection) suppressed(r *generator.Result) []diag.Suppressed {
	chosen := []diag.Suppressed{}
	for _, a := range r.Allowed {
		if s.has(r, a.Diagnostic) {
			chosen = append(chosen, diag.Suppressed{Diagnostic: a.Diagnostic, Comment: true, Reason: a.Reason})
		}
	}
	for _, d := range r.Known {
		if s.has(r, d) {
			chosen = append(chosen, diag.Suppressed{Diagnostic: d, Reason: "known in " + generator.BaselineFile})
		}
	}
	slices.SortStableFunc(chosen, func(a, b diag.Suppressed) int { return diag.Compare(a.Diagnostic, b.Diagnostic) })
	return chosen
}
