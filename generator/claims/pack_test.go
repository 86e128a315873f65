package claims

import (
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
			if law.Rule == "" || law.Says == "" || law.Passes == "" {
				t.Errorf("%s: %s lacks something: %+v", id, kind, law)
			}
			if _, err := time.Parse(time.DateOnly, law.Date); err != nil {
				t.Errorf("%s: %s: %v", id, kind, err)
			}
			wording := law.Wording(map[string]string{"de": "Migräne", "en": "migraine"}[pack.Language])
			if claims := For(pack.Language).Sentence(wording); len(claims) > 0 {
				t.Errorf("%s: the wording for %s does not pass: %q: %v", id, kind, wording, claims)
			}
		}
	}
	if _, err := ReadPack("atlantis"); err == nil {
		t.Error("there is a pack for Atlantis")
	}
}
