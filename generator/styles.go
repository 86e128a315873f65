package generator

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/check"
	"stillpoint/generator/check/origin"
	"stillpoint/generator/check/rule"
)

// sheet returns a style sheet as the rules see it, by the output of a page and the address that the page has for it. The names of assets
// change with what is in them, so that a page that is kept from an earlier build has the sheet that it was held to; where there are
// static ones, that they are as they were is a fact that each page has read. Others are not known.
func (b *build) sheet(output, address string) (text string, known bool) {
	name, within := b.named(output, address)
	if !within {
		return "", false
	}
	if made := b.assets.Find(name); made != nil {
		return string(made.Data), true
	}
	if file := b.snapshot.Lookup(assets.StaticFolder + "/" + name); file != nil && path.Ext(name) == ".css" {
		data, err := file.Read()
		return string(data), err == nil
	}
	return "", false
}

// named returns the output that an address on another one leads to, and whether that may be one of the site.
func (b *build) named(output, address string) (name string, within bool) {
	base := b.site.Addresses.BasePath()
	here := url.URL{Path: base + output}
	u, err := here.Parse(address)
	if err != nil || u.RawQuery != "" || u.Host != "" && !strings.HasPrefix(u.String(), b.site.Permalink("/")) {
		return "", false
	}
	return strings.CutPrefix(u.Path, base)
}

// staticSheets returns the style sheets among the files that are published as they are.
func (b *build) staticSheets() []string {
	var names []string
	for _, f := range b.snapshot.Under(assets.StaticFolder) {
		if path.Ext(f.Path) == ".css" {
			names = append(names, f.Path)
		}
	}
	return names
}

// said finds the place in a style sheet that a finding is about, or the colour of the theme. Most pages have the same findings of this kind,
// so each is looked for once.
func (j *judgement) said(f check.Found) (origin.Place, bool) {
	if place, known := j.declared[f.Said]; known {
		return place, place != (origin.Place{})
	}
	place, ok := j.shares(f.Said)
	if j.declared == nil {
		j.declared = map[rule.Said]origin.Place{}
	}
	j.declared[f.Said] = place
	return place, ok
}

// shares finds what a finding is about in what all pages share: the configuration, style sheets, layouts.
func (j *judgement) shares(said rule.Said) (origin.Place, bool) {
	if said.Theme != "" {
		if text := j.text(ConfigFile); text != nil {
			if place, ok := origin.Theme(text, said.Theme); ok {
				return place, true
			}
		}
	}
	if said.Selector == "" { // it stands on the element
		return origin.Place{}, false
	}
	return origin.Said(append(slices.Clone(j.styles()), j.texts("")...), said)
}

// styles returns the style sheets of the site.
func (j *judgement) styles() []*origin.Text {
	if j.sheets == nil {
		j.sheets = []*origin.Text{}
		for _, f := range j.build.snapshot.Under(assets.Folder) {
			if path.Ext(f.Path) != ".css" {
				continue
			}
			if text := j.text(f.Path); text != nil {
				j.sheets = append(j.sheets, text)
			}
		}
	}
	return j.sheets
}
