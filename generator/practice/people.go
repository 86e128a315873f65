package practice

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Practitioner is a person who gives sessions.
type Practitioner struct {
	FullName       string       `yaml:"name" doc:"The person's name; the title of the page stands for it where it is left out." example:"Mara Ellison"`
	Pronouns       string       `yaml:"pronouns" doc:"The words that stand for the person." example:"she/her"`
	Role           string       `yaml:"role" doc:"What the person does here." example:"Craniosacral therapist"`
	Qualifications []string     `yaml:"qualifications" doc:"What was learnt, where and when: one line each." example:"['First aid at work, 2026']"`
	Memberships    []Membership `yaml:"memberships" doc:"Registers of professional bodies that the person stands in." example:"[{body: Register of Gentle Therapies, number: RGT-0417}]"`
	Languages      []Language   `yaml:"languages" doc:"The languages that the person speaks, by their codes." example:"[en, cy]"`
	Therapies      Refs         `yaml:"therapies" doc:"What the person offers: the names of the therapies' files." example:"[craniosacral-therapy]"`
	Locations      Refs         `yaml:"locations" doc:"Where the person works: the names of the locations' files." example:"[harbour-lane]"`
	Photo          string       `yaml:"photo" doc:"A picture of the person, a file beside the page." example:"portrait.jpg"`
	PhotoAlt       string       `yaml:"photoAlt" doc:"What the picture shows, for people who cannot see it." example:"'Mara, with grey hair, by the window'"`
}

// Shape tells what the fields ask of each other, and of the page's image.
func (p Practitioner) Shape() decode.Shape {
	type plain Practitioner
	s := decode.Group("Practitioner", plain(p))
	s.Rules = []decode.Rule{
		{When: "photo", AnyOf: []string{"photoAlt"}, Without: []string{"image"}},
		{When: "photoAlt", AnyOf: []string{"photo"}},
	}
	return s
}

// Check wants words for a photograph.
func (p *Practitioner) Check(n *decode.Node, _ bool) diag.List {
	image := n.Get("image")
	switch {
	case p.Photo != "" && trim(p.PhotoAlt) == "":
		return diag.List{n.Get("photo").Error("missing-field", `a photo needs "photoAlt"`, "write photoAlt: and what the picture shows, for people who cannot see it")}
	case p.Photo == "" && p.PhotoAlt != "":
		return diag.List{n.Get("photoAlt").Error("missing-field", "there is a photoAlt but no photo", "add photo: the-file.jpg")}
	case p.Photo != "" && image.Kind() != decode.Null && image.Text() != "":
		return diag.List{n.Get("photo").Error("bad-image", "this page has both a photo and an image", "keep one of them")}
	}
	return nil
}

// Name returns the person's name.
func (p *Practitioner) Name() string { return trim(p.FullName) }

// Relations returns what the person offers, and where.
func (p *Practitioner) Relations() []Relation {
	return []Relation{
		{"therapies", KindTherapy, "practitioners", p.Therapies},
		{"locations", KindLocation, "", p.Locations},
	}
}

// Texts returns nothing.
func (p *Practitioner) Texts() []Text { return nil }

// Membership is an entry in the register of a professional body.
type Membership struct {
	Body   string `yaml:"body" doc:"The name of the professional body or register." example:"Register of Gentle Therapies"`
	Number string `yaml:"number" doc:"The number of the entry." example:"RGT-0417"`
	URL    WebURL `yaml:"url" doc:"Where the entry can be looked up." example:"https://register.example/RGT-0417"`
}

// DecodeNode reads a membership, or the name of the body alone.
func (m *Membership) DecodeNode(n *decode.Node) diag.List {
	if s, ok := scalar(n); ok {
		m.Body = s
		return nil
	}
	type plain Membership
	return intoWith(n, (*plain)(m), &m.Body, "a membership", "body", "write body: and the name of the register")
}

// Shape tells both ways to write a membership.
func (Membership) Shape() decode.Shape {
	type plain Membership
	group := decode.Group("Membership fields", plain{})
	group.Require("body")
	return decode.Either(decode.ShapeOf(""), group).Named("Membership")
}

// Testimonial is what a client said, in their words and with their consent.
type Testimonial struct {
	Quote       string      `yaml:"quote" doc:"The client's own words; the text of the page stands for them where they are left out." example:"I came out walking more slowly."`
	Initials    string      `yaml:"initials" doc:"The initials of the client." example:"M. K."`
	Consent     Consent     `yaml:"consent" doc:"How the client agreed that these words are shown. Without it there is no testimonial." example:"in writing, 12 May 2026"`
	FullName    string      `yaml:"name" doc:"The client's name, shown in place of the initials." example:"Morwenna Kay"`
	NameConsent NameConsent `yaml:"nameConsent" doc:"How the client agreed that their name is shown." example:"in writing, 12 May 2026"`
	Therapy     Ref         `yaml:"therapy" doc:"What the words are about: the name of that therapy's file." example:"craniosacral-therapy"`
}

// NameConsent is how a client agreed that their name is shown, which their words alone do not ask for.
type NameConsent Consent

// DecodeNode reads how consent was given, or true.
func (c *NameConsent) DecodeNode(n *decode.Node) diag.List {
	return (*Consent)(c).read(n, "nameConsent", "the client has not agreed that their name is shown", "take the name out: the initials stay")
}

