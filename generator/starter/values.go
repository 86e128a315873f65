package starter

import (
	"cmp"
	"unicode/utf8"

	"stillpoint/generator/site"
)

// Answers are what was answered, each as [Question.Set] wants it. What was not is "".
type Answers struct {
	Name        string
	Professions []string // by their names in professions/, the main one first
	Town        string
	Country     string // ISO 3166-1, "GB"
	Language    string // a folder of text/, "en"
	Person      string
	Phone       string // as in ITU-T E.164, "+441632960417"
	PhoneShown  string // as people of the country write it
	Email       string
	Booking     string
	Street      string
	Postcode    string
	Region      string
	Price       string // of one session, "64.50"
	Currency    string // of the price, ISO 4217
	Minutes     string
	Hours       []string // "monday to friday: 09:00-17:00"
	Palette     Palette
	Host        string
	URL         string
}

// values are what a text can show.
type values struct {
	Title                              string // of the site, which stands behind the titles of its pages: the name, and the town where that is short
	Name, Town, Country                string
	Language                           string // BCP 47, "en-GB"
	Person, PersonSlug                 string
	Phone, PhoneDisplay                string
	Email, BookingURL, URL             string
	Street, Postcode, Region, TimeZone string
	AddressLine                        string // the whole address as the country writes it, "" where its rules would not pass it
	Claims                             string // the packs of rules on health claims that nothing in the configuration would lead to: "de, eu"; "" where the address does
	Price, Currency, Minutes           string
	Emergency                          string // the number to call in an emergency, "" where it is not known
	Hours                              []string
	Palette                            Palette
	Host                               string
	Trades                             []string
	Professions                        []Profession
	First                              Profession // of them
	Profession                         Profession // that a page is of
}

// values returns what texts can show of the answers.
func (a Answers) values(l Language) values {
	return values{
		Title: a.title(), Name: a.Name, Town: a.Town, Country: a.Country, Language: tagOf(l.ID, a.Country),
		Person: a.Person, PersonSlug: fileName(a.Person),
		Phone: a.Phone, PhoneDisplay: a.PhoneShown, Email: a.Email, BookingURL: a.Booking, URL: a.address(),
		Street: a.Street, Postcode: a.Postcode, Region: a.Region, TimeZone: zoneOf(a.Country, a.Region),
		AddressLine: a.addressLine(), Claims: a.claims(),
		Price: a.Price, Currency: cmp.Or(a.Currency, currencyOf(a.Country), "EUR"), Minutes: a.Minutes,
		Emergency: countries()[a.Country].emergency, Hours: a.Hours, Palette: a.Palette, Host: cmp.Or(a.Host, "none"),
	}
}

// title returns the title of the site. Behind the title of a page it makes at least ten characters, as search engines want them.
func (a Answers) title() string {
	if utf8.RuneCountInString(a.Name) < 7 {
		return a.Name + " · " + a.Town
	}
	return a.Name
}

// address returns the address of the site. One that ends in .example leads nowhere for certain (RFC 2606), until there is one.
func (a Answers) address() string {
	if a.URL != "" {
		return a.URL
	}
	return "https://practice.example/"
}

// fileName returns the name of the file of a person, without .md: "mara-ellison".
func fileName(name string) string {
	if name == "" {
		return ""
	}
	return cmp.Or(site.Slug(name), "person")
}
