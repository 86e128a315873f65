package style_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/style"
)

// low returns what stands out too little on a page, as text. With a dress, what was found out before is used.
func low(text string, dress *rule.Dress) string {
	p := rule.Parse("a/index.html", "a.md", []byte(text))
	p.Dress = dress
	var out strings.Builder
	for _, f := range style.Look(p).Low {
		fmt.Fprintf(&out, "%d %s on %s %.3f %v %v %v %v\n", f.Node, f.Text.Shown, f.Ground.Shown, f.Ratio, f.Text.Said, f.Ground.Said, f.Dark, f.Phone)
	}
	for _, c := range style.Look(p).Crowded {
		fmt.Fprintf(&out, "%d %d %v %v %v\n", c.Node, c.Next, c.Size, c.Apart, c.Said)
	}
	return out.String()
}

func noSheets() *rule.Dress {
	return rule.NewDress(func(string, string) (string, bool) { return "", false })
}

// TestMemory holds what is known from other elements against what is found out anew: on pages of elements that are much alike, with rules
// that ask for all that a selector can ask for, both find the same.
func TestMemory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawnSheet(t)
		dress := noSheets()
		for range 4 {
			page := "<html><head><style>" + sheet + "</style></head><body>" + drawnElements(t, 4) + "</body></html>"
			if fresh, known := low(page, nil), low(page, dress); fresh != known {
				t.Fatalf("%s\nanew:\n%s\nfrom memory:\n%s", page, fresh, known)
			}
		}
	})
}

func drawnSheet(t *rapid.T) string {
	compound := rapid.SampledFrom([]string{"p", ".a", ".b", "#x", "a", "li", "*", "[title]", "[title=b]", ":first-child", ":last-child", ":nth-child(2n)",
		"p:not(.a)", ":is(li, .b)", ":not(:first-child)", "a:hover", "p:nth-of-type(2)", ":empty", ":foo"})
	combinator := rapid.SampledFrom([]string{" ", " > ", " + ", " ~ ", ", "})
	declaration := rapid.SampledFrom([]string{"color: #999", "color: #222", "color: var(--c)", "--c: #aaa", "--c: #333", "background: #eee", "background: #333",
		"background: url(a.jpg)", "font-size: 30px", "font-weight: bold", "opacity: .5", "display: none", "position: absolute; inset: 0; z-index: -1", "position: relative",
		"margin-top: -1em", "display: flex", "width: 10px; height: 10px", "color: inherit", "color: #888 !important", "transform: none", "grid-area: 1 / 1"})
	wrap := rapid.SampledFrom([]string{"%s", "@media (width < 40rem) { %s }", "@media (prefers-color-scheme: dark) { %s }", "@layer x { %s }", "@container (width < 9rem) { %s }"})
	sheet := ":root { color-scheme: light dark }"
	for range rapid.IntRange(1, 8).Draw(t, "rules") {
		selector := compound.Draw(t, "selector")
		for range rapid.IntRange(0, 2).Draw(t, "more") {
			selector += combinator.Draw(t, "combinator") + compound.Draw(t, "selector")
		}
		if rapid.IntRange(0, 8).Draw(t, "before") == 0 {
			selector += "::before"
		}
		sheet += fmt.Sprintf(wrap.Draw(t, "wrap"), selector+" { "+declaration.Draw(t, "declaration")+"; "+declaration.Draw(t, "declaration")+" }")
	}
	return sheet
}

func drawnElements(t *rapid.T, deep int) string {
	out := ""
	for range rapid.IntRange(0, 4).Draw(t, "elements") {
		tag := rapid.SampledFrom([]string{"p", "ul", "li", "div", "span", "a", "img"}).Draw(t, "tag")
		attributes := rapid.SampledFrom([]string{"", "", ` class="a"`, ` class="b"`, ` class="a b"`, ` id="x"`, ` id="y"`, ` title="b"`, ` title="c"`, ` href="/"`, ` style="color:#777"`}).Draw(t, "attributes")
		if tag == "img" {
			out += "<img" + attributes + ">"
			continue
		}
		inner := rapid.SampledFrom([]string{"", "Some words", "·"}).Draw(t, "text")
		if deep > 0 && rapid.Bool().Draw(t, "below") {
			inner += drawnElements(t, deep-1)
		}
		out += "<" + tag + attributes + ">" + inner + "</" + tag + ">"
	}
	return out
}

