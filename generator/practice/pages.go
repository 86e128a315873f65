package practice

import (
	"strings"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// FAQ is a question that clients ask.
type FAQ struct {
	Question string `yaml:"question"` // the page's title where it is left out
	Answer   Text   `yaml:"answer"`   // the page's text where it is left out
}

// Check wants an answer, in its field or in the page's text.
func (f *FAQ) Check(n *decode.Node, text bool) diag.List {
	switch {
	case f.Answer.IsZero() && !text:
		return diag.List{missing(n, "a question", "answer", "write answer: and the answer in quotes, or write it below the front matter")}
	case !f.Answer.IsZero() && text:
		return diag.List{n.Get("answer").Error("bad-answer", "this question has an answer here and another below", "keep one of them")}
	}
	return nil
}

// Name returns the question.
func (f *FAQ) Name() string { return trim(f.Question) }

// Relations returns nothing.
func (f *FAQ) Relations() []Relation { return nil }

// Texts returns the answer.
func (f *FAQ) Texts() []Text { return []Text{f.Answer} }

// Article is a text with an author, for the journal of a practice.
type Article struct {
	Author     Author     `yaml:"author"`
	References []Citation `yaml:"references"`
}

// Author is a practitioner by the name of their page, or anybody else by their
// own name. A name that is all in small letters and has no blank is taken for that of a page.
type Author struct {
	Ref  Ref
	Text string
}

// DecodeNode reads an author.
func (a *Author) DecodeNode(n *decode.Node) diag.List {
	s, ok := scalar(n)
	if !ok || s == "" {
		return diag.List{n.Error("wrong-type", "an author must be text, not "+n.Kind().String(), "write a name, or the name of a practitioner's file such as mara-ellison")}
	}
	if s == strings.ToLower(s) && refForm().MatchString(s) {
		return a.Ref.DecodeNode(n)
	}
	a.Text = s
	return nil
}

// Check finds nothing wrong with what the fields have not told.
func (a *Article) Check(*decode.Node, bool) diag.List { return nil }

// Name returns "": an article has a title.
func (a *Article) Name() string { return "" }

// Relations returns the author, where it is a practitioner.
func (a *Article) Relations() []Relation {
	var refs Refs
	if !a.Author.Ref.IsZero() {
		refs = Refs{a.Author.Ref}
	}
	return []Relation{{"author", KindPractitioner, "", refs}}
}

// Texts returns nothing.
func (a *Article) Texts() []Text { return nil }

// Location is a place where sessions are given.
type Location struct {
	Address    Address   `yaml:"address"`
	Geo        Geo       `yaml:"geo"`
	Phone      Phone     `yaml:"phone"`
	Hours      Hours     `yaml:"hours"`
	Closures   []Closure `yaml:"closures"`
	TimeZone   Zone      `yaml:"timeZone"` // the site's where it is left out
	Directions Text      `yaml:"directions"`
	Access     Access    `yaml:"access"`
	Map        string    `yaml:"map"` // a picture beside the page
	MapAlt     string    `yaml:"mapAlt"`
}

// Access says who can come to a place, and how.
type Access struct {
	StepFree string `yaml:"stepFree"`
	Parking  string `yaml:"parking"`
	Transit  string `yaml:"transit"`
}

// IsZero tells whether nothing was written.
func (a Access) IsZero() bool { return a == Access{} }

// Check wants an address, and words for the map.
func (l *Location) Check(n *decode.Node, _ bool) diag.List {
	var problems diag.List
	if l.Address.IsZero() {
		problems = append(problems, missing(n, "a location", "address", "write address: and below it street, locality, postcode and country"))
	}
	if l.Map != "" && trim(l.MapAlt) == "" {
		problems = append(problems, n.Get("map").Error("missing-field", `a map needs "mapAlt"`, "write mapAlt: and what the map shows, for people who cannot see it"))
	}
	return problems
}

// ZoneName returns the name of the location's own time zone, or "".
func (l *Location) ZoneName() string {
	if l.TimeZone.Location == nil {
		return ""
	}
	return l.TimeZone.String()
}

// Name returns "": a location has a title.
func (l *Location) Name() string { return "" }

// Relations returns nothing: others name a location.
func (l *Location) Relations() []Relation { return nil }

// Texts returns the directions.
func (l *Location) Texts() []Text { return []Text{l.Directions} }

// Since returns the location without the closures and seasons that are over when a day begins.
func (l *Location) Since(today Day) *Location {
	current := *l
	current.Hours, current.Closures = l.Hours.Since(today), ClosuresSince(l.Closures, today)
	return &current
}
