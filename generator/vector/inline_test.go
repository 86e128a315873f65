package vector_test

import (
	"strings"
	"sync"
	"testing"

	"stillpoint/generator/vector"
)

func TestInline(t *testing.T) {
	tests := []struct {
		name, text string
		how        vector.Inline
		want       string
	}{
		{"decoration", head + `<path d="M0 0"/>` + tail, vector.Inline{},
			`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M0 0"/></svg>`},
		{"picture", head + `<title>Old</title><desc>More</desc><path/>` + tail, vector.Inline{Title: `Leaf & "tree"`},
			`<svg viewBox="0 0 24 24" role="img"><title>Leaf &amp; "tree"</title><desc>More</desc><path/></svg>`},
		{"decoration without words", `<svg aria-label="x" role="img" aria-labelledby="t"><title id="t">Old</title><desc>x</desc></svg>`, vector.Inline{},
			`<svg aria-hidden="true" focusable="false"/>`},
		{"measures", `<svg viewBox="0 0 9 9" width="9" height="9" x="1" y="2"/>`, vector.Inline{Width: "2em", Height: "1.5em", Class: `large "x"`},
			`<svg viewBox="0 0 9 9" width="2em" height="1.5em" class="large &quot;x&quot;" aria-hidden="true" focusable="false"/>`},
		{"measures without a view box", `<svg width="12" height="9"/>`, vector.Inline{Width: "24"},
			`<svg width="24" height="9" viewBox="0 0 12 9" aria-hidden="true" focusable="false"/>`},
		{"class of its own", `<svg class="icon" fill="none"/>`, vector.Inline{Class: " a  b "},
			`<svg class="icon a b" fill="none" aria-hidden="true" focusable="false"/>`},
		{"link in a decoration", `<svg><a href="/x" target="_blank" fill="red"><path/></a></svg>`, vector.Inline{},
			`<svg aria-hidden="true" focusable="false"><g fill="red"><path/></g></svg>`},
	}
	for _, test := range tests {
		d := clean(t, test.text)
		before := string(d.Bytes())
		if got := string(d.Inline(test.how)); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
		if string(d.Bytes()) != before {
			t.Errorf("%s: the drawing has changed", test.name)
		}
	}
}

// part returns what is within a drawing as it is in a page.
func part(t *testing.T, text string) (string, *vector.Drawing) {
	t.Helper()
	d := clean(t, head+text+tail)
	got := string(d.Inline(vector.Inline{Prefix: "p-", Title: "x"}))
	_, got, _ = strings.Cut(got, "</title>")
	return strings.TrimSuffix(got, tail), d
}

func TestPrefix(t *testing.T) {
	tests := []struct{ text, want string }{
		{`<g id="a"/><use href="#a"/><use xlink:href="#b"/>`, `<g id="p-a"/><use href="#p-a"/><use href="#p-b"/>`},
		{`<use xlink:href="#a" href="#b"/>`, `<use href="#p-b"/>`},
		{`<g fill="url(#a) red" mask="url('#b')" filter="blur(1px) url(#c) url(#d)"/>`, `<g fill="url(#p-a) red" mask="url(#p-b)" filter="blur(1px) url(#p-c) url(#p-d)"/>`},
		{`<g style="clip-path:url(#a);marker:url(#m)"/>`, `<g clip-path="url(#p-a)" marker-start="url(#p-m)" marker-mid="url(#p-m)" marker-end="url(#p-m)"/>`},
		{`<style>#a{fill:url(#b)}</style><g id="a"/>`, `<g id="p-a" fill="url(#p-b)"/>`},
		{`<g aria-labelledby=" a  b " aria-describedby="c"/>`, `<g aria-labelledby="p-a p-b" aria-describedby="p-c"/>`},
		{`<set attributeName="fill" to="url(#a)"/>`, `<set attributeName="fill" to="url(#p-a)"/>`},
		{`<animate attributeName="mask" values="none;url(#a)"/>`, `<animate attributeName="mask" values="none;url(#p-a)"/>`},
		{`<animate id="a" attributeName="x" begin="0s; a.end+.5s;a\-b.click;c.end; click" end="a.end"/><g id="a-b"/>`,
			`<animate id="p-a" attributeName="x" begin="0s;p-a.end+.5s;p-a\-b.click;c.end;click" end="p-a.end"/><g id="p-a-b"/>`},
		{`<a href="#a"/><a href="#elsewhere"/><g id="a"/>`, `<a href="#p-a"/><a href="#elsewhere"/><g id="p-a"/>`},
		{`<animateMotion><mpath href="#a"/></animateMotion><text><textPath href="#a"/></text>`, `<animateMotion><mpath href="#p-a"/></animateMotion><text><textPath href="#p-a"/></text>`},
		{`<text>url(#a) #a</text><g class="a" aria-label="#a"/>`, `<text>url(#a) #a</text><g class="a" aria-label="#a"/>`},
	}
	for _, test := range tests {
		if got, _ := part(t, test.text); got != test.want {
			t.Errorf("\ngot  %s\nwant %s", got, test.want)
		}
	}
	d := clean(t, head+`<g id="a" fill="url(#b)"/>`+tail)
	if got := string(d.Inline(vector.Inline{Prefix: `x) "<y`})); !strings.Contains(got, `<g id="x_29__20__22__3c_ya" fill="url(#x_29__20__22__3c_yb)"/>`) {
		t.Errorf("a prefix that ends a reference: %s", got)
	}
}

