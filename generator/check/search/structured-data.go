package search

import (
	"fmt"
	"strings"

	"stillpoint/generator/check/rule"
)

// structuredData asks that what a page tells machines can be read, hangs together, and says what search engines need before they show
// anything of it.
func structuredData() rule.Rule {
	return rule.Rule{Code: "structured-data", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		if !shown(p) {
			return nil
		}
		g := newGraph(p)
		found := g.read()
		for _, n := range g.nodes {
			found = append(found, g.judge(n)...)
		}
		return append(found, g.unresolved()...)
	}}
}

// judge holds a node to what is asked of its kind.
func (g *graph) judge(n node) []rule.Finding {
	var found []rule.Finding
	for _, asks := range []func(node) problem{g.business, g.event, g.trail, g.article, g.review} {
		if told := asks(n); told.message != "" {
			found = append(found, g.page.Found(n.script, told.message, told.hint))
		}
	}
	return found
}

// problem is what is wrong with a node; its message is empty where nothing is.
type problem struct{ message, hint string }

// business asks for what Google asks of a local business: https://developers.google.com/search/docs/appearance/structured-data/local-business
// (read in 2026). A department stands in its business, and has the address of that.
func (g *graph) business(n node) problem {
	if !n.is(isLocalBusiness) || n.within("itemReviewed") {
		return problem{}
	}
	required := []string{"name", "address"}
	if n.within("department") {
		required = required[:1]
	}
	return g.wanting(n, required, []string{"telephone", "url", "geo", "image"})
}

// event asks for what Google asks of an event: https://developers.google.com/search/docs/appearance/structured-data/event
func (g *graph) event(n node) problem {
	if !n.is(isEvent) {
		return problem{}
	}
	whole := g.whole(n.object)
	if lacking := g.wanting(n, []string{"name", "startDate", "location"}, []string{"endDate", "image", "description", "offers"}); lacking.message != "" {
		return lacking
	}
	if start, isText := whole["startDate"].(string); !isText || !isMoment(start) {
		return problem{fmt.Sprintf("the startDate of %s, “%v”, is neither a day nor a time with its offset", n.title(), whole["startDate"]),
			"write 2026-11-23, or 2026-11-23T18:30:00+00:00: without the offset nobody elsewhere knows when it begins"}
	}
	for _, place := range values(whole["location"]) {
		if want := g.placeLacks(place); want != "" {
			return problem{fmt.Sprintf("the location of %s has no %s", n.title(), want), "add the " + want + " to the location"}
		}
	}
	return problem{}
}

// placeLacks returns what the location of an event does without, or "". A business is asked for its address by itself, and a text is an
// address already.
func (g *graph) placeLacks(place any) string {
	o, isObject := place.(object)
	if !isObject {
		return ""
	}
	whole := g.whole(o)
	n := node{object: whole}
	switch {
	case len(whole) == 0 || len(types(whole)) == 0 || n.is(isLocalBusiness):
		return ""
	case n.is(func(kind string) bool { return kind == "VirtualLocation" }):
		if !has(whole, "url") {
			return "url"
		}
	case !has(whole, "address"):
		return "address"
	}
	return ""
}

// trail asks for what Google asks of a trail of crumbs: https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
func (g *graph) trail(n node) problem {
	if !n.is(func(kind string) bool { return kind == "BreadcrumbList" }) {
		return problem{}
	}
	steps := values(g.whole(n.object)["itemListElement"])
	if len(steps) < 2 {
		return problem{"the BreadcrumbList has fewer than two steps", "name the pages above this one and the page itself, or leave the list out"}
	}
	for i, step := range steps {
		o, _ := step.(object)
		if want := g.stepLacks(g.whole(o), i == len(steps)-1); want != "" {
			return problem{fmt.Sprintf("step %d of the BreadcrumbList has no %s", i+1, want),
				"give each step a position, a name and, but for the last, the address of its page as item"}
		}
	}
	return problem{}
}

func (g *graph) stepLacks(step object, last bool) string {
	item, _ := step["item"].(object)
	switch {
	case !has(step, "position"):
		return "position"
	case !has(step, "name") && !has(g.whole(item), "name"):
		return "name"
	case !has(step, "item") && !last:
		return "item"
	}
	return ""
}

// article asks for what Google likes to know of an article, all of which may be left out:
// https://developers.google.com/search/docs/appearance/structured-data/article
func (g *graph) article(n node) problem {
	if !n.is(isArticle) || !n.top {
		return problem{}
	}
	lacking := g.lacking(n, []string{"headline", "image", "datePublished", "author"})
	if len(lacking) == 0 {
		return problem{}
	}
	return problem{n.title() + " leaves out what search engines would show of it", "add " + list(lacking)}
}

// review asks that nobody reviews themselves: search engines pass over stars that a business or an organisation shows for itself.
// https://developers.google.com/search/docs/appearance/structured-data/review-snippet#guidelines
func (g *graph) review(n node) problem {
	const hint = "leave review and aggregateRating out: search engines do not show what a site says of its own business, and may punish it"
	if n.is(isOrganisation) && g.atHome(n.object) && (has(n.object, "review") || has(n.object, "aggregateRating")) {
		return problem{n.title() + " has reviews or a rating of itself", hint}
	}
	if !n.is(isReview) || n.within("review") || n.within("aggregateRating") {
		return problem{}
	}
	for _, reviewed := range values(n.object["itemReviewed"]) {
		o, _ := reviewed.(object)
		if whole := g.whole(o); (node{object: whole}).is(isOrganisation) && g.atHome(whole) {
			return problem{n.title() + " is about the business whose site this is", hint}
		}
	}
	return problem{}
}

// atHome tells whether an organisation is that of the site: as far as it says, its own address is no other's.
func (g *graph) atHome(o object) bool {
	for _, name := range []string{"url", "@id"} {
		if address, _ := o[name].(string); absolute(address) && g.origin != "" && !strings.HasPrefix(address, g.origin) {
			return false
		}
	}
	return true
}

// wanting says which of the required properties a node lacks; the hint adds what is only liked.
func (g *graph) wanting(n node, required, liked []string) problem {
	lacking := g.lacking(n, required)
	if len(lacking) == 0 {
		return problem{}
	}
	hint := "add " + list(lacking) + ": without, search engines show nothing of it"
	if also := g.lacking(n, liked); len(also) > 0 {
		hint += "; they like " + list(also) + " as well"
	}
	return problem{n.title() + " has no " + list(lacking), hint}
}

// lacking returns those of the properties that a node does without.
func (g *graph) lacking(n node, properties []string) []string {
	var lacking []string
	whole := g.whole(n.object)
	for _, name := range properties {
		if !has(whole, name) {
			lacking = append(lacking, name)
		}
	}
	return lacking
}

// list joins words as people do.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
