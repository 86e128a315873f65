package site

import (
	"path"
	"strings"

	"stillpoint/generator/content"
)

// sections makes the tree of sections: the home page, every folder with an
// _index.md, and, as they are met, the folders without one.
func (a *assembly) sections() {
	indexes := map[string]*content.Page{}
	for _, source := range a.in.Pages {
		if source.Role == content.Section && a.published(source) {
			indexes[source.FolderPath()] = source
		}
	}
	a.home(indexes[""])
	for _, source := range a.in.Pages { // sorted: a folder's parents need not come first, so section() makes them
		if source.Role == content.Section && indexes[source.FolderPath()] == source && source.FolderPath() != "" {
			a.sectionFrom(source.FolderPath(), indexes)
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
		if address, ok := a.address(section.Source, parent, name); ok {
			section.Path = address
		}
	}
	a.site.byFile[key] = section
	a.add(section)
	if section.Title == "" {
		section.Title = Humanise(name)
	}
	parent.Sections = append(parent.Sections, section)
	return section
}

// split parts a folder path into what is above and its last name.
func split(folder string) (above, name string) {
	above, name = path.Split(folder)
	return strings.TrimSuffix(above, "/"), name
}

func baseName(file string) string { return strings.TrimSuffix(path.Base(file), ".md") }
