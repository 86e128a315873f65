package site

import (
	"cmp"
	"path"
	"strings"

	"stillpoint/generator/content"
)

// sections makes the tree of sections: the home page, every folder with an
// _index.md, and, as they are met, the folders without one.
func (a *assembly) sections() {
	indexes := map[string]*content.Page{}
	for i, source := range a.in.Pages {
		if a.seen[i].section && a.published(i) {
			indexes[a.seen[i].folder] = source
		}
	}
	a.home(indexes[""])
	for i, s := range a.seen { // sorted: a folder's parents need not come first, so section() makes them
		if s.section && s.folder != "" && indexes[s.folder] == a.in.Pages[i] {
			a.sectionFrom(s.folder, indexes)
		}
	}
}

func (a *assembly) home(source *content.Page) {
	home := &Page{Source: source, Kind: KindHome, Path: "/", Title: a.in.Config.Site.Title}
	a.site.Home = home
	a.add(home)
	if home.Title == "" {
		home.Title = a.in.Config.Site.Title
	}
	if home.Description == "" {
		home.Description = a.in.Config.Site.Description
	}
	a.site.byFile[content.Folder+"/"] = home
}

// section returns the section of a folder within content/, made up if the
// folder has no page of its own.
func (a *assembly) section(folder string) *Page { return a.sectionFrom(folder, nil) }

func (a *assembly) sectionFrom(folder string, indexes map[string]*content.Page) *Page {
	if folder == "" {
		return a.site.Home
	}
	key := content.Folder + "/" + folder
	if known := a.site.byFile[key]; known != nil {
		return known
	}
	above, name := split(folder)
	parent := a.sectionFrom(above, indexes)
	section := &Page{Kind: KindSection, Parent: parent, Title: Humanise(name), Source: indexes[folder]}
	section.Path = parent.Path + Slug(name) + "/"
	if section.Source != nil {
		a.move(section, name)
	}
	a.site.byFile[key] = section
	a.add(section)
	if section.Title == "" {
		section.Title = Humanise(name)
	}
	parent.Sections = append(parent.Sections, section)
	return section
}

// move gives a section the address that its own page asks for.
func (a *assembly) move(section *Page, name string) {
	written := cmp.Or(section.Source.Slug, name)
	switch address, whole := addressOf(section.Source, written); {
	case whole:
		section.Path = address
	case address != "":
		section.Path = section.Parent.Path + address + "/"
	default:
		a.report(noAddress(section.Source, written))
	}
}

// split parts a folder path into what is above and its last name.
func split(folder string) (above, name string) {
	above, name = path.Split(folder)
	return strings.TrimSuffix(above, "/"), name
}

func baseName(file string) string { return strings.TrimSuffix(path.Base(file), ".md") }
