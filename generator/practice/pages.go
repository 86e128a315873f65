package practice

import (
	"strings"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// FAQ is a question that clients ask.
type FAQ struct {
	Question string `yaml:"question" doc:"The question, in the words of a client; the title of the page stands for it where it is left out." example:"What shall I wear?"`
	Answer   Text   `yaml:"answer" doc:"The answer in Markdown; the text of the page stands for it where it is left out." example:"Whatever you can lie still in."`
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
	Author     Author     `yaml:"author" doc:"Who wrote it: the name of a practitioner's file, or any other name as it is written." example:"mara-ellison"`
	References []Citation `yaml:"references" doc:"What the article draws on." example:"['A. Author. The title. The Journal 12: 34']"`
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

// Shape tells the form of an author.
func (Author) Shape() decode.Shape {
	return decode.Shape{Kind: decode.String, Pattern: decode.Written, Numerals: decode.Float, Says: "a name, or the name of a practitioner's file"}
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
	Address    Address   `yaml:"address" doc:"Where it is." example:"{street: 2 Mill Lane, locality: Saltmere, postcode: QT4 7SM, country: GB}"`
	Geo        Geo       `yaml:"geo" doc:"Where it is on a map: degrees north, then degrees east, with a minus for west." example:"50.3312, -4.7826"`
	Phone      Phone     `yaml:"phone" doc:"The number of this place." example:"+44 1632 960417"`
	Hours      Hours     `yaml:"hours" doc:"When it is open, day by day." example:"{monday to friday: '09:00-12:30, 13:30-18:00', saturday: by appointment}"`
	Closures   []Closure `yaml:"closures" doc:"Days when nobody is there." example:"[{from: 2026-12-24, to: 2027-01-02, reason: we are with our families}]"`
	TimeZone   Zone      `yaml:"timeZone" doc:"Its time zone, where that is not the site's." example:"Europe/London"`
	Directions Text      `yaml:"directions" doc:"How to find the door, in Markdown." example:"The blue door beside the bakery."`
	Access     Access    `yaml:"access" doc:"Who can come in, and how." example:"{stepFree: 'Yes, by the door in the yard', parking: Two places in front, transit: 'Bus 4, Mill Lane'}"`
	Map        string    `yaml:"map" doc:"A picture of the way, a file beside the page." example:"map.svg"`
	MapAlt     string    `yaml:"mapAlt" doc:"What the map shows, for people who cannot see it." example:"Mill Lane runs from the station to the harbour"`
}

// Access says who can come to a place, and how.
type Access struct {
	StepFree string `yaml:"stepFree" doc:"Whether one can get in without a step." example:"Yes, by the door in the yard"`
	Parking  string `yaml:"parking" doc:"Where to leave a car." example:"Two places in front of the house"`
	Transit  string `yaml:"transit" doc:"How to come by bus or train." example:"'Bus 4, Mill Lane'"`
}

// IsZero tells whether nothing was written.
func (a Access) IsZero() bool { return a == Access{} }

// Shape tells what the fields ask of each other.
func (l Location) Shape() decode.Shape {
	type plain Location
	s := decode.Group("Location", plain(l))
	s.Require("address")
	s.Rules = []decode.Rule{{When: "map", AnyOf: []string{"mapAlt"}}}
	return s
}

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
