package layouts

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stillpoint/generator/diag"
	"stillpoint/generator/site"
	"stillpoint/generator/words"
)

// SiteView is the site as templates see it.
type SiteView struct{ r *render }

func (v *SiteView) config(part string) { v.r.record.note("config", part) }

// Title returns the name of the site.
func (v *SiteView) Title() string {
	v.config("site")
	return v.r.env.Site.Config.Site.Title
}

// Description returns what the site says of itself in one sentence.
func (v *SiteView) Description() string {
	v.config("site")
	return v.r.env.Site.Config.Site.Description
}

// URL returns the absolute address of the site, closed with a slash.
func (v *SiteView) URL() string {
	v.config("site")
	return v.r.env.Site.Permalink("/")
}

// Language returns the site's language as a BCP 47 tag, "en-GB".
func (v *SiteView) Language() string {
	v.config("site")
	return v.r.env.Site.Config.Site.Language
}

// Direction returns the way in which the site's language is written, "ltr" from left to right or "rtl" from right to left.
func (v *SiteView) Direction() string { return words.Direction(v.Language()) }

// Author returns the author of pages that name none.
func (v *SiteView) Author() string {
	v.config("site")
	return v.r.env.Site.Config.Site.Author
}

// Params returns the free part of the configuration.
func (v *SiteView) Params() map[string]any {
	v.config("params")
	return v.r.env.Site.Config.Params
}

// Param returns one value of the free part, or nil.
func (v *SiteView) Param(name string) any { return v.Params()[name] }

// Fonts returns the font files of assets/fonts, the family of the headings and that of the text first.
func (v *SiteView) Fonts() []Font {
	v.r.record.note("fonts", "*")
	return v.r.env.Fonts()
}

// Home returns the home page.
func (v *SiteView) Home() *PageView { return v.r.view(v.r.env.Site.Home) }

// Pages returns all regular pages in list order.
func (v *SiteView) Pages() []*PageView { return v.r.views("list", "regular", v.r.env.Site.Regular) }

// Section returns the section of a folder of content/, "articles" or
// "therapies/hands-on"; nil where there is none.
func (v *SiteView) Section(folder string) *PageView {
	v.r.record.note("section", folder)
	return v.r.view(v.r.env.Site.Section(folder))
}

// Taxonomy returns the term pages of a taxonomy in alphabetical order, none where no page has a term.
func (v *SiteView) Taxonomy(name string) []*PageView {
	list := v.r.env.Site.Taxonomies[name]
	if list == nil {
		v.r.record.note("list", "taxonomy:"+name)
		return nil
	}
	return v.r.views("list", "taxonomy:"+name, list.Pages)
}

// Feeds returns the feeds of the whole site.
func (v *SiteView) Feeds() []Feed {
	v.r.record.note("feeds", v.r.env.Site.Home.Name())
	return v.r.env.Feeds(v.r.env.Site.Home)
}

// Menu returns the entries of a menu. The menus "main" and "footer" may be
// empty; any other that is not there is an error.
func (v *SiteView) Menu(name string) ([]MenuItem, error) {
	v.r.record.note("menu", name)
	menus := v.r.env.Site.Menus
	items, known := menus[name]
	if !known && name != "main" && name != "footer" {
		return nil, fmt.Errorf("there is no menu %q%s", name, diag.DidYouMean(name, append(slices.Collect(maps.Keys(menus)), "main", "footer")))
	}
	views := make([]MenuItem, len(items))
	for i, item := range items {
		views[i] = v.r.menuItem(item)
	}
	return views, nil
}

// MenuItem is one entry of a menu.
type MenuItem struct {
	Name   string
	URL    string
	Active bool // the page being rendered is the entry's page or lies in its section
}

func (r *render) menuItem(item *site.Item) MenuItem {
	if item.Page == nil {
		address := item.URL
		if strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") {
			address = r.env.Site.URL(address)
		}
		return MenuItem{Name: item.Name, URL: address}
	}
	r.record.note("page", item.Page.Name())
	active := item.Page == r.page || item.Page.Kind == site.KindSection && liesIn(r.page, item.Page)
	return MenuItem{Name: item.Name, URL: r.env.Site.URL(item.Page.Path), Active: active}
}

func liesIn(p, section *site.Page) bool {
	for p = p.Parent; p != nil; p = p.Parent {
		if p == section {
			return true
		}
	}
	return false
}
