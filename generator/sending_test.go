package generator_test

import (
	"os"
	"path/filepath"
	"testing"

	"stillpoint/generator"
	"stillpoint/generator/deploy"
)

// TestFieldsOfFiles: a place that keeps header fields is told of each file what a web server would say of it.
func TestFieldsOfFiles(t *testing.T) {
	o := settled(t, "https://quiettide.example/", "publish: {host: nginx}\n") // for which texts are compressed
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(o.Source, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("assets/static/photo.2026113001.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	result, err := generator.Build(t.Context(), o)
	if err != nil || result.Failed() {
		t.Fatal(err, result.Diagnostics)
	}
	sending, _, err := generator.Sends(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	site, err := sending.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	const asked, kept = "public, max-age=0, must-revalidate", "public, max-age=31536000, immutable"
	want := map[string]deploy.Object{
		"index.html":           {Type: "text/html; charset=utf-8", Cache: asked},
		"photo.2026113001.svg": {Type: "image/svg+xml; charset=utf-8", Cache: asked}, // a day, and no fingerprint
	}
	for _, f := range site.Files {
		switch filepath.Ext(f.Name) {
		case ".css":
			want[f.Name] = deploy.Object{Type: "text/css; charset=utf-8", Cache: kept}
			want[f.Name+".br"] = deploy.Object{Type: "text/css; charset=utf-8", Cache: kept, Encoding: "br"}
			want[f.Name+".gz"] = deploy.Object{Type: "text/css; charset=utf-8", Cache: kept, Encoding: "gzip"}
		}
	}
	if len(want) < 5 {
		t.Fatalf("the site has no style sheet to look at: %v", want)
	}
	for _, f := range site.Files {
		if w, ok := want[f.Name]; ok {
			delete(want, f.Name)
			if f.Type != w.Type || f.Cache != w.Cache || f.Encoding != w.Encoding {
				t.Errorf("%s is sent as %q, kept as %q, encoded as %q; want %+v", f.Name, f.Type, f.Cache, f.Encoding, w)
			}
		}
	}
	for name := range want {
		t.Errorf("%s is not sent", name)
	}
}
