package generator

import (
	"net/url"
	"path"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/check"
	"stillpoint/generator/check/origin"
)

// sheet returns a style sheet as the rules see it, by the output of a page and the address that the page has for it. Only assets are
// known: their names change with what is in them, so that a page that is kept from an earlier build has the sheet that it was held to.
func (b *build) sheet(output, address string) (text string, known bool) {
	base := b.site.Addresses.BasePath()
	here := url.URL{Path: base + output}
	u, err := here.Parse(address)
	if err != nil || u.RawQuery != "" || u.Host != "" && !strings.HasPrefix(u.String(), b.site.Permalink("/")) {
		return "", false
	}
	name, within := strings.CutPrefix(u.Path, base)
	if !within {
		return "", false
	}
	if made := b.assets.Find(name); made != nil {
		return string(made.Data), true
	}
	return "", false
}

// said finds the place in a style sheet that a finding is about, or the colour of the theme.
func (j *judgement) said(f check.Found) (origin.Place, bool) {
	if f.Said.Theme != "" {
		if text := j.text(ConfigFile); text != nil {
			if place, ok := origin.Theme(text, f.Said.Theme); ok {
				return place, true
			}
		}
	}
	return origin.Said(append(j.styles(), j.texts(f.Source)...), f.Said)
}

// styles returns the style sheets of the site.
func (j *judgement) styles() []*origin.Text {
	if j.sheets == nil {
		j.sheets = []*origin.Text{}
		for _, file := range j.build.texts(assets.Folder) {
			if path.Ext(file.Name()) == ".css" {
				j.sheets = append(j.sheets, origin.NewText(file))
			}
		}
	}
	return j.sheets
}
