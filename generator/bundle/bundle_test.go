package bundle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/bundle"
)

// outputs are files and what becomes of the first of them that has the name of an entry: "css/a.css", "js/a.js", "js/a.ts" or "js/a.mjs".
var outputs = map[string]struct {
	entry   string
	files   memory
	options bundle.Options
	want    string
}{
	"nesting is kept where browsers know it": {"css/a.css", memory{"css/a.css": "a { &:hover, b & { c: d } }"}, bundle.Options{Minify: true},
		"a{&:hover,b &{c:d}}\n"},
	"nesting is written out where they do not": {"css/a.css", memory{"css/a.css": "a { c: d; &:hover { c: e } .f { g: h } }"}, bundle.Options{Minify: true, Browsers: []string{"chrome100"}},
		"a{c:d}a:hover{c:e}a .f{g:h}\n"},
	"the oldest of several counts": {"css/a.css", memory{"css/a.css": "a { b { c: d } }"}, bundle.Options{Minify: true, Browsers: []string{"chrome100", "chrome130", "firefox130"}},
		"a b{c:d}\n"},
	"what new browsers know passes": {"css/a.css", memory{"css/a.css": "@layer p, q; @layer q { a:has(> b) { color: light-dark(#fff, oklch(from red l c h)); inset-inline: 1px } @container x (width < 30rem) { a { color: lab(50% 40 59) } } }"}, bundle.Options{Minify: true},
		"@layer p,q;@layer q{a:has(>b){color:light-dark(#fff,oklch(from red l c h));inset-inline:1px}@container x (width < 30rem){a{color:lab(50% 40 59)}}}\n"},
	"light-dark() is never written otherwise": {"css/a.css", memory{"css/a.css": "a { color: light-dark(#fff, #000) }"}, bundle.Options{Minify: true, Browsers: []string{"chrome90", "safari14"}},
		"a{color:light-dark(#fff,#000)}\n"},
	"colours for older browsers": {"css/a.css", memory{"css/a.css": "a { color: oklch(50% 0 0) }"}, bundle.Options{Minify: true, Browsers: []string{"chrome100"}},
		"a{color:#636363}\n"},
	"the default browsers count where none is named": {"css/a.css", memory{"css/a.css": "a { user-select: none }"}, bundle.Options{Minify: true},
		"a{-webkit-user-select:none;user-select:none}\n"},
	"class names are not renamed": {"css/a.css", memory{"css/a.css": ".one { b: c } :local(.two) { b: c }"}, bundle.Options{Minify: true},
		".one{b:c}:local(.two){b:c}\n"},
	"@charset": {"css/a.css", memory{"css/a.css": "@charset \"utf-8\";\na { content: \"ä\" }"}, bundle.Options{Minify: true},
		"@charset \"UTF-8\";a{content:\"ä\"}\n"},
	"imports with conditions": {"css/a.css", memory{
		"css/a.css":       "@import 'b.css' layer(x) supports(display: grid) screen; @import url(/css/sub/c.css); a { b: c }",
		"css/b.css":       "@import 'sub/d.css'; b { c: d }",
		"css/sub/c.css":   "c { d: e }",
		"css/sub/d.css":   "@import '../e%20e.css'; d { e: f }",
		"css/e e.css":     "e { f: g }",
		"css/sub/b.css":   "wrong { b: c }",
		"css/c.css":       "wrong { b: c }",
		"sub/c.css":       "wrong { b: c }",
		"css/sub/css.css": "wrong { b: c }",
	}, bundle.Options{Minify: true},
		"@media screen{@supports (display: grid){@layer x{e{f:g}}}}@media screen{@supports (display: grid){@layer x{d{e:f}}}}@media screen{@supports (display: grid){@layer x{b{c:d}}}}c{d:e}a{b:c}\n"},
	"a circle of style sheets": {"css/a.css", memory{"css/a.css": "@import 'b.css'; a { b: c }", "css/b.css": "@import 'a.css'; b { b: c }"}, bundle.Options{Minify: true},
		"b{b:c}a{b:c}\n"},
	"addresses": {"css/a.css", memory{
		"css/a.css":     "@import 'sub/b.css'; a { b: url(f.woff2) url(../i/x%20y.svg#part) url('/i/z.eot?#iefix') }",
		"css/sub/b.css": "b { c: url(../f.woff2) }", "css/f.woff2": "", "i/x y.svg": "", "i/z.eot": "",
	}, bundle.Options{Minify: true},
		"b{c:url(../css/f.1a2b.woff2)}a{b:url(../css/f.1a2b.woff2) url(../i/x\\ y.1a2b.svg#part) url(../i/z.1a2b.eot?#iefix)}\n"},
	"addresses that are left alone": {"css/a.css", memory{"css/a.css": "a { b: url(#id) url(data:image/png;base64,AA==) url(https://e.org/x.png) url(//e.org/x.png) url('') }"}, bundle.Options{Minify: true},
		"a{b:url(#id) url(data:image/png;base64,AA==) url(https://e.org/x.png) url(//e.org/x.png) url()}\n"},
	"a prelude comes first": {"css/a.css", memory{"css/a.css": "@import 'b.css'; a { b: c }", "css/b.css": "b { c: d }", "css/f.woff2": ""},
		bundle.Options{Minify: true, Prelude: ":root { --x: url(f.woff2) }"},
		":root{--x: url(../css/f.1a2b.woff2) }b{c:d}a{b:c}\n"},
	"a prelude before what people read": {"css/a.css", memory{"css/a.css": "a { b: c }"}, bundle.Options{Prelude: "b { c: d }"},
		"/* theme:css/a.css */\nb {\n  c: d;\n}\n\n/* assets/css/a.css */\na {\n  b: c;\n}\n"},
	"names of parts, and texts that look like them": {"css/a.css", memory{"css/a.css": "a { content: '@ssets:x assets:css/a.css' }"}, bundle.Options{},
		"/* assets/css/a.css */\na {\n  content: \"@ssets:x assets:css/a.css\";\n}\n"},
	"a script has a scope of its own, and no prelude": {"js/a.js", memory{"js/a.js": "const name = f(); alert(name); alert(name)"}, bundle.Options{Minify: true, Prelude: "a { b: c }"},
		"(()=>{var a=f();alert(a);alert(a);})();\n"},
	"imports of scripts": {"js/a.js", memory{
		"js/a.js": "import { b } from './b'; import { c } from './c.js'; import { d } from '/js/d/'; import { e } from '../e'; import data from './data.json'; import text from './t.txt'; alert(b, c, d, e, data.n, text)",
		"js/b.ts": "export const b: number = f(1)", "js/b.js": "wrong", "js/c.ts": "export const c = f(2)", "js/d/index.mjs": "export const d = f(3)", "js/d.js": "wrong",
		"e/index.ts": "export const e = f(4)", "js/data.json": `{"n": 5}`, "js/t.txt": "six",
	}, bundle.Options{Minify: true},
		"(()=>{var o=f(1);var r=f(2);var t=f(3);var m=f(4);var p={n:5};var e=\"six\";alert(o,r,t,m,p.n,e);})();\n"},
	"TypeScript": {"js/a.ts", memory{"js/a.ts": "import type { T } from 'types'; enum E { A = 2 } const n: number = E.A; document.title = `${n as number}`"}, bundle.Options{Minify: true},
		"(()=>{var e=2;document.title=`${e}`;})();\n"},
	"what is not used is left out": {"js/a.js", memory{"js/a.js": "import { b } from './b'; b()", "js/b.js": "export function b() { f() } export function c() { g() }"}, bundle.Options{Minify: true},
		"(()=>{function o(){f()}o();})();\n"},
	"a circle of scripts": {"js/a.js", memory{"js/a.js": "import { b } from './b'; export const a = 1; f(b)", "js/b.js": "import { a } from './a'; export const b = () => g(a)"}, bundle.Options{Minify: true},
		"(()=>{var o=()=>g(r);var r=1;f(o);})();\n"},
	"a module":    {"js/a.mjs", memory{"js/a.mjs": "export const a = await f(import.meta.url)"}, bundle.Options{Minify: true}, "var t=await f(import.meta.url);export{t as a};\n"},
	"production":  {"js/a.js", memory{"js/a.js": "f(process.env.NODE_ENV)"}, bundle.Options{Minify: true}, "(()=>{f(\"production\");})();\n"},
	"development": {"js/a.js", memory{"js/a.js": "f(process.env.NODE_ENV)"}, bundle.Options{}, "(() => {\n  // assets/js/a.js\n  f(\"development\");\n})();\n"},
	"scripts for older browsers": {"js/a.js", memory{"js/a.js": "f(a?.b)"}, bundle.Options{Minify: true, Browsers: []string{"chrome70"}},
		"(()=>{f(a==null?void 0:a.b);})();\n"},
	"an address that is known when the script runs": {"js/a.js", memory{"js/a.js": "import(document.body.dataset.module)"}, bundle.Options{Minify: true},
		"(()=>{import(document.body.dataset.module);})();\n"},
}

