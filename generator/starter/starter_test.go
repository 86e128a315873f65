package starter_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/claims"
	"stillpoint/generator/config"
	"stillpoint/generator/diag"
	"stillpoint/generator/starter"
)

// country is where a practice of each language is, with a postcode of it.
func country() map[string][2]string {
	return map[string][2]string{"en": {"GB", "SW1A 1AA"}, "de": {"DE", "10115"}, "fr": {"FR", "75001"}, "es": {"ES", "28001"}}
}

// answer returns the answers to questions by their flags, and what is needed besides.
func answer(t *testing.T, given map[string]string) *starter.Answers {
	t.Helper()
	answers := &starter.Answers{}
	for _, q := range starter.Questions(starter.Speaker{Language: "en", Country: "GB"}) {
		text, found := given[q.Flag]
		if !found {
			text = q.Default(answers)
		}
		if err := q.Set(answers, text); err != nil {
			t.Fatalf("--%s %s: %v", q.Flag, text, err)
		}
	}
	return answers
}

// full returns all answers that can be given.
func full(language, professions string) map[string]string {
	return map[string]string{
		"name": "Quiet Tide", "profession": professions, "town": "Saltmere", "country": country()[language][0], "language": language,
		"person": "Ada Lind", "phone": "020 7946 0018", "email": "hello@quiettide.example", "booking": "https://booking.example/quiet-tide",
		"street": "12 Harbour Lane", "postcode": country()[language][1], "minutes": "60", "price": "64",
		"hours": "monday to thursday: 09:00-12:30, 14:00-18:00; friday: by appointment", "colours": "clay", "host": "github",
		"url": "https://quiettide.example/",
	}
}

// bare returns only what the site cannot do without.
func bare(language, professions string) map[string]string {
	return map[string]string{
		"name": "Quiet Tide", "profession": professions, "town": "Saltmere", "country": country()[language][0], "language": language,
		"email": "hello@quiettide.example", "colours": "clay",
	}
}

// write writes the site of some answers into a new folder and returns it.
func write(t *testing.T, given map[string]string) string {
	t.Helper()
	files, err := starter.Write(*answer(t, given))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for name, text := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// check holds a site to all rules that are on, with the rules on claims of everywhere.
func check(t *testing.T, folder, kept string) {
	t.Helper()
	file := filepath.Join(folder, "stillpoint.yaml")
	config, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	config, _, _ = bytes.Cut(config, []byte("\nchecks:\n"))
	config = fmt.Appendf(config, "\nchecks:\n  claims: [%s]\n", strings.Join(claims.Jurisdictions(), ", "))
	if err := os.WriteFile(file, config, 0o644); err != nil {
		t.Fatal(err)
	}
	result, err := generator.Build(t.Context(), generator.Options{
		Source: folder, Defaults: stillpoint.Defaults(), Environment: "production", InMemory: true, OnDemand: true, Weigh: true,
		Cache: kept, Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range result.Diagnostics {
		t.Errorf("%s\n%s\n%s", d, d.Source, d.Hint)
	}
}

func languages(t *testing.T) []string {
	t.Helper()
	all, err := starter.Languages()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, l := range all {
		ids = append(ids, l.ID)
	}
	return ids
}

// TestEachSite checks the site of each profession in each language with all that can be said of it, and those of one and of all with as
// little as can be.
func TestEachSite(t *testing.T) {
	kept := t.TempDir() // most share pictures are those of the other sites
	for _, language := range languages(t) {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			for _, profession := range starter.Professions() {
				t.Run(profession, func(t *testing.T) { check(t, write(t, full(language, profession)), kept) })
			}
			t.Run("bare", func(t *testing.T) { check(t, write(t, bare(language, "massage")), kept) })
			t.Run("all", func(t *testing.T) {
				check(t, write(t, bare(language, strings.Join(starter.Professions(), ", "))), kept)
			})
		})
	}
}

// TestClaimsAreHeld holds that the rules of the practice's country apply, whether the configuration has its address or not.
func TestClaimsAreHeld(t *testing.T) {
	for _, language := range languages(t) {
		for name, given := range map[string]map[string]string{"bare": bare(language, "massage"), "full": full(language, "massage")} {
			text, err := os.ReadFile(filepath.Join(write(t, given), "stillpoint.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			c, problems := config.Decode(diag.NewFile("stillpoint.yaml", text), nil, config.Known{Jurisdictions: claims.Jurisdictions()})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			held := c.Checks.Claims
			if held == nil {
				held = claims.InForce(string(c.Practice.Address.Country))
			}
			if want := claims.InForce(given["country"]); !slices.Equal(held, want) || len(want) == 0 {
				t.Errorf("%s, %s: held to %v, not to %v", language, name, held, want)
			}
		}
	}
}

// TestAllThere holds the texts of each language against those of English: the same professions with the same files, and a page for
// each purpose.
func TestAllThere(t *testing.T) {
	text := os.DirFS("text")
	for _, language := range languages(t) {
		for _, profession := range starter.Professions() {
			for _, name := range []string{profession + ".yaml", profession + "/therapy.md"} {
				if _, err := fs.Stat(text, path.Join(language, "professions", name)); err != nil {
					t.Error(err)
				}
			}
			questions, _ := fs.Glob(text, path.Join(language, "professions", profession, "content", "*", "*.md"))
			if len(questions) < 2 {
				t.Errorf("%s has %d questions on %s", language, len(questions), profession)
			}
		}
		if site := files(t, text, path.Join(language, "site")); len(site) < len(files(t, text, "en/site")) {
			t.Errorf("the site in %q has %d files, fewer than the English one: %s", language, len(site), site)
		}
	}
	if folders, _ := fs.Glob(text, "*/professions"); len(folders) != len(languages(t)) {
		t.Errorf("there are texts in %s, but whole sites only in %s", folders, languages(t))
	}
}

func files(t *testing.T, tree fs.FS, folder string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(tree, folder, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return names
}
