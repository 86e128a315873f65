package vector_test

import (
	"strings"
	"testing"

	"stillpoint/generator/vector"
)

const pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

// TestHarmless reads what must be there afterwards as it was.
func TestHarmless(t *testing.T) {
	for _, text := range []string{
		`<path d="M0 0L5 5Z" fill="none" stroke="#123456" stroke-width="1.5" stroke-linecap="round"/>`,
		`<g transform="translate(1,2) rotate(-30 5 5)" opacity=".5"><circle cx="1" cy="2" r="3"/></g>`,
		`<rect x="1" y="2" width="3" height="4" rx="1" vector-effect="non-scaling-stroke"/>`,
		`<ellipse rx="1" ry="2"/><line x1="1" y1="2" x2="3" y2="4"/><polyline points="0,0 1,1"/><polygon points="0,0 1,1 2,0"/>`,
		`<defs><linearGradient id="a" x1="0%" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="rgb(1, 2, 3)"/></linearGradient></defs><rect fill="url(#a)"/>`,
		`<radialGradient id="a" cx=".5" fr="10%" spreadMethod="reflect" href="#b"/><radialGradient id="b" xlink:href="#c"/>`,
		`<pattern id="p" patternUnits="userSpaceOnUse" patternTransform="scale(2)" width="4" height="4"><path d="M0 0h2"/></pattern>`,
		`<clipPath id="c" clipPathUnits="objectBoundingBox"><use href="#a"/></clipPath><g clip-path="url(#c)" clip-rule="evenodd"/>`,
		`<mask id="m" maskUnits="userSpaceOnUse" mask-type="alpha"><path d="M0 0"/></mask><g mask="url(#m)"/>`,
		`<marker id="k" refX="1" refY="2" markerWidth="3" markerHeight="4" orient="auto-start-reverse" viewBox="0 0 9 9"/><path marker-end="url(#k)"/>`,
		`<symbol id="s" viewBox="0 0 9 9" preserveAspectRatio="xMidYMid slice"/><use href="#s" x="1" y="2" width="3" height="4"/>`,
		`<filter id="f" x="-10%" color-interpolation-filters="sRGB"><feGaussianBlur in="SourceAlpha" stdDeviation="2" result="b"/><feMerge><feMergeNode in="b"/></feMerge></filter><g filter="url(#f)"/>`,
		`<filter id="f"><feColorMatrix type="matrix" values="1 0 0 0 0 0 1 0 0 0 0 0 1 0 0 0 0 0 .5 0"/><feImage href="` + pixel + `"/></filter>`,
		`<image href="` + pixel + `" width="9" height="9" image-rendering="pixelated"/>`,
		`<text x="1" y="2" font-family="Georgia, 'Times New Roman', serif" text-anchor="middle">Still <tspan dy="1">point</tspan> &amp; rest</text>`,
		`<text><textPath href="#a" startOffset="50%">along</textPath></text>`,
		`<title>A leaf</title><desc>Green, on the &lt;left></desc>`,
		`<a href="https://stillpoint.example/?a=1&amp;b=2" target="_blank"><path d="M0 0"/></a>`,
		`<a href="/therapies/"/><a href="../a.html#b"/><a href="mailto:ines@stillpoint.example"/><a href="tel:+351"/><a href="#a"/><a href="?a=b:c"/>`,
		`<animate attributeName="opacity" values="0;1;0" dur="2s" repeatCount="indefinite" begin="a.end+1s;click" calcMode="spline" keySplines="0 0 1 1;0 0 1 1" keyTimes="0;.5;1"/>`,
		`<animate attributeName="d" from="M0 0L1-1" to="M0 0L2-2.5.5"/><set attributeName="fill" to="url(#a)" begin="1s" fill="freeze"/>`,
		`<animateTransform attributeName="transform" type="rotate" from="0 5 5" to="360 5 5" dur="1s" additive="sum"/>`,
		`<animateMotion path="M0 0L5 5" rotate="auto" dur="1s"><mpath href="#a"/></animateMotion>`,
		`<switch><g systemLanguage="de"/><g systemLanguage=""/></switch>`,
		`<g id="a"><use href="#a"/></g>`, // browsers do not follow a circle
		`<view id="v" viewBox="0 0 5 5"/>`,
		`<g lang="de" xml:space="preserve" role="img" aria-label="Leaf" aria-labelledby="a b"/>`,
		`<style>.a,g > .b{fill:red;stroke:url(#a)}</style>`,
		`<style>@media (prefers-color-scheme:dark){.a{fill:#fff}}@keyframes x{0%{opacity:0}to{opacity:1}}.a{animation:x 2s infinite}</style>`,
		`<style>.a:not(.b):hover,[id="x"]{fill:color-mix(in srgb, red 50%, blue);transform:rotate(45deg)}</style>`,
		`<style>@font-face{font-family:x;src:url(data:font/woff2;base64,d09GMg==) format("woff2")}</style>`,
		`<style>@supports (fill:red){*{--x:1px;stroke-width:calc(var(--x) * 2)!important}}</style>`,
		`<g style="fill:#fff;mix-blend-mode:multiply;font:italic 12px/1.5 'Open Sans', serif"/>`,
		`<g fill="currentColor" color="rebeccapurple" stroke="var(--accent, teal)" stroke-dasharray="1 2,3"/>`,
		`<g fill="url(#a) none" font-size="1.5e1" letter-spacing="-.1em" paint-order="stroke fill"/>`,
	} {
		if got := within(clean(t, head+text+tail)); got != text {
			t.Errorf("\ngot  %s\nwant %s", got, text)
		}
	}
}

