package rule_test

import (
	"testing"

	"stillpoint/generator/check/rule"
)

// TestValue takes for an entity what browsers take for one in an attribute.
func TestValue(t *testing.T) {
	for raw, want := range map[string]string{
		"":                         "",
		"/prices/":                 "/prices/",
		"?a=1&copy=2":              "?a=1&copy=2",
		"?a=1&copy2":               "?a=1&copy2",
		"?a=1&copyright=me":        "?a=1&copyright=me",
		"?a=1&copyright;":          "?a=1&copyright;",
		"?a=1&amp;copy=2":          "?a=1&copy=2",
		"?a=1&amp;amp;b":           "?a=1&amp;b",
		"&copy; 2026":              "© 2026",
		"&copy 2026":               "© 2026",
		"a &copy":                  "a ©",
		"&lt&gt":                   "<>",
		"&notin;&not;&notit;":      "∉¬&notit;",
		"&not=&not":                "&not=¬",
		"&semi;&semi":              ";&semi",
		"Fish &amp; chips":         "Fish & chips",
		"Fish & chips, &unknown;":  "Fish & chips, &unknown;",
		"&#169;&#169=&#xa9x&#xA9;": "©©=©x©",
		"&#;&":                     "&#;&",
		"&Eacute;t&eacute":         "Été",
		"?lang=en&lang=de":         "?lang=en&lang=de",
		"&&&amp;&":                 "&&&&",
		"é&ü&copyé":                "é&ü©é",
	} {
		if got := rule.Value(raw); got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
}

// TestEntities holds apart the entities of a text, where less is asked of them, and those of attributes.
func TestEntities(t *testing.T) {
	page := rule.Parse("a", "b", []byte(`<a href="?a&copy=2&amp;b" title=x&lty data-x>&copy=2</a><svg><a href='?a&reg=1'></a></svg>`))
	links := page.All("a")
	var got []string
	for i := range links {
		got = append(got, page.Nodes[i].Attr("href"))
	}
	if len(got) != 2 || got[0] != "?a&copy=2&b" || got[1] != "?a&reg=1" {
		t.Errorf("%q", got)
	}
	if link := page.First("a"); page.Text(link) != "©=2" || page.Nodes[link].Attr("title") != "x&lty" {
		t.Errorf("%q, %q", page.Text(link), page.Nodes[link].Attr("title"))
	}
}
