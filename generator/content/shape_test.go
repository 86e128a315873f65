package content_test

import (
	"testing"

	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/practice"
)

// TestFieldsAreDescribed finds a sentence and an example for each field that front matter can have.
func TestFieldsAreDescribed(t *testing.T) {
	o := content.Options{Kinds: append([]string{"page"}, practice.Kinds()...), Taxonomies: []string{"tags"}}
	for _, kind := range append([]string{"", "page", content.SectionKind}, practice.Kinds()...) {
		content.Shape(kind, o).Walk(func(path string, f decode.Field) {
			if f.Doc == "" || f.Example == "" && f.Shape.Kind != decode.Map {
				t.Errorf("%s of kind %q has no sentence or no example: give it the struct tags doc and example", path, kind)
			}
		})
	}
}
