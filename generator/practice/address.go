package practice

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Address is where letters go, in the parts that schema.org's PostalAddress has.
type Address struct {
	Street   []string `yaml:"street" doc:"The street with its number, in one to three lines." example:"2 Mill Lane"`
	Locality string   `yaml:"locality" doc:"The town or village." example:"Saltmere"`
	Region   string   `yaml:"region" doc:"The county, state or province. In the United States, Canada and Australia its code must be given." example:"Cornwall"`
	Postcode string   `yaml:"postcode" doc:"The postcode, in the form of its country." example:"QT4 7SM"`
	Country  Country  `yaml:"country" doc:"The country, by its two capital letters (ISO 3166-1)." example:"GB"`
}

// Country is a country by its code of ISO 3166-1, "GB".
type Country string

// DecodeNode reads a code of two letters.
func (c *Country) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	region, err := language.ParseRegion(s)
	if err != nil || !region.IsCountry() || region.Canonicalize().String() != s {
		return diag.List{n.Error("bad-country", fmt.Sprintf("%s is not the code of a country%s", said(n), countryGuess(s)), "write its two capital letters, such as GB, IE, US or DE")}
	}
	*c = Country(s)
	return nil
}

// Shape names the codes of all countries.
func (Country) Shape() decode.Shape {
	var codes []string
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			if region, err := language.ParseRegion(code); err == nil && region.IsCountry() && region.Canonicalize().String() == code {
				codes = append(codes, code)
			}
		}
	}
	return decode.Shape{Kind: decode.String, Name: "Country", Words: codes, Says: "the two capital letters of the country", Example: "GB"}
}

func countryGuess(s string) string {
	known := map[string]string{
		"UK": "GB", "UNITED KINGDOM": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "GREAT BRITAIN": "GB", "USA": "US", "UNITED STATES": "US", "IRELAND": "IE",
		"GERMANY": "DE", "DEUTSCHLAND": "DE", "AUSTRIA": "AT", "SWITZERLAND": "CH", "FRANCE": "FR", "CANADA": "CA", "AUSTRALIA": "AU", "NEW ZEALAND": "NZ", "NETHERLANDS": "NL",
	}
	code := known[strings.ToUpper(s)]
	if code == "" && len(s) == 2 {
		if region, err := language.ParseRegion(s); err == nil && region.IsCountry() {
			code = strings.ToUpper(s)
		}
	}
	if code == "" {
		return ""
	}
	return fmt.Sprintf(": did you mean %q?", code)
}

// DecodeNode reads an address and holds it against the rules of its country.
func (a *Address) DecodeNode(n *decode.Node) diag.List {
	type plain Address
	problems := n.IntoAll((*plain)(a), addressAdviser{})
	if len(problems) > 0 {
		return problems
	}
	a.Postcode, a.Locality, a.Region = trim(a.Postcode), trim(a.Locality), trim(a.Region)
	if a.Country == "" {
		return diag.List{missing(n, "an address", "country", "write country: GB, or the code of your own country")}
	}
	if len(a.Street) > 3 {
		problems = append(problems, n.Get("street").Error("bad-address", "a street has three lines at most", "put the rest into directions"))
	}
	if a.Locality == "" {
		problems = append(problems, missing(n, "an address", "locality", "write the name of the town"))
	}
	return append(problems, a.checkCountry(n)...)
}

// Shape tells the parts of an address, and what the rules of its country ask of them.
func (Address) Shape() decode.Shape {
	type plain Address
	s := decode.Group("Address", plain{})
	s.Require("country", "locality")
	s.Find("street").Shape.Ways[1].Most = 3
	rules := addressRules()
	for _, country := range slices.Sorted(maps.Keys(rules)) {
		s.Rules = append(s.Rules, decode.Rule{When: "country", Is: string(country), Then: rules[country].fields()})
	}
	return s
}

// fields tell what a country asks of an address.
func (r addressRule) fields() []decode.Field {
	code := decode.Matching(r.form, "a postcode of "+r.name+", such as "+r.example, strings.Fields(r.example)[0])
	if r.least > 0 { // written without quotes, such a code is a number
		code.Numerals = decode.Int
		decode.Between(r.least, r.most)(&code)
	}
	fields := []decode.Field{{Name: "postcode", Required: true, Shape: code}}
	if r.regions != "" {
		fields = append(fields, decode.Field{Name: "region", Required: true, Shape: decode.OneOf(strings.Fields(r.regions)...)})
	}
	return fields
}

// addressAdviser knows the parts of an address by other names.
type addressAdviser struct{}

// Advice returns the name that is meant, or "".
func (addressAdviser) Advice(field string) string {
	for _, names := range []struct{ meant, others string }{
		{"locality", "town city village place"}, {"postcode", "zip zipcode postalCode postal_code plz"},
		{"region", "state county province canton"}, {"street", "road lines streetAddress address"},
	} {
		if slices.Contains(strings.Fields(names.others), field) {
			return "write it as " + names.meant
		}
	}
	return ""
}

func (a *Address) checkCountry(n *decode.Node) diag.List {
	rule, known := addressRules()[a.Country]
	if !known {
		return nil
	}
	var problems diag.List
	switch {
	case a.Postcode == "":
		problems = append(problems, missing(n, "an address in "+rule.name, "postcode", "write it as "+rule.example))
	case !rule.postcode.MatchString(a.Postcode):
		problems = append(problems, n.Get("postcode").Error("bad-postcode", fmt.Sprintf("%q is not a postcode of %s", a.Postcode, rule.name), "write it as "+rule.example))
	}
	switch {
	case rule.regions == "":
	case a.Region == "":
		problems = append(problems, missing(n, "an address in "+rule.name, "region", "write the code of the state or province, such as "+strings.Fields(rule.regions)[0]))
	case !strings.Contains(" "+rule.regions+" ", " "+a.Region+" "):
		problems = append(problems, n.Get("region").Error("bad-region", fmt.Sprintf("%q is not a state or province of %s", a.Region, rule.name), "write its code: "+rule.regions))
	}
	return problems
}

// IsZero tells whether no address was written.
func (a Address) IsZero() bool { return a.Country == "" }

// StreetLine returns the lines of the street as one.
func (a Address) StreetLine() string { return strings.Join(a.Street, ", ") }

// Lines returns the address as it is written on a letter in its own country, the
// country left out.
func (a Address) Lines() []string {
	lines := append([]string{}, a.Street...)
	switch addressRules()[a.Country].order {
	case postcodeFirst:
		lines = append(lines, a.Postcode+" "+a.Locality)
	case stateAfter:
		lines = append(lines, strings.Join(filled(a.Locality+", "+a.Region, a.Postcode), " "))
	case stateBetween:
		lines = append(lines, strings.Join(filled(a.Locality, a.Region, a.Postcode), " "))
	default:
		lines = append(lines, a.Locality, a.Region, a.Postcode)
	}
	return filled(lines...)
}

func filled(lines ...string) []string {
	var all []string
	for _, line := range lines {
		if trim(line) != "" {
			all = append(all, trim(line))
		}
	}
	return all
}
