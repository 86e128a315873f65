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
	return assets.NewStore(assets.Options{Snapshot: snapshot, Minifier: assets.NewMinifier(), Prelude: prelude}, nil)
}

// TestStore names an asset by its content and gives the digest that browsers check.
func TestStore(t *testing.T) {
	s := store(t, map[string]string{"assets/css/a.css": "a { b: c }", "assets/css/b.css": "a { b: d }", "assets/static/x.svg": "", "assets/js/bad.js": "let = ="}, map[string]string{"css/a.css": ":root{--x:1}"})
	a, found := s.Get("css/a.css")
	if !found || string(a.Data) != ":root{--x:1}a{b:c}\n" {
		t.Fatalf("%s %v", a.Data, found)
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
	for _, name := range []string{"css/none.css", "static/x.svg", "icons.svg"} {
		if none, found := s.Get(name); none != nil || found {
			t.Errorf("%s: %v", name, none)
		}
	}
	if broken, found := s.Get("js/bad.js"); broken != nil || !found {
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

// TestReferred publishes what an asset refers to, with it, under names that hold wherever the site lies.
func TestReferred(t *testing.T) {
	s := store(t, map[string]string{
		"assets/css/a.css": "@import 'b.css'; a { background: url(../icons/leaf.svg) }", "assets/css/b.css": "@font-face { font-family: F; src: url(/fonts/f.woff2) }",
		"assets/fonts/f.woff2": "F", "assets/icons/leaf.svg": `<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><path d="M0 0h1"/></svg>`, "assets/other.txt": "",
	}, nil)
	a, _ := s.Get("css/a.css")
	made, problems := s.Made()
	var outputs []string
	for _, m := range made {
		outputs = append(outputs, m.Output)
		if m != a && !strings.Contains(string(a.Data), "../"+m.Output) {
			t.Errorf("%s is not in %s", m.Output, a.Data)
		}
		if strings.Contains(string(m.Data), "script") {
			t.Errorf("%s is not safe: %s", m.Output, m.Data)
		}
	}
	if len(outputs) != 3 || len(problems) != 1 || problems[0].Code != "unsafe-svg" {
		t.Errorf("%v %v", outputs, problems)
	}
}

// TestSprite puts all icons into one file, when it is asked for.
func TestSprite(t *testing.T) {
	s := store(t, map[string]string{
		"assets/icons/leaf.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h1"/></svg>`,
		"assets/icons/moon.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h2"/></svg>`,
	}, nil)
	sprite, _ := s.Get(assets.Sprite)
	if text := string(sprite.Data); strings.Count(text, "<symbol") != 2 || !strings.Contains(text, `id="leaf"`) || !strings.Contains(text, `id="moon"`) {
		t.Errorf("%s", text)
	}
	if drawing, _ := s.Icon("sun"); drawing != nil {
		t.Error("there is no sun")
	}
	if diff := cmp.Diff([]string{"leaf", "moon"}, s.Icons()); diff != "" {
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
