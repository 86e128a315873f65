package generator_test

import (
	"bytes"
	"encoding/json"
	"image"
	_ "image/png" // the format of what is drawn
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stillpoint"
	"stillpoint/generator"
)

func smallSite() map[string]string {
	return map[string]string{
		"stillpoint.yaml":         "site: {title: Tide, url: https://tide.example/sub/, language: en, theme: {colors: {accent: '#803030'}}}\npractice: {name: Tide Practice}\n",
		"content/_index.md":       "---\ntitle: Tide\n---\n",
		"content/about.md":        "---\ntitle: About us\n---\n",
		"content/notes/_index.md": "---\ntitle: Notes\n---\n",
		"content/notes/yoga.md":   "---\ntitle: 瑜伽\n---\n",
		"content/hidden.md":       "---\ntitle: Hidden\nnoindex: true\n---\n",
	}
}

// TestSharePictures draws a picture for each page that may be found, names it by
// what is on it, and does not draw it again.
func TestSharePictures(t *testing.T) {
	source, out := folder(t, smallSite()), t.TempDir()
	o := generator.Options{Source: source, Destination: out, Defaults: stillpoint.Defaults()}
	build(t, o)
	files := tree(t, out)
	seen := map[string]string{}
	for _, page := range []string{"index.html", "about/index.html", "notes/index.html", "notes/yoga/index.html"} {
		named := regexp.MustCompile(`<meta property="og:image" content="https://tide.example/sub/(share/[0-9a-f]+.png)"`).FindStringSubmatch(files[page])
		if named == nil {
			t.Fatalf("%s names no share picture", page)
		}
		picture, format, err := image.DecodeConfig(strings.NewReader(files[named[1]]))
		if err != nil || format != "png" || picture.Width != 1200 || picture.Height != 630 {
			t.Errorf("%s: %v %s %dx%d", page, err, format, picture.Width, picture.Height)
		}
		if other := seen[files[named[1]]]; other != "" {
			t.Errorf("%s has the picture of %s", page, other)
		}
		seen[files[named[1]]] = page
	}
	if strings.Contains(files["hidden/index.html"], "og:image") {
		t.Error("a page that is not to be found has a share picture")
	}
	if again := build(t, o); again.Summary.Written != 0 || again.Summary.Unchanged != len(files) {
		t.Errorf("a second build: %+v", again.Summary)
	}
}

// TestIcons makes every icon from one drawing, in the colours of the theme, and
// leaves those alone that lie in assets/static.
func TestIcons(t *testing.T) {
	files := smallSite()
	files["assets/icon.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#123456"/></svg>`
	files["assets/static/favicon.ico"] = "own"
	out := t.TempDir()
	build(t, generator.Options{Source: folder(t, files), Destination: out, Defaults: stillpoint.Defaults()})
	made := tree(t, out)
	if made["favicon.ico"] != "own" || !strings.Contains(made["favicon.svg"], "#123456") {
		t.Errorf("favicon.ico %q, favicon.svg %q", made["favicon.ico"], made["favicon.svg"])
	}
	for name, size := range map[string]int{"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512, "icon-maskable-512.png": 512} {
		picture, _, err := image.Decode(bytes.NewReader([]byte(made[name])))
		if err != nil || picture.Bounds().Dx() != size {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r, g, b, _ := picture.At(size/2, size/2).RGBA(); r>>8 != 0x12 || g>>8 != 0x34 || b>>8 != 0x56 {
			t.Errorf("%s has not the colour of the drawing: %x %x %x", name, r>>8, g>>8, b>>8)
		}
	}
	var manifest struct {
		Name     string `json:"name"`
		StartURL string `json:"start_url"`
		Icons    []struct{ Src, Purpose string }
	}
	if err := json.Unmarshal([]byte(made["manifest.webmanifest"]), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Name != "Tide Practice" || manifest.StartURL != "/sub/" || len(manifest.Icons) != 4 || manifest.Icons[3].Purpose != "maskable" {
		t.Errorf("%+v", manifest)
	}
	for _, icon := range manifest.Icons {
		if made[strings.TrimPrefix(filepath.ToSlash(icon.Src), "/sub/")] == "" {
			t.Errorf("the manifest names %s, which is not there", icon.Src)
		}
	}
}
