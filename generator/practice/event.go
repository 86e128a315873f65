package practice

import (
	"fmt"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Event is something that happens once, at a place or online.
type Event struct {
	Start         decode.Date `yaml:"start"`
	End           decode.Date `yaml:"end"`
	TimeZone      Zone        `yaml:"timeZone"` // of start and end; the site's where it is left out
	Location      Ref         `yaml:"location"`
	Online        WebURL      `yaml:"online"`
	Prices        []Price     `yaml:"prices"`
	Capacity      int         `yaml:"capacity"` // from 1 to 10,000
	Status        Status      `yaml:"status"`
	PreviousStart decode.Date `yaml:"previousStart"` // of an event that was moved
	Leader        Refs        `yaml:"leader"`
	Booking       Booking     `yaml:"booking"`
}

// Status says whether an event will happen.
type Status string

// Statuses returns all that can be written.
func Statuses() []string {
	return []string{"scheduled", "full", "cancelled", "postponed", "rescheduled"}
}

// DecodeNode reads one of the statuses.
func (s *Status) DecodeNode(n *decode.Node) diag.List {
	word, problems := oneOf(n, "bad-status", "the status of an event", Statuses())
	*s = Status(word)
	return problems
}

// Check holds the times and the place against each other.
func (e *Event) Check(n *decode.Node, _ bool) diag.List {
	var problems diag.List
	if e.Start.IsZero() {
		problems = append(problems, missing(n, "an event", "start", "write start: 2026-12-05T10:00"))
	}
	if !e.End.IsZero() && !e.End.After(e.Start.Time) {
		problems = append(problems, n.Get("end").Error("bad-date", "the event ends before it begins", "put end after start"))
	}
	if n.Get("capacity") != nil && (e.Capacity < 1 || e.Capacity > 10_000) {
		problems = append(problems, n.Get("capacity").Error("out-of-range", fmt.Sprintf("the capacity is %d", e.Capacity), "write a whole number from 1 to 10000"))
	}
	if e.Status == "rescheduled" && e.PreviousStart.IsZero() {
		problems = append(problems, n.Get("status").Error("missing-field", `an event that was moved needs "previousStart"`, "write previousStart: and when it should have begun"))
	}
	switch {
	case e.Location.IsZero() && e.Online == "":
		problems = append(problems, missing(n, "an event", "location", "write location: and the name of its page's file, or online: and an address"))
	case !e.Location.IsZero() && e.Online != "":
		problems = append(problems, n.Get("online").Error("bad-location", "an event is at a location or online, not both", "keep one of them"))
	}
	return problems
}

// Localise moves start and end, where they are written without an offset, into
// the event's own zone, else into the one given.
func (e *Event) Localise(zone *time.Location) {
	if e.TimeZone.Location != nil {
		zone = e.TimeZone.Location
	}
	e.Start, e.End, e.PreviousStart = e.Start.In(zone), e.End.In(zone), e.PreviousStart.In(zone)
}

// Over tells whether the event has ended at a moment.
func (e *Event) Over(now time.Time) bool { return !now.Before(e.Ends()) }

// Ends returns when the event is over; one without an end is when its day is.
func (e *Event) Ends() time.Time {
	if !e.End.IsZero() {
		return e.End.Time
	}
	y, m, d := e.Start.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, e.Start.Location())
}

// Name returns "": an event has a title.
func (e *Event) Name() string { return "" }

// Relations returns where the event is, and who leads it.
func (e *Event) Relations() []Relation {
	var refs Refs
	if !e.Location.IsZero() {
		refs = Refs{e.Location}
	}
	return []Relation{
		{"location", KindLocation, "", refs},
		{"leader", KindPractitioner, "", e.Leader},
	}
}

// Texts returns nothing.
func (e *Event) Texts() []Text { return nil }
