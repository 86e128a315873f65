package practice

import (
	"regexp"
	"sync"
)

// order is how the last lines of an address are written.
type order int

const (
	linesBelow    order = iota // town, county, postcode, each on a line
	postcodeFirst              // 8001 Zürich
	stateAfter                 // Portland, OR 97201
	stateBetween               // Hobart TAS 7000
)

// addressRule is what the addresses of a country are held against.
type addressRule struct {
	name     string
	example  string
	form     string // of postcodes, a regular expression
	postcode *regexp.Regexp
	order    order
	least    int // of postcodes in digits alone, which are numbers; 0 where there are none
	most     int
	regions  string // the codes that must be given, where they must
}

// addressRules are the forms of postcodes and the order of lines of some countries, after the
// tables of Universal Postal Union, “Postal addressing systems in member
// countries”. An address in any other country is not held against a form.
var addressRules = sync.OnceValue(func() map[Country]addressRule {
	rule := func(name, example, form string, o order) addressRule {
		return addressRule{name: name, example: example, form: form, postcode: regexp.MustCompile(`^(?:` + form + `)$`), order: o}
	}
	rules := map[Country]addressRule{
		"GB": rule("the United Kingdom", "SW1A 1AA", `[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}`, linesBelow),
		"IE": rule("Ireland", "D02 X285", `[A-Z][0-9][0-9W] ?[A-Z0-9]{4}`, linesBelow),
		"US": rule("the United States", "97201 or 97201-1234", `[0-9]{5}(?:-[0-9]{4})?`, stateAfter),
		"CA": rule("Canada", "V5K 0A1", `[A-Z][0-9][A-Z] [0-9][A-Z][0-9]`, stateBetween),
		"AU": rule("Australia", "3000", `[0-9]{4}`, stateBetween),
		"NZ": rule("New Zealand", "6011", `[0-9]{4}`, stateBetween),
		"DE": rule("Germany", "10115", `[0-9]{5}`, postcodeFirst),
		"AT": rule("Austria", "1010", `[1-9][0-9]{3}`, postcodeFirst),
		"CH": rule("Switzerland", "8001", `[1-9][0-9]{3}`, postcodeFirst),
		"LI": rule("Liechtenstein", "9490", `94[89][0-9]`, postcodeFirst),
		"FR": rule("France", "75001", `[0-9]{5}`, postcodeFirst),
		"BE": rule("Belgium", "1000", `[1-9][0-9]{3}`, postcodeFirst),
		"LU": rule("Luxembourg", "1009", `(?:L-)?[0-9]{4}`, postcodeFirst),
		"NL": rule("the Netherlands", "1012 AB", `[1-9][0-9]{3} ?[A-Z]{2}`, postcodeFirst),
		"ES": rule("Spain", "28001", `[0-5][0-9]{4}`, postcodeFirst),
		"PT": rule("Portugal", "1000-001", `[0-9]{4}-[0-9]{3}`, postcodeFirst),
		"IT": rule("Italy", "00184", `[0-9]{5}`, postcodeFirst),
		"DK": rule("Denmark", "1050", `[0-9]{4}`, postcodeFirst),
		"NO": rule("Norway", "0150", `[0-9]{4}`, postcodeFirst),
		"SE": rule("Sweden", "111 29", `[0-9]{3} ?[0-9]{2}`, postcodeFirst),
		"FI": rule("Finland", "00100", `[0-9]{5}`, postcodeFirst),
		"PL": rule("Poland", "00-001", `[0-9]{2}-[0-9]{3}`, postcodeFirst),
		"CZ": rule("the Czech Republic", "110 00", `[0-9]{3} ?[0-9]{2}`, postcodeFirst),
	}
	for country, regions := range map[Country]string{
		"US": "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI",
		"CA": "AB BC MB NB NL NS NT NU ON PE QC SK YT",
		"AU": "ACT NSW NT QLD SA TAS VIC WA",
	} {
		r := rules[country]
		r.regions = regions
		rules[country] = r
	}
	for country, bounds := range digitsAlone() {
		r := rules[country]
		r.least, r.most = bounds[0], bounds[1]
		rules[country] = r
	}
	return rules
})

// digitsAlone are the least and the highest postcode of countries where one in digits alone, written without quotes and without a
// zero at its head, is a number.
func digitsAlone() map[Country][2]int {
	four, five := [2]int{1000, 9999}, [2]int{10000, 99999}
	return map[Country][2]int{
		"US": five, "AU": four, "NZ": four, "DE": five, "AT": four, "CH": four, "LI": {9480, 9499}, "FR": five, "BE": four, "LU": four,
		"ES": {10000, 59999}, "IT": five, "DK": four, "NO": four, "SE": five, "FI": five, "CZ": five,
	}
}
