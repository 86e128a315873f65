package access

import (
	"iter"

	"stillpoint/generator/check/rule"
)

// landmark is a part of a page that a screen reader offers to go to.
type landmark struct {
	node int
	role string
}

// landmarks yields the elements that a screen reader offers as parts of the page to go to, and what they are.
func landmarks(p *rule.Page) iter.Seq2[int, string] {
	k := knownOf(p)
	if k.landmarks == nil {
		k.landmarks = findLandmarks(p)
	}
	return func(yield func(int, string) bool) {
		for _, l := range k.landmarks {
			if !yield(l.node, l.role) {
				return
			}
		}
	}
}

// findLandmarks returns an empty list where a page has none.
func findLandmarks(p *rule.Page) []landmark {
	all := []landmark{}
	for i := range p.Any("[role]", "aside", "footer", "form", "header", "main", "nav", "search", "section") {
		if r := landmarkRole(p, i); r != "" && !p.Hidden(i) {
			all = append(all, landmark{i, r})
		}
	}
	return all
}

// landmarkRole returns what an element is as a part of the page, "" for what is none.
func landmarkRole(p *rule.Page, node int) string {
	if r := realRole(p, node); roles()[r].is("landmark") {
		return r
	}
	return ""
}

// inLandmark tells whether an element lies within a part of the page.
func inLandmark(p *rule.Page, node int) bool {
	for i := range p.Above(node) {
		r := toldRole(&p.Nodes[i])
		if r == "" && p.Nodes[i].Tag != "form" {
			r = ownRole(p, i)
		}
		if roles()[r].is("landmark") {
			return true
		}
	}
	return false
}

// isPage tells whether what is looked at is a page with a body, and not a part of one.
func isPage(p *rule.Page) bool { return p.First("html") > 0 && p.First("body") > 0 }

// judgeOnce returns what is wrong with what a page has once, its head or its foot: that there are two, and that one lies within another
// part of the page.
func judgeOnce(p *rule.Page, tag, once, called string) []rule.Finding {
	var found []rule.Finding
	seen := false
	for i := range p.Any("[role]", tag) {
		is := landmarkRole(p, i) == once
		switch {
		case p.Hidden(i) || !is && !ofPage(p, i, tag):
			continue
		case inLandmark(p, i):
			found = append(found, p.Found(i, "this "+called+" of the page lies within another part of it",
				"put it beside that part, or take its role away"))
		case is && seen:
			found = append(found, p.Found(i, "the page has another "+called+" before this one",
				"leave one, and make the other a div, or a part of main"))
		}
		seen = seen || is
	}
	return found
}

// ofPage tells whether an element of a tag is one of the page, and not of an article or another part.
func ofPage(p *rule.Page, node int, tag string) bool {
	n := &p.Nodes[node]
	return n.Tag == tag && given(n, "role") == "" && p.In(node, "article", "aside", "main", "nav", "section") == 0
}