func TestStylesBecomeAttributes(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"class", `<style>.a{fill:red}</style><g class="a"/>`, `<g fill="red"/>`},
		{"other classes stay", `<style>.a{fill:red}</style><g class="b a"/>`, `<g class="b" fill="red"/>`},
		{"element", `<style>path{fill:red}</style><path/><g/>`, `<path fill="red"/><g/>`},
		{"everything", `<style>*{fill:red}</style><g><path/></g><set attributeName="x" to="1"/>`, `<g fill="red"><path fill="red"/></g><set attributeName="x" to="1"/>`},
		{"several", `<style>.a,#b,path.c{fill:red}</style><g class="a"/><g id="b"/><path class="c"/><g class="c"/>`, `<g fill="red"/><g id="p-b" fill="red"/><path fill="red"/><g/>`},
		{"over an attribute", `<style>.a{fill:red}</style><g class="a" fill="blue" d="M0 0"/>`, `<g fill="red" d="M0 0"/>`},
		{"later over earlier", `<style>.a{fill:red}.b{fill:blue}</style><g class="b a"/>`, `<g fill="blue"/>`},
		{"later within one", `<style>.a{fill:red;fill:blue}</style><g class="a"/>`, `<g fill="blue"/>`},
		{"more exact over later", `<style>g.a{fill:red}.a{fill:blue}g{fill:green}</style><g class="a"/>`, `<g fill="red"/>`},
		{"id over class", `<style>#a{fill:red}.a.b{fill:blue}</style><g id="a" class="a b"/>`, `<g id="p-a" fill="red"/>`},
		{"style over id", `<style>#a{fill:red}</style><g id="a" style="fill:blue"/>`, `<g id="p-a" fill="blue"/>`},
		{"important over style", `<style>g{fill:red!important}</style><g style="fill:blue"/>`, `<g fill="red"/>`},
		{"important over important", `<style>g{fill:red ! important}</style><g style="fill:blue!important"/>`, `<g fill="blue"/>`},
		{"sheet behind", `<g class="a"/><style>.a{fill:red}</style>`, `<g fill="red"/>`},
		{"two sheets", `<style>.a{fill:red}</style><g class="a"/><style media="all">.a{fill:blue}</style>`, `<g fill="blue"/>`},
		{"within", `<style>.a .b{fill:red}</style><g class="a"><g><g class="b"/></g></g><g class="b"/>`, `<g><g><g fill="red"/></g></g><g/>`},
		{"right within", `<style>.a>.b{fill:red}</style><g class="a"><g><g class="b"/></g><g class="b"/></g>`, `<g><g><g/></g><g fill="red"/></g>`},
		{"right within something within", `<style>.a g > path{fill:red}</style><g class="a"><path/><g><path/></g></g>`, `<g><path/><g><path fill="red"/></g></g>`},
		{"within what is right within", `<style>svg > .a path{fill:red}</style><g class="a"><g><path/></g></g><g><g class="a"><path/></g></g>`, `<g><g><path fill="red"/></g></g><g><g><path/></g></g>`},
		{"place and size", `<rect style="x:1px;width:2px"/>`, `<rect x="1px" width="2px"/>`},
		{"transformation", `<g style="transform:translate(1px, 2px) rotate(45deg)"/>`, `<g transform="translate(1, 2) rotate(45)"/>`},
		{"says only what holds anyway", `<g style="mix-blend-mode:normal;isolation:auto;fill:red"/>`, `<g fill="red"/>`},
	}
	for _, test := range tests {
		got, d := part(t, test.text)
		if got != test.want || len(d.Losses()) > 0 {
			t.Errorf("%s: %v\ngot  %s\nwant %s", test.name, d.Losses(), got, test.want)
		}
	}
}

