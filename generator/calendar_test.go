package generator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/edits"
)

// withEvents is a site with an event of two hours and one of a day, at the moment before both.
func withEvents(t *testing.T) generator.Options {
	t.Helper()
	dir := folder(t, edits.Site())
	return generator.Options{Source: dir, Destination: filepath.Join(dir, "public"), Defaults: edits.Defaults(stillpoint.Defaults()), Remember: true,
		Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}.Patient(1)
}

// TestCalendars finds a calendar beside the page of each event, with a link to it, and one of all that are to come beside their list. It tells where and when, and
// who holds it.
func TestCalendars(t *testing.T) {
	o := withEvents(t)
	change(t, o.Source, map[string]string{"content/places/harbour.md": strings.Replace(edits.Site()["content/places/harbour.md"], "\n---", "\ngeo: 50.5, -4.25\n---", 1),
		"stillpoint.yaml": strings.Replace(edits.Site()["stillpoint.yaml"], "practice: {name: Quiet Tide,", "practice: {name: Quiet Tide, email: hello@quiettide.example,", 1)})
	site := rebuild(t, o)
	morning, list := string(site["events/morning/morning.ics"]), string(site["events/events.ics"])
	for _, line := range []string{"UID:https://quiettide.example/events/morning/", "DTSTART:20261124T100000Z", "DTEND:20261124T120000Z", "SUMMARY:A morning",
		`LOCATION:Harbour\, 1 Lane\, Saltmere\, QT4 7SM`, "GEO:50.5;-4.25", `ORGANIZER;CN="Quiet Tide":mailto:hello@quiettide.example`, "STATUS:CONFIRMED"} {
		if !strings.Contains(morning, line+"\r\n") || !strings.Contains(list, line+"\r\n") {
			t.Errorf("there is no line %s in\n%s", line, morning)
		}
	}
	for _, line := range []string{"NAME:Events · Quiet Tide", "SUMMARY:An evening", "DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261202", "LOCATION:https://meet.example/evening"} {
		if !strings.Contains(list, line+"\r\n") || strings.Contains(morning, line+"\r\n") {
			t.Errorf("there is no line %s in the list, or one in the single event", line)
		}
	}
	for page, link := range map[string]string{"events/morning/index.html": "/events/morning/morning.ics", "events/index.html": "/events/events.ics"} {
		if !strings.Contains(string(site[page]), link) {
			t.Errorf("%s has no link to %s", page, link)
		}
	}
}

// TestCalendarComesDue takes an event that is over out of the list, in a build that reads nothing new; and leaves the last one in, since a calendar must not
// be empty.
func TestCalendarComesDue(t *testing.T) {
	o := withEvents(t)
	for _, c := range []struct {
		day  int
		want string
	}{{23, "A morning An evening"}, {25, "An evening"}, {40, "An evening"}} {
		o.Now = time.Date(2026, 11, c.day, 12, 0, 0, 0, time.UTC)
		var titles []string
		for line := range strings.SplitSeq(string(rebuild(t, o)["events/events.ics"]), "\r\n") {
			if title, is := strings.CutPrefix(line, "SUMMARY:"); is {
				titles = append(titles, title)
			}
		}
		if got := strings.Join(titles, " "); got != c.want {
			t.Errorf("on day %d: %s", c.day, got)
		}
	}
}

// TestCalendarSaysWhatChanged tells of what was called off and what was moved.
func TestCalendarSaysWhatChanged(t *testing.T) {
	o := withEvents(t)
	for status, want := range map[string]string{
		"scheduled": "STATUS:CONFIRMED", "full": "STATUS:CONFIRMED", "cancelled": "SEQUENCE:1\r\nSTATUS:CANCELLED", "postponed": "SEQUENCE:1\r\nSTATUS:CANCELLED",
		"rescheduled": "SEQUENCE:1\r\nSTATUS:CONFIRMED",
	} {
		change(t, o.Source, map[string]string{"content/events/morning.md": strings.Replace(edits.Site()["content/events/morning.md"], "\n---", "\npreviousStart: 2026-11-20T10:00\nstatus: "+status+"\n---", 1)})
		if got := string(rebuild(t, o)["events/morning/morning.ics"]); !strings.Contains(got, "events/morning/\r\n"+want+"\r\n") {
			t.Errorf("%s is told as\n%s", status, got)
		}
	}
}

// TestCalendarIsTheAuthors leaves a calendar alone that the site has itself, beside the page or among static files.
func TestCalendarIsTheAuthors(t *testing.T) {
	o := withEvents(t)
	own := map[string]string{"assets/static/events/events.ics": "mine", "content/events/morning.md": "", "content/events/morning/morning.ics": "mine",
		"content/events/morning/index.md": edits.Site()["content/events/morning.md"]}
	change(t, o.Source, own)
	site := rebuild(t, o)
	if string(site["events/events.ics"]) != "mine" || string(site["events/morning/morning.ics"]) != "mine" {
		t.Errorf("%s\n%s", site["events/events.ics"], site["events/morning/morning.ics"])
	}
	check(t, os.RemoveAll(filepath.Join(o.Source, "assets", "static", "events")))
	if got := string(rebuild(t, o)["events/events.ics"]); !strings.HasPrefix(got, "BEGIN:VCALENDAR\r\n") {
		t.Errorf("without the own file there is %q", got)
	}
}
