package generator

import (
	"stillpoint/generator/jsonld"
	"stillpoint/generator/layouts"
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
			return string(b.bodies.Text(of, t, record))
		},
		Content: func(of *site.Page) string { return string(b.bodies.Body(of).HTML) },
		Picture: b.pictureOf,
	}, p, path)
}
