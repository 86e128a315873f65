package claims

import (
	"embed"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Pack is what a jurisdiction asks of claims.
type Pack struct {
	ID       string         `yaml:"-"`        // "uk"
	Name     string         `yaml:"name"`     // "United Kingdom"
	Language string         `yaml:"language"` // of the wordings that pass
	Rules    map[string]Law `yaml:"rules"`    // by the kind of the claim, and "testimonial" and "disclaimer"
}

// Law is a rule of a jurisdiction.
type Law struct {
	Rule    string `yaml:"rule"`    // its name and number
	Date    string `yaml:"date"`    // from when on, as 2010-09-01
	Says    string `yaml:"says"`    // in plain words
	Passes  string `yaml:"passes"`  // a wording that would pass; %s in it is the condition
	General string `yaml:"general"` // one where no condition is named, if %s is in the other
	Always  bool   `yaml:"always"`  // it forbids all of the kind, whatever is said
	Advice  string `yaml:"advice"`  // what to do then, since no wording passes
	Nouns   bool   `yaml:"-"`       // nouns keep their capitals in the language of its wording
}

//go:embed packs/*.yaml
var packs embed.FS

// Jurisdictions returns the names of all packs.
func Jurisdictions() []string { return []string{"au", "ca", "de", "eu", "uk", "us"} }

// InForce returns the packs whose rules apply in a country by its code (ISO 3166-1), none where nobody has written them down yet.
func InForce(country string) []string {
	switch country {
	case "GB", "IM", "JE", "GG":
		return []string{"uk"}
	case "US", "AU", "CA":
		return []string{map[string]string{"US": "us", "AU": "au", "CA": "ca"}[country]}
	case "DE":
		return []string{"de", "eu"}
	case "AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK":
		return []string{"eu"}
	}
	return nil
}

// ReadPack returns the pack of a jurisdiction. It returns an error where there is none.
func ReadPack(id string) (*Pack, error) {
	name := path.Join("packs", id+".yaml")
	text, err := packs.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("there is no pack %q: there are %s", id, strings.Join(Jurisdictions(), ", "))
	}
	pack := &Pack{ID: id}
	node, problems := decode.Parse(diag.NewFile(name, text), 0, len(text), decode.YAML)
	if len(problems) == 0 {
		problems = node.Into(pack)
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("the pack %q: %v", id, problems[0])
	}
	for kind, law := range pack.Rules {
		law.Nouns = pack.Language == "de"
		pack.Rules[kind] = law
	}
	return pack, nil
}

// Wording returns a wording that passes, for a claim about a condition, "" where none is named. Where the law forbids all of the kind,
// there is no such wording, and it returns "".
func (l Law) Wording(on string) string {
	if on == "" && l.General != "" {
		return l.General
	}
	if !l.Nouns {
		on = small(on)
	}
	return strings.ReplaceAll(l.Passes, "%s", on)
}

// small returns words as they stand within a sentence: without the capitals of a heading or of its beginning, but with those of
// abbreviations and of diseases that are called after a person, “ADHD” and “Parkinson's disease”.
func small(words string) string {
	all := strings.Split(words, " ")
	for i, word := range all {
		_, size := utf8.DecodeRuneInString(word)
		shouted := word[size:] != strings.ToLower(word[size:])
		if !shouted && !strings.HasSuffix(word, "'s") && !strings.HasSuffix(word, "’s") {
			all[i] = strings.ToLower(word)
		}
	}
	return strings.Join(all, " ")
}
