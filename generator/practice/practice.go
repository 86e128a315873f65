package practice

import (
	"fmt"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Practice is the business behind the site, as the configuration has it.
type Practice struct {
	Name          string         `yaml:"name"`
	LegalName     string         `yaml:"legalName"`
	Type          BusinessType   `yaml:"type"`
	Description   string         `yaml:"description"`
	Phone         Phone          `yaml:"phone"`
	Email         Email          `yaml:"email"`
	Address       Address        `yaml:"address"`
	Geo           Geo            `yaml:"geo"`
	Hours         Hours          `yaml:"hours"`
	Closures      []Closure      `yaml:"closures"`
	PriceRange    string         `yaml:"priceRange"` // under 100 characters
	Payment       []string       `yaml:"payment"`
	Languages     []Language     `yaml:"languages"`
	AreasServed   []string       `yaml:"areasServed"`
	Social        []WebURL       `yaml:"social"`
	Booking       Booking        `yaml:"booking"`
	Registrations []Registration `yaml:"registrations"`
	ContactForm   ContactForm    `yaml:"contactForm"`
	Disclaimer    string         `yaml:"disclaimer"` // shown at the foot of every page
}

// Registration is an entry of the practice itself in a register: of companies, of a regulator.
type Registration = Membership

// ContactForm is where a plain form sends what a visitor writes.
type ContactForm struct {
	Action  WebURL `yaml:"action"`
	Privacy Link   `yaml:"privacy"` // the page that says what happens to it
}

// DecodeNode reads a form, which must say what happens to what is written.
func (f *ContactForm) DecodeNode(n *decode.Node) diag.List {
	type plain ContactForm
	problems := n.Into((*plain)(f))
	switch {
	case len(problems) > 0:
	case f.Action == "":
		problems = append(problems, missing(n, "a contact form", "action", "write action: and the https address that the form is sent to"))
	case f.Privacy == "":
		problems = append(problems, missing(n, "a contact form", "privacy", "write privacy: /privacy/, where people can read what happens to their words"))
	}
	return problems
}

// IsZero tells whether there is no form.
func (f ContactForm) IsZero() bool { return f.Action == "" }

// BusinessType is what the practice is, by a type of schema.org that comes under LocalBusiness.
type BusinessType string

// BusinessTypes returns the types that fit a practice (schema.org, subtypes of
// LocalBusiness). Those from MedicalBusiness on are only for practices that are one by law.
func BusinessTypes() []string {
	return []string{
		"HealthAndBeautyBusiness", "DaySpa", "HealthClub", "SportsActivityLocation", "ProfessionalService", "LocalBusiness",
		"MedicalBusiness", "MedicalClinic", "Physician", "Physiotherapy",
	}
}

// DecodeNode reads a type.
func (b *BusinessType) DecodeNode(n *decode.Node) diag.List {
	s, problems := oneOf(n, "bad-business-type", "a type of business", BusinessTypes())
	*b = BusinessType(s)
	return problems
}

// DecodeNode reads a practice, which must have a name.
func (p *Practice) DecodeNode(n *decode.Node) diag.List {
	type plain Practice
	problems := n.Into((*plain)(p))
	if len(problems) > 0 {
		return problems
	}
	if p.Type == "" {
		p.Type = "HealthAndBeautyBusiness"
	}
	if trim(p.Name) == "" {
		problems = append(problems, missing(n, "a practice", "name", "write name: and the name on the door"))
	}
	if size := len([]rune(p.PriceRange)); size > 99 {
		problems = append(problems, n.Get("priceRange").Error("bad-price-range", fmt.Sprintf("the price range has %d characters", size), "keep it under 100, such as £45 to £85"))
	}
	return problems
}

// Since returns the practice without the closures and seasons that are over when a day begins.
func (p Practice) Since(today Day) Practice {
	p.Hours, p.Closures = p.Hours.Since(today), ClosuresSince(p.Closures, today)
	return p
}

// IsZero tells whether the configuration says nothing of a practice.
func (p Practice) IsZero() bool { return p.Name == "" }

// Codes returns the codes of the languages that are spoken.
func (p Practice) Codes() []string {
	codes := make([]string, len(p.Languages))
	for i, l := range p.Languages {
		codes[i] = l.String()
	}
	return codes
}
