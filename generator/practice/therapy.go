package practice

import (
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Therapy is something that the practice offers.
type Therapy struct {
	Duration       Duration   `yaml:"duration"` // of one session
	Prices         []Price    `yaml:"prices"`
	Benefits       []Benefit  `yaml:"benefits"`
	SuitableFor    []string   `yaml:"suitableFor"`
	NotSuitableFor []string   `yaml:"notSuitableFor"`
	WhatToExpect   []Step     `yaml:"whatToExpect"`
	Aftercare      Text       `yaml:"aftercare"`
	Evidence       []Evidence `yaml:"evidence"`
	Practitioners  Refs       `yaml:"practitioners"`
	Locations      Refs       `yaml:"locations"`
	Booking        Booking    `yaml:"booking"`
	FAQ            []Question `yaml:"faq"`
}

// Benefit is what clients say of a therapy.
type Benefit struct {
	Title string `yaml:"title"`
	Text  string `yaml:"text"`
	Icon  string `yaml:"icon"` // a drawing in assets/icons, without .svg
}

// DecodeNode reads a benefit, which must have a title.
func (b *Benefit) DecodeNode(n *decode.Node) diag.List {
	type plain Benefit
	return intoWith(n, (*plain)(b), &b.Title, "a benefit", "title", "write title: and a few words")
}

// Step is one part of a session.
type Step struct {
	Title string `yaml:"title"`
	Text  Text   `yaml:"text"`
}

// DecodeNode reads a step, which must have a title.
func (s *Step) DecodeNode(n *decode.Node) diag.List {
	type plain Step
	return intoWith(n, (*plain)(s), &s.Title, "a step", "title", "write title: and a few words")
}

// Question is a question with its answer.
type Question struct {
	Question string `yaml:"question"`
	Answer   Text   `yaml:"answer"`
}

// DecodeNode reads a question, which must have an answer.
func (q *Question) DecodeNode(n *decode.Node) diag.List {
	type plain Question
	problems := intoWith(n, (*plain)(q), &q.Question, "a question", "question", "write question: What shall I wear?")
	if len(problems) == 0 && q.Answer.IsZero() {
		problems = append(problems, missing(n, "a question", "answer", "write answer: and the answer in quotes"))
	}
	return problems
}

// Booking says where a session is booked.
type Booking struct {
	URL      Link   `yaml:"url"`
	Provider string `yaml:"provider"` // who runs the page, where that is somebody else
	Label    string `yaml:"label"`    // of the button; the layout has words of its own
}

// DecodeNode reads a group of url, provider and label, or an address alone.
func (b *Booking) DecodeNode(n *decode.Node) diag.List {
	if n.Kind() != decode.Map {
		return b.URL.DecodeNode(n)
	}
	type plain Booking
	problems := n.Into((*plain)(b))
	if len(problems) == 0 && b.URL == "" {
		problems = append(problems, missing(n, "booking", "url", "write url: https://example.org/book, or url: /contact/"))
	}
	return problems
}

// IsZero tells whether no booking was written.
func (b Booking) IsZero() bool { return b.URL == "" }

// Check finds nothing wrong with what the fields have not told.
func (t *Therapy) Check(*decode.Node, bool) diag.List { return nil }

// Name returns "": a therapy has a title.
func (t *Therapy) Name() string { return "" }

// Relations returns who offers the therapy, and where.
func (t *Therapy) Relations() []Relation {
	return []Relation{
		{"practitioners", KindPractitioner, "therapies", t.Practitioners},
		{"locations", KindLocation, "", t.Locations},
	}
}

// Texts returns the steps, the aftercare and the answers.
func (t *Therapy) Texts() []Text {
	texts := []Text{t.Aftercare}
	for _, s := range t.WhatToExpect {
		texts = append(texts, s.Text)
	}
	for _, q := range t.FAQ {
		texts = append(texts, q.Answer)
	}
	return texts
}
