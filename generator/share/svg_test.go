package share

import (
	"strings"
	"testing"
)

// inSVG puts elements on the lines after the first of a drawing.
func inSVG(elements string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">` + "\n" + elements + "\n</svg>"
}

func TestReadSVGComplains(t *testing.T) {
	for _, test := range []struct{ svg, want string }{
		{"", "there is no <svg> in the drawing"},
		{"<html/>", "line 1: <html> is not <svg>, with which a drawing begins"},
		{`<svg xmlns="http://example.com/"/>`, "line 1: <svg> is not <svg>, with which a drawing begins"},
		{"<svg/>", `line 1: <svg> needs a viewBox such as "0 0 32 32"`},
		{`<svg width="100%" height="32"/>`, `line 1: width "100%" of <svg> is not a number up to 1000000`},
		{`<svg viewBox="0 0 32"/>`, `line 1: viewBox "0 0 32" of <svg> is not like "0 0 32 32"`},
		{`<svg viewBox="0 0 0 32"/>`, `line 1: viewBox "0 0 0 32" of <svg> is not like "0 0 32 32"`},
		{inSVG("\n<linearGradient id='a'/>"), "line 3: <linearGradient> cannot be drawn: use plain fills and strokes"},
		{inSVG("<text>Tide</text>"), "line 2: <text> cannot be drawn: use plain fills and strokes"},
		{inSVG("<g>\n<image href='a.png'/></g>"), "line 3: <image> cannot be drawn: use plain fills and strokes"},
		{inSVG("<use href='#a'/>"), "line 2: <use> cannot be drawn: use plain fills and strokes"},
		{inSVG("<style>rect{}</style>"), "line 2: <style> cannot be drawn: use plain fills and strokes"},
		{inSVG("<script>x()</script>"), "line 2: <script> cannot be drawn: use plain fills and strokes"},
		{inSVG("<svg/>"), "line 2: <svg> cannot be drawn: use plain fills and strokes"},
		{inSVG("<circle r='3'><animate/></circle>"), "line 2: <animate> cannot be drawn: use plain fills and strokes"},
		{inSVG("<circle r='3'><rect/></circle>"), "line 2: <circle> holds other shapes, which nothing would draw"},
		{inSVG("<rect style='fill:red'/>"), "line 2: style of <rect> cannot be drawn: use plain fills and strokes"},
		{inSVG("<rect onclick='x()'/>"), "line 2: onclick of <rect> cannot be drawn: use plain fills and strokes"},
		{inSVG("<path fill-rule='evenodd' d=''/>"), "line 2: fill-rule of <path> cannot be drawn: use plain fills and strokes"},
		{inSVG("<rect fill='url(#a)'/>"), `line 2: fill "url(#a)" of <rect> cannot be drawn: use a plain colour such as #1d6462`},
		{inSVG("<rect stroke='#12'/>"), `line 2: stroke "#12" of <rect> cannot be drawn: use a plain colour such as #1d6462`},
		{inSVG("<rect fill='rgb(1 2)'/>"), `line 2: fill "rgb(1 2)" of <rect> cannot be drawn: use a plain colour such as #1d6462`},
		{inSVG("<rect x='50%'/>"), `line 2: x "50%" of <rect> is not a number up to 1000000`},
		{inSVG("<rect x='1e9'/>"), `line 2: x "1e9" of <rect> is not a number up to 1000000`},
		{inSVG("<rect width='-1'/>"), `line 2: width "-1" of <rect> is below zero`},
		{inSVG("<rect opacity='half'/>"), `line 2: opacity "half" of <rect> is not a number up to 1000000`},
		{inSVG("<g stroke-linecap='flat'/>"), `line 2: stroke-linecap "flat" of <g> is not butt, round or square`},
		{inSVG("<g transform='skewX(3)'/>"), `line 2: transform of <g> cannot be read from "skewX(3)" on: use translate, scale, rotate or matrix`},
		{inSVG("<g transform='scale(1e6) scale(1e6)'/>"), "line 2: transform of <g> makes it too large"},
		{inSVG("<g transform='scale(1e6)'>\n<path transform='translate(2)'/></g>"), "line 3: transform of <path> makes it too large"},
		{inSVG("<polygon points='1 2 3'/>"), "line 2: points of <polygon> are 3 numbers: each point needs two"},
		{inSVG("<polygon points='1 2 a'/>"), `line 2: points of <polygon> cannot be read from "a" on`},
		{inSVG("<path d='L1 1'/>"), `line 2: d of <path> cannot be read from "L1 1" on`},
		{inSVG("<path d='M1 1 X'/>"), `line 2: d of <path> cannot be read from "X" on`},
		{inSVG("<path d='M1 1 A1 1 0 2 0 3 3'/>"), `line 2: d of <path> cannot be read from "2 0 3 3" on`},
		{inSVG("<path d='M1 1 C2 2'/>"), "line 2: d of <path> ends too early"},
		{inSVG("<g>"), "line 3: this is not XML: element <g> closed by </svg>"},
		{"<svg viewBox='0 0 1 1'>\n&tide;</svg>", "line 2: this is not XML: invalid character entity &tide;"},
		{inSVG("") + "\n<g/>", "line 4: <g> stands behind the end of <svg>"},
		{inSVG(strings.Repeat("<g>", 40)), "line 2: <g> stands within 32 others: an icon has 32 levels at most"},
		{inSVG(strings.Repeat("<g/>\n", 251)), "line 252: <g> is one element too many: an icon has 250 at most"},
		{inSVG("<path d='M0 0" + strings.Repeat("z", 4000) + "'/>"), "line 2: <path> is too elaborate: all shapes of an icon have 4000 lines and curves at most"},
		{strings.Repeat(" ", 256<<10+1), "the drawing has 257 KB: an icon has 256 KB at most"},
	} {
		_, err := readSVG([]byte(test.svg))
		if err == nil || err.Error() != test.want {
			t.Errorf("%.80q\n got %v\nwant %s", test.svg, err, test.want)
		}
	}
}

