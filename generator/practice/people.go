package practice

import (
	"fmt"
	"regexp"
	"sync"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Practitioner is a person who gives sessions.
type Practitioner struct {
	FullName       string       `yaml:"name"` // the page's title where it is left out
	Pronouns       string       `yaml:"pronouns"`
	Role           string       `yaml:"role"`
	Qualifications []string     `yaml:"qualifications"`
	Memberships    []Membership `yaml:"memberships"`
	Languages      []Language   `yaml:"languages"`
	Therapies      Refs         `yaml:"therapies"`
	Locations      Refs         `yaml:"locations"`
	Photo          string       `yaml:"photo"` // a picture beside the page; instead of image
	PhotoAlt       string       `yaml:"photoAlt"`
}

// Check wants words for a photograph.
func (p *Practitioner) Check(n *decode.Node, _ bool) diag.List {
	switch {
	case p.Photo != "" && trim(p.PhotoAlt) == "":
		return diag.List{n.Get("photo").Error("missing-field", `a photo needs "photoAlt"`, "write photoAlt: and what the picture shows, for people who cannot see it")}
	case p.Photo == "" && p.PhotoAlt != "":
		return diag.List{n.Get("photoAlt").Error("missing-field", "there is a photoAlt but no photo", "add photo: the-file.jpg")}
	case p.Photo != "" && n.Get("image") != nil:
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
	Body   string `yaml:"body"`
	Number string `yaml:"number"`
	URL    WebURL `yaml:"url"`
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

// Testimonial is what a client said, in their words and with their consent.
type Testimonial struct {
	Quote       string      `yaml:"quote"` // the page's text where it is left out
	Initials    string      `yaml:"initials"`
	Consent     Consent     `yaml:"consent"`
	FullName    string      `yaml:"name"` // shown in place of the initials
	NameConsent NameConsent `yaml:"nameConsent"`
	Therapy     Ref         `yaml:"therapy"`
}

// NameConsent is how a client agreed that their name is shown, which their words alone do not ask for.
type NameConsent Consent

// DecodeNode reads how consent was given, or true.
func (c *NameConsent) DecodeNode(n *decode.Node) diag.List {
	return (*Consent)(c).read(n, "nameConsent", "the client has not agreed that their name is shown", "take the name out: the initials stay")
}

// Consent is how a client agreed that their words are shown.
type Consent struct {
	Given bool
	How   string // "in writing, 12 May 2026"
}

// DecodeNode reads how consent was given, or true.
func (c *Consent) DecodeNode(n *decode.Node) diag.List {
	return c.read(n, "consent", "the client has not agreed that these words are shown", "take the testimonial out, or ask and write how consent was given")
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

// Check wants words, initials and consent.
func (t *Testimonial) Check(n *decode.Node, text bool) diag.List {
	var problems diag.List
	switch {
	case trim(t.Quote) == "" && !text:
		problems = append(problems, missing(n, "a testimonial", "quote", "write quote: and the client's own words, or write them below the front matter"))
	case t.Quote != "" && text:
		problems = append(problems, n.Get("quote").Error("bad-quote", "this testimonial has words here and others below", "keep one of them"))
	}
	if !t.Consent.Given {
		problems = append(problems, missing(n, "a testimonial", "consent", "ask the client, keep the answer, and write consent: in writing, 12 May 2026"))
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
