package practice

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// The kinds of pages that have fields of their own.
const (
	KindTherapy      = "therapy"
	KindPractitioner = "practitioner"
	KindLocation     = "location"
	KindEvent        = "event"
	KindTestimonial  = "testimonial"
	KindFAQ          = "faq"
	KindArticle      = "article"
	KindPolicy       = "policy"
)

// Fields are the fields that a kind of page has beyond those of every page: a pointer to
// one of [Therapy], [Practitioner], [Location], [Event], [Testimonial], [FAQ], [Article] and
// [Policy].
type Fields interface {
	// Check tells what no single field can tell: what is missing, what does not
	// go together. The node is the front matter as a whole; text tells whether
	// the page has any behind it.
	Check(page *decode.Node, text bool) diag.List
	// Name returns what stands for the page's title where that is left out, or "".
	Name() string
	// Relations returns the fields that name other pages.
	Relations() []Relation
	// Texts returns the fields that hold Markdown.
	Texts() []Text
}

// Kinds returns the kinds that have fields of their own, in alphabetical order.
func Kinds() []string {
	return []string{KindArticle, KindEvent, KindFAQ, KindLocation, KindPolicy, KindPractitioner, KindTestimonial, KindTherapy}
}

// New returns the empty fields of a kind, nil for a kind that has none of its own.
func New(kind string) Fields {
	switch kind {
	case KindTherapy:
		return &Therapy{}
	case KindPractitioner:
		return &Practitioner{}
	case KindLocation:
		return &Location{}
	case KindEvent:
		return &Event{}
	case KindTestimonial:
		return &Testimonial{}
	case KindFAQ:
		return &FAQ{}
	case KindArticle:
		return &Article{}
	case KindPolicy:
		return &Policy{}
	}
	return nil
}

// Advice says which kinds have a field that a page of another kind was given, or "".
func Advice(field string) string {
	var kinds []string
	for _, kind := range Kinds() {
		t := reflect.TypeOf(New(kind)).Elem()
		for i := range t.NumField() {
			if t.Field(i).Tag.Get("yaml") == field {
				kinds = append(kinds, kind)
			}
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	return fmt.Sprintf("it is a field of the kind %s: write kind: %s, or take it out", strings.Join(kinds, " or "), kinds[0])
}

// bare gives a kind that has neither references nor texts the methods for them.
type bare struct{}

// Name returns "": the page must say its title.
func (bare) Name() string { return "" }

// Relations returns nothing.
func (bare) Relations() []Relation { return nil }

// Texts returns nothing.
func (bare) Texts() []Text { return nil }

// Policy is a text that binds: on privacy, on cancelling.
type Policy struct {
	bare
	Effective Day `yaml:"effective" doc:"The day from which on it holds." example:"2027-01-01"`
}

// Check finds nothing wrong with a policy.
func (p *Policy) Check(*decode.Node, bool) diag.List { return nil }

// oneOf reads a word that must be one of a few.
func oneOf(n *decode.Node, code, what string, words []string) (string, diag.List) {
	s, _ := scalar(n)
	if slices.Contains(words, s) {
		return s, nil
	}
	return "", diag.List{n.Error(code, fmt.Sprintf("%s is not %s%s", said(n), what, diag.DidYouMean(s, words)), "it is one of: "+strings.Join(words, ", "))}
}
