package decode

import (
	"fmt"
	"time"

	"stillpoint/generator/diag"
)

// Date is a day or a moment from front matter. The zero Date means that the
// field was left out. Written without an offset from UTC, it is meant in the
// site's time zone; a day alone means its first moment.
type Date struct {
	time.Time
	floating bool // written without an offset
	day      bool // written as a day alone
}

// IsDay tells whether the date was written as a day alone.
func (d Date) IsDay() bool { return d.day }

// dateForms are the ways to write a date, all of ISO 8601 and RFC 3339 or with
// a blank in place of the T.
func dateForms() []struct {
	layout   string
	floating bool
} {
	return []struct {
		layout   string
		floating bool
	}{
		{"2006-01-02", true},
		{time.RFC3339, false},
		{"2006-01-02T15:04:05", true},
		{"2006-01-02T15:04", true},
		{"2006-01-02T15:04Z07:00", false},
		{"2006-01-02 15:04:05Z07:00", false},
		{"2006-01-02 15:04:05", true},
		{"2006-01-02 15:04", true},
	}
}

// The forms of dates as regular expressions. That February has a 29th in leap years alone is left to the decoder.
const (
	DayPattern  = `\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))`
	minutes     = `(?:[01]?\d|2[0-3]):[0-5]\d`
	seconds     = `:[0-5]\d(?:[.,]\d+)?`
	offset      = `(?:Z|[+-](?:[01]\d|2[0-4]):[0-5]\d)?`
	timePattern = `(?:T` + minutes + `(?:` + seconds + `)?` + offset + `| ` + minutes + `(?:` + seconds + offset + `)?)`
)

// Shape tells the forms of a date.
func (Date) Shape() Shape {
	s := Matching(DayPattern+`(?:`+timePattern+`)?`, "year, month and day, with a time where that matters", "2026-11-23T18:30")
	s.Name, s.Kind = "Date", Time
	s.Pattern = `^(?:` + DayPattern + `(?:` + timePattern + `)?)$` // no blanks at its ends
	return s
}

// DecodeNode reads a date.
func (d *Date) DecodeNode(n *Node) diag.List {
	if kind := n.Kind(); kind == Null {
		return nil
	}
	for _, form := range dateForms() {
		if t, err := time.Parse(form.layout, n.Text()); err == nil && n.Items() == nil {
			*d = Date{Time: t, floating: form.floating, day: form.layout == time.DateOnly}
			return nil
		}
	}
	what := "this is not a date"
	if n.Text() != "" {
		what = fmt.Sprintf("%q is not a date", n.Text())
	}
	return diag.List{n.Error("bad-date", what, DateHint(n.Text()))}
}

// DateHint says how to write a date, the one that text seems to mean where that can be seen.
func DateHint(text string) string {
	for _, layout := range []string{"2.1.2006", "2/1/2006", "2-1-2006", "2006/1/2", "2006-1-2", "January 2, 2006", "2 January 2006", "2 Jan 2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return "write it as " + t.Format("2006-01-02")
		}
	}
	return "write year, month and day as in 2026-11-23, with a time as in 2026-11-23T18:30"
}

// In returns the date with a floating time moved into a time zone.
func (d Date) In(zone *time.Location) Date {
	if !d.floating || d.IsZero() {
		return d
	}
	y, m, day := d.Date()
	return Date{Time: time.Date(y, m, day, d.Hour(), d.Minute(), d.Second(), 0, zone), day: d.day}
}
