package starter_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"stillpoint/generator/claims"
	"stillpoint/generator/config"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/markdown"
	"stillpoint/generator/starter"
)

// nasty are names that mean something in YAML, Markdown, HTML, or the templates of this package.
func nasty() []string {
	return []string{
		`Körper & "Geist"`, "O'Brien: Massage", "- first", "# one", "1. Praxis", "2) zwei", "yes", "null", "~", "[[.Name]]", "]] x [[", "{{.Site}}", "*a* _b_ `c`", "<b>x</b>", "&amp; &uuml;",
		"a: b # c", `back\slash`, "::: note", "--- --", "a---b...", "![x](y)", "[x](y)", "www.example.org", "x@example.org", "| a | b |", "> quote", "+ plus", "= =", "\u2028 x"[3:] + "李小龍", "فاطمة", "%s %d %!", "{a=b}",
		"~~gone~~", "^[note]", "a\u00adb"[:1], "'", `"`, "“curly”", "€ 5", "x  y", "@ home", "!yes", "%TAG", "&anchor", "*alias",
	}
}

// name draws a name that can be shown, of one to 50 characters.
func name() *rapid.Generator[string] {
	sign := rapid.OneOf(rapid.RuneFrom([]rune("abzABZ äöü'\"`*_{}[]()<>#+-.!|~:;&\\/@$%^=,?0123456789")), rapid.RuneFrom(nil, unicode.L, unicode.N, unicode.P, unicode.S))
	return rapid.OneOf(rapid.SampledFrom(nasty()), rapid.StringOfN(sign, 1, 50, -1)).Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
}

// TestNames writes sites of practices and people with names of all kinds. Each name must come out of the configuration and of the pages
// as it went in.
func TestNames(t *testing.T) {
	languages := languages(t)
	rapid.Check(t, func(t *rapid.T) {
		a := starter.Answers{Country: "GB", Email: "a@example.org", Street: "1 Lane", Postcode: "SW1A 1AA"}
		a.Language = rapid.SampledFrom(languages).Draw(t, "language")
		a.Professions = []string{rapid.SampledFrom(starter.Professions()).Draw(t, "profession")}
		for _, q := range starter.Questions(starter.Speaker{}) {
			if q.Flag == "name" || q.Flag == "person" || q.Flag == "town" {
				text := name().Draw(t, q.Flag)
				if r := []rune(text); len(r) > 40 {
					text = string(r[:40])
				}
				if err := q.Set(&a, text); err != nil {
					t.Fatalf("%q: %v", text, err)
				}
			}
		}
		files, err := starter.Write(a)
		if err != nil {
			t.Fatal(err)
		}
		c, problems := config.Decode(diag.NewFile("stillpoint.yaml", files["stillpoint.yaml"]), nil, config.Known{Jurisdictions: claims.Jurisdictions()})
		if len(problems) > 0 {
			t.Fatalf("%s\n%s", problems[0], files["stillpoint.yaml"])
		}
		if !strings.HasPrefix(c.Site.Title, a.Name) || c.Practice.Name != a.Name || c.Practice.Address.Locality != a.Town || c.Practice.AreasServed[0] != a.Town {
			t.Errorf("%q in %q became %q and %q in %q", a.Name, a.Town, c.Site.Title, c.Practice.Name, c.Practice.Address.Locality)
		}
		titles := map[string]bool{}
		for name, text := range files {
			if strings.HasSuffix(name, ".md") && strings.HasPrefix(name, "content/") {
				titles[title(t, name, text)] = true
			}
		}
		if !titles[a.Name] || !titles[a.Person] {
			t.Errorf("no page is called %q, or none %q: %v", a.Name, a.Person, titles)
		}
	})
}

// title decodes the front matter of a page and returns its title.
func title(t *rapid.T, name string, text []byte) string {
	_, rest, _ := strings.Cut(string(text), "---\n")
	front, _, found := strings.Cut(rest, "\n---\n")
	node, problems := decode.Parse(diag.NewFile(name, []byte(front)), 0, len(front), decode.YAML)
	if !found || len(problems) > 0 {
		t.Fatalf("%s: %v\n%s", name, problems, text)
	}
	return node.Get("title").Text()
}

// TestShownAsItIs holds what Markdown makes of an escaped text against the text, at the beginning of a paragraph, within it, and in a link.
// Only quotes may have become curly.
func TestShownAsItIs(t *testing.T) {
	converter := markdown.New(markdown.Options{Typographer: true, Linkify: true})
	tags := regexp.MustCompile(`<[^>]*>`)
	straight := strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "«", `"`, "»", `"`)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(strings.Fields(name().Draw(t, "text")), " ")
		for _, page := range []string{starter.Plain(text) + " ends", "It is " + starter.Plain(text) + " here", starter.Link(text, "about.md") + " ends"} {
			document, problems := converter.Convert(markdown.Body{File: diag.NewFile("x.md", []byte(page))}, markdown.Env{})
			if len(problems) > 0 {
				t.Fatalf("%q: %s", page, problems[0])
			}
			shown := strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(document.HTML, "")))
			shown = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(shown, " ends"), "It is "), " here")
			if straight.Replace(shown) != straight.Replace(text) {
				t.Errorf("%q is written %q and shown as %q", text, page, shown)
			}
		}
	})
}