func TestLosses(t *testing.T) {
	tests := []struct{ name, text, says string }{
		{"condition", `<style>@media (prefers-color-scheme:dark){.a{fill:red}}</style>`, "the rule @media is lost in a page"},
		{"key frames", `<style>@keyframes x{to{fill:red}}</style>`, "the rule @keyframes is lost in a page"},
		{"state", `<style>.a:hover{fill:red}</style>`, "the rule for .a:hover is lost in a page"},
		{"attribute", `<style>[id=a]{fill:red}</style>`, "the rule for [id=a] is lost in a page"},
		{"sibling", `<style>g+g{fill:red}</style>`, "the rule for g+g is lost in a page"},
		{"nothing around", `<style>>g{fill:red}</style>`, "the rule for >g is lost in a page"},
		{"blending", `<g style="mix-blend-mode:multiply"/>`, "the property mix-blend-mode is lost in a page"},
		{"blending in a sheet", `<style>g{mix-blend-mode:multiply}</style>`, "the property mix-blend-mode is lost in a page"},
		{"transformation", `<g style="transform:translate(1em, 2%)"/>`, "the property transform is lost in a page"},
		{"print", `<style media="print">g{fill:red}</style>`, "the style sheet for print is lost in a page"},
	}
	for _, test := range tests {
		got, d := part(t, "\n"+test.text+`<g class="a"/><g/>`)
		losses := d.Losses()
		if len(losses) != 1 || losses[0].Code != "svg-style" || losses[0].Message != test.says || losses[0].Position.Line != 2 {
			t.Errorf("%s: %v", test.name, losses)
		}
		if strings.Contains(got, "red") || strings.Contains(got, "style") || strings.Contains(got, "multiply") {
			t.Errorf("%s: %s", test.name, got)
		}
	}
}

// TestTooManyRules sees to it that a style sheet of a size that would hold up the build is left aside.
func TestTooManyRules(t *testing.T) {
	text := `<style>` + strings.Repeat(`g,g,g,g,g{fill:red}`, 2100) + `</style>` + strings.Repeat(`<g/>`, 2000)
	if got, _ := part(t, text); got != strings.Repeat(`<g/>`, 2000) {
		t.Error("the groups are gone")
	}
}

func TestSymbol(t *testing.T) {
	d := clean(t, `<svg id="x" class="c" width="12" height="9" fill="none" role="img" lang="de"><style>.a{fill:url(#g)}</style><path class="a"/><linearGradient id="g"/></svg>`)
	want := `<symbol id="social/leaf" fill="none" viewBox="0 0 12 9"><path fill="url(#social/leaf-g)"/><linearGradient id="social/leaf-g"/></symbol>`
	if got := string(d.Symbol("social/leaf")); got != want {
		t.Errorf("\ngot  %s\nwant %s", got, want)
	}
}

func TestSprite(t *testing.T) {
	drawings := map[string]*vector.Drawing{}
	for _, name := range []string{"c", "a", "b"} {
		drawings[name] = clean(t, head+`<g id="`+name+`"/>`+tail)
	}
	const symbol = `<symbol id="X" viewBox="0 0 24 24"><g id="X-X"/></symbol>`
	want := `<svg xmlns="http://www.w3.org/2000/svg">` + strings.ReplaceAll(symbol, "X", "a") + strings.ReplaceAll(symbol, "X", "b") +
		strings.ReplaceAll(symbol, "X", "c") + "</svg>\n"
	if got := string(vector.Sprite(drawings)); got != want {
		t.Errorf("\ngot  %s\nwant %s", got, want)
	}
	clean(t, want)
}

// TestManyPages shows one drawing in many pages at once, as the workers of a build do; the race detector looks on.
func TestManyPages(t *testing.T) {
	d := clean(t, head+`<style>.a{fill:url(#b)}</style><a href="#b"><g class="a" id="b">x</g></a>`+tail)
	want := string(clean(t, string(d.Bytes())).Inline(vector.Inline{Prefix: "p-"}))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if got := string(d.Inline(vector.Inline{Prefix: "p-"})); got != want {
				t.Errorf("%s", got)
			}
			d.Symbol("a")
			d.Bytes()
		})
	}
	wait.Wait()
}
