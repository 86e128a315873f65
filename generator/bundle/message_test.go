package bundle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/bundle"
	"stillpoint/generator/diag"
)

// describe writes a diagnostic with all that a person sees of it; the caret is under what stands in «».
func describe(d diag.Diagnostic) string {
	text := d.String()
	if d.Position.Line > 0 {
		line := []rune(d.Source)
		from := min(d.Position.Column-1, len(line))
		to := min(from+d.Position.Length, len(line))
		text += " «" + string(line[from:to]) + "»"
	}
	text += " (" + d.Code + "; " + d.Hint + ")"
	for _, r := range d.Related {
		text += " + " + r.String()
	}
	return text
}

const (
	seen   = "names are seen from the folder of the file that they stand in; one that begins with / is seen from assets/"
	module = `name the file .mjs and load it with <script type="module">`
	once   = "a file cannot be imported by a name that is put together when the script runs"
)

// sheets are what is wrong with "css/a.css".
var sheets = map[string][]string{
	"a { b: c;\n":  {`assets/css/a.css:2:1: expected "}" to go with "{" «» (asset-syntax; write }) + assets/css/a.css:1:3: the unbalanced "{" is here`},
	"a { b: c } }": {`assets/css/a.css:1:12: unexpected "}" «}» (asset-syntax; mend it at this place)`},
	"a { *b: c; d }": {`assets/css/a.css:1:5: expected identifier but found "*" «*» (asset-syntax; mend it at this place)`,
		`assets/css/a.css:1:13: expected ":" « » (asset-syntax; write :)`},
	"// b\na { c: d }": {`assets/css/a.css:1:1: comments in CSS use "/* ... */" instead of "//" «//» (asset-syntax; mend it at this place)`},
	"a { b: c }\n@import 'b.css';": {
		`assets/css/a.css:2:1: all "@import" rules must come first «@import» (asset-syntax; mend it at this place) + assets/css/a.css:1:1: this rule cannot come before an "@import" rule`},
	"@layer initial;":              {`assets/css/a.css:1:8: "initial" cannot be used as a layer name «initial» (asset-syntax; mend it at this place)`},
	"\ufeffä { b: 'ö' } /* ü */ }": {`assets/css/a.css:1:23: unexpected "}" «}» (asset-syntax; mend it at this place)`},
	"a {}\rb {}\r\n\u2028 c {} }":  {`assets/css/a.css:2:8: unexpected "}" «}» (asset-syntax; mend it at this place)`},
	"a { widht: 1px }\nb { widht: 2px }": {`assets/css/a.css:1:5: warning: "widht" is not a known CSS property «widht» (asset-warning; did you mean "width" instead?)`,
		`assets/css/a.css:2:5: warning: "widht" is not a known CSS property «widht» (asset-warning; did you mean "width" instead?)`},
	"@charset 'latin1'; a {}": {`assets/css/a.css:1:10: warning: "UTF-8" will be used instead of unsupported charset "latin1" «'latin1'» (asset-warning; mend it at this place)`},
	"@import 'https://e.org/x.css' screen; @import url(//e.org/y);": {
		`assets/css/a.css:1:9: warning: https://e.org/x.css is fetched from another host, which learns of each visitor «'https://e.org/x.css'» (asset-warning; copy it into assets/)`,
		`assets/css/a.css:1:47: warning: //e.org/y is fetched from another host, which learns of each visitor «url(//e.org/y)» (asset-warning; copy it into assets/)`},
	"@import 'bb.css';":               {`assets/css/a.css:1:9: there is no file assets/css/bb.css: did you mean "css/b.css"? «'bb.css'» (asset-syntax; ` + seen + `)`},
	"@import 'x.txt';":                {`assets/css/a.css:1:9: "x.txt" is not a style sheet «'x.txt'» (asset-syntax; import a file that ends in .css)`},
	"@import '../../secret.css';":     {`assets/css/a.css:1:9: "../../secret.css" leads out of assets/ «'../../secret.css'» (asset-syntax; copy the file into assets/)`},
	"@import '%2e%2e/../secret.css';": {`assets/css/a.css:1:9: "%2e%2e/../secret.css" leads out of assets/ «'%2e%2e/../secret.css'» (asset-syntax; copy the file into assets/)`},
	"@import 'DATA:text/css,a{b:c}';": {`assets/css/a.css:1:9: a text within an address cannot be imported «'DATA:text/css,a{b:c}'» (asset-syntax; write the text into a file in assets/ and import that)`},
	"@import 'locked.css';":           {`assets/css/locked.css: cannot be read (unreadable; )`},
	"@import 'locked.css'; @import '/css/locked.css'; a { widht: 1px; b: url(locked.png) url(locked.png) }": {
		`assets/css/a.css:1:54: warning: "widht" is not a known CSS property «widht» (asset-warning; did you mean "width" instead?)`,
		`assets/css/locked.css: cannot be read (unreadable; )`, `assets/css/locked.png: cannot be read (unreadable; )`},
	"@import 'broken.css'; a { b: url(none) }": {
		`assets/css/a.css:1:30: there is no file assets/css/none «url(none)» (asset-syntax; ` + seen + `)`,
		`assets/css/broken.css:2:1: unexpected "}" «}» (asset-syntax; mend it at this place)`},
	"a { b: url(f.wof2) url(f.wof2) }": {`assets/css/a.css:1:8: there is no file assets/css/f.wof2: did you mean "css/f.woff2"? «url(f.wof2)» (asset-syntax; ` + seen + `)`},
	"a { b: url(../../secret.png) }":   {`assets/css/a.css:1:8: "../../secret.png" leads out of assets/ «url(../../secret.png)» (asset-syntax; copy the file into assets/)`},
	"a { b: url(b.css) }":              {`assets/css/a.css:1:8: url() cannot refer to "css/b.css", which is no picture and no font «url(b.css)» (asset-syntax; take it in with @import, or name it in a layout)`},
	"a { b: url(locked.png) }":         {`assets/css/locked.png: cannot be read (unreadable; )`},
}

