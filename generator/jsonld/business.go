package jsonld

import (
	"strings"
	"time"

	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// business adds the practice. On the home page it is a LocalBusiness with all that is
// shown there; on every other it is the Organization, which each LocalBusiness is,
// that the foot of the page shows. A LocalBusiness must have an address.
func (g *graph) business() {
	p, id := &g.Site.Practice, g.root("practice")
	g.add(id, func() *node {
		if p.IsZero() {
			return typed("Organization", id).set("name", g.Site.Config.Site.Title).set("url", g.Site.Permalink("/"))
		}
		kind := string(p.Type)
		if p.Address.IsZero() || g.page.Kind != site.KindHome {
			kind = "Organization"
		}
		n := typed(kind, id).set("name", p.Name).set("url", g.Site.Permalink("/")).set("telephone", p.Phone.Number).
			set("email", string(p.Email)).set("address", address(p.Address)).set("image", g.picture(g.Site.Home))
		if g.page.Kind == site.KindHome {
			g.details(n, p, kind)
		}
		return n
	})
}

func (g *graph) details(n *node, p *practice.Practice, kind string) {
	n.set("legalName", p.LegalName).set("description", p.Description).set("knowsLanguage", p.Codes()).
		set("areaServed", p.AreasServed).set("sameAs", p.Social).set("identifier", register(p.Registrations))
	if kind != "Organization" {
		n.set("geo", geo(p.Geo)).set("paymentAccepted", strings.Join(p.Payment, ", ")).set("priceRange", p.PriceRange).
			set("openingHoursSpecification", opening(p.Hours, p.Closures))
	}
	var branches []*node
	for _, l := range g.Site.Regular {
		if _, ok := l.Typed.(*practice.Location); ok {
			branches = append(branches, to(g.of(l, "location")))
		}
	}
	n.set("department", branches)
}

func register(entries []practice.Registration) []*node {
	var all []*node
	for _, e := range entries {
		if e.Number != "" {
			all = append(all, typed("PropertyValue", "").set("propertyID", e.Body).set("value", e.Number).set("url", string(e.URL)))
		}
	}
	return all
}

func address(a practice.Address) *node {
	if a.IsZero() {
		return nil
	}
	return typed("PostalAddress", "").set("streetAddress", a.StreetLine()).set("addressLocality", a.Locality).
		set("addressRegion", a.Region).set("postalCode", a.Postcode).set("addressCountry", string(a.Country))
}

func geo(p practice.Geo) *node {
	if p.IsZero() {
		return nil
	}
	n := typed("GeoCoordinates", "")
	n.names, n.values = append(n.names, "latitude", "longitude"), append(n.values, p.Latitude, p.Longitude)
	return n
}

// branch adds a location of the practice.
func (g *graph) branch(p *site.Page) *node {
	l := p.Typed.(*practice.Location)
	id := g.of(p, "location")
	return g.add(id, func() *node {
		g.read(p)
		owner := &g.Site.Practice
		kind, phone := string(owner.Type), l.Phone
		if kind == "" {
			kind = "LocalBusiness"
		}
		if phone.IsZero() {
			phone = owner.Phone
		}
		name := p.Title
		if owner.Name != "" {
			name = owner.Name + ", " + p.Title
		}
		n := typed(kind, id).set("name", name).set("url", g.Site.Permalink(p.Path)).set("address", address(l.Address)).set("geo", geo(l.Geo)).
			set("telephone", phone.Number).set("openingHoursSpecification", opening(l.Hours, l.Closures)).
			set("priceRange", owner.PriceRange).set("image", g.picture(p)).set("parentOrganization", to(g.root("practice")))
		if !l.Geo.IsZero() {
			n.set("hasMap", l.Geo.MapLink())
		}
		return n
	})
}

// opening writes hours: days with the same times together, seasons with their
// period, closures as periods without times (Google's documentation of LocalBusiness
// marks a day as closed by opening and closing it at 00:00).
func opening(h practice.Hours, closures []practice.Closure) []*node {
	var all []*node
	if !h.IsZero() {
		all = week(h.Week, practice.Period{})
		for _, s := range h.Seasons {
			all = append(all, week(s.Week, s.Period)...)
		}
	}
	for _, c := range closures {
		all = append(all, hours("00:00", "00:00", c.Period))
	}
	return all
}

func hours(opens, closes string, p practice.Period) *node {
	n := typed("OpeningHoursSpecification", "")
	n.set("opens", opens).set("closes", closes)
	if !p.From.IsZero() {
		n.set("validFrom", p.From.String()).set("validThrough", p.To.String())
	}
	return n
}

// week groups the days of a week by their times. A day by appointment has none.
func week(w practice.Week, p practice.Period) []*node {
	days := map[practice.Span][]string{}
	var order []practice.Span
	for _, d := range w.Days() {
		for _, span := range d.Spans {
			span.ByAppointment = false
			if days[span] == nil {
				order = append(order, span)
			}
			days[span] = append(days[span], dayName(d.Weekday))
		}
	}
	var all []*node
	for _, span := range order {
		closes := span.Closes.String()
		if closes == "24:00" {
			closes = "23:59"
		}
		n := hours(span.Opens.String(), closes, p)
		all = append(all, n.set("dayOfWeek", days[span]))
	}
	return all
}

func dayName(d time.Weekday) string { return d.String() }