// TestRewritten reads what means the same afterwards, but is written in another way.
func TestRewritten(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an editor's notes", `<g inkscape:label="Layer 1" data-name="x" sodipodi:nodetypes="cc"><sodipodi:namedview/><metadata><rdf:RDF/></metadata></g>`, `<g/>`},
		{"notes in a style", `<g style="-inkscape-font-specification:'Sans, Normal\,';enable-background:new;fill:red"/>`, `<g style="fill:red"/>`},
		{"blanks", "<g>\n  <path\n d='M0 0\n1 1' />\n</g>", `<g><path d="M0 0 1 1"/></g>`},
		{"sections", `<text><![CDATA[a < b]]> c</text><style><![CDATA[g>path{fill:red}]]></style>`, `<text>a &lt; b c</text><style>g>path{fill:red}</style>`},
		{"comments", `<!-- a --><style>/* a */.a{/* b */fill/**/:red;;}<!-- b -->.c{ fill : blue }</style>`, `<style>.a{fill:red}.c{fill:blue}</style>`},
		{"a hidden style", "<style>&lt;!-- .a{fill:red} --></style>", `<style>.a{fill:red}</style>`},
		{"quotes around a reference", `<g fill="url('#a')" style="stroke:URL( &quot;#b&quot; )"/>`, `<g fill="url(#a)" style="stroke:url(#b)"/>`},
		{"data in lines", "<image href=\"data:image/PNG;base64,\n AAAA&#10;\n AAAA\"/>", `<image href="data:image/png;base64,AAAAAAAA"/>`},
		{"a style that says nothing", `<style> </style><style>.a{}</style><g style=""/>`, `<g/>`},
		{"a sheet that names its characters", `<style>@charset "utf-8";.a{fill:red}</style>`, `<style>.a{fill:red}</style>`},
		{"a prefix", `<s:g xmlns:s="http://www.w3.org/2000/svg"><s:path d="M0 0"/></s:g>`, `<g><path d="M0 0"/></g>`},
		{"a rule that nobody has closed", `<style>.a{fill:red</style>`, `<style>.a{fill:red}</style>`},
		{"a carriage return", `<text>a&#13;b</text>`, `<text>a&#13;b</text>`},
		{"blanks in a link", `<a href=" /a b "> <path/> </a>`, `<a href="/a b"><path/></a>`},
		{"links to nowhere", `<a href="" xlink:href=" "/>`, `<a/>`},
		{"two prefixes of one name", `<use l:href="#a" k:href="#b" xmlns:l="http://www.w3.org/1999/xlink" xmlns:k="xlink"/>`, `<use xlink:href="#a"/>`},
		{"a font of SVG", `<font><glyph d="M0 0"/></font>`, ``},
	}
	for _, test := range tests {
		if got := within(clean(t, head+test.text+tail)); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestBeginnings(t *testing.T) {
	const want = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>` + "\n"
	const body = `viewBox="0 0 9 9"><path d="M0 0"/></svg>`
	for _, text := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg" ` + body,
		`<svg ` + body,
		"\ufeff" + `<svg xmlns="http://www.w3.org/2000/svg" ` + body + "\n\n",
		`<?xml version="1.0" encoding="utf-8" standalone="no"?>` + "\n<!-- Made by hand -->\n" + `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" ` + body,
		`<?xml version="1.0" encoding="iso-8859-1"?><svg ` + body,
		`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg ` + body,
		`<!DOCTYPE svg [ ]><svg ` + body,
		`<v:svg xmlns:v="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><v:path d="M0 0"/></v:svg>`,
	} {
		if got := string(clean(t, text).Bytes()); got != want {
			t.Errorf("%s:\n%s", text, got)
		}
	}
}

func TestZeroDrawing(t *testing.T) {
	var d vector.Drawing
	width, height := d.Size()
	if width != 0 || height != 0 || d.ViewBox() != "" || len(d.Losses()) != 0 {
		t.Errorf("%v × %v, %q, %v", width, height, d.ViewBox(), d.Losses())
	}
	for _, form := range forms(&d) {
		if !strings.HasPrefix(form, "<s") {
			t.Errorf("%q", form)
		}
	}
}
