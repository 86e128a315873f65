package jsonld

import (
	"encoding/json"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// Source answers what the graph of pages alone does not know. Every function may be nil.
type Source struct {
	Site    *site.Site
	Note    func(*site.Page)                           // is called for each other page that is read
	Text    func(p *site.Page, t practice.Text) string // renders Markdown of front matter
	Content func(p *site.Page) string                  // renders the text of a page
	Picture func(p *site.Page) (url string, ok bool)   // absolute
}

// Graph returns the graph of a page at one of its addresses, as JSON that is safe within
// a script element of HTML.
func Graph(s Source, page *site.Page, path string) ([]byte, error) {
	g := &graph{Source: s, page: page, url: s.Site.Permalink(path), known: map[string]bool{}}
	g.website()
	g.business()
	g.webpage()
	g.subject()
	whole := (&node{}).set("@context", "https://schema.org").set("@graph", g.nodes)
	return json.Marshal(whole)
}

type graph struct {
	Source
	page  *site.Page
	url   string
	nodes []*node
	known map[string]bool // the ids that are in the graph
}

// add puts a node into the graph, once.
func (g *graph) add(id string, make func() *node) *node {
	if !g.known[id] {
		g.known[id] = true
		n := make()
		g.nodes = append(g.nodes, n)
	}
	return to(id)
}

func (g *graph) root(fragment string) string { return g.Site.Permalink("/") + "#" + fragment }

// of returns the id of what a page is about.
func (g *graph) of(p *site.Page, fragment string) string {
	return g.Site.Permalink(p.Path) + "#" + fragment
}

func (g *graph) read(p *site.Page) {
	if g.Note != nil && p != g.page {
		g.Note(p)
	}
}

func (g *graph) picture(p *site.Page) string {
	if g.Picture == nil {
		return ""
	}
	g.read(p)
	url, _ := g.Picture(p)
	return url
}

func (g *graph) website() {
	id := g.root("website")
	c := g.Site.Config.Site
	g.add(id, func() *node {
		return typed("WebSite", id).set("url", g.Site.Permalink("/")).set("name", c.Title).set("description", c.Description).
			set("inLanguage", c.Language).set("publisher", to(g.root("practice")))
	})
}

func (g *graph) webpage() {
	kind := "WebPage"
	questions := g.questions()
	switch {
	case len(questions) > 0:
		kind = "FAQPage"
	case g.page.IsList() && g.page.Kind != site.KindHome:
		kind = "CollectionPage"
	case g.page.Kind == practice.KindPractitioner:
		kind = "ProfilePage"
	}
	id := g.url
	g.add(id, func() *node {
		n := typed(kind, id).set("url", g.url).set("name", g.page.Title).set("description", g.page.Description).
			set("inLanguage", g.Site.Config.Site.Language).set("isPartOf", to(g.root("website")))
		if trail := g.breadcrumbs(); trail != nil {
			n.set("breadcrumb", trail)
		}
		if about := g.about(); about != "" {
			n.set("mainEntity", to(about))
		}
		return n.set("mainEntity", questions)
	})
}

// about returns the id of what the page is mainly about, where that is one node.
func (g *graph) about() string {
	switch g.page.Typed.(type) {
	case *practice.Practitioner:
		return g.of(g.page, "person")
	case *practice.Location:
		return g.of(g.page, "location")
	case *practice.Event:
		return g.of(g.page, "event")
	case *practice.Article:
		return g.of(g.page, "article")
	}
	return ""
}

// subject adds what the page is of.
func (g *graph) subject() {
	switch t := g.page.Typed.(type) {
	case *practice.Therapy:
		g.service(t)
	case *practice.Practitioner:
		g.person(g.page)
	case *practice.Location:
		g.branch(g.page)
	case *practice.Event:
		g.event(t)
	case *practice.Article:
		g.article(t)
	}
	if g.page.Kind == site.KindHome {
		for _, p := range g.Site.Regular {
			if _, ok := p.Typed.(*practice.Location); ok {
				g.branch(p)
			}
		}
	}
}

// breadcrumbs adds the way from the home page, where there is one. The last
// step is the page itself and needs no address.
func (g *graph) breadcrumbs() *node {
	above := g.page.Ancestors()
	if len(above) == 0 || g.page.Kind == site.KindNotFound {
		return nil
	}
	id := g.url + "#breadcrumb"
	return g.add(id, func() *node {
		var items []*node
		for i, p := range above {
			g.read(p)
			items = append(items, typed("ListItem", "").set("position", i+1).set("name", p.Title).set("item", g.Site.Permalink(p.Path)))
		}
		items = append(items, typed("ListItem", "").set("position", len(items)+1).set("name", g.page.Title))
		return typed("BreadcrumbList", id).set("itemListElement", items)
	})
}

// questions returns the questions that the page answers.
func (g *graph) questions() []*node {
	var all []*node
	ask := func(question, answer string) {
		all = append(all, typed("Question", "").set("name", question).set("acceptedAnswer", typed("Answer", "").set("text", answer)))
	}
	if t, ok := g.page.Typed.(*practice.Therapy); ok && g.Text != nil {
		for _, q := range t.FAQ {
			ask(q.Question, g.Text(g.page, q.Answer))
		}
	}
	pages := g.page.Pages
	if g.page.Kind == practice.KindFAQ {
		pages = []*site.Page{g.page}
	}
	for _, p := range pages {
		if f, ok := p.Typed.(*practice.FAQ); ok && g.Text != nil && (g.page.IsList() || p == g.page) {
			g.read(p)
			ask(p.Title, g.answer(p, f))
		}
	}
	return all
}

func (g *graph) answer(p *site.Page, f *practice.FAQ) string {
	if !f.Answer.IsZero() || g.Content == nil {
		return g.Text(p, f.Answer)
	}
	return g.Content(p)
}

// iso writes a moment as schema.org wants it, with its offset from UTC.
func iso(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// written returns a date as it was written, as a day or a moment: schema.org has both, and a day at 00:00 would be a night.
func written(d decode.Date) string {
	if d.IsDay() {
		return d.Format(time.DateOnly)
	}
	return iso(d.Time)
}
