package practice

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Phone is a telephone number: for dialling as ITU-T E.164 writes it, a plus sign and
// up to 15 digits that begin with a country's code, and for reading as its author wrote it.
type Phone struct {
	Number  string // "+441632960417"
	Display string // "01632 960 417"
}

// phone are the fields of a Phone.
type phone struct {
	Number  number `yaml:"number" doc:"The number with its country's code, for dialling." example:"+44 1632 960417"`
	Display string `yaml:"display" doc:"The number as people in the country write it." example:"01632 960417"`
}

// number is a Phone that is written as a number alone.
type number Phone

// DecodeNode reads a number.
func (p *number) DecodeNode(n *decode.Node) diag.List { return (*Phone)(p).read(n) }

// Shape tells the form of a number: 7 to 15 digits behind a plus sign, with what people put between them. Which codes countries
// have is left to the decoder.
func (number) Shape() decode.Shape {
	s := decode.Matching(`(?:tel:)?[- \xA0.()/]*\+(?:[- \xA0.()/]*\d){7,15}[- \xA0.()/]*`, "a plus sign, the country's code, and the number without its first 0", "+44 1632 960417")
	s.Not = `\(0\)`
	return s
}

// Shape tells both ways to write a number.
func (Phone) Shape() decode.Shape {
	group := decode.Group("Phone fields", phone{})
	group.Require("number")
	return decode.Either(number{}.Shape(), group).Named("Phone")
}

// DecodeNode reads a number, or a group of number and display.
func (p *Phone) DecodeNode(n *decode.Node) diag.List {
	if n.Kind() != decode.Map {
		return p.read(n)
	}
	var fields phone
	problems := n.Into(&fields)
	*p = Phone(fields.Number)
	if trim(fields.Display) != "" {
		p.Display = trim(fields.Display)
	}
	switch {
	case len(problems) > 0:
	case p.Number == "":
		problems = append(problems, missing(n, "a phone", "number", "write number: +44 1632 960417"))
	case !endsAlike(p.Number, p.Display):
		problems = append(problems, n.KeyError("display", "bad-phone", fmt.Sprintf("%q and %q are two numbers", p.Number, p.Display), "write the same digits in both"))
	}
	return problems
}

// endsAlike tells whether two ways to write a number have the same last six digits.
func endsAlike(a, b string) bool {
	a, b = digits(a), digits(b)
	return len(b) >= 5 && a[max(0, len(a)-6):] == b[max(0, len(b)-6):]
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func (p *Phone) read(n *decode.Node) diag.List {
	s, _ := scalar(n)
	s = strings.TrimPrefix(s, "tel:")
	number := strings.NewReplacer(" ", "", "\u00a0", "", "-", "", ".", "", "(", "", ")", "", "/", "").Replace(s)
	fail := func(what, hint string) diag.List {
		return diag.List{n.Error("bad-phone", fmt.Sprintf("%s %s", said(n), what), hint)}
	}
	const hint = "write the country's code and then the number without its first 0, such as +44 1632 960417"
	switch {
	case strings.Contains(s, "(0)"):
		return fail("has a 0 that is not dialled from abroad", "leave out (0): "+strings.Join(strings.Fields(strings.Replace(s, "(0)", " ", 1)), " "))
	case strings.HasPrefix(number, "00") && strings.Trim(number, "0123456789") == "":
		return fail("begins with 00", "write + instead of 00")
	case !strings.HasPrefix(number, "+") && strings.Trim(number, "0123456789") == "" && number != "":
		return fail("has no country's code", hint)
	case !strings.HasPrefix(number, "+") || number == "+" || strings.Trim(number[1:], "0123456789") != "":
		return fail("is not a telephone number", hint)
	case len(number) < 8 || len(number) > 16:
		return fail(fmt.Sprintf("has %d digits", len(number)-1), "a number has 7 to 15 digits with its country's code")
	case !countryCodes().MatchString(number):
		return fail("begins with a code that no country has", hint)
	}
	*p = Phone{Number: number, Display: s}
	return nil
}

// countryCodes are the codes that are assigned to countries and services
// (ITU-T E.164, list of assigned country codes; ITU Operational Bulletin).
var countryCodes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\+(?:1|7|2[07]|21[12368]|2[234]\d|25[0-8]|26\d|29[01789]|3[0-469]|35\d|37[0-9]|38[0-35-79]|4[013-9]|42[013]|5[1-8]|50\d|59\d|` +
		`6[0-6]|67[02-9]|68[0-35-9]|69[0-2]|8[1246]|80[08]|85[02356]|87[08]|88[0-368]|9[0-58]|96[0-8]|97[0-79]|99[2-68])`)
})

// IsZero tells whether no number was written.
func (p Phone) IsZero() bool { return p.Number == "" }

// Link returns the address that dials the number (RFC 3966): "tel:+441632960417".
func (p Phone) Link() string { return "tel:" + p.Number }
