package generator

import (
	"stillpoint/generator/jsonld"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// graph gives a layout the structured data of a page at one of its addresses.
func (b *build) graph(p *site.Page, path string, record *layouts.Record) ([]byte, error) {
	return jsonld.Graph(jsonld.Source{
		Site: b.site,
		Note: record.Page,
		Text: func(of *site.Page, t practice.Text) string {
			if t.IsZero() {
				return ""
			}
			return pictures.Plain(string(b.renderer.Text(of, t, record)))
		},
		Content: func(of *site.Page) string {
			record.Body(of)
			return pictures.Plain(string(b.Body(of).HTML))
		},
		Picture: func(of *site.Page) (string, bool) { return b.pictureOf(of, record) },
	}, p, path)
}
