package practice

import (
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Therapy is something that the practice offers.
type Therapy struct {
	Duration       Duration   `yaml:"duration" doc:"How long one session is." example:"60 minutes"`
	Prices         []Price    `yaml:"prices" doc:"What it costs." example:"[{name: First visit, amount: 78 GBP, duration: 75 minutes}, {name: Session, amount: 64 GBP}]"`
	Benefits       []Benefit  `yaml:"benefits" doc:"What clients say of it, without promising it to others." example:"[{title: A quiet hour, text: Clients say that they like the silence.}]"`
	SuitableFor    []string   `yaml:"suitableFor" doc:"Whom it suits: one line each." example:"[People who would like an hour without talking]"`
	NotSuitableFor []string   `yaml:"notSuitableFor" doc:"Who should not come, or should ask a doctor first: one line each." example:"['After a recent head injury: see a doctor']"`
	WhatToExpect   []Step     `yaml:"whatToExpect" doc:"The session, step by step." example:"[{title: We talk, text: You say how you are.}, {title: You lie down, text: You stay fully clothed.}]"`
	Aftercare      Text       `yaml:"aftercare" doc:"What is good after a session, in Markdown." example:"A glass of water and a slow walk home."`
	Evidence       []Evidence `yaml:"evidence" doc:"What studies have found, whatever it is." example:"[{claim: 'Chronic pain, ten randomised trials', citation: 'H. Haller and others. Craniosacral therapy for chronic pain. BMC Musculoskeletal Disorders 21: 1', doi: 10.1186/s12891-019-3017-y, year: 2020, finding: benefit}]"`
	Practitioners  Refs       `yaml:"practitioners" doc:"Who gives it: the names of the practitioners' files." example:"[mara-ellison]"`
	Locations      Refs       `yaml:"locations" doc:"Where it is given: the names of the locations' files." example:"[harbour-lane]"`
	Booking        Booking    `yaml:"booking" doc:"Where a session is booked: an address, or a group with the words on the button." example:"{url: /contact/, label: Book a session}"`
	FAQ            []Question `yaml:"faq" doc:"Questions that clients ask about it, with their answers." example:"[{question: What shall I wear?, answer: Whatever you can lie still in.}]"`
}

// Benefit is what clients say of a therapy.
type Benefit struct {
	Title string `yaml:"title" doc:"A few words." example:"A quiet hour"`
	Text  string `yaml:"text" doc:"What clients say." example:"Clients say that they like the silence."`
	Icon  string `yaml:"icon" doc:"A drawing beside it: the name of a file in assets/icons, without .svg." example:"leaf"`
}

// Shape tells what a benefit must have.
func (Benefit) Shape() decode.Shape {
	type plain Benefit
	s := decode.Group("Benefit", plain{})
	s.Require("title")
	return s
}

// DecodeNode reads a benefit, which must have a title.
func (b *Benefit) DecodeNode(n *decode.Node) diag.List {
	type plain Benefit
	return intoWith(n, (*plain)(b), &b.Title, "a benefit", "title", "write title: and a few words")
}

// Step is one part of a session.
type Step struct {
	Title string `yaml:"title" doc:"What happens, in a few words." example:"We talk"`
	Text  Text   `yaml:"text" doc:"What happens, in a sentence or two of Markdown." example:"You say how you are and what you would like."`
}

// Shape tells what a step must have.
func (Step) Shape() decode.Shape {
	type plain Step
	s := decode.Group("Step", plain{})
	s.Require("title")
	return s
}

// DecodeNode reads a step, which must have a title.
func (s *Step) DecodeNode(n *decode.Node) diag.List {
	type plain Step
	return intoWith(n, (*plain)(s), &s.Title, "a step", "title", "write title: and a few words")
}

// Question is a question with its answer.
type Question struct {
	Question string `yaml:"question" doc:"The question, in the words of a client." example:"What shall I wear?"`
	Answer   Text   `yaml:"answer" doc:"The answer, in Markdown." example:"Whatever you can lie still in."`
}

// Shape tells what a question must have.
func (Question) Shape() decode.Shape {
	type plain Question
	s := decode.Group("Question", plain{})
	s.Require("question", "answer")
	return s
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
	URL      Link   `yaml:"url" doc:"Where the button leads: a page of this site, or of a booking service." example:"https://booking.example/stillwaters"`
	Provider string `yaml:"provider" doc:"Who runs that page, where it is somebody else." example:"Booking Example Ltd"`
	Label    string `yaml:"label" doc:"The words on the button, where the usual ones do not fit." example:"Book a session"`
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

// Shape tells both ways to write where a session is booked.
func (Booking) Shape() decode.Shape {
	type plain Booking
	group := decode.Group("Booking fields", plain{})
	group.Require("url")
	return decode.Either(Link("").Shape(), group).Named("Booking")
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
