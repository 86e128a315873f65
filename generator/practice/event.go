package practice

import (
	"fmt"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Event is something that happens once, at a place or online.
type Event struct {
	Start         decode.Date `yaml:"start" doc:"When it begins." example:"2027-05-08T10:00"`
	End           decode.Date `yaml:"end" doc:"When it ends; a day alone is part of it. An event without it is over when its day is." example:"2027-05-08T12:30"`
	TimeZone      Zone        `yaml:"timeZone" doc:"The time zone of its times, where that is not the site's." example:"Europe/London"`
	Location      Ref         `yaml:"location" doc:"Where it is: the name of that location's file, without .md." example:"harbour-lane"`
	Online        WebURL      `yaml:"online" doc:"Where it can be joined from home, instead of a location." example:"https://meet.example/quiet-morning"`
	Prices        []Price     `yaml:"prices" doc:"What it costs to take part." example:"[{amount: 15 GBP}]"`
	Capacity      int         `yaml:"capacity" doc:"How many people can come." example:"12"`
	Status        Status      `yaml:"status" doc:"Whether it will happen as planned." example:"scheduled" default:"scheduled"`
	PreviousStart decode.Date `yaml:"previousStart" doc:"When it should have begun, of an event that was moved." example:"2027-05-01T10:00"`
	Leader        Refs        `yaml:"leader" doc:"Who leads it: the names of practitioners' files." example:"[mara-ellison]"`
	Booking       Booking     `yaml:"booking" doc:"Where a place is booked: an address, or a group with the words on the button." example:"{url: /contact/, label: Keep a place}"`
}

// Status says whether an event will happen.
type Status string

// Statuses returns all that can be written.
func Statuses() []string {
	return []string{"scheduled", "full", "cancelled", "postponed", "rescheduled"}
}

// Shape names all statuses.
func (Status) Shape() decode.Shape { return decode.OneOf(Statuses()...) }

// DecodeNode reads one of the statuses.
func (s *Status) DecodeNode(n *decode.Node) diag.List {
	word, problems := oneOf(n, "bad-status", "the status of an event", Statuses())
	*s = Status(word)
	return problems
}

// Shape tells what the fields ask of each other. That times come one after the other is left to the decoder.
func (e Event) Shape() decode.Shape {
	type plain Event
	s := decode.Group("Event", plain(e))
	s.Require("start")
	s.Narrow(decode.Between(1, 10_000), "capacity")
	s.Rules = []decode.Rule{
		{AnyOf: []string{"location", "online"}},
		{When: "location", Without: []string{"online"}},
		{When: "status", Is: "rescheduled", AnyOf: []string{"previousStart"}},
	}
	return s
}

// Check holds the times and the place against each other.
func (e *Event) Check(n *decode.Node, _ bool) diag.List {
	var problems diag.List
	if e.Start.IsZero() {
		problems = append(problems, missing(n, "an event", "start", "write start: 2026-12-05T10:00"))
	}
	if !e.End.IsZero() && !e.Ends().After(e.Start.Time) { // so that an event may end on the day on which it begins
		problems = append(problems, n.Get("end").Error("bad-date", "the event ends before it begins", "put end after start"))
	}
	if n.Get("capacity").Kind() != decode.Null && (e.Capacity < 1 || e.Capacity > 10_000) {
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

// Ends returns when the event is over; one without an end is when its day is, and one that ends on a day is when that is over.
func (e *Event) Ends() time.Time {
	last := e.Start
	switch {
	case e.End.IsDay():
		last = e.End
	case !e.End.IsZero():
		return e.End.Time
	}
	y, m, d := last.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, last.Location())
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