// NotAsked begins the consent of a testimonial that is being written. Such a page stays a draft.
const NotAsked = "not asked yet"

// Consent is how a client agreed that their words are shown.
type Consent struct {
	Given bool
	How   string // "in writing, 12 May 2026"
}

// DecodeNode reads how consent was given, or true.
func (c *Consent) DecodeNode(n *decode.Node) diag.List {
	return c.read(n, "consent", "the client has not agreed that these words are shown", "take the testimonial out, or ask and write how consent was given")
}

// Shape tells both ways to write consent.
func (NameConsent) Shape() decode.Shape { return Consent{}.Shape() }

// Shape tells both ways to write consent.
func (Consent) Shape() decode.Shape {
	how := decode.Shape{Kind: decode.String, Pattern: decode.Written, Not: `^\s*(?:yes|no)\s*$`, Numerals: decode.Float, Says: "how the client agreed, and when", Example: "in writing, 12 May 2026"}
	return decode.Either(how, decode.Shape{Kind: decode.Bool, Words: []string{"true"}})
}

func (c *Consent) read(n *decode.Node, field, refused, instead string) diag.List {
	switch s, _ := scalar(n); {
	case n.Kind() == decode.Bool && n.Value() == true:
		*c = Consent{Given: true}
	case n.Kind() == decode.Bool:
		return diag.List{n.Error("no-consent", refused, instead)}
	case s != "" && s != "no" && s != "yes":
		*c = Consent{true, s}
	default:
		return diag.List{n.Error("no-consent", "it is not said how the client agreed", fmt.Sprintf("write %[1]s: in writing, 12 May 2026, or %[1]s: true", field))}
	}
	return nil
}

var initialsForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\pL\.?(?:[ -]?\pL\.?){0,3}$`) })

// Shape tells what a testimonial must have. Whether its words stand in the field or below the front matter is left to the decoder.
func (t Testimonial) Shape() decode.Shape {
	type plain Testimonial
	s := decode.Group("Testimonial", plain(t))
	s.Narrow(func(initials *decode.Shape) {
		*initials = decode.Matching(`\p{L}\.?(?:[ -]?\p{L}\.?){0,3}`, "initials, so that the client is not known by them", "M. K.")
		initials.Pattern = `^\p{L}\.?(?:[ -]?\p{L}\.?){0,3}$` // blanks at its ends are not left aside
	}, "initials")
	s.Require("initials", "consent")
	s.Rules = []decode.Rule{
		{When: "name", AnyOf: []string{"nameConsent"}},
		{When: "nameConsent", AnyOf: []string{"name"}},
	}
	return s
}

// Check wants words, initials and consent.
func (t *Testimonial) Check(n *decode.Node, text bool) diag.List {
	var problems diag.List
	switch {
	case trim(t.Quote) == "" && !text:
		problems = append(problems, missing(n, "a testimonial", "quote", "write quote: and the client's own words, or write them below the front matter"))
	case t.Quote != "" && text:
		problems = append(problems, n.Get("quote").Error("bad-quote", "this testimonial has words here and others below", "keep one of them"))
	}
	switch {
	case !t.Consent.Given:
		problems = append(problems, missing(n, "a testimonial", "consent", "ask the client, keep the answer, and write consent: in writing, 12 May 2026"))
	case strings.HasPrefix(trim(t.Consent.How), NotAsked) && n.Get("draft").Value() != true:
		problems = append(problems, n.Get("consent").Error("no-consent", "the client has not been asked yet",
			"ask, keep the answer, and write consent: in writing, 12 May 2026; until then keep draft: true"))
	}
	switch {
	case trim(t.Initials) == "":
		problems = append(problems, missing(n, "a testimonial", "initials", "write initials: M. K."))
	case !initialsForm().MatchString(t.Initials):
		problems = append(problems, n.Get("initials").Error("bad-initials", fmt.Sprintf("%q says more than initials", t.Initials), "write M. K., so that the client is not known by it"))
	}
	switch {
	case trim(t.FullName) != "" && !t.NameConsent.Given:
		problems = append(problems, n.Get("name").Error("no-consent", "it is not said that the client agreed to be named",
			"ask the client, keep the answer, and write nameConsent: in writing, 12 May 2026; or take the name out: the initials stay"))
	case trim(t.FullName) == "" && t.NameConsent.Given:
		problems = append(problems, n.Get("nameConsent").Error("missing-field", "there is a nameConsent but no name", "write name: and the client's name, or take this line out"))
	}
	return problems
}

// ShownName returns the name of a client who has agreed that it is shown, else the initials.
func (t *Testimonial) ShownName() string {
	if name := trim(t.FullName); name != "" && t.NameConsent.Given {
		return name
	}
	return trim(t.Initials)
}

// Name returns the initials.
func (t *Testimonial) Name() string { return trim(t.Initials) }

// Relations returns the therapy that the words are about.
func (t *Testimonial) Relations() []Relation {
	var refs Refs
	if !t.Therapy.IsZero() {
		refs = Refs{t.Therapy}
	}
	return []Relation{{"therapy", KindTherapy, "", refs}}
}

// Texts returns nothing.
func (t *Testimonial) Texts() []Text { return nil }
