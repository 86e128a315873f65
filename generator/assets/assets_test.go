package assets_test

import (
	"bytes"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/assets"
	"stillpoint/generator/config"
	"stillpoint/generator/diag"
	"stillpoint/generator/source"
)

// TestMinify shows what is made smaller and, as important, what is kept.
func TestMinify(t *testing.T) {
	m := assets.NewMinifier()
	for name, c := range map[string]struct{ file, in, want string }{
		"css":   {"a.css", "a {\n  color: #ff0000;\n}\n", "a{color:red}"},
		"js":    {"a.js", "let a = 1 ;\n// note\nalert( a );\n", "let a=1;alert(a)"},
		"svg":   {"a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">\n <!-- x -->\n <path d=\"M 0 0 L 10 10\"/>\n</svg>", `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0 10 10"/></svg>`},
		"json":  {"a.json", "{ \"price\": 25.00 }\n", `{"price":25.00}`},
		"other": {"a.txt", " as  it is \n", " as  it is \n"},
	} {
		got, problem := m.File(diag.NewFile(c.file, []byte(c.in)))
		if problem != nil || string(got) != c.want {
			t.Errorf("%s: %q, not %q; %v", name, got, c.want, problem)
		}
	}
	if _, problem := m.File(diag.NewFile("assets/js/a.js", []byte("let a = 1;\nlet = = 2;\n"))); problem == nil || problem.String() != "assets/js/a.js:2:7: unexpected = in expression" {
		t.Errorf("%v", problem)
	}
}

func TestMinifyHTML(t *testing.T) {
	const page = `<!DOCTYPE html>
<html lang="en">
<head><title>A  B</title><script type="application/ld+json">{ "price": 25.00 }</script></head>
<body>
  <!-- gone -->
  <form><input type="text" name="a"></form>
  <p>one <a href="/x/">two</a> <em>three</em></p>
  <pre>  as
    it is</pre>
</body>
</html>`
	const want = `<!doctype html><html lang="en"><head><title>A B</title><script type="application/ld+json">{"price":25.00}</script></head><body><form><input type="text" name="a"></form><p>one <a href="/x/">two</a> <em>three</em></p><pre>  as
    it is</pre></body></html>`
	var out bytes.Buffer
	if err := assets.NewMinifier().HTML(&out, []byte(page)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	out.Reset()
	if err := (assets.Minifier{}).HTML(&out, []byte(page)); err != nil || out.String() != page {
		t.Errorf("the zero minifier changes a page: %v", err)
	}
}

func store(t *testing.T, files map[string]string, prelude map[string]string) *assets.Store {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	snapshot, problems := source.Scan(context.Background(), source.Layer{Name: "site", FS: fsys, Roots: []string{"assets"}})
	if problems != nil {
		t.Fatal(problems)
	}
	return assets.NewStore(snapshot, assets.NewMinifier(), prelude, nil)
}

// TestStore names an asset by its content and gives the digest that browsers check.
func TestStore(t *testing.T) {
	s := store(t, map[string]string{"assets/css/a.css": "a { b: c }", "assets/css/b.css": "a { b: d }", "assets/static/x.svg": "", "assets/js/bad.js": "let = ="}, map[string]string{"css/a.css": ":root{--x:1}"})
	a, problem := s.Get("css/a.css")
	if problem != nil || string(a.Data) != ":root{--x:1}a{b:c}" {
		t.Fatalf("%s %v", a.Data, problem)
	}
	digest := sha512.Sum384(a.Data)
	if a.Integrity != "sha384-"+base64.StdEncoding.EncodeToString(digest[:]) {
		t.Error(a.Integrity)
	}
	again, _ := s.Get("css/a.css")
	b, _ := s.Get("css/b.css")
	if again != a || !strings.HasPrefix(a.Output, "css/a.") || len(a.Output) != len("css/a.0123456789.css") || strings.TrimPrefix(a.Output, "css/a.") == strings.TrimPrefix(b.Output, "css/b.") {
		t.Errorf("%q %q", a.Output, b.Output)
	}
	if none, problem := s.Get("css/none.css"); none != nil || problem != nil {
		t.Errorf("%v %v", none, problem)
	}
	if _, problem := s.Get("js/bad.js"); problem == nil {
		t.Error("a broken script is let through")
	}
	made, problems := s.Made()
	if len(made) != 2 || len(problems) != 1 {
		t.Errorf("%d made, %v", len(made), problems)
	}
	if diff := cmp.Diff([]string{"css/a.css", "css/b.css", "js/bad.js"}, s.Names()); diff != "" {
		t.Error(diff)
	}
}

func TestTheme(t *testing.T) {
	theme := config.Theme{Colors: config.Colors{Background: "#fff", Text: "#111", Dark: config.DarkColors{Background: "#000"}}, Fonts: config.Fonts{Body: "Georgia, serif"}}
	if got, want := assets.Theme(theme), ":root{--theme-background:light-dark(#fff,#000);--theme-text:light-dark(#111,#e7ece6);--theme-font-body:Georgia, serif}"; got != want {
		t.Errorf("%s\nnot %s", got, want)
	}
	if got := assets.Theme(config.Theme{}); got != "" {
		t.Errorf("no theme gives %s", got)
	}
}
