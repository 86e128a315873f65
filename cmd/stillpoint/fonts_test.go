package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-fonts/stix/stix2textbold"
	"github.com/go-fonts/stix/stix2textregular"

	"stillpoint"
	"stillpoint/generator"
)

// TestFonts uses the font files of a site by their name alone.
func TestFonts(t *testing.T) {
	files := map[string][]byte{
		"assets/fonts/stix-regular.ttf": stix2textregular.TTF, "assets/fonts/stix-bold.ttf": stix2textbold.TTF,
	}
	plain, _ := buildIn(t, map[string][]byte{})
	result, public := buildIn(t, withTheme(files, "STIX Two Text, Georgia, serif"))
	if result.Failed() || plain.Failed() {
		t.Fatal(result.Diagnostics)
	}
	html, sheet := read(t, public, "index.html"), read(t, public, "css/site.*.css")
	for _, want := range []string{
		`<link rel="preload" href="/fonts/stix-regular\.[0-9a-f]{10}\.ttf" as="font" type="font/ttf" crossorigin>`,
	} {
		if !regexp.MustCompile(want).Match(html) {
			t.Errorf("the page has no %s:\n%s", want, html)
		}
	}
	if bytes.Count(html, []byte(`rel="preload"`)) != 1 {
		t.Error("not the regular font alone is preloaded")
	}
	for _, want := range []string{
		`@font-face\s*\{[^}]*STIX Two Text[^}]*url\("?\.\./fonts/stix-regular\.[0-9a-f]{10}\.ttf`, `stix-bold\.[0-9a-f]{10}\.ttf`,
		`@font-face\s*\{[^}]*STIX Two Text Fallback[^}]*size-adjust:\s*\d`, `--theme-font-body:\s*"STIX Two Text",\s*"STIX Two Text Fallback",\s*Georgia,\s*serif`,
	} {
		if !regexp.MustCompile(want).Match(sheet) {
			t.Errorf("the style sheet has no %s:\n%.1500s", want, sheet)
		}
	}
}

// TestBrokenFont is told at its file.
func TestBrokenFont(t *testing.T) {
	result, _ := buildIn(t, map[string][]byte{"assets/fonts/cut.ttf": stix2textregular.TTF[:5000]})
	if len(result.Diagnostics) != 1 || result.Diagnostics[0].Code != "bad-font" || result.Diagnostics[0].Position.File != "assets/fonts/cut.ttf" {
		t.Error(result.Diagnostics)
	}
}

// TestShareFonts draws share pictures with the fonts of the site.
func TestShareFonts(t *testing.T) {
	_, one := buildIn(t, withTheme(map[string][]byte{"assets/fonts/a.ttf": stix2textbold.TTF}, "STIX Two Text, serif"))
	_, two := buildIn(t, withTheme(map[string][]byte{}, "STIX Two Text, serif"))
	if a, b := read(t, one, "share/*.png"), read(t, two, "share/*.png"); bytes.Equal(a, b) {
		t.Error("the share pictures are the same with another font")
	}
}

// withTheme adds a configuration with fonts to the files of a site.
func withTheme(files map[string][]byte, stack string) map[string][]byte {
	files["stillpoint.yaml"] = fmt.Appendf(nil, "%s  theme: {fonts: {body: %q, heading: %q}}\n", goodConfig, stack, stack)
	return files
}

// read returns the one file that a pattern finds.
func read(t *testing.T, dir, pattern string) []byte {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %v %v", pattern, found, err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSourceMaps publishes maps only for developers.
func TestSourceMaps(t *testing.T) {
	for _, wanted := range []bool{true, false} {
		dir := t.TempDir()
		for name, text := range map[string]string{"stillpoint.yaml": goodConfig, "content/_index.md": "---\ntitle: Tide\n---\n"} {
			if err := writeNew(filepath.Join(dir, name), text); err != nil {
				t.Fatal(err)
			}
		}
		result, err := generator.Build(t.Context(), generator.Options{Source: dir, Defaults: stillpoint.Defaults(), InMemory: true, SourceMaps: wanted})
		if err != nil || result.Failed() {
			t.Fatal(err, result.Diagnostics)
		}
		maps := 0
		for _, name := range result.Files.Names() {
			if strings.HasSuffix(name, ".map") {
				maps++
				if !bytes.Contains(result.Files.Get(name).Data, []byte("assets/")) || result.Files.Get(strings.TrimSuffix(name, ".map")) == nil {
					t.Errorf("%s is no map of a file", name)
				}
			}
		}
		if wanted != (maps > 0) {
			t.Errorf("%d maps", maps)
		}
	}
}

// TestBar tells how far pages and pictures have come, and how long the slower of them will take.
func TestBar(t *testing.T) {
	for want, got := range map[string]string{
		"[===============               ] 5 of 10 pages, 10s left ":                      bar(amount{5, 10}, amount{}, 10e9, 0),
		"[=======                       ] 9 of 10 pages, 25 of 100 pictures, 30s left ":  bar(amount{9, 10}, amount{25, 100}, 10e9, 0),
		"[==============================] 10 of 10 pages, 100 of 100 pictures, 0s left ": bar(amount{10, 10}, amount{100, 100}, 10e9, 0),
		"[                              ] 0 of 0 pages, 0 of 3 pictures, 30s left ":      bar(amount{}, amount{0, 3}, 10e9, 0),
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
