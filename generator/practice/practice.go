package practice

import (
	"fmt"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Practice is the business behind the site, as the configuration has it.
type Practice struct {
	Name          string         `yaml:"name" doc:"The name of the practice, as it stands on the door." example:"Still Waters Craniosacral"`
	LegalName     string         `yaml:"legalName" doc:"The name of the business by law, where that is another." example:"Still Waters Ltd"`
	Type          BusinessType   `yaml:"type" doc:"What the practice is, for search engines. Those from MedicalBusiness on are only for practices that are one by law." example:"HealthAndBeautyBusiness" default:"HealthAndBeautyBusiness"`
	Description   string         `yaml:"description" doc:"One or two sentences on the practice, for search engines." example:"A small practice in Porthmere for unhurried, hands-on sessions."`
	Phone         Phone          `yaml:"phone" doc:"The number that clients ring." example:"+44 1632 960417"`
	Email         Email          `yaml:"email" doc:"The address that clients write to." example:"hello@stillwaters.example"`
	Address       Address        `yaml:"address" doc:"Where letters go, and where the practice is." example:"{street: 2 Mill Lane, locality: Saltmere, postcode: QT4 7SM, country: GB}"`
	Geo           Geo            `yaml:"geo" doc:"Where the practice is on a map: degrees north, then degrees east, with a minus for west." example:"50.3312, -4.7826"`
	Hours         Hours          `yaml:"hours" doc:"When the practice is open, day by day." example:"{monday to friday: '09:00-12:30, 13:30-18:00', saturday: by appointment}"`
	Closures      []Closure      `yaml:"closures" doc:"Days when nobody is there." example:"[{from: 2026-12-24, to: 2027-01-02, reason: we are with our families}]"`
	PriceRange    string         `yaml:"priceRange" doc:"What sessions cost, in a few words, for search engines." example:"£45 to £85"`
	Payment       []string       `yaml:"payment" doc:"How clients can pay." example:"[card, cash, bank transfer]"`
	Languages     []Language     `yaml:"languages" doc:"The languages that are spoken here, by their codes." example:"[en, cy]"`
	AreasServed   []string       `yaml:"areasServed" doc:"Towns that clients come from." example:"[Saltmere, Upper Penwick]"`
	Social        []WebURL       `yaml:"social" doc:"Pages of the practice on other sites." example:"[https://social.example/stillwaters]"`
	Booking       Booking        `yaml:"booking" doc:"Where a session is booked: an address, or a group with the words on the button." example:"{url: /contact/, label: Book a session}"`
	Registrations []Registration `yaml:"registrations" doc:"Registers that the practice itself stands in." example:"[{body: Register of Gentle Therapies, number: RGT-0417}]"`
	ContactForm   ContactForm    `yaml:"contactForm" doc:"Where a plain form sends what a visitor writes." example:"{action: https://forms.example/ask, privacy: /privacy/}"`
	Disclaimer    string         `yaml:"disclaimer" doc:"What stands at the foot of every page, so that nobody takes a session for medical treatment." example:"Our sessions do not take the place of medical advice, diagnosis or treatment."`
}

// Registration is an entry of the practice itself in a register: of companies, of a regulator.
type Registration = Membership

// ContactForm is where a plain form sends what a visitor writes.
type ContactForm struct {
	Action  WebURL `yaml:"action" doc:"The address that the form is sent to, as the service that receives it says." example:"https://forms.example/ask"`
	Privacy Link   `yaml:"privacy" doc:"The page that says what happens to what people write." example:"/privacy/"`
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

// Shape tells what a form must have.
func (ContactForm) Shape() decode.Shape {
	type plain ContactForm
	s := decode.Group("ContactForm", plain{})
	s.Require("action", "privacy")
	return s
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

// Shape names all types.
func (BusinessType) Shape() decode.Shape { return decode.OneOf(BusinessTypes()...) }

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

// Shape tells what a practice must have.
func (p Practice) Shape() decode.Shape {
	type plain Practice
	s := decode.Group("Practice", plain(p))
	s.Require("name")
	s.Find("priceRange").Shape.Longest = 99
	return s
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