func TestReadSVGLetsPass(t *testing.T) {
	for _, svg := range []string{
		`<svg width="32px" height="32"/>`,
		"<?xml version='1.0'?>\n<!DOCTYPE svg>\n<!-- mark -->" + inSVG("") + "\n",
		inSVG("<title>Tide</title><desc>Two <b>waves</b></desc><metadata/>"),
		inSVG("<g id='a' class='b' aria-hidden='true' data-x='1' fill-rule='nonzero'/>"),
		inSVG("<i:view xmlns:i='http://example.com/' i:x='1'><i:y/></i:view>"),
		inSVG("<path d='none'/><path/><polygon/><circle><title>x</title></circle>"),
		inSVG("<rect fill='None' stroke='currentColor' color='TEAL' rx='auto'/>"),
	} {
		if _, err := readSVG([]byte(svg)); err != nil {
			t.Errorf("%q: %v", svg, err)
		}
	}
}

func FuzzReadSVG(f *testing.F) {
	for _, seed := range []string{
		inSVG("<path d='M6 17c4.7-6 9.3-6 14 0s9.3 6 14 0M6 25q4 4 9 1t3 3h-2v5a3 4 30 1 0 3-3z' fill='none' stroke='#fbf8f2' stroke-width='2.6' stroke-linecap='round'/>"),
		inSVG("<g opacity='.5' transform='rotate(3 1,2)matrix(1 0 0 1 2 3)'><rect x='1' width='5' height='6' rx='2'/><ellipse rx='3' ry='1'/></g>"),
		inSVG("<polyline points='1,2 3-4.5.5 1e1' stroke='rgb(1,2,3)' stroke-linejoin='bevel'/><line x2='9' stroke='gold'/>"),
		inSVG("<path d='M1e6 1e6L-1e6 0zzz' stroke='red' stroke-width='1e6' transform='scale(1e6 1e-9)'/>"),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, svg string) {
		d, err := readSVG([]byte(svg))
		if err == nil {
			d.picture(16, 0, backdrop())
		} else if lines := strings.Count(svg, "\n") + 1; strings.Contains(err.Error(), "line 0") || strings.HasPrefix(err.Error(), "line ") && lines == 1 && !strings.HasPrefix(err.Error(), "line 1:") {
			t.Errorf("%q: %v", svg, err)
		}
	})
}
