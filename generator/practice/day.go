package practice

import (
	"fmt"
	"strings"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Day is a day of the calendar, without a time and without a zone.
type Day struct{ time.Time }

// DecodeNode reads "2026-12-24".
func (d *Day) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		hint := decode.DateHint(s)
		var moment decode.Date
		if moment.DecodeNode(n) == nil {
			hint = "leave out the time: " + moment.Format(time.DateOnly)
		}
		return diag.List{n.Error("bad-date", fmt.Sprintf("%s is not a day", said(n)), hint)}
	}
	*d = Day{t}
	return nil
}

// Shape tells the form of a day.
func (Day) Shape() decode.Shape {
	s := decode.Matching(decode.DayPattern, "year, month and day", "2026-12-24")
	s.Name, s.Kind = "Day", decode.Time
	return s
}

// DayOf returns the day of a moment in the moment's own zone.
func DayOf(t time.Time) Day {
	y, m, day := t.Date()
	return Day{time.Date(y, m, day, 0, 0, 0, 0, time.UTC)}
}

// String returns the day as ISO 8601 writes it.
func (d Day) String() string { return d.Format(time.DateOnly) }

// Period is a span of days, both ends included.
type Period struct{ From, To Day }

// Before tells whether the period has ended when a day begins.
func (p Period) Before(d Day) bool { return p.To.Time.Before(d.Time) }

func (p Period) check(n *decode.Node) diag.List {
	if p.To.Time.Before(p.From.Time) {
		return diag.List{n.KeyError("to", "bad-date", fmt.Sprintf("%s comes before %s", p.To, p.From), "swap from and to")}
	}
	return nil
}

// Closure is a time when nobody is there.
type Closure struct {
	Period
	Reason string
}

// closure are the fields of a Closure.
type closure struct {
	From   Day    `yaml:"from" doc:"The first day." example:"2026-12-24"`
	To     Day    `yaml:"to" doc:"The last day; the first one where it is left out." example:"2027-01-02"`
	Reason string `yaml:"reason" doc:"Why, in a few words that visitors read." example:"we are with our families"`
}

// Shape tells both ways to write a closure.
func (Closure) Shape() decode.Shape {
	group := decode.Group("Closure fields", closure{})
	group.Require("from")
	return decode.Either(Day{}.Shape(), group).Named("Closure")
}

// DecodeNode reads a day, or a group of from, to and reason.
func (c *Closure) DecodeNode(n *decode.Node) diag.List {
	if n.Kind() != decode.Map {
		problems := c.From.DecodeNode(n)
		c.To = c.From
		return problems
	}
	var fields closure
	problems := n.Into(&fields)
	*c = Closure{Period{fields.From, fields.To}, trim(fields.Reason)}
	if len(problems) > 0 {
		return problems
	}
	if c.From.IsZero() {
		return diag.List{missing(n, "a closure", "from", "write from: 2026-12-24")}
	}
	if c.To.IsZero() {
		c.To = c.From
	}
	return c.check(n)
}

// Zone is a time zone of the IANA database, "Europe/London".
type Zone struct{ *time.Location }

// DecodeNode reads the name of a zone.
func (z *Zone) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	location, err := time.LoadLocation(s)
	if err != nil || s == "" || s == "Local" {
		return diag.List{n.Error("bad-time-zone", fmt.Sprintf("%s is not a time zone%s", said(n), diag.DidYouMean(s, CommonZones())), "write it as continent and city, such as Europe/London")}
	}
	z.Location = location
	return nil
}

// Shape tells the form of a zone's name. Which there are, the table of zones knows.
func (Zone) Shape() decode.Shape {
	s := decode.Matching(`[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*`, "continent and city", "Europe/London")
	s.Name, s.Not, s.Offers = "Zone", `^\s*Local\s*$`, CommonZones()
	return s
}

// CommonZones are what a misspelt time zone is compared with.
func CommonZones() []string {
	return strings.Fields(`UTC Europe/London Europe/Dublin Europe/Lisbon Europe/Madrid Europe/Paris Europe/Brussels Europe/Amsterdam
		Europe/Berlin Europe/Zurich Europe/Vienna Europe/Rome Europe/Prague Europe/Warsaw Europe/Copenhagen Europe/Oslo Europe/Stockholm
		Europe/Helsinki Europe/Athens Europe/Istanbul America/New_York America/Chicago America/Denver America/Los_Angeles America/Toronto
		America/Vancouver America/Halifax America/Mexico_City America/Sao_Paulo Australia/Sydney Australia/Melbourne Australia/Brisbane
		Australia/Perth Australia/Adelaide Pacific/Auckland Asia/Tokyo Asia/Singapore Asia/Hong_Kong Asia/Kolkata Asia/Dubai Africa/Johannesburg`)
}