// scripts are what is wrong with "js/a.js".
var scripts = map[string][]string{
	"let ä = 1;\nlet b = = 2": {`assets/js/a.js:2:9: unexpected "=" «=» (asset-syntax; mend it at this place)`},
	"let a = 1;\nlet a = 2": {
		`assets/js/a.js:2:5: the symbol "a" has already been declared «a» (asset-syntax; mend it at this place) + assets/js/a.js:1:5: the symbol "a" was originally declared here`},
	"f(": {`assets/js/a.js:1:3: unexpected end of file «» (asset-syntax; mend it at this place)`},
	"const a = 1; a = 2": {
		`assets/js/a.js:1:14: cannot assign to "a" because it is a constant «a» (asset-syntax; mend it at this place) + assets/js/a.js:1:7: the symbol "a" was declared a constant here`},
	"import { z } from './b'; z()":     {`assets/js/a.js:1:10: no matching export in "assets/js/b.js" for import "z" «z» (asset-syntax; mend it at this place)`},
	"import * as b from './b'; b.z":    {`assets/js/a.js:1:29: import "z" will always be undefined because there is no matching export in "assets/js/b.js" «z» (asset-syntax; mend it at this place)`},
	"import { z } from './locked'":     {`assets/js/locked.js: cannot be read (unreadable; )`},
	"f(import.meta.url)":               {`assets/js/a.js:1:3: import.meta is known in modules only «import.meta» (asset-syntax; ` + module + `)`},
	"f(<p/>)":                          {`assets/js/a.js:1:3: JSX is not a part of JavaScript «<» (asset-syntax; make elements with document.createElement)`},
	"await f()":                        {`assets/js/a.js:1:1: await outside of a function works in modules only «await» (asset-syntax; ` + module + `)`},
	"import '@e/react'":                {`assets/js/a.js:1:8: "@e/react" is the name of a package, and packages are not fetched «'@e/react'» (asset-syntax; copy its file into assets/js and import that, as in "/js/react.js")`},
	"import './bb'":                    {`assets/js/a.js:1:8: there is no file assets/js/bb: did you mean "js/b.js"? «'./bb'» (asset-syntax; ` + seen + `)`},
	"import '../../secret'":            {`assets/js/a.js:1:8: "../../secret" leads out of assets/ «'../../secret'» (asset-syntax; copy the file into assets/)`},
	"import '../css/b.css'":            {`assets/js/a.js:1:8: a script cannot import a style sheet «'../css/b.css'» (asset-syntax; import it in a style sheet, or name it in a layout)`},
	"import './x.png'":                 {`assets/js/a.js:1:8: a script cannot import "./x.png" «'./x.png'» (asset-syntax; scripts can import .ts, .js, .mjs, .json, .txt, .md, .html and .svg files)`},
	"import 'https://e.org/x.js'":      {`assets/js/a.js:1:8: a script that is not a module cannot import https://e.org/x.js «'https://e.org/x.js'» (asset-syntax; copy the file into assets/js and import that)`},
	"import('https://e.org/x.js')":     {`assets/js/a.js:1:8: warning: https://e.org/x.js is fetched from another host, which learns of each visitor «'https://e.org/x.js'» (asset-warning; copy it into assets/)`},
	"import('./' + name)":              {`assets/js/a.js:1:8: ` + once + ` «'./' + name» (asset-syntax; write each name out)`},
	"require(`../../../etc/${name}`)":  {`assets/js/a.js:1:9: ` + once + " «`../../../etc/${name}`» (asset-syntax; write each name out)"},
	"if (a === NaN) f()":               {`assets/js/a.js:1:7: warning: comparison with NaN using the "===" operator here is always false «===» (asset-warning; floating-point equality is defined such that NaN is never equal to anything, so "x === NaN" always returns false. You need to use "Number.isNaN(x)" instead to test for NaN)`},
	"import data from './d.json'; f()": {`assets/js/d.json:2:1: expected string in JSON but found end of file «» (asset-syntax; mend it at this place)`},
}

