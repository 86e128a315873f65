// Package draft makes new pages: where a page of a kind belongs in a site, what its file is called, and front matter in which
// each field stands explained, those that the kind cannot do without filled in, the others as comments to be used. The
// sentences and the examples are those of the struct tags by which the fields are read ([decode.Field]).
package draft

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/filename"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// Request says which page is wanted.
type Request struct {
	Kind   string
	Name   string          // its title, in any script
	Bundle bool            // a folder of its own, for its pictures
	Pages  []*site.Page    // those that the site has already
	Names  content.Options // its kinds and taxonomies
	Now    time.Time
}

// File is a new page.
type File struct {
	Path  string // slash-separated, within the site's folder: "content/therapies/massage.md"
	Other string // where the same page would lie as a bundle, or else as a single file
	Text  []byte
}

// New returns a page that builds as it is, as a draft. The error says what is wrong with the name.
func New(r Request) (File, error) {
	slug := site.Slug(r.Name)
	if slug == "" {
		return File{}, fmt.Errorf("%q has no letters that a file could be called by: give the name of the page in words", r.Name)
	}
	if why := filename.Reserved(slug + ".md"); why != "" {
		return File{}, fmt.Errorf("%q would be called %q, %s: choose a longer name", r.Name, slug+".md", why)
	}
	if r.Kind == content.SectionKind {
		return File{Path: path.Join(content.Folder, slug, "_index.md"), Text: text(r, true)}, nil
	}
	folder, handed := place(r)
	single, bundle := path.Join(content.Folder, folder, slug+".md"), path.Join(content.Folder, folder, slug, "index.md")
	if r.Bundle {
		single, bundle = bundle, single
	}
	return File{Path: single, Other: bundle, Text: text(r, handed)}, nil
}

// place returns the folder within content/ where the pages of a kind live, and whether a section there hands the kind down: where most of
// them are, else where a section waits for them, else where they usually are.
func place(r Request) (folder string, handed bool) {
	count, waiting := map[string]int{}, map[string]bool{}
	for _, p := range r.Pages {
		switch {
		case p.Source == nil:
		case p.Source.Role == content.Section:
			if p.Source.Node().Find("cascade", "kind").Text() == r.Kind {
				waiting[p.Source.FolderPath()] = true
			}
		case p.Kind == r.Kind:
			count[home(p.Source)]++
		}
	}
	folder = usual()[r.Kind]
	for _, candidate := range sortedKeys(waiting) {
		if !waiting[folder] {
			folder = candidate
		}
	}
	for _, candidate := range sortedKeys(count) {
		if count[candidate] > count[folder] {
			folder = candidate
		}
	}
	return folder, waiting[folder]
}

// home returns the folder that a page lies in, of a bundle the one above its own.
func home(p *content.Page) string {
	folder := p.FolderPath()
	if p.Role == content.Bundle {
		folder = path.Dir(folder)
	}
	if folder == "." {
		return ""
	}
	return folder
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// usual returns the folders where pages of a kind live in a site that has none of it yet; others are at the top.
func usual() map[string]string {
	return map[string]string{
		practice.KindTherapy: "therapies", practice.KindPractitioner: "team", practice.KindLocation: "locations", practice.KindEvent: "events",
		practice.KindTestimonial: "voices", practice.KindFAQ: "questions", practice.KindArticle: "articles",
	}
}

// text returns the whole page: front matter, and a line to be written over.
func text(r Request, handed bool) []byte {
	w := writer{request: r, shape: content.Shape(r.Kind, r.Names)}
	w.line("---")
	w.line("title: " + quoted(r.Name))
	w.line("draft: true # Take this line out when the page is ready.")
	if !handed && r.Kind != "page" {
		w.line("kind: " + r.Kind)
	}
	w.needed()
	w.line("", "# Each line below that begins with # and a name is an example: take the # away to use it.")
	w.examples(w.own())
	w.line("", "# What every page can say.")
	w.examples(w.common())
	w.line("---", "", body(r.Kind))
	return []byte(w.text.String())
}

// body returns the words that stand for the text of a page.
func body(kind string) string {
	switch kind {
	case practice.KindFAQ:
		return "Write the answer here."
	case practice.KindTestimonial:
		return "Write the client's own words here."
	}
	return "Write the text of the page here."
}

// quoted returns a text as YAML writes it, in quotes where it might be taken for something else.
func quoted(text string) string {
	plain := strings.TrimFunc(text, func(r rune) bool { return r == ' ' }) == text && !strings.ContainsAny(text, "\"\\#:{}[],&*!|>%@`?'-\n\r\t")
	if _, err := fmt.Sscanf(text, "%f", new(float64)); plain && err != nil && !slices.Contains([]string{"true", "false", "null", "~", "yes", "no"}, strings.ToLower(text)) {
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\r", " ", "\t", " ").Replace(text) + `"`
}

// named returns the name by which others refer to a page of a kind that the site has, or "".
func (w *writer) named(kind string) string {
	for _, p := range w.request.Pages {
		if p.Kind == kind && p.Source != nil && p.Source.Role != content.Section {
			name := strings.TrimSuffix(path.Base(p.Source.Path()), ".md")
			if p.Source.Role == content.Bundle {
				name = path.Base(p.Source.FolderPath())
			}
			return name
		}
	}
	return ""
}

// relations returns the kinds of the pages that the fields of a kind name.
func (w *writer) relations() map[string]string {
	kinds := map[string]string{}
	if typed := practice.New(w.request.Kind); typed != nil {
		for _, r := range typed.Relations() {
			kinds[r.Field] = r.Kind
		}
	}
	return kinds
}

// isList tells whether a field can hold several names.
func isList(f decode.Field) bool {
	return slices.ContainsFunc(f.Shape.Ways, func(way decode.Shape) bool { return way.Kind == decode.List })
}
