package starter_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/practice"
	"stillpoint/generator/starter"
)

// ask returns the question that a flag answers.
func ask(t *testing.T, flag string) starter.Question {
	t.Helper()
	for _, q := range starter.Questions(starter.Speaker{}) {
		if q.Flag == flag {
			return q
		}
	}
	t.Fatalf("nothing is asked by the name of %s", flag)
	return starter.Question{}
}

// TestTaken holds answers against what becomes of them.
func TestTaken(t *testing.T) {
	for _, c := range []struct {
		before     starter.Answers
		flag, text string
		take       func(starter.Answers) any
		want       string
	}{
		{starter.Answers{}, "name", "  Quiet   Tide ", func(a starter.Answers) any { return a.Name }, "Quiet Tide"},
		{starter.Answers{}, "country", "gb", func(a starter.Answers) any { return a.Country }, "GB"},
		{starter.Answers{}, "profession", "yoga, Massage", func(a starter.Answers) any { return a.Professions }, "[yoga massage]"},
		{starter.Answers{}, "profession", "7 1 7", func(a starter.Answers) any { return a.Professions }, "[yoga acupuncture]"},
		{starter.Answers{}, "language", "English", func(a starter.Answers) any { return a.Language }, "en"},
		{starter.Answers{Country: "GB"}, "phone", "(01632) 960-417", func(a starter.Answers) any { return a.Phone + " " + a.PhoneShown }, "+441632960417 (01632) 960-417"},
		{starter.Answers{Country: "US"}, "phone", "503-555-0147", func(a starter.Answers) any { return a.Phone }, "+15035550147"},
		{starter.Answers{Country: "US"}, "phone", "1 503 555 0147", func(a starter.Answers) any { return a.Phone }, "+15035550147"},
		{starter.Answers{Country: "IT"}, "phone", "06 6982 1234", func(a starter.Answers) any { return a.Phone }, "+390669821234"},
		{starter.Answers{Country: "ES"}, "phone", "+34 910 123 456", func(a starter.Answers) any { return a.Phone }, "+34910123456"},
		{starter.Answers{}, "booking", "booking.example/me", func(a starter.Answers) any { return a.Booking }, "https://booking.example/me"},
		{starter.Answers{}, "url", "quiettide.example", func(a starter.Answers) any { return a.URL }, "https://quiettide.example"},
		{starter.Answers{Country: "GB", Town: "Saltmere"}, "postcode", "sw1a 1aa", func(a starter.Answers) any { return a.Postcode }, "SW1A 1AA"},
		{starter.Answers{Country: "US", Town: "Portland"}, "region", "or", func(a starter.Answers) any { return a.Region }, "OR"},
		{starter.Answers{Country: "GB"}, "price", "64.50", func(a starter.Answers) any { return a.Price + a.Currency }, "64.50GBP"},
		{starter.Answers{Country: "GB"}, "price", "64 EUR", func(a starter.Answers) any { return a.Price + a.Currency }, "64EUR"},
		{starter.Answers{}, "minutes", "1 hour 15 minutes", func(a starter.Answers) any { return a.Minutes }, "75"},
		{starter.Answers{}, "hours", "Monday to Friday: 09:00-17:00; saturday : closed;", func(a starter.Answers) any { return strings.Join(a.Hours, "|") }, "monday to friday: 09:00-17:00|saturday: closed"},
		{starter.Answers{}, "colours", "3", func(a starter.Answers) any { return a.Palette.Name }, "clay"},
		{starter.Answers{}, "colours", "#2f6f73", func(a starter.Answers) any { return a.Palette.Lines() }, `[accent: "#2f6f73"]`},
		{starter.Answers{Host: "own"}, "host", "GitHub Pages", func(a starter.Answers) any { return a.Host }, "github"},
		{starter.Answers{Phone: "+441632960417"}, "phone", "", func(a starter.Answers) any { return a.Phone }, "+441632960417"},
	} {
		answers := c.before
		if err := ask(t, c.flag).Set(&answers, c.text); err != nil {
			t.Errorf("--%s %q: %v", c.flag, c.text, err)
		} else if got := fmt.Sprint(c.take(answers)); got != c.want {
			t.Errorf("--%s %q became %q, not %q", c.flag, c.text, got, c.want)
		}
	}
}

