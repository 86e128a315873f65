package vector_test

import (
	"slices"
	"strings"
	"testing"

	"stillpoint/generator/vector"
)

func attacks() map[string][]attack {
	return map[string][]attack{
		"script": scripts(), "handler": handlers(), "link": links(), "load": loads(), "style": styles(), "animation": animations(), "document": documents(),
	}
}

func whole(a attack) string {
	if strings.HasPrefix(a.text, "<svg xmlns") || strings.HasPrefix(a.text, "<!DOC") || strings.HasPrefix(a.text, "<?") ||
		strings.HasPrefix(a.text, "<html") || strings.HasPrefix(a.text, "<svg xmlns") {
		return a.text
	}
	return head + a.text + tail
}

func TestAttacks(t *testing.T) {
	total := 0
	for kind, list := range attacks() {
		total += len(list)
		for _, a := range list {
			t.Run(kind+"/"+a.name, func(t *testing.T) { checkAttack(t, a) })
		}
	}
	if total < 150 {
		t.Errorf("only %d attacks", total)
	}
}

func checkAttack(t *testing.T, a attack) {
	d, problems := read(t, whole(a))
	switch {
	case a.says == "" && len(problems) > 0:
		t.Errorf("it was complained: %v", problems)
	case a.says != "" && (len(problems) == 0 || !strings.Contains(problems[0].Message, a.says)):
		t.Errorf("%v instead of %q", problems, a.says)
	}
	for _, p := range problems {
		if p.Position.Line == 0 || p.Hint == "" && p.Severity == 0 && p.Code != "bad-svg" {
			t.Errorf("%v has no place or no hint", p)
		}
	}
	for _, form := range forms(d) {
		if strings.Contains(strings.ToLower(form), "evil") || strings.Contains(strings.ToLower(form), "javascript") {
			t.Errorf("still there: %s", form)
		}
	}
}

// forms returns all that a drawing is published as.
func forms(d *vector.Drawing) []string {
	return []string{
		string(d.Bytes()), string(d.Inline(vector.Inline{Prefix: "p-"})), string(d.Inline(vector.Inline{Title: "Leaf"})),
		string(d.Symbol("leaf")), string(vector.Sprite(map[string]*vector.Drawing{"leaf": d})),
	}
}

