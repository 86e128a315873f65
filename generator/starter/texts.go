package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

//go:embed all:text
var texts embed.FS

// Language is a language that there are texts in.
type Language struct {
	ID        string `yaml:"-"`         // "de"
	Name      string `yaml:"name"`      // in the language itself, "Deutsch"
	Therapies string `yaml:"therapies"` // the folder of content/ that the pages on what is offered go into
}

// Profession is what is offered, as its file ID.yaml has it in one language.
type Profession struct {
	ID         string `yaml:"-"`          // "craniosacral"
	Weight     int    `yaml:"-"`          // the place of its page in lists, from 10
	Name       string `yaml:"name"`       // title of its page
	Slug       string `yaml:"slug"`       // name of its file, without .md
	Trade      string `yaml:"trade"`      // who gives it, as a word within a sentence
	Type       string `yaml:"type"`       // of the business, if it comes first
	Icon       string `yaml:"icon"`       // of assets/icons, without .svg
	Headline   string `yaml:"headline"`   // of the home page, if it comes first
	Lead       string `yaml:"lead"`       // below the headline
	Summary    string `yaml:"summary"`    // one sentence of at most 155 characters
	Offer      string `yaml:"offer"`      // two or three sentences of Markdown for the home page
	Disclaimer string `yaml:"disclaimer"` // for the foot of every page, if it comes first
}

// Languages returns all languages that there are texts in, by their codes.
func Languages() ([]Language, error) {
	entries, err := texts.ReadDir("text")
	if err != nil {
		return nil, err
	}
	var all []Language
	for _, e := range entries {
		l := Language{ID: e.Name()}
		if _, err := fs.Stat(texts, path.Join("text", l.ID, "site", "stillpoint.yaml")); err != nil {
			continue // not yet a language
		}
		if err := read(path.Join("text", l.ID, "language.yaml"), "", &l); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// languageOf returns the language of a code.
func languageOf(id string) (Language, error) {
	all, err := Languages()
	if err != nil {
		return Language{}, err
	}
	at := slices.IndexFunc(all, func(l Language) bool { return l.ID == id })
	if at < 0 {
		return Language{}, fmt.Errorf("there are no texts in the language %q", id)
	}
	return all[at], nil
}

// Professions returns the names of the files of all professions, in order.
func Professions() []string {
	names, _ := fs.Glob(texts, "text/en/professions/*.yaml")
	for i, name := range names {
		names[i] = strings.TrimSuffix(path.Base(name), ".yaml")
	}
	return names
}

// offers returns the professions as they can be chosen, in English.
func offers() ([]Option, error) {
	var all []Option
	for _, id := range Professions() {
		w := &writer{language: Language{ID: "en"}}
		if err := w.profession(id, 0); err != nil {
			return nil, err
		}
		all = append(all, Option{id, w.values.First.Name})
	}
	return all, nil
}

// tongues returns the languages as they can be chosen.
func tongues() ([]Option, error) {
	languages, err := Languages()
	var all []Option
	for _, l := range languages {
		all = append(all, Option{l.ID, l.Name})
	}
	return all, err
}

// read decodes an embedded file, or a text that was made from it, strictly.
func read(name, text string, into any) error {
	if text == "" {
		data, err := texts.ReadFile(name)
		if err != nil {
			return err
		}
		text = string(data)
	}
	node, problems := decode.Parse(diag.NewFile(name, []byte(text)), 0, len(text), decode.YAML)
	if len(problems) == 0 {
		problems = node.Into(into)
	}
	if len(problems) > 0 {
		return fmt.Errorf("%s", problems[0])
	}
	return nil
}
