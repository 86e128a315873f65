package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // the fallback is read again with the standard library's own decoders
	_ "image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/images"
	"stillpoint/generator/images/corpus"
	"stillpoint/generator/strip"
)

// buildIn builds a site of given files in a folder of its own.
func buildIn(t *testing.T, files map[string][]byte) (*generator.Result, string) {
	t.Helper()
	dir := t.TempDir()
	if files["stillpoint.yaml"] == nil {
		files["stillpoint.yaml"] = []byte(goodConfig)
	}
	files["content/_index.md"] = []byte("---\ntitle: Quiet Tide\n---\n\nWelcome.\n")
	for name, data := range files {
		if err := writeNew(filepath.Join(dir, filepath.FromSlash(name)), string(data)); err != nil {
			t.Fatal(err)
		}
	}
	result, err := generator.Build(t.Context(), generator.Options{Source: dir, Defaults: stillpoint.Defaults()})
	if err != nil {
		t.Fatal(err)
	}
	return result, filepath.Join(dir, "public")
}

// TestCorpus builds a site of every kind of picture, and looks at what a visitor gets.
func TestCorpus(t *testing.T) {
	files := map[string][]byte{}
	var good []corpus.File
	for _, f := range corpus.All() {
		if f.Fault == "" {
			good = append(good, f)
			files[page(f)+"index.md"] = fmt.Appendf(nil, "---\ntitle: A picture\n---\n\n![The scene](%s)\n\n[The picture itself](%s)\n", f.Name, f.Name)
			files[page(f)+f.Name] = f.Data
			files["assets/static/own/"+f.Name] = f.Data
		}
	}
	result, public := buildIn(t, files)
	if result.Failed() {
		t.Fatal(result.Diagnostics)
	}
	for _, f := range good {
		t.Run(f.Name, func(t *testing.T) { looksRight(t, public, f) })
	}
	t.Run("private", func(t *testing.T) { tellsNothing(t, public) })
}

func page(f corpus.File) string { return "content/" + strings.ReplaceAll(f.Name, ".", "-") + "/" }

var addresses = regexp.MustCompile(`(?:src|srcset)="(/[^" ]+)`)

// looksRight holds what a page shows of a picture against what is to be seen in it.
func looksRight(t *testing.T, public string, f corpus.File) {
	html, err := os.ReadFile(filepath.Join(public, strings.TrimPrefix(page(f), "content"), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf(`width="%d" height="%d"`, f.Width, f.Height); !bytes.Contains(html, []byte(want)) {
		t.Errorf("the page does not say %s:\n%s", want, html)
	}
	_, main, _ := bytes.Cut(html, []byte("<main"))
	shown := addresses.FindAllSubmatch(main, -1)
	if f.Animated && len(shown) != 1 || !f.Animated && len(shown) != 2 {
		t.Errorf("%d files:\n%s", len(shown), main)
	}
	for _, address := range shown {
		data, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(string(address[1]))))
		if err != nil {
			t.Fatal(err)
		}
		if f.Animated {
			if info, err := images.Inspect(data, images.Limits{}); err != nil || !info.Animated {
				t.Errorf("it does not move any more: %v", err)
			}
			continue
		}
		sameScene(t, string(address[1]), decoded(t, data), f)
	}
}

// decoded reads a finished picture: with the standard library, or, for the formats that it does not know, with ours.
func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	if img, _, err := image.Decode(bytes.NewReader(data)); err == nil {
		return img
	}
	p, err := images.Decode(context.Background(), data, images.Limits{}, image.Point{})
	if err != nil {
		t.Fatal(err)
	}
	width, height := p.Bounds()
	lossless, err := p.Encode(context.Background(), images.Cut{Width: width, Height: height}, images.Encoding{Format: images.PNG})
	if err != nil {
		t.Fatal(err)
	}
	img, _, err := image.Decode(bytes.NewReader(lossless))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// lossy is by how much a channel of a plain colour may differ beyond what the source differs already, at the default qualities.
const lossy = 16

func sameScene(t *testing.T, name string, img image.Image, f corpus.File) {
	t.Helper()
	b := img.Bounds()
	if b.Dx() != f.Width || b.Dy() != f.Height {
		t.Errorf("%s has %d × %d pixels, not %d × %d", name, b.Dx(), b.Dy(), f.Width, f.Height)
	}
	for i, want := range f.Colours {
		at := image.Pt(b.Min.X+(1+i%2*2)*b.Dx()/4, b.Min.Y+(1+i/2*2)*b.Dy()/4)
		got := color.NRGBAModel.Convert(img.At(at.X, at.Y)).(color.NRGBA)
		if want.A < 255 && got.A == 255 {
			t.Errorf("%s: quarter %d does not shine through any more", name, i)
		}
		apart := max(differ(got.R, want.R), differ(got.G, want.G), differ(got.B, want.B), differ(got.A, want.A))
		if want.A > 0 && apart > f.Tolerance+lossy {
			t.Errorf("%s: quarter %d is %v, not %v", name, i, got, want)
		}
	}
}

func differ(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// tellsNothing looks for metadata in every published file, copies included.
func tellsNothing(t *testing.T, public string) {
	pictures := 0
	err := filepath.WalkDir(public, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, secret := range []string{corpus.Place, corpus.Camera} {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s tells of %q", name, secret)
			}
		}
		if _, ok := images.FormatOf(name); ok {
			pictures++
			if found := strip.Found(data); len(found) > 0 && !onlyOrientation(found) {
				t.Errorf("%s has %v", name, found)
			}
		}
		return nil
	})
	if err != nil || pictures < 100 {
		t.Errorf("%d pictures, %v", pictures, err)
	}
}

func onlyOrientation(found []string) bool { return len(found) == 1 && found[0] == "orientation" }

// TestBrokenPictures tells of each broken picture in plain words, and publishes nothing.
func TestBrokenPictures(t *testing.T) {
	files, want := map[string][]byte{}, map[string]string{}
	for _, f := range corpus.All() {
		if f.Fault != "" {
			files["content/"+f.Name] = f.Data
			files[page(f)+"index.md"] = fmt.Appendf(nil, "---\ntitle: A picture\n---\n\n![The scene](/%s)\n", f.Name)
			want["content/"+f.Name] = f.Fault
		}
	}
	result, public := buildIn(t, files)
	if _, err := os.Stat(filepath.Join(public, "index.html")); err == nil || !result.Failed() {
		t.Error("it was published")
	}
	for _, d := range result.Diagnostics {
		if want[d.Position.File] != d.Code || d.Severity != diag.Error || d.Message == "" {
			t.Errorf("%v [%s]", d, d.Code)
		}
		delete(want, d.Position.File)
	}
	for name, code := range want {
		t.Errorf("nothing is said of %s [%s]", name, code)
	}
}