// TestRestIsKept sees to it that what stands beside an attack is still drawn.
func TestRestIsKept(t *testing.T) {
	for kind, list := range attacks() {
		for _, a := range list {
			text := whole(a)
			if !strings.HasPrefix(text, head) || kind == "document" {
				continue
			}
			d, problems := read(t, strings.TrimSuffix(text, tail)+`<circle r="5"/>`+tail)
			if problems.Errors() > 0 || !strings.HasSuffix(within(d), `<circle r="5"/>`) {
				t.Errorf("%s/%s: %v, %s", kind, a.name, problems, d.Bytes())
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	tests := []struct {
		text          string
		line, column  int
		length        int
		code, message string
	}{
		{head + "\n <g id='a' onclick = 'x()'/>" + tail, 2, 12, 7, "unsafe-svg", "the event handler onclick was taken out"},
		{head + "\n <g\n id='a=b' onclick='x()'/>" + tail, 3, 11, 7, "unsafe-svg", "the event handler onclick was taken out"},
		{head + "\n<script>x()</script>" + tail, 2, 1, 8, "unsafe-svg", "a script was taken out"},
		{head + "\n<style>\n rect{fill:url(http://a.b)}</style>" + tail, 3, 12, 15, "unsafe-svg", "a reference to http://a.b was taken out"},
		{head + "\n<g style='fill:url(http://a.b)'/>" + tail, 2, 16, 15, "unsafe-svg", "a reference to http://a.b was taken out"},
		{"\ufeff<svg><script/></svg>", 1, 7, 9, "unsafe-svg", "a script was taken out"},
		{head + "\n<g></h>" + tail, 2, 8, 1, "bad-svg", "the drawing is broken: element <g> closed by </h>"},
	}
	for _, test := range tests {
		_, problems := read(t, test.text)
		if len(problems) != 1 {
			t.Errorf("%s: %v", test.text, problems)
			continue
		}
		p := problems[0]
		if at := p.Position; at.Line != test.line || at.Column != test.column || at.Length != test.length || p.Code != test.code || p.Message != test.message {
			t.Errorf("%s: %s %v (%d characters)", test.text, p.Code, p, at.Length)
		}
	}
}

func TestBrokenDrawings(t *testing.T) {
	tests := []struct{ name, text, says string }{
		{"nothing", "", "empty"},
		{"blanks", " \n", "empty"},
		{"comment", "<!-- x -->", "no element svg"},
		{"words", "A leaf", "outside of the drawing"},
		{"cut off", `<svg xmlns="http://www.w3.org/2000/svg"><g>`, "broken: unexpected EOF"},
		{"bare ampersand", head + "<text>a & b</text>" + tail, "broken: invalid character entity"},
		{"entity of HTML", head + "<text>a&nbsp;b</text>" + tail, "broken: invalid character entity &nbsp;"},
		{"value without quotes", head + "<g id=a/>" + tail, "broken: unquoted"},
		{"NUL", head + "<text>\x00</text>" + tail, "NUL"},
		{"NUL by an entity", head + "<text>&#0;</text>" + tail, "broken: "},
		{"UTF-16, little end first", "\xff\xfe<\x00s\x00", "UTF-16"},
		{"UTF-16, big end first", "\xfe\xff\x00<\x00s", "UTF-16"},
		{"UTF-16 without a mark", "<\x00s\x00v\x00g\x00", "UTF-16"},
		{"Latin-1", "<svg><text>\xe9</text></svg>", "not in UTF-8"},
		{"UTF-7", `<?xml version="1.0" encoding="UTF-7"?><svg><text>é</text></svg>`, "says that it is not in UTF-8"},
		{"compressed", "\x1f\x8b\x08", "compressed"},
		{"deep", head + strings.Repeat("<g>", 201) + strings.Repeat("</g>", 201) + tail, "200 deep"},
		{"deep where nobody looks", head + "<metadata>" + strings.Repeat("<a>", 201) + strings.Repeat("</a>", 201) + "</metadata>" + tail, "200 deep"},
		{"many", head + strings.Repeat("<g/>", 250_001) + tail, "more than 250000"},
		{"large", head + strings.Repeat(" ", 16<<20) + tail, "larger than 16 MiB"},
		{"laughs", laughs(), "uses its own parts so often"},
		{"laughs by patterns", strings.ReplaceAll(strings.ReplaceAll(laughs(), `<use href="`, `<rect fill="url(`), `"/>`, `)"/>`), "uses its own parts so often"},
		{"chain", chain(), "uses its own parts so often"},
	}
	for _, test := range tests {
		d, problems := read(t, test.text)
		if problems.Errors() != 1 || !strings.Contains(problems[0].Message, test.says) || problems[0].Position.Line == 0 {
			t.Errorf("%s: %v", test.name, problems)
		}
		if text := string(d.Bytes()); text != `<svg xmlns="http://www.w3.org/2000/svg"/>`+"\n" {
			t.Errorf("%s: there is a drawing: %s", test.name, text)
		}
	}
}

// laughs returns a drawing of a hundred elements that shows a thousand million.
func laughs() string {
	var text strings.Builder
	text.WriteString(head + `<g id="a0"><path/></g>`)
	for i := range 9 {
		name, before := string(rune('b'+i)), string(rune('a'+i))
		text.WriteString(`<g id="` + name + `0">` + strings.Repeat(`<use href="#`+before+`0"/>`, 10) + `</g>`)
	}
	return text.String() + tail
}

// chain returns a drawing whose elements use one another in a long row.
func chain() string {
	var text strings.Builder
	for i := range 2000 {
		text.WriteString(`<use id="` + strings.Repeat("i", i+1) + `" href="#` + strings.Repeat("i", i+2) + `"/>`)
	}
	return head + text.String() + tail
}

// TestManyFaults sees to it that a drawing full of faults is told of with a hundred words, and safe all the same.
func TestManyFaults(t *testing.T) {
	d, problems := read(t, head+strings.Repeat(`<g onclick="evil()" style="fill:evil("/><script/>`, 2000)+tail)
	if len(problems) != 100 || strings.Contains(string(d.Bytes()), "evil") {
		t.Errorf("%d warnings", len(problems))
	}
	if slices.ContainsFunc(forms(d), func(form string) bool { return strings.Contains(form, "onclick") }) {
		t.Error("a handler is still there")
	}
}