// TestAnySheet reads whatever there is, broken or not, and comes to an end.
func TestAnySheet(t *testing.T) {
	piece := rapid.SampledFrom([]string{"p", ".a", "{", "}", "(", ")", "[", "]", ":", ";", ",", "@media", "@layer", "@supports", "@import", "--x", "var(", "--x", "color", "#999", " ", ">", "+", "&",
		"not(", "nth-child(", "2n+1", "calc(", "1px", "*", "/", "!important", "rgb(", "color-mix(", "in oklab", "from", "light-dark(", "\"", "'", "\\", "/*", "*/", "<", "=", "width", "%", "∞"})
	rapid.Check(t, func(t *rapid.T) {
		low("<style>p{color:#999}"+strings.Join(rapid.SliceOf(piece).Draw(t, "sheet"), "")+"</style><p class=a style='"+
			strings.ReplaceAll(strings.Join(rapid.SliceOf(piece).Draw(t, "style"), ""), "'", "")+"'>Words</p>", nil)
	})
}

// TestAtOnce lets many look at pages at once.
func TestAtOnce(t *testing.T) {
	dress := noSheets()
	page := `<style>p { color: #999 } .b { color: #888 } li + li { color: #777 }</style><p>Words</p><ul><li class="b">Words</li><li>Words</li></ul>`
	want := low(page, nil)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				if got := low(page, dress); got != want {
					t.Errorf("%q, not %q", got, want)
				}
			}
		})
	}
	all.Wait()
}

// TestColors holds what is read of colours to what Chromium computes.
func TestColors(t *testing.T) {
	for written, want := range map[string]string{
		"#abc": "#aabbcc", "#ABCDEF": "#abcdef", "rebeccapurple": "#663399", "Tomato": "#ff6347", "rgb(10%, 20%, 30%)": "#1a334d", "rgb(10 20 30)": "#0a141e",
		"hsl(120deg 100% 25%)": "#008000", "hsl(120, 100%, 25%)": "#008000", "hsl(200.5 30% 61%)": "#7ea5b9", "hwb(194 0% 0%)": "#00c3ff",
		"lab(50% 40 59.5)": "#bf5700", "lab(65 20 -30)": "#ad92d4", "lch(52.2% 72.2 50)": "#cd561a", "lch(65 40 250)": "#50a7e1",
		"oklab(59% 0.1 0.1)": "#c05d2b", "oklab(0.7 0.05 -0.05)": "#af91bd", "oklch(60% 0.15 50)": "#c46016", "oklch(45% 0.08 220)": "#065f74",
		"color(srgb 1 0.5 0)": "#ff8000", "color(srgb-linear 0.2 0.3 0.4)": "#7c95aa", "color(display-p3 0.6 0.6 0.6)": "#999999",
		"color(display-p3 0.2 0.6 0.4)": "#009c61", "color(xyz 0.2 0.3 0.4)": "#00a7a4", "color(xyz-d50 0.2 0.3 0.4)": "#00a8bd",
		"color-mix(in srgb, red, blue)": "#800080", "color-mix(in srgb, red 25%, blue)": "#4000bf", "color-mix(in srgb, #fff calc(10% * 5), #000)": "#808080",
		"color-mix(in oklab, white 30%, black)": "#2e2e2e", "color-mix(in oklch, #336699 30%, #993333)": "#8c3c6f", "color-mix(in lab, #336699, #ffcc00)": "#a8976b",
		"color-mix(in lch, #336699 70%, #ffcc00)": "#0096aa", "color-mix(in hsl, #336699, #ffcc00)": "#1dc937", "rgb(from #336699 b g r)": "#996633",
		"hsl(from red calc(h + 120) s l)": "#00ff00", "hwb(from #336699 h w calc(b - 20))": "#3380cc", "lab(from #336699 calc(l * 1.2) a b)": "#4b7baf",
		"oklch(from #336699 calc(l + .2) c h)": "#6ea3da", "color(from #336699 xyz-d65 x calc(y * 1.1) z)": "#1f6e98",
		"light-dark(#123, #456)": "#112233", "rgb(clamp(0, 300, 255) 0 0)": "#ff0000",
	} {
		got := low("<style>p{color:"+written+";background:"+written+"}</style><p>Words</p>", nil)
		if !strings.Contains(got, want+" on "+want) {
			t.Errorf("%s: %q, not %s", written, got, want)
		}
	}
	for _, unknown := range []string{"rainbow(1)", "rgb(1 2)", "#12345", "color(rec2100-pq 1 1 1)", "buttonface", "oklch(from nothing l c h)", "color-mix(in oklch longer hue, red, blue)"} {
		if got := low("<style>p{color:"+unknown+";background:#999}</style><p>Words</p>", nil); got != "" {
			t.Errorf("%s: %q, though nothing can be known", unknown, got)
		}
	}
}
