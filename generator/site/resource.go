package site

import (
	"path"
	"strings"

	"stillpoint/generator/content"
	"stillpoint/generator/diag"
)

// resources gives the files that lie among the pages their place: beside the
// page of their bundle, or beside the section of their folder. Files of a bundle that
// is held back are held back with it.
func (a *assembly) resources() {
	for _, file := range a.in.Resources {
		address, ok := a.beside(file)
		if !ok {
			continue
		}
		output := strings.TrimPrefix(address, "/")
		a.site.Resources = append(a.site.Resources, Resource{file, output})
		a.site.resources[file] = output
		a.report(a.site.Claims.Add(output, Owner{Position: diag.Position{File: file}, Role: "the file " + file})...)
	}
}

// ResourceOutput returns the output of a file among the pages, "" where it is not published.
func (s *Site) ResourceOutput(file string) string { return s.resources[file] }

// beside returns the address of a file among the pages.
func (a *assembly) beside(file string) (string, bool) {
	within := strings.TrimPrefix(path.Dir(file), content.Folder)
	rest := path.Base(file)
	for folder := strings.TrimPrefix(within, "/"); ; {
		index := content.Folder + "/" + path.Join(folder, "index.md")
		if bundle := a.site.byFile[index]; bundle != nil {
			return directory(bundle.Path) + rest, true
		}
		if state := a.site.held[index]; state != "" {
			a.site.held[file] = state
			return "", false
		}
		if section := a.site.byFile[content.Folder+"/"+folder]; section != nil {
			return directory(section.Path) + rest, true
		}
		var name string
		folder, name = split(folder)
		rest = name + "/" + rest
	}
}

// directory returns the folder of an address: "/a/" of both "/a/" and "/a/b.html".
func directory(address string) string { return address[:strings.LastIndex(address, "/")+1] }
