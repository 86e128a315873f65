package claims

import (
	"strings"
	"testing"
	"time"
)

func TestPacks(t *testing.T) {
	kinds := []string{string(Effect), string(SelfHealing), string(Proven), string(Absolute), string(Discourage), "testimonial", "disclaimer"}
	for _, id := range Jurisdictions() {
		pack, err := ReadPack(id)
		if err != nil {
			t.Fatal(err)
		}
		if len(pack.Rules) != len(kinds) {
			t.Errorf("%s has %d rules, want %d", id, len(pack.Rules), len(kinds))
		}
		for _, kind := range kinds {
			law := pack.Rules[kind]
			if law.Rule == "" || law.Says == "" || (law.Passes == "") != law.Always || (law.Advice == "") == law.Always {
				t.Errorf("%s: %s lacks something: %+v", id, kind, law)
			}
			if strings.Contains(law.Passes, "%s") != (law.General != "") {
				t.Errorf("%s: %s says nothing where no condition is named, or what nobody reads: %+v", id, kind, law)
			}
			if _, err := time.Parse(time.DateOnly, law.Date); err != nil {
				t.Errorf("%s: %s: %v", id, kind, err)
			}
		}
	}
	if _, err := ReadPack("atlantis"); err == nil {
		t.Error("there is a pack for Atlantis")
	}
}

// TestWordings holds that what the packs propose would pass, on whichever condition, and with none.
func TestWordings(t *testing.T) {
	for _, id := range Jurisdictions() {
		pack, err := ReadPack(id)
		if err != nil {
			t.Fatal(err)
		}
		judge := For(pack.Language)
		for kind, law := range pack.Rules {
			for _, on := range append(conditionsOf(t, pack.Language), "") {
				for sentence := range strings.SplitSeq(law.Wording(on), ". ") {
					if claims := judge.Sentence(sentence); len(claims) > 0 {
						t.Errorf("%s: the wording for %s does not pass: %q: %v", id, kind, sentence, claims)
					}
				}
			}
		}
	}
}

// conditionsOf returns the conditions that a lexicon knows, as they stand in it.
func conditionsOf(t *testing.T, language string) []string {
	t.Helper()
	var all []string
	listed := false
	for line := range strings.Lines(map[string]string{"en": english, "de": german}[language]) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "["):
			listed = line == "[condition]"
		case listed && line != "" && line[0] != '#':
			for form := range strings.SplitSeq(line, ", ") {
				all = append(all, strings.TrimPrefix(form, "-"))
			}
		}
	}
	if len(all) < 100 {
		t.Fatalf("%d conditions in %s", len(all), language)
	}
	return all
}

func TestWording(t *testing.T) {
	law := Law{Passes: "on %s", General: "in general"}
	for on, want := range map[string]string{
		"": "in general", "Migraines": "on migraines", "Back Pain": "on back pain", "ADHD": "on ADHD", "Parkinson's Disease": "on Parkinson's disease",
		"Crohn’s": "on Crohn’s", "Long COVID": "on long COVID", "É": "on é",
	} {
		if got := law.Wording(on); got != want {
			t.Errorf("%q gives %q, want %q", on, got, want)
		}
	}
	law.Nouns = true
	if got := law.Wording("Migräne"); got != "on Migräne" {
		t.Error(got)
	}
	if got := (Law{Advice: "none", Always: true}).Wording("migraine"); got != "" {
		t.Error(got)
	}
}