// TestRefused holds answers that are no good against the words in which they are refused, which are those of the configuration.
func TestRefused(t *testing.T) {
	gb := starter.Answers{Country: "GB", Town: "Saltmere", Name: "as it was"}
	for _, c := range []struct{ flag, text, message string }{
		{"name", strings.Repeat("x", 51), "this name of a practice has 51 characters"},
		{"name", "a\x1b[2J", "there is a sign in it that cannot be shown"},
		{"name", "a\xff", "there is a sign in it that cannot be shown"},
		{"town", strings.Repeat("x", 41), "this name of a town has 41 characters"},
		{"country", "Germany", `"Germany" is not the code of a country: did you mean "DE"?`},
		{"profession", "yoga, joga", `"joga" is not among them: did you mean "yoga"?`},
		{"profession", "8", `"8" is not among them`},
		{"language", "xx", `"xx" is not among them`},
		{"phone", "01632 CALL ME", `"01632 CALL ME" is not a telephone number`},
		{"email", "hello@", `"hello@" is not an e-mail address`},
		{"booking", "http://booking.example", `"http://booking.example" is not a secure address`},
		{"postcode", "12345", `"12345" is not a postcode of the United Kingdom`},
		{"price", "£64", `"£64" is not an amount of money`},
		{"price", "64 XYZ", `"XYZ" is not a currency`},
		{"minutes", "2", `"2 minutes" is not between 5 minutes and 24 hours`},
		{"hours", "mondy: 09:00-17:00", `"mondy" is not a day: did you mean "monday"?`},
		{"hours", "monday", "there are no times for this day"},
		{"colours", "#abc", "contrast of accent #abc on background"},
		{"colours", "#12", `"#12" is not a colour`},
		{"colours", "see", `"see" is not among them: did you mean "sea"?`},
		{"host", "nowhere", `"nowhere" is not among them`},
		{"url", "https://a.example/?q", "has a ? or #, which the address of a site cannot have"},
	} {
		answers := gb
		err := ask(t, c.flag).Set(&answers, c.text)
		refusal := (*starter.Refusal)(nil)
		if !errors.As(err, &refusal) || !strings.Contains(refusal.Message, c.message) || refusal.Hint == "" {
			t.Errorf("--%s %q: %v", c.flag, c.text, err)
		}
		if fmt.Sprint(answers) != fmt.Sprint(gb) {
			t.Errorf("--%s %q was refused, but left %+v", c.flag, c.text, answers)
		}
	}
}

// TestNeeded asks what the site cannot do without.
func TestNeeded(t *testing.T) {
	for _, c := range []struct {
		flag         string
		answers      starter.Answers
		fits, needed bool
	}{
		{"name", starter.Answers{}, true, true},
		{"person", starter.Answers{}, true, false},
		{"email", starter.Answers{}, true, true},
		{"email", starter.Answers{Phone: "+441632960417"}, true, false},
		{"email", starter.Answers{Booking: "https://booking.example/"}, true, false},
		{"postcode", starter.Answers{Country: "GB", Town: "Saltmere"}, true, false},
		{"postcode", starter.Answers{Country: "GB", Town: "Saltmere", Street: "1 Lane"}, true, true},
		{"postcode", starter.Answers{Country: "MX", Town: "Mérida", Street: "1 Calle"}, true, false},
		{"region", starter.Answers{Country: "GB", Town: "Saltmere", Street: "1 Lane"}, false, true},
		{"region", starter.Answers{Country: "US", Town: "Portland"}, true, false},
		{"region", starter.Answers{Country: "US", Town: "Portland", Postcode: "97201"}, true, true},
	} {
		if q := ask(t, c.flag); q.Fits(&c.answers) != c.fits || c.fits && q.Needed(&c.answers) != c.needed {
			t.Errorf("--%s after %+v: fits %v, needed %v", c.flag, c.answers, q.Fits(&c.answers), q.Needed(&c.answers))
		}
	}
}

// TestLanguageOf guesses the language of a site.
func TestLanguageOf(t *testing.T) {
	known := languages(t)
	for _, c := range []struct{ locale, country, want string }{
		{"en_GB.UTF-8", "GB", "en"}, {"", "", "en"}, {"C", "GB", "en"}, {"de_DE.UTF-8", "CH", "de"}, {"fr_CH@euro", "CH", "fr"},
		{"en_US.UTF-8", "DE", "de"}, {"de_DE", "PL", "de"}, {"es-MX", "MX", "es"}, {"ja_JP", "JP", "en"}, {"es_ES", "US", "es"},
	} {
		if !slices.Contains(known, c.want) {
			continue
		}
		for _, q := range starter.Questions(starter.SpeakerOf(c.locale)) {
			if got := q.Default(&starter.Answers{Country: c.country}); q.Flag == "language" && got != c.want {
				t.Errorf("with %q in %q it is %q, not %q", c.locale, c.country, got, c.want)
			}
		}
	}
}

// TestCountries holds what is known of countries against others who know it.
func TestCountries(t *testing.T) {
	for code, zone := range starter.Zones() {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Errorf("%s: %v", code, err)
		}
		code, _, _ = strings.Cut(code, "-")
		if practice.Country(code).Currency() == "" {
			t.Errorf("%s has no money", code)
		}
	}
}

// TestPalettes asks that every palette can be read at ease by day and at night (WCAG 2.2, success criterion 1.4.6).
func TestPalettes(t *testing.T) {
	for _, p := range starter.Palettes()[1:] {
		for _, pair := range [][2]string{{p.Text, p.Background}, {p.Accent, p.Background}, {p.DarkText, p.DarkBackground}, {p.DarkAccent, p.DarkBackground}} {
			if ratio := starter.Contrast(pair[0], pair[1]); ratio < 7 {
				t.Errorf("%s: %s on %s has a contrast of %.2f:1", p.Name, pair[0], pair[1], ratio)
			}
		}
	}
}
