package generator

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/outputs"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
)

// calendarFile is a file for programs that keep appointments: of one event, or of all in a section.
type calendarFile struct {
	page   *site.Page
	output string
	made   bool // not where the site has a file of that name itself, which stays
}

// findCalendars works out which calendars the site has: one for each event, beside its page, and one for each section with events.
func (b *build) findCalendars() {
	b.calendars = map[*site.Page]*calendarFile{}
	for _, p := range b.site.Pages {
		if event(p) != nil || slices.ContainsFunc(p.Pages, func(inner *site.Page) bool { return event(inner) != nil }) {
			file := &calendarFile{page: p, output: calendarOutput(p.Path)}
			b.calendars[p] = file
			b.calendarFiles = append(b.calendarFiles, file)
		}
	}
}

// event returns what a page says of an event; nil where it is none.
func event(p *site.Page) *practice.Event {
	e, _ := p.Typed.(*practice.Event)
	return e
}

// calendarOutput returns the name of the calendar that lies beside a page: "events/open-house/open-house.ics" for the one at
// /events/open-house/.
func calendarOutput(address string) string {
	folder, file := path.Split(address)
	name := strings.TrimSuffix(file, path.Ext(file))
	if file == "" {
		name = path.Base(folder)
	}
	if name == "/" { // the home page
		name = "events"
	}
	return strings.TrimPrefix(folder, "/") + name + ".ics"
}

func (b *build) claimCalendars() {
	for _, f := range b.calendarFiles {
		if f.made = b.site.Claims.Closest(f.output) == ""; f.made {
			b.claim(f.output, f.page.Name(), "the calendar of "+f.page.Path)
		}
	}
}

// calendarOf tells a layout where the calendar of a page is; "" where it has none.
func (b *build) calendarOf(p *site.Page) string {
	if f := b.calendars[p]; f != nil {
		return b.site.URL("/" + f.output)
	}
	return ""
}

// emitCalendars writes all calendars. They tell what the graph does, so they hold as long as that does.
func (b *build) emitCalendars() error {
	for _, f := range b.calendarFiles {
		if !f.made {
			continue
		}
		err := b.emitLists([]string{f.output}, source.Digest{}, func() ([]outputs.File, error) {
			return []outputs.File{{Name: f.output, Data: b.calendar(f.page).ICS()}}, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *build) calendar(p *site.Page) *outputs.Calendar {
	if e := event(p); e != nil {
		return &outputs.Calendar{Events: []outputs.Appointment{b.appointment(p, e)}}
	}
	c := &outputs.Calendar{Name: b.feedTitle(p)}
	for _, inner := range comingEvents(p.Pages) {
		c.Events = append(c.Events, b.appointment(inner, event(inner)))
	}
	return c
}

// comingEvents returns the events of a list that are not over, by their beginning; or the last one that was, since no calendar may be empty.
func comingEvents(pages []*site.Page) []*site.Page {
	events := slices.DeleteFunc(slices.Clone(pages), func(p *site.Page) bool { return event(p) == nil })
	slices.SortStableFunc(events, func(a, b *site.Page) int {
		return cmp.Or(event(a).Start.Compare(event(b).Start.Time), cmp.Compare(a.Path, b.Path))
	})
	coming := slices.DeleteFunc(slices.Clone(events), func(p *site.Page) bool { return p.Past })
	if len(coming) == 0 {
		return events[len(events)-1:]
	}
	return coming
}

func (b *build) appointment(p *site.Page, e *practice.Event) outputs.Appointment {
	address, own := b.site.Permalink(p.Path), b.site.Practice
	a := outputs.Appointment{
		URL: address, Title: p.Title, Description: strings.TrimSpace(p.Description + "\n\n" + address), Location: string(e.Online),
		Start: e.Start.Time, WholeDays: e.Start.IsDay() && (e.End.IsZero() || e.End.IsDay()), Revised: p.Updated(),
		Organizer: outputs.Organizer{Name: cmp.Or(own.Name, b.config.Site.Title), Email: string(own.Email)},
		Changed:   e.Status == "rescheduled",
		Cancelled: e.Status == "cancelled" || e.Status == "postponed", // which says no more of when it will be
	}
	switch {
	case a.WholeDays:
		a.End = e.End.Time
	case !e.End.IsZero():
		a.End = e.Ends()
	}
	for _, place := range p.Connected(practice.KindLocation) {
		l := place.Typed.(*practice.Location)
		a.Location = strings.Join(append([]string{place.Title}, l.Address.Lines()...), ", ")
		if !l.Geo.IsZero() {
			a.Place = &outputs.Place{North: l.Geo.Latitude, East: l.Geo.Longitude}
		}
	}
	return a
}
