package claims

import (
	"slices"
	"testing"
)

// TestFor holds every language to a judge of its own, and others to none.
func TestFor(t *testing.T) {
	for _, language := range Languages() {
		if For(language) == nil {
			t.Errorf("there is no judge for %q", language)
		}
	}
	if For("xx") != nil {
		t.Error("there is a judge for a language that does not exist")
	}
}

// TestClaim holds what differs by language to what it is for: the words of a claim, and that there is none.
func TestClaim(t *testing.T) {
	for _, c := range []struct{ language, sentence, verb, on string }{
		{"de", "Die Massage baut tief sitzenden Stress ab.", "baut", "Stress"},
		{"de", "Handgelenkschmerzen lindern wir sanft.", "lindern", "Handgelenkschmerzen"},
		{"de", "Eine Behandlung, die Migräne heilt.", "heilt", "Migräne"},
		{"de", "Eine Behandlung, die Migräne nicht heilt.", "", ""},
		{"de", "Sie heilt Migräne nicht.", "", ""},
		{"de", "Sie heilt Asthma und Migräne nicht.", "", ""},
		{"de", "Sie heilt Migräne und macht nicht müde.", "heilt", "Migräne"},
		{"de", "Sie heilt nicht nur Migräne.", "heilt", "Migräne"},
		{"de", "Sie heilt keine Migräne, aber sie lindert Asthma.", "lindert", "Asthma"},
		{"de", "Der Körper lernt, sich selbst zu heilen.", "heilen", ""},
		{"fr", "L’ostéopathie soulage l’insomnie.", "soulage", "insomnie"},
		{"fr", "L'ostéopathie ne soulage pas l'insomnie.", "", ""},
		{"fr", "L'ostéopathie ne soulage pas seulement l'insomnie.", "soulage", "insomnie"},
		{"fr", "Elle ne guérit pas l'asthme, mais elle soulage la migraine.", "soulage", "migraine"},
		{"fr", "Le corps se guérit lui-même.", "guérit", ""},
	} {
		var verb, on string
		if claims := For(c.language).Sentence(c.sentence); len(claims) > 0 {
			verb, on = claims[0].Verb, claims[0].On
		}
		if verb != c.verb || on != c.on {
			t.Errorf("%q: %q on %q, want %q on %q", c.sentence, verb, on, c.verb, c.on)
		}
	}
}

// TestElided holds French words to where they stand, with the letters that lean on them cut off.
func TestElided(t *testing.T) {
	var got []string
	sentence := "L’insomnie d'aujourd'hui, qu'est-ce ?"
	for _, w := range cut(nil, sentence, true) {
		got = append(got, sentence[w.start:w.end])
	}
	if want := []string{"L’", "insomnie", "d'", "aujourd'hui", "qu'", "est-ce"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
