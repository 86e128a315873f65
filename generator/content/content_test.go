package content_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

func load(t *testing.T, name, text string, cascade *decode.Node) (*content.Page, []string) {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	source, problems := content.Parse(whole(diag.NewFile("content/"+name, []byte(text))), false)
	var page *content.Page
	if source != nil {
		var more diag.List
		page, more = source.Page(cascade, content.Options{Zone: zone, Kinds: []string{"article", "page"}, Taxonomies: []string{"tags", "soil"}})
		problems = append(problems, more...)
	}
	var lines []string
	for _, d := range problems.Sorted() {
		lines = append(lines, d.String())
	}
	return page, lines
}

// TestBody finds where the body starts, however the front matter is written.
func TestBody(t *testing.T) {
	for name, c := range map[string]struct{ text, body string }{
		"yaml":              {"---\ntitle: A\n---\nBody\n", "Body\n"},
		"toml":              {"+++\ntitle = \"A\"\n+++\n\nBody\n", "\nBody\n"},
		"json":              {"{\n\"title\": \"A\"\n}\n\nBody\n", "Body\n"},
		"json with marks":   {";;;\n{\"title\": \"A\"}\n;;;\nBody\n", "Body\n"},
		"empty lines first": {"\n\n---\ntitle: A\n---\nBody\n", "Body\n"},
		"windows line ends": {"---\r\ntitle: A\r\n---\r\nBody\r\n", "Body\r\n"},
		"no body":           {"---\ntitle: A\n---", ""},
		"a rule in it":      {"---\ntitle: A\n---\nBody\n\n---\n\nMore\n", "Body\n\n---\n\nMore\n"},
		"long":              {"---\ntitle: A\nparams: {a: " + strings.Repeat("x", 9000) + "}\n---\nBody " + strings.Repeat("y", 9000), "Body " + strings.Repeat("y", 9000)},
	} {
		page, problems := load(t, "a.md", c.text, nil)
		if problems != nil || page.Title != "A" {
			t.Fatalf("%s: %v", name, problems)
		}
		if diff := cmp.Diff(c.body, body(t, page)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestByteOrderMark reads on behind the invisible mark, and says that it is there.
func TestByteOrderMark(t *testing.T) {
	page, problems := load(t, "a.md", "\uFEFF---\ntitle: A\n---\nBody\n", nil)
	want := []string{"content/a.md:1:1: warning: the file starts with an invisible byte order mark, which Stillpoint leaves out"}
	if diff := cmp.Diff(want, problems); diff != "" || page.Title != "A" || body(t, page) != "Body\n" {
		t.Errorf("%+v %s", page, diff)
	}
}

// TestDates reads a date in each form, in the site's own time zone unless it says otherwise.
func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2026-07-03":                "2026-07-03T00:00:00+01:00",
		"2026-01-03":                "2026-01-03T00:00:00Z",
		"2026-07-03T18:30":          "2026-07-03T18:30:00+01:00",
		"2026-07-03 18:30":          "2026-07-03T18:30:00+01:00",
		"2026-07-03 18:30:15":       "2026-07-03T18:30:15+01:00",
		"2026-07-03T18:30:00+02:00": "2026-07-03T18:30:00+02:00",
		"2026-07-03T18:30Z":         "2026-07-03T18:30:00Z",
	} {
		for _, front := range []string{"---\ntitle: A\ndate: " + text + "\n---\n", "---\ntitle: A\ndate: \"" + text + "\"\n---\n", "{\n\"title\": \"A\", \"date\": \"" + text + "\"\n}\n\n"} {
			page, problems := load(t, "a.md", front, nil)
			if problems != nil {
				t.Errorf("%q: %v", front, problems)
			} else if got := page.Date.Format(time.RFC3339); got != want {
				t.Errorf("%q gives %s, not %s", front, got, want)
			}
		}
	}
	page, problems := load(t, "a.md", "+++\ntitle = \"A\"\ndate = 2026-07-03\nupdated = 2026-07-04T10:00:00+02:00\n+++\n", nil)
	if problems != nil || page.Date.Format(time.RFC3339) != "2026-07-03T00:00:00+01:00" || page.Updated.Format(time.RFC3339) != "2026-07-04T10:00:00+02:00" {
		t.Errorf("%v %v %v", page.Date, page.Updated, problems)
	}
}

// TestCascade hands fields down: the page's own win, maps are joined, and a
// kind does not touch sections.
func TestCascade(t *testing.T) {
	section, problems := content.Parse(whole(diag.NewFile("content/_index.md", []byte("---\ncascade:\n  kind: article\n  tags: [a]\n  params: {x: 1, y: 2}\n---\n"))), false)
	if problems != nil {
		t.Fatal(problems)
	}
	page, lines := load(t, "a.md", "---\ntitle: A\nparams: {y: 3}\n---\n", section.Cascade())
	if lines != nil || page.Kind != "article" || page.Tags[0] != "a" || page.Params["x"] != int64(1) || page.Params["y"] != int64(3) {
		t.Errorf("%+v %v", page, lines)
	}
	page, lines = load(t, "s/_index.md", "---\ntitle: S\n---\n", section.Cascade())
	if lines != nil || page.Kind != "" || page.Role != content.Section {
		t.Errorf("%+v %v", page, lines)
	}
	broken, _ := content.Parse(whole(diag.NewFile("content/_index.md", []byte("---\ncascade:\n  knid: article\n---\n"))), false)
	if _, found := broken.Page(nil, content.Options{}); len(found) != 1 || found[0].String() != `content/_index.md:3:3: unknown field "knid": did you mean "kind"?` {
		t.Errorf("%v", found)
	}
}

func TestMenus(t *testing.T) {
	for text, want := range map[string]content.Menus{
		"main":                         {"main": {}},
		"[main, footer]":               {"main": {}, "footer": {}},
		"{main: {name: X, weight: 3}}": {"main": {Name: "X", Weight: 3}},
	} {
		page, problems := load(t, "a.md", "---\ntitle: A\nmenu: "+text+"\n---\n", nil)
		if diff := cmp.Diff(want, page.Menu); diff != "" || problems != nil {
			t.Errorf("%s: %s %v", text, diff, problems)
		}
	}
	if _, problems := load(t, "a.md", "---\ntitle: A\nmenu: [1]\n---\n", nil); len(problems) != 1 || problems[0] != `content/a.md:3:8: "menu" must be the name of a menu` {
		t.Errorf("%v", problems)
	}
}

// TestTwice warns of a tag that is given twice, but lets the page be.
func TestTwice(t *testing.T) {
	_, problems := load(t, "a.md", "---\ntitle: A\ntags: [x, x]\ntaxonomies: {soil: [y]}\n---\n", nil)
	if diff := cmp.Diff([]string{`content/a.md:3:7: warning: "x" is given twice`}, problems); diff != "" {
		t.Error(diff)
	}
}

// whole reads a file that is in memory already.
func whole(file *diag.File) func() (*diag.File, *diag.Diagnostic) {
	return func() (*diag.File, *diag.Diagnostic) { return file, nil }
}

func body(t *testing.T, page *content.Page) string {
	t.Helper()
	file, problem := page.Open()
	if problem != nil {
		t.Fatal(problem)
	}
	return string(file.Text()[page.Body:])
}

// TestChanged refuses a file that was saved between the reading of its front
// matter and that of its body: the two might not belong together.
func TestChanged(t *testing.T) {
	versions := []string{"---\ntitle: A\n---\nBody\n", "---\ntitle: A\n---\nbody\n"}
	read := func() (*diag.File, *diag.Diagnostic) {
		text := versions[0]
		versions = versions[1:]
		return diag.NewFile("content/a.md", []byte(text)), nil
	}
	source, problems := content.Parse(read, false)
	if problems != nil {
		t.Fatal(problems)
	}
	page, problems := source.Page(nil, content.Options{})
	if problems != nil {
		t.Fatal(problems)
	}
	if _, problem := page.Open(); problem == nil || problem.Code != "file-changed" {
		t.Errorf("a changed file gives %v", problem)
	}
}

// TestKept reads a file once only where its words are kept.
func TestKept(t *testing.T) {
	reads := 0
	read := func() (*diag.File, *diag.Diagnostic) {
		reads++
		return diag.NewFile("content/a.md", []byte("---\ntitle: A\n---\nBody\n")), nil
	}
	source, _ := content.Parse(read, true)
	page, _ := source.Page(nil, content.Options{})
	if got := body(t, page); got != "Body\n" || reads != 1 {
		t.Errorf("body %q after %d reads", got, reads)
	}
	page.Release()
	if got := body(t, page); got != "Body\n" || reads != 2 {
		t.Errorf("let go: body %q after %d reads", got, reads)
	}
}
