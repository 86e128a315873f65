// Package schema writes what may be written for a site in forms that editors read: JSON Schema for its configuration and its
// front matter, settings and snippets. All of it is made from the shapes that the decoders tell of themselves ([decode.Shape]),
// so that an editor and a build cannot disagree; a test holds both against each other.
package schema

import (
	"slices"
	"strings"

	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/practice"
)

// Names are what the schemas of a site name beyond what is known without it: for a new one, those of the defaults.
type Names struct {
	Known      config.Known    // rules and jurisdictions
	Pages      content.Options // kinds and taxonomies; the zone does not matter
	Components []string        // of component blocks
}

// Document is one schema.
type Document struct {
	Name  string // "config", "overlay", "front-matter", or a kind
	Says  string // what it describes, in a few words
	Title string
	Shape decode.Shape
}

// File returns the name of the file that the schema is written to.
func (d Document) File() string { return d.Name + ".schema.json" }

// Text returns the schema.
func (d Document) Text() []byte { return Of(d.Title, d.Says, d.Shape) }

// Documents returns all schemas of a site: of its configuration, of what is laid over that, of front matter as a whole, and of that of
// each kind, for the pages of a folder whose section hands the kind down.
func Documents(n Names) []Document {
	whole := config.Shape(n.Known)
	all := []Document{
		{"config", "The configuration of a Stillpoint site, stillpoint.yaml.", "Stillpoint: configuration", whole},
		{"overlay", "What is laid over the configuration of a Stillpoint site, stillpoint.ENVIRONMENT.yaml.", "Stillpoint: overlay", whole.Partial()},
		{"front-matter", "The fields at the head of any page of a Stillpoint site.", "Stillpoint: front matter", content.Shape("", n.Pages)},
	}
	for _, kind := range Kinds(n) {
		all = append(all, Document{kind, "The fields at the head of a page of kind " + kind + " of a Stillpoint site.", "Stillpoint: " + kind, content.Shape(kind, n.Pages)})
	}
	return all
}

// Kinds returns all kinds that a page or a section can have, in alphabetical order.
func Kinds(n Names) []string {
	kinds := slices.Concat([]string{"page", content.SectionKind}, practice.Kinds(), n.Pages.Kinds)
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// Kind says what a kind of page is for, in a sentence; "" for one of the site's own.
func Kind(kind string) string {
	return strings.TrimSpace(map[string]string{
		"page":                    "An ordinary page: about, prices, a first visit.",
		content.SectionKind:       "The page of a folder, which lists the pages in it.",
		practice.KindArticle:      "A text with a date and an author, for the journal of the practice.",
		practice.KindEvent:        "Something that happens once, at a place or online.",
		practice.KindFAQ:          "A question that clients ask, with its answer.",
		practice.KindLocation:     "A place where sessions are given.",
		practice.KindPolicy:       "A text that binds: on privacy, on cancelling.",
		practice.KindPractitioner: "A person who gives sessions.",
		practice.KindTestimonial:  "What a client said, in their own words and with their consent.",
		practice.KindTherapy:      "Something that the practice offers.",
	}[kind])
}
