package budget_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/wire"
)

// TestRecord reads back a page, whatever is known of it; cut short anywhere, it is an error.
func TestRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		page := budget.Page{Size: rapid.Int64().Draw(t, "size"), Sent: rapid.Int64().Draw(t, "sent"), Loads: rapid.String().Draw(t, "loads")}
		var w wire.Writer
		page.Append(&w)
		r := wire.NewReader(w.Bytes)
		if got := budget.ReadPage(r); *got != page || !r.Done() {
			t.Fatalf("%+v, not %+v", got, page)
		}
		short := wire.NewReader(w.Bytes[:rapid.IntRange(0, len(w.Bytes)-1).Draw(t, "cut")])
		budget.ReadPage(short)
		if short.Err() == nil {
			t.Fatal("no error for bytes that were cut short")
		}
	})
}

// TestSameLoads keeps the same of pages that load the same, whatever else they say, and whatever stands in the attributes.
func TestSameLoads(t *testing.T) {
	const head = "<link rel=stylesheet href='/a.css' title='\"a\"\n\t& b'>"
	first := budget.Read(rule.Parse("a/index.html", "a.md", []byte(head+"<p>A</p>")), 10)
	second := budget.Read(rule.Parse("b/index.html", "b.md", []byte("<p>B</p>"+head)), 20)
	if first.Loads != second.Loads || first.Size != 10 || second.Size != 20 {
		t.Errorf("%q and %q", first.Loads, second.Loads)
	}
	if lines := strings.Count(first.Loads, "\n"); lines != 1 {
		t.Errorf("%q has %d lines behind the first, want 1", first.Loads, lines)
	}
}

// counting tells of every file that it has a kilobyte, and counts how often it was asked to compress one.
type counting struct{ pressed map[string]int }

func (counting) Size(string) (int64, bool) { return budget.KB, true }

func (c counting) Sent(output string) (int64, error) {
	c.pressed[output]++
	return budget.KB / 2, nil
}

// TestFewPressed compresses nothing where all is light without, else each text once, and no picture.
func TestFewPressed(t *testing.T) {
	html := []byte(`<link rel="stylesheet" href="/a.css"><script src="/a.js"></script><img src="/a.jpg"><img src="own.svg">`)
	for _, c := range []struct {
		limits budget.Limits
		found  int // of two pages
		want   map[string]int
	}{
		{budget.Default(), 0, map[string]int{}},
		{budget.Limits{CSS: budget.KB}, 0, map[string]int{}},
		{budget.Limits{CSS: budget.KB - 1}, 0, map[string]int{"a.css": 1, "a.js": 1, "x/own.svg": 1, "y/own.svg": 1}},
		{budget.Limits{CSS: budget.KB/2 - 1}, 2, map[string]int{"a.css": 1, "a.js": 1, "x/own.svg": 1, "y/own.svg": 1}},
	} {
		sizes := counting{map[string]int{}}
		scale := budget.NewScale("https://example.org/", c.limits, sizes)
		found := 0
		for _, output := range []string{"x/index.html", "y/index.html"} {
			page := budget.Read(rule.Parse(output, "a.md", html), 100)
			over, err := scale.Judge(output, &page)
			if err != nil {
				t.Fatal(err)
			}
			found += len(over)
		}
		if found != c.found || len(sizes.pressed) != len(c.want) {
			t.Errorf("%+v: %d findings, want %d; compressed %v, want %v", c.limits, found, c.found, sizes.pressed, c.want)
		}
		for output, times := range sizes.pressed {
			if times != c.want[output] {
				t.Errorf("%+v: %s is compressed %d times", c.limits, output, times)
			}
		}
	}
}

// TestAsks compresses a page's own text only from where it can matter.
func TestAsks(t *testing.T) {
	for _, c := range []struct {
		limits budget.Limits
		size   int64
		want   bool
	}{
		{budget.Limits{}, 1 << 30, false},
		{budget.Limits{HTML: 60}, 60, false},
		{budget.Limits{HTML: 60}, 61, true},
		{budget.Limits{Page: 160}, 10, false},
		{budget.Limits{Page: 160}, 11, true},
	} {
		if got := c.limits.Asks(c.size); got != c.want {
			t.Errorf("%+v asks for one of %d bytes: %t", c.limits, c.size, got)
		}
	}
}

// TestShown names files as people know them, without the fingerprint.
func TestShown(t *testing.T) {
	sizes := counting{map[string]int{}}
	for address, want := range map[string]string{
		"/css/site.2eea378f28.css": "css/site.css (1 KB)", "/pictures/room-640.0f3a9c1d2b.webp": "pictures/room-640.webp (1 KB)", "/a.b.css": "a.b.css (1 KB)",
		"/2eea378f28.css": "2eea378f28.css (1 KB)", "/a.0123456789ab.css": "a.0123456789ab.css (1 KB)",
	} {
		page := budget.Read(rule.Parse("a.html", "a.md", []byte(`<link rel="preload" href="`+address+`">`)), 1)
		found, err := budget.NewScale("", budget.Limits{Page: 1}, sizes).Judge("a.html", &page)
		if err != nil || len(found) != 1 || !strings.HasSuffix(found[0].Message, "; the heaviest is "+want) {
			t.Errorf("%s: %v, %v", address, found, err)
		}
	}
}
