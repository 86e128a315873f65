package generator_test

import (
	"os"
	"path/filepath"
	"regexp"
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

// TestWholeDays shows what is written as a day without a time of day, wherever an event may begin and end, and tells search engines of a day.
func TestWholeDays(t *testing.T) {
	o := withEvents(t)
	change(t, o.Source, map[string]string{"layouts/base.html": strings.Replace(edits.Site()["layouts/base.html"], "if or .Page.Therapy", "if or .Page.Event .Page.Therapy", 1)})
	for _, c := range []struct{ language, dates, shown, told string }{
		{"en", "start: 2026-12-05", "Saturday 5 December 2026", `"startDate":"2026-12-05",`},
		{"en", "start: 2026-12-05\nend: 2026-12-05", "Saturday 5 December 2026", `"startDate":"2026-12-05","endDate":"2026-12-05",`},
		{"en", "start: 2026-12-05\nend: 2026-12-06", "Saturday 5 December 2026 to Sunday 6 December 2026", `"startDate":"2026-12-05","endDate":"2026-12-06",`},
		{"de", "start: 2026-12-05", "Samstag, 5. Dezember 2026", ""},
		{"de", "start: 2026-12-05\nend: 2026-12-06", "Samstag, 5. Dezember 2026 bis Sonntag, 6. Dezember 2026", ""},
		{"de", "start: 2026-12-05\nend: 2026-12-06T12:00", "Samstag, 5. Dezember 2026 bis Sonntag, 6. Dezember 2026, 12:00 Uhr", ""},
		{"de", "start: 2026-12-05\nend: 2026-12-05T12:00", "Samstag, 5. Dezember 2026 bis 12:00 Uhr", ""},
		{"de", "start: 2026-12-05T10:00\nend: 2026-12-06", "Samstag, 5. Dezember 2026, 10:00 Uhr bis Sonntag, 6. Dezember 2026", `"startDate":"2026-12-05T10:00:00Z","endDate":"2026-12-06",`},
		{"de", "start: 2026-12-05T10:00\nend: 2026-12-05", "Samstag, 5. Dezember 2026, 10:00 Uhr", ""},
		{"de", "start: 2026-12-05T10:00\nend: 2026-12-06T12:00", "Samstag, 5. Dezember 2026, 10:00 Uhr bis Sonntag, 6. Dezember 2026, 12:00 Uhr", ""},
		{"fr", "start: 2026-12-05\nend: 2026-12-06", "du samedi 5 décembre 2026 au dimanche 6 décembre 2026", ""},
		{"es", "start: 2026-12-05\nend: 2026-12-06", "desde el sábado, 5 de diciembre de 2026 hasta el domingo, 6 de diciembre de 2026", ""},
	} {
		change(t, o.Source, map[string]string{
			"content/events/evening.md": strings.Replace(edits.Site()["content/events/evening.md"], "start: 2026-12-01", c.dates, 1),
			"stillpoint.yaml":           strings.Replace(edits.Site()["stillpoint.yaml"], "language: en", "language: "+c.language, 1)})
		page := string(rebuild(t, o)["events/evening/index.html"])
		_, facts, _ := strings.Cut(page, `<dl class="facts">`)
		facts, _, _ = strings.Cut(facts, "</dd>")
		_, facts, _ = strings.Cut(facts, "<dd>")
		if got := strings.TrimSpace(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(facts, "")); got != c.shown {
			t.Errorf("%s, %s: shown as %q", c.language, c.dates, got)
		}
		if !strings.Contains(page, c.told) {
			t.Errorf("%s, %s: there is no %s in\n%s", c.language, c.dates, c.told, page)
		}
	}
}
