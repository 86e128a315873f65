package jsonld

import (
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// service adds a therapy with what it costs.
func (g *graph) service(t *practice.Therapy) {
	id := g.of(g.page, "service")
	g.add(id, func() *node {
		n := typed("Service", id).set("name", g.page.Title).set("description", g.page.Description).set("serviceType", g.page.Title).
			set("url", g.Site.Permalink(g.page.Path)).set("image", g.picture(g.page)).set("provider", to(g.root("practice"))).
			set("areaServed", g.Site.Practice.AreasServed)
		return n.set("offers", g.offers(t.Prices, t.Duration, "https://schema.org/InStock"))
	})
	for _, p := range g.page.Connected(practice.KindPractitioner) {
		g.person(p)
	}
}

// offers writes prices. How long a session takes has no property of its own at an
// Offer, so it is an additionalProperty, with its value as ISO 8601 has it.
func (g *graph) offers(prices []practice.Price, duration practice.Duration, availability string) []*node {
	var all []*node
	for _, p := range prices {
		name := p.Name
		if name == "" {
			name = g.page.Title
		}
		n := typed("Offer", "").set("name", name).set("description", p.Note).set("price", number(p.Amount.Number())).
			set("priceCurrency", p.Amount.Currency()).set("availability", availability).set("url", g.Site.Permalink(g.page.Path))
		if !p.UpTo.IsZero() {
			n.set("priceSpecification", typed("PriceSpecification", "").set("minPrice", number(p.Amount.Number())).
				set("maxPrice", number(p.UpTo.Number())).set("priceCurrency", p.Amount.Currency()))
		}
		own := p.Duration
		if own.IsZero() {
			own = duration
		}
		if !own.IsZero() {
			n.set("additionalProperty", typed("PropertyValue", "").set("name", "duration").set("value", own.ISO()))
		}
		all = append(all, n)
	}
	return all
}

// person adds a practitioner: on their own page with all that is shown there.
func (g *graph) person(p *site.Page) *node {
	t, ok := p.Typed.(*practice.Practitioner)
	if !ok {
		return nil
	}
	id := g.of(p, "person")
	return g.add(id, func() *node {
		g.read(p)
		n := typed("Person", id).set("name", p.Title).set("jobTitle", t.Role).set("url", g.Site.Permalink(p.Path)).
			set("image", g.picture(p)).set("worksFor", to(g.root("practice")))
		if p != g.page {
			return n
		}
		var spoken []string
		for _, l := range t.Languages {
			spoken = append(spoken, l.String())
		}
		return n.set("description", p.Description).set("knowsLanguage", spoken).set("hasCredential", credentials(t)).set("memberOf", memberships(t))
	})
}

func credentials(t *practice.Practitioner) []*node {
	var all []*node
	for _, q := range t.Qualifications {
		all = append(all, typed("EducationalOccupationalCredential", "").set("name", q))
	}
	return all
}

func memberships(t *practice.Practitioner) []*node {
	var all []*node
	for _, m := range t.Memberships {
		all = append(all, typed("Organization", "").set("name", m.Body).set("url", string(m.URL)))
	}
	return all
}

func (g *graph) people(pages []*site.Page) []*node {
	var all []*node
	for _, p := range pages {
		if n := g.person(p); n != nil {
			all = append(all, n)
		}
	}
	return all
}

// event adds an event with its place.
func (g *graph) event(e *practice.Event) {
	id := g.of(g.page, "event")
	leaders := g.people(g.page.Connected(practice.KindPractitioner))
	mode, where := "https://schema.org/OnlineEventAttendanceMode", typed("VirtualLocation", "").set("url", string(e.Online))
	for _, p := range g.page.Connected(practice.KindLocation) {
		mode, where = "https://schema.org/OfflineEventAttendanceMode", g.place(p)
	}
	availability := "https://schema.org/InStock"
	if e.Status == "full" {
		availability = "https://schema.org/SoldOut"
	}
	g.add(id, func() *node {
		return typed("Event", id).set("name", g.page.Title).set("description", g.page.Description).set("url", g.Site.Permalink(g.page.Path)).
			set("startDate", written(e.Start)).set("endDate", written(e.End)).set("previousStartDate", written(e.PreviousStart)).
			set("eventStatus", status(e.Status)).set("eventAttendanceMode", mode).set("location", where).set("image", g.picture(g.page)).
			set("offers", g.offers(e.Prices, 0, availability)).set("maximumAttendeeCapacity", e.Capacity).
			set("organizer", to(g.root("practice"))).set("performer", leaders)
	})
}

// place writes a location as where an event is. A Place of its own, since
// the branch of a practice need not be shown on the event's page with all it says.
func (g *graph) place(p *site.Page) *node {
	g.read(p)
	l := p.Typed.(*practice.Location)
	return typed("Place", "").set("name", p.Title).set("address", address(l.Address)).set("url", g.Site.Permalink(p.Path))
}

func status(s practice.Status) string {
	switch s {
	case "cancelled":
		return "https://schema.org/EventCancelled"
	case "postponed":
		return "https://schema.org/EventPostponed"
	case "rescheduled":
		return "https://schema.org/EventRescheduled"
	}
	return "https://schema.org/EventScheduled"
}

// article adds an article of the journal.
func (g *graph) article(a *practice.Article) {
	id := g.of(g.page, "article")
	authors := g.people(g.page.Connected(practice.KindPractitioner))
	if len(authors) == 0 {
		authors = []*node{to(g.root("practice"))}
		if a.Author.Text != "" {
			authors = []*node{typed("Person", "").set("name", a.Author.Text).set("url", g.Site.Permalink("/"))}
		}
	}
	var sources []*node
	for _, c := range a.References {
		sources = append(sources, typed("CreativeWork", "").set("name", c.Citation).set("url", c.Link()))
	}
	g.add(id, func() *node {
		return typed("BlogPosting", id).set("headline", g.page.Title).set("description", g.page.Description).set("url", g.Site.Permalink(g.page.Path)).
			set("image", g.picture(g.page)).set("datePublished", iso(g.page.Date())).set("dateModified", iso(g.page.Updated())).
			set("author", authors).set("publisher", to(g.root("practice"))).set("mainEntityOfPage", to(g.url)).set("citation", sources).
			set("inLanguage", g.Site.Config.Site.Language)
	})
}
