package main

import (
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stillpoint"
	"stillpoint/generator"
)

// starters are the answers of three practices in two languages, each with colours of its own: one with all that can be said of it, one with
// two professions, and one of which little is known.
func starters() map[string][]string {
	return map[string][]string{
		"tide": {
			"--name", "Still Water", "--profession", "craniosacral", "--town", "Rye", "--country", "GB", "--person", "Ada Lind",
			"--phone", "01632 960417", "--email", "hello@stillwater.example", "--street", "12 Harbour Lane", "--postcode", "TN31 7AA",
			"--price", "64", "--minutes", "60", "--hours", "monday to thursday: 10:00-18:00; saturday: by appointment", "--colours", "dusk",
		},
		"markt": {
			"--name", "Praxis am Markt", "--profession", "massage, physiotherapy", "--town", "Freiburg", "--country", "DE", "--language", "de",
			"--person", "Jana Köhler", "--phone", "0761 1234567", "--street", "Marktplatz 3", "--postcode", "79098", "--price", "68",
			"--minutes", "50", "--hours", "monday to friday: 08:00-12:00, 14:00-19:00", "--colours", "clay",
		},
		"morning": {
			"--name", "Morning Room", "--profession", "yoga, counselling, acupuncture", "--town", "Portland", "--country", "US",
			"--email", "hi@morningroom.example", "--booking", "https://booking.example/morning-room", "--colours", "sage",
		},
	}
}

// starterSites builds the sites that init writes, side by side in one folder, and returns it with the largest page of each kind in each of
// them.
func starterSites(t *testing.T) (folder string, pages []string) {
	t.Helper()
	folder = t.TempDir()
	for name, answers := range starters() {
		source := filepath.Join(t.TempDir(), name)
		terminal := terminal{in: strings.NewReader(""), out: io.Discard, err: t.Output(), env: func(string) (string, bool) { return "", false }}
		if code := run(t.Context(), append([]string{"init", source, "--yes"}, answers...), terminal); code != exitDone {
			t.Fatalf("init ended with %d", code)
		}
		result, err := generator.Build(t.Context(), generator.Options{
			Source: source, Destination: filepath.Join(folder, name), BaseURL: "https://starters.example/" + name + "/", Strict: true,
			Defaults: stillpoint.Defaults(), Environment: "production",
		})
		if err != nil || result.Failed() {
			t.Fatal(err, result.Diagnostics)
		}
		pages = append(pages, largest(t, os.DirFS(folder), name)...)
	}
	return folder, pages
}

// largest returns the addresses of the largest page of each kind below a folder.
func largest(t *testing.T, tree fs.FS, folder string) []string {
	t.Helper()
	kind, sizes, found := regexp.MustCompile(`<body class="?kind-(\w+)`), map[string]int{}, map[string]string{}
	err := fs.WalkDir(tree, folder, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".html") {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if is := kind.FindSubmatch(text); is != nil && len(text) > sizes[string(is[1])] {
			sizes[string(is[1])], found[string(is[1])] = len(text), "/"+strings.TrimSuffix(name, "index.html")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, page := range found {
		pages = append(pages, (&url.URL{Path: page}).EscapedPath())
	}
	slices.Sort(pages)
	return pages
}