func around(name, text string) memory {
	return memory{
		name: text, "css/b.css": "b { c: d }", "css/f.woff2": "", "css/locked.css": "!", "css/locked.png": "!", "css/broken.css": "a { b: c }\n}",
		"js/b.js": "export const b = 1", "js/locked.js": "!", "js/x.png": "", "js/d.json": "{\n", "css/x.txt": "",
		"../secret.css": "", "../secret.png": "", "../secret.js": "", "../secret": "",
	}
}

func TestMessages(t *testing.T) {
	for name, cases := range map[string]map[string][]string{"css/a.css": sheets, "js/a.js": scripts} {
		for text, want := range cases {
			for _, o := range []bundle.Options{{Minify: true}, {SourceMap: true}, {Prelude: "p { q: r }\n\n"}} {
				made, problems := bundle.Build(name, around(name, text), o)
				var got []string
				for _, d := range problems {
					got = append(got, describe(d))
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%q with %v (-want +got):\n%s", text, o, diff)
				}
				if (made == nil) != (problems.Errors() > 0) {
					t.Errorf("%q: result %v with %v", text, made, problems)
				}
			}
		}
	}
}

func TestMessagesWithoutAFile(t *testing.T) {
	tests := []struct {
		name    string
		files   memory
		prelude string
		want    string
	}{
		{"css/a.css", memory{"css/aa.css": ""}, "", `assets/css/a.css: there is no such file: did you mean "css/aa.css"? (asset-syntax; check the name)`},
		{"css/a.css", memory{"css/a.css": "!"}, "", `assets/css/a.css: cannot be read (unreadable; )`},
		{"css/a.css", memory{"css/a.css": ""}, "a { b: c } }", `assets/css/a.css: in the theme: unexpected "}" (asset-syntax; mend it at this place)`},
		{"css/a.css", memory{"css/a.css": ""}, "a { b: url(x.png) }", `assets/css/a.css: in the theme: there is no file assets/css/x.png (asset-syntax; ` + seen + `)`},
	}
	for _, test := range tests {
		made, problems := bundle.Build(test.name, test.files, bundle.Options{Prelude: test.prelude})
		if made != nil || len(problems) != 1 || describe(problems[0]) != test.want {
			t.Errorf("%v, not %s", problems, test.want)
		}
	}
}

// A module may import from another host, and be told what that means.
func TestModuleFromElsewhere(t *testing.T) {
	made, problems := bundle.Build("a.mjs", memory{"a.mjs": "import 'https://e.org/x.js'"}, bundle.Options{Minify: true})
	if made == nil || strings.TrimSpace(string(made.Data)) != `import"https://e.org/x.js";` || problems.Warnings() != 1 || problems.Errors() != 0 {
		t.Errorf("%v with %v", fmt.Sprint(made), problems)
	}
}
