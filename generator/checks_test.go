package generator_test

import (
	"strings"
	"testing"

	"stillpoint"
	"stillpoint/generator"
)

// TestAsked calls a comment idle, and a baseline stale, only where their rules could have found all: a development server makes pictures
// on demand and does not weigh them, and other sites are asked only where somebody wants it.
func TestAsked(t *testing.T) {
	dir := folder(t, map[string]string{
		"stillpoint.yaml":     "site: {title: Quiet Tide, url: 'https://quiettide.example/', language: en-GB}\nchecks: {budget: {pictures: 1}}\n",
		"content/_index.md":   "---\ntitle: Quiet Tide by the sea\ndescription: Craniosacral therapy in Saltmere, by the sea, an hour at a time.\n---\nWords.\n<!-- allow page-weight: the map -->\n<!-- allow dead-link: it comes back in spring -->\n<!-- allow image-alt: none is here -->\n",
		"stillpoint.baseline": "1\tpage-weight\tcontent/a.md\theavy\n1\tdead-link\tcontent/a.md\tdead\n",
	})
	for _, c := range []struct {
		options generator.Options
		want    string
	}{
		{generator.Options{OnDemand: true}, "unused-allow image-alt"},
		{generator.Options{OnDemand: true, Weigh: true}, "unused-allow page-weight, unused-allow image-alt, stale-baseline"},
		{generator.Options{}, "unused-allow page-weight, unused-allow image-alt, stale-baseline"},
		{generator.Options{Rules: []string{"image-alt"}}, "unused-allow image-alt"},
		{generator.Options{Rules: []string{"h1-twice"}}, ""},
	} {
		c.options.Source, c.options.Defaults, c.options.InMemory = dir, stillpoint.Defaults(), true
		var got []string
		for _, d := range must(generator.Build(t.Context(), c.options)).Diagnostics {
			word := d.Code
			if d.Code == "unused-allow" {
				word += " " + strings.Fields(d.Message)[6]
			}
			got = append(got, word)
		}
		if all := strings.Join(got, ", "); all != c.want {
			t.Errorf("OnDemand %t, Weigh %t, Rules %v: %s, want %s", c.options.OnDemand, c.options.Weigh, c.options.Rules, all, c.want)
		}
	}
}
