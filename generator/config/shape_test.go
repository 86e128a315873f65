package config_test

import (
	"testing"

	"stillpoint/generator/config"
	shapes "stillpoint/generator/decode"
)

// TestFieldsAreDescribed finds a sentence and an example for each field that the configuration can have.
func TestFieldsAreDescribed(t *testing.T) {
	count := 0
	config.Shape(config.Known{Rules: []string{"some-rule"}, Jurisdictions: []string{"uk"}}).Walk(func(path string, f shapes.Field) {
		count++
		if f.Doc == "" || f.Example == "" && f.Shape.Kind != shapes.Map {
			t.Errorf("%s has no sentence or no example: give it the struct tags doc and example", path)
		}
	})
	if count < 100 {
		t.Errorf("only %d fields were found", count)
	}
}

// TestDefaults tells the values that hold where nothing is written.
func TestShapeDefaults(t *testing.T) {
	shape := config.Shape(config.Known{})
	for _, c := range []struct {
		want string
		path []string
	}{
		{"public", []string{"build", "destination"}}, {"10", []string{"build", "pageSize"}}, {"true", []string{"markdown", "linkify"}},
		{"false", []string{"markdown", "rawHTML"}}, {"[webp]", []string{"images", "formats"}}, {"en", []string{"site", "language"}},
		{"", []string{"site", "title"}}, {"HealthAndBeautyBusiness", []string{"practice", "type"}},
	} {
		if got := shape.Find(c.path...).Default; got != c.want {
			t.Errorf("%v: %q, not %q", c.path, got, c.want)
		}
	}
}
