package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
)

// Item is one entry of a menu: a page, or an address elsewhere.
type Item struct {
	Name   string
	Page   *Page  // nil for an address
	URL    string // of an address, as configured
	weight int
}

// menus joins what the configuration and the pages' front matter say.
func (a *assembly) menus() {
	for _, name := range slices.Sorted(maps.Keys(a.in.Config.Menus)) {
		for _, entry := range a.in.Config.Menus[name] {
			a.configured(name, entry)
		}
	}
	for _, p := range a.site.Pages {
		if p.Source == nil || len(p.Source.Menu) == 0 {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(p.Source.Menu)) {
			entry := p.Source.Menu[name]
			a.append(name, &Item{Name: cmp.Or(entry.Name, p.Title), Page: p, weight: cmp.Or(entry.Weight, p.weight())})
		}
	}
	if _, configured := a.in.Config.Menus["main"]; !configured && len(a.site.Menus["main"]) == 0 {
		a.site.Menus["main"] = a.plainMenu()
	}
	for _, items := range a.site.Menus {
		slices.SortStableFunc(items, func(x, y *Item) int { return compareWeight(x.weight, y.weight) })
	}
}

// plainMenuLimit is how many pages a menu that nobody wrote may have.
const plainMenuLimit = 8

// plainMenu is the main menu of a site that says nothing of menus: what lies
// right below the home page, unless that is too much for a menu.
func (a *assembly) plainMenu() []*Item {
	top := slices.Concat(a.site.Home.Sections, a.site.Home.Pages)
	if len(top) > plainMenuLimit {
		return nil
	}
	sortPages(top)
	var items []*Item
	for _, p := range top {
		if !p.NoIndex() && p.Kind != "policy" {
			items = append(items, &Item{Name: p.Title, Page: p, weight: p.weight()})
		}
	}
	return items
}

func (a *assembly) append(menu string, item *Item) {
	if a.in.Config.Menus[menu] == nil && menu != "main" && menu != "footer" {
		known := append(slices.Collect(maps.Keys(a.in.Config.Menus)), "main", "footer")
		a.report(item.Page.Source.FieldError("menu", "unknown-menu",
			fmt.Sprintf("unknown menu %q%s", menu, diag.DidYouMean(menu, known)),
			"menus are main, footer and those under menus: in stillpoint.yaml"))
		return
	}
	a.site.Menus[menu] = append(a.site.Menus[menu], item)
}

func (a *assembly) configured(menu string, entry config.MenuEntry) {
	item := &Item{Name: entry.Name, URL: entry.URL, weight: entry.Weight}
	if entry.Page != "" {
		file := content.Folder + "/" + strings.TrimPrefix(strings.TrimPrefix(entry.Page, "/"), content.Folder+"/")
		item.Page = a.site.Page(file)
		if item.Page == nil {
			a.report(a.missingInMenu(entry, file)...)
			return
		}
		item.Name = cmp.Or(item.Name, item.Page.Title)
	}
	a.site.Menus[menu] = append(a.site.Menus[menu], item)
}

// missingInMenu complains about a page that is not there; a page that is only
// held back is left out of the menu without a word.
func (a *assembly) missingInMenu(entry config.MenuEntry, file string) diag.List {
	if a.site.Held(file) != "" {
		return nil
	}
	suggestion := diag.DidYouMean(entry.Page, a.site.pageNames())
	return diag.List{entry.Error("page", "missing-page", fmt.Sprintf("there is no page %q%s", entry.Page, suggestion),
		"write the path of a file in content/, such as about.md")}
}

// pageNames returns the paths of all page files within content/.
func (s *Site) pageNames() []string {
	var names []string
	for file := range s.byFile {
		if strings.HasSuffix(file, ".md") {
			names = append(names, strings.TrimPrefix(file, content.Folder+"/"))
		}
	}
	return names
}
