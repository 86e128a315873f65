package outputs_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ical "github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stillpoint/generator/outputs"
)

// TestCalendar writes a calendar to the byte: a moment in summer and one in winter, whole days, a long line of letters of several bytes, and an event that is
// called off.
func TestCalendar(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	at := func(month time.Month, day, hour int) time.Time {
		return time.Date(2027, month, day, hour, 30, 0, 0, london)
	}
	c := outputs.Calendar{Name: "Events · Quiet Tide", Events: []outputs.Appointment{
		{
			URL: "https://a.example/events/quiet/", Title: "Quiet; calm, \\ still", Description: "Für Körper und Seele. Überall größere Ruhe, wärmere Hände und süße Träume.\nhttps://a.example/events/quiet/",
			Location: "Harbour Lane, 3 Harbour Lane, Saltmere, QT4 7SM", Start: at(7, 1, 9), End: at(7, 1, 12), Place: &outputs.Place{North: 50.3312, East: -4.78260001},
			Organizer: outputs.Organizer{Name: `Quiet "Tide"`, Email: "hello@a.example"}, Revised: at(1, 2, 8),
		},
		{URL: "https://a.example/events/days/", Title: "Two days", Start: at(5, 8, 0), End: at(5, 9, 0), WholeDays: true, Changed: true},
		{URL: "https://a.example/events/off/", Title: "Off", Start: at(1, 1, 18), Cancelled: true},
		{URL: "https://a.example/events/day/", Title: "A day", Start: at(12, 31, 0), WholeDays: true},
	}}
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Stillpoint//Stillpoint//EN
CALSCALE:GREGORIAN
NAME:Events · Quiet Tide
X-WR-CALNAME:Events · Quiet Tide
REFRESH-INTERVAL;VALUE=DURATION:P1D
X-PUBLISHED-TTL:P1D
BEGIN:VEVENT
UID:https://a.example/events/quiet/
DTSTAMP:20270102T083000Z
LAST-MODIFIED:20270102T083000Z
DTSTART:20270701T083000Z
DTEND:20270701T113000Z
SUMMARY:Quiet\; calm\, \\ still
DESCRIPTION:Für Körper und Seele. Überall größere Ruhe\, wärmere Hän
 de und süße Träume.\nhttps://a.example/events/quiet/
LOCATION:Harbour Lane\, 3 Harbour Lane\, Saltmere\, QT4 7SM
GEO:50.3312;-4.7826
URL:https://a.example/events/quiet/
STATUS:CONFIRMED
ORGANIZER;CN="Quiet ^'Tide^'":mailto:hello@a.example
END:VEVENT
BEGIN:VEVENT
UID:https://a.example/events/days/
DTSTAMP:19700101T000000Z
DTSTART;VALUE=DATE:20270508
DTEND;VALUE=DATE:20270510
SUMMARY:Two days
URL:https://a.example/events/days/
SEQUENCE:1
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:https://a.example/events/off/
DTSTAMP:19700101T000000Z
DTSTART:20270101T183000Z
SUMMARY:Off
URL:https://a.example/events/off/
SEQUENCE:1
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:https://a.example/events/day/
DTSTAMP:19700101T000000Z
DTSTART;VALUE=DATE:20271231
DTEND;VALUE=DATE:20280101
SUMMARY:A day
URL:https://a.example/events/day/
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
`
	if diff := cmp.Diff(strings.ReplaceAll(want, "\n", "\r\n"), string(c.ICS())); diff != "" {
		t.Error(diff)
	}
}

// TestCalendarIsRead gives any words to a calendar and reads them back with a parser that somebody else has written: the same words, in lines that are
// text and no longer than they may be.
func TestCalendarIsRead(t *testing.T) {
	words := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("abc \\;:,\"^\n\t.äß漢字🌊é")), rapid.Rune()))
	rapid.Check(t, func(t *rapid.T) {
		a := outputs.Appointment{
			URL: "https://a.example/" + rapid.StringMatching(`[a-z%/-]{0,120}`).Draw(t, "address"), Title: words.Draw(t, "title"), Description: words.Draw(t, "description"),
			Location: words.Draw(t, "location"), Start: time.Unix(rapid.Int64Range(0, 1<<32).Draw(t, "start"), 0).UTC(), Organizer: outputs.Organizer{Name: words.Draw(t, "name"), Email: "a@b.example"},
		}
		a.End = a.Start.Add(time.Duration(rapid.IntRange(1, 1<<20).Draw(t, "seconds")) * time.Second)
		data := (&outputs.Calendar{Name: "Events", Events: []outputs.Appointment{a}}).ICS()
		for line := range strings.SplitSeq(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n\x00") {
				t.Fatalf("the line %q has %d bytes", line, len(line))
			}
		}
		calendar, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
		if err != nil {
			t.Fatal(err)
		}
		event := calendar.Events()[0]
		for name, want := range map[string]string{"UID": a.URL, "SUMMARY": a.Title, "DESCRIPTION": a.Description, "LOCATION": a.Location} {
			got := ""
			if p := event.Props.Get(name); p != nil {
				if got, err = p.Text(); err != nil {
					t.Fatal(err)
				}
			}
			if got != plain(want) {
				t.Fatalf("%s is %q, not %q", name, got, plain(want))
			}
		}
		start, err1 := event.DateTimeStart(time.UTC)
		end, err2 := event.DateTimeEnd(time.UTC)
		if err1 != nil || err2 != nil || !start.Equal(a.Start) || !end.Equal(a.End) {
			t.Fatalf("from %v to %v, not from %v to %v", start, end, a.Start, a.End)
		}
	})
}

// plain is what of a text can be in a calendar at all.
func plain(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if r < 32 && r != '\t' && r != '\n' || r == 127 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
