package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/check"
	"stillpoint/generator/check/links"
	"stillpoint/generator/diag"
)

// published is a set of outputs.
type published map[string]bool

func (p published) Has(output string) bool { return p[output] }

func (p published) Closest(output string) string {
	for name := range p {
		if strings.EqualFold(name, output) && name != output {
			return name
		}
	}
	return ""
}

func TestLinks(t *testing.T) {
	all := published{"index.html": true, "a/index.html": true, "b/index.html": true, "room.jpg": true, "x.html": true, "größe/index.html": true}
	cases := []struct{ name, html, want string }{
		{"all kinds that are right", `<a href="/sub/a/">a</a> <a href="../b/#here">b</a> <img src="/sub/room.jpg"> <a href="https://c.example/">c</a> <a href="mailto:a@b">d</a> <a href="#top">e</a> <a href="">f</a> <a href="//g/">g</a> <a href="/sub/x.html?q">h</a> <a href="/sub/gr%C3%B6%C3%9Fe/">i</a> <a href="tel:+44">j</a>`, ""},
		{"to nothing", `<a href="/sub/c/">`, `broken-link on a/index.html: the link "/sub/c/" leads to nothing: no file "c/index.html" is published`},
		{"in another case", `<a href="/sub/A/">`, `link-case on a/index.html: the link "/sub/A/" differs in case from "a/index.html"`},
		{"out of the base path", `<a href="/a/">`, `broken-link on a/index.html: the link "/a/" leads out of the site's own path /sub/`},
		{"to no such place", `<a href="/sub/b/#her">`, `missing-heading on a/index.html: the link "/sub/b/#her" leads to a place that is not there: b/index.html has no id "her": did you mean "here"?`},
		{"to no such place on the page", `<h2 id="one"></h2><a href="#two">`, `missing-heading on a/index.html: the link "#two" leads to a place that is not there: a/index.html has no id "two"`},
		{"to no such picture", `<img src="rom.jpg">`, `broken-link on a/index.html: the link "rom.jpg" leads to nothing: no file "a/rom.jpg" is published`},
		{"among the forms of a picture", `<picture><source srcset="/sub/room.jpg 1x, rom.webp 640w, data:image/png;base64,AA, https://c.example/a.jpg 2x"><img srcset="/sub/room.jpg, ro.jpg" src="/sub/room.jpg"></picture>`,
			`broken-link on a/index.html: the link "ro.jpg" leads to nothing: no file "a/ro.jpg" is published` + "\n" + `broken-link on a/index.html: the link "rom.webp" leads to nothing: no file "a/rom.webp" is published`},
		{"without a slash", `<a href="/sub/a">`, `link-slash on a/index.html: the link "/sub/a" lacks the slash at its end: "a/index.html" is published`},
		{"in a drawing", `<svg viewBox="0 0 1 1"><a href="/sub/c/"><path id="x" d=""/></a></svg><a href="#x">x</a><p id="x">`, `broken-link on a/index.html: the link "/sub/c/" leads to nothing: no file "c/index.html" is published`},
		{"with entities and without quotes", `<A HREF="/sub/b/?a=1&amp;b=2#here">a</A> <a href=/sub/c/>b</a> <a href='/sub/a/'>c</a>`, `broken-link on a/index.html: the link "/sub/c/" leads to nothing: no file "c/index.html" is published`},
		{"not in comments, scripts and text", `<!-- <a href="/sub/c/"> --><script>"<a href='/sub/c/'>"</script><p>href="/sub/c/"</p>`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			pages := []*check.Page{new(check.Reader).Read("a/index.html", "content/a.md", []byte(c.html)), new(check.Reader).Read("b/index.html", "content/b.md", []byte(`<h2 id="here">`))}
			if diff := cmp.Diff(c.want, text(check.All(pages, nil, nil, at(all, "/sub/")))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLinked finds what pages link to and show.
func TestLinked(t *testing.T) {
	page := new(check.Reader).Read("a/index.html", "content/a.md", []byte(`<a href="/sub/b/#x">b</a><a href="room.jpg">c</a><img src="../d%20e.jpg" srcset="/sub/f.webp 2x"><a href="/out/">o</a>`))
	want := map[string]bool{"b/index.html": true, "a/room.jpg": true, "d e.jpg": true, "f.webp": true}
	if diff := cmp.Diff(want, check.Linked([]*check.Page{page}, at(nil, "/sub/"))); diff != "" {
		t.Error(diff)
	}
}

// TestDuplicateIDs tells of ids that stand twice, in drawings too.
func TestDuplicateIDs(t *testing.T) {
	page := new(check.Reader).Read("a/index.html", "content/a.md", []byte(`<svg viewBox="0 0 1 1"><path id="x" d=""/></svg><p id="x"><a id="y" name="y"></a>`))
	got := check.DuplicateIDs([]*check.Page{page})
	if want := `content/a.md: the finished page a/index.html has the id "x" twice`; len(got) != 1 || got[0].String() != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// TestReferences tells a missing heading at the link in the Markdown, and not
// a second time for the finished page.
func TestReferences(t *testing.T) {
	pages := []*check.Page{new(check.Reader).Read("a/index.html", "content/a.md", []byte(`<a href="/b/#her">x</a>`)), new(check.Reader).Read("b/index.html", "content/b.md", []byte(`<h2 id="here">`))}
	file := diag.NewFile("content/a.md", []byte("[x](b.md#her)"))
	reference := check.Reference{Output: "b/index.html", Fragment: "her", Broken: file.Error("missing-heading", 4, 8, "there is no heading", "")}
	all := published{"a/index.html": true, "b/index.html": true}
	if got := text(check.Untold(check.All(pages, nil, []check.Reference{reference}, at(all, "/")))); got != `content/a.md:1:5: there is no heading: did you mean "here"?` {
		t.Error(got)
	}
	reference.Fragment = "here"
	pages[0] = new(check.Reader).Read("a/index.html", "content/a.md", []byte(`<a href="/b/#here">x</a>`))
	if got := text(check.Untold(check.All(pages, nil, []check.Reference{reference}, at(all, "/")))); got != "" {
		t.Error(got)
	}
}

// at returns what links are held against on a site with some files, at a path on its host.
func at(files published, base string) links.Site {
	return links.Site{Base: base, Host: "quiettide.example", Published: files}
}

func text(faults []check.Fault) string {
	var lines []string
	for _, f := range faults {
		if f.Told.Code != "" {
			lines = append(lines, f.Told.String())
			continue
		}
		lines = append(lines, f.Code+" on "+f.Output+": "+f.Message)
	}
	return strings.Join(lines, "\n")
}

// TestCoversPage lets a comment pass what is found of its file as a whole, and of no other.
func TestCoversPage(t *testing.T) {
	file := diag.NewFile("content/a.md", []byte("One\nTwo\nThree\n<!-- allow page-weight: our handbook -->\n"))
	for a := range check.Allowances(file) {
		for at, want := range map[diag.Position]bool{
			{File: "content/a.md"}: true, {File: "content/b.md"}: false, {File: "content/a.md", Line: 4}: true, {File: "content/a.md", Line: 5}: true,
			{File: "content/a.md", Line: 1}: false,
		} {
			if a.Covers("page-weight", at) != want {
				t.Errorf("%v: %t", at, !want)
			}
		}
		if a.Covers("image-alt", diag.Position{File: "content/a.md"}) {
			t.Error("it covers another rule")
		}
	}
}