func TestBuild(t *testing.T) {
	for name, test := range outputs {
		made := build(t, test.entry, test.files, test.options)
		if diff := cmp.Diff(test.want, string(made.Data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if made.Map != nil {
			t.Errorf("%s: a source map that nobody asked for", name)
		}
	}
}

func TestReads(t *testing.T) {
	script := build(t, "js/a.js", memory{
		"js/a.js": "import './b'; import '/js/c/'; import './d.js'; import './b'", "js/b.js": "f()", "js/c/index.js": "f()", "js/d.ts": "f()",
	}, bundle.Options{})
	sheet := build(t, "css/a.css", memory{
		"css/a.css": "@import 'b.css'; a { b: url(y.svg) url(y.svg) url(/x.woff2) }", "css/b.css": "b { b: url(y.svg) }", "css/y.svg": "", "x.woff2": "",
	}, bundle.Options{})
	tests := []struct{ got, want []string }{
		{script.Inputs, []string{"js/a.js", "js/b.js", "js/c/index.js", "js/d.ts"}},
		{script.Absent, []string{"js/b.ts", "js/c/index.ts", "js/d.js"}},
		{script.Refers, nil},
		{sheet.Inputs, []string{"css/a.css", "css/b.css"}},
		{sheet.Absent, nil},
		{sheet.Refers, []string{"css/y.svg", "x.woff2"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestHandles(t *testing.T) {
	for name, want := range map[string]bool{
		"css/a.css": true, "a.js": true, "a.mjs": true, "a.ts": true, "a.tsx": false, "a.svg": false, "css": false, "a.css.map": false, "": false,
	} {
		if got := bundle.Handles(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func TestValidBrowser(t *testing.T) {
	for _, good := range append(bundle.Default(), "chrome1", "ios12.2", "opera80", "safari16.4.1") {
		if err := bundle.ValidBrowser(good); err != nil {
			t.Error(err)
		}
	}
	for bad, want := range map[string]string{
		"chrome":      `"chrome" is not a browser with its version`,
		"":            `"" is not a browser with its version`,
		"Chrome 12":   `"Chrome 12" is not a browser with its version`,
		"chrome1.2b":  `"chrome1.2b" is not a browser with its version`,
		"chrome99999": `"chrome99999" is not a browser with its version`,
		"firfox120":   `unknown browser "firfox": did you mean "firefox"?`,
		"ie11":        `unknown browser "ie"`,
		"node20":      `unknown browser "node"`,
	} {
		if err := bundle.ValidBrowser(bad); err == nil || err.Error() != want {
			t.Errorf("%q: %v, not %s", bad, err, want)
		}
		if made, problems := bundle.Build("a.css", memory{"a.css": ""}, bundle.Options{Browsers: []string{bad}}); made != nil || problems.Errors() != 1 || problems[0].Message != want {
			t.Errorf("%q: built with %v", bad, problems)
		}
	}
}
