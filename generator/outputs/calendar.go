package outputs

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Calendar is what a program for appointments takes in: one event, or all of a list. All addresses are absolute.
type Calendar struct {
	Name   string        // shown where somebody subscribes; empty in a file of one event
	Events []Appointment // one at least, which RFC 5545 (3.6) asks for
}

// Appointment is one event in a calendar.
type Appointment struct {
	URL         string // of its page, which is its identity
	Title       string
	Description string // plain text
	Location    string // plain text: an address, or where it can be joined
	Start, End  time.Time
	WholeDays   bool // from the day of Start to that of End, the last one included; of one day alone where End is zero
	Place       *Place
	Organizer   Organizer
	Revised     time.Time // when the page was changed; zero where nobody says
	Changed     bool      // it is not as it was told of first: moved, or called off
	Cancelled   bool
}

// Place is a point on the earth in degrees, north and east positive.
type Place struct{ North, East float64 }

// Organizer is who holds an event. Nobody is named where the address of e-mail is empty.
type Organizer struct{ Name, Email string }

// ICS writes the calendar as RFC 5545 wants it. Moments are in UTC, which every program turns into the time of its user; so no rules of time
// zones are needed, which would be right for a while only. RFC 5545 asks for the moment of writing: it is the one when the page was
// changed, or where nobody says, the start of the Unix epoch, since a build must not depend on the clock.
func (c *Calendar) ICS() []byte {
	var w contentLines
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Stillpoint//Stillpoint//EN")
	w.line("CALSCALE", "GREGORIAN")
	if c.Name != "" { // RFC 7986; programs that are older know the names with an X alone
		w.text("NAME", c.Name)
		w.text("X-WR-CALNAME", c.Name)
		w.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
		w.line("X-PUBLISHED-TTL", "P1D")
	}
	for i := range c.Events {
		c.Events[i].write(&w)
	}
	w.line("END", "VCALENDAR")
	return []byte(w.out.String())
}

func (a *Appointment) write(w *contentLines) {
	w.line("BEGIN", "VEVENT")
	w.text("UID", a.URL)
	w.line("DTSTAMP", inUTC(orEpoch(a.Revised)))
	if !a.Revised.IsZero() {
		w.line("LAST-MODIFIED", inUTC(a.Revised))
	}
	a.writeTimes(w)
	w.text("SUMMARY", a.Title)
	w.optional("DESCRIPTION", a.Description)
	w.optional("LOCATION", a.Location)
	if a.Place != nil {
		w.line("GEO", degrees(a.Place.North)+";"+degrees(a.Place.East))
	}
	w.line("URL", a.URL)
	if a.Changed || a.Cancelled { // so that programs put it over what they have of it
		w.line("SEQUENCE", "1")
	}
	w.line("STATUS", a.status())
	if a.Organizer.Email != "" {
		w.line("ORGANIZER"+named(a.Organizer.Name), "mailto:"+a.Organizer.Email)
	}
	w.line("END", "VEVENT")
}

func (a *Appointment) status() string {
	if a.Cancelled {
		return "CANCELLED"
	}
	return "CONFIRMED"
}

// writeTimes writes from when to when. The end is the first moment, or day, that is free again.
func (a *Appointment) writeTimes(w *contentLines) {
	if !a.WholeDays {
		w.line("DTSTART", inUTC(a.Start))
		if !a.End.IsZero() {
			w.line("DTEND", inUTC(a.End))
		}
		return
	}
	last := a.Start
	if !a.End.IsZero() {
		last = a.End
	}
	w.line("DTSTART;VALUE=DATE", a.Start.Format("20060102"))
	w.line("DTEND;VALUE=DATE", last.AddDate(0, 0, 1).Format("20060102"))
}

func inUTC(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

func orEpoch(t time.Time) time.Time {
	if t.IsZero() {
		return time.Unix(0, 0)
	}
	return t
}

// degrees writes an angle with six places at most, which is a hand's breadth (RFC 5545, 3.8.1.6).
func degrees(angle float64) string {
	text := strconv.FormatFloat(angle, 'f', 6, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// named returns the parameter that says a name, in quotes, with what may not stand in these written as RFC 6868 has it.
func named(name string) string {
	if name == "" {
		return ""
	}
	plain := strings.NewReplacer("^", "^^", "\n", "^n", `"`, "^'").Replace(clean(name))
	return fmt.Sprintf(`;CN="%s"`, plain)
}

// clean leaves out what a calendar cannot carry: control characters but for tabs and new lines, which it makes all alike, and bytes that are no text
// (RFC 5545, 3.1).
func clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0x7F {
			return -1
		}
		return r
	}, text)
}

// contentLines are the lines that a calendar consists of.
type contentLines struct{ out strings.Builder }

// optional writes a text, if there is one.
func (w *contentLines) optional(name, text string) {
	if text != "" {
		w.text(name, text)
	}
}

// text writes a text with what has a meaning in calendars escaped (RFC 5545, 3.3.11).
func (w *contentLines) text(name, text string) {
	w.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(clean(text)))
}

// fold is how many bytes a line has at most, without its end (RFC 5545, 3.1).
const fold = 75

// line writes a value as it is, folded where it is long: each further line begins with a blank. Letters stay whole.
func (w *contentLines) line(name, value string) {
	rest, room := name+":"+value, fold
	for len(rest) > room {
		end := room
		for !utf8.RuneStart(rest[end]) {
			end--
		}
		w.out.WriteString(rest[:end] + "\r\n ")
		rest, room = rest[end:], fold-1
	}
	w.out.WriteString(rest + "\r\n")
}
