package privacy

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"stillpoint/generator/check/rule"
)

// testimonialConsent asks that no client is named below their words unless it is written down that they agreed.
func testimonialConsent() rule.Rule {
	return rule.Rule{Code: "testimonial-consent", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		told := 0 // the quotation of which something was told last
		for _, s := range saidOn(p) {
			name, named := s.client(p)
			if !named || s.quote == told || consented(p, s.node) || consented(p, s.quote) {
				continue
			}
			told = s.quote
			found = append(found, p.Found(s.node, fmt.Sprintf("“%s” names a client below their words, and no consent to that is recorded", name),
				`write initials, such as M. K., or ask the client, keep the answer, and write it down: in Markdown ::: quote {by="…" consent="in writing, 12 May 2026"}, `+
					"in the front matter of a testimonial name: and nameConsent:, in a layout data-consent").About(name))
		}
		return found
	}}
}

// consented tells whether an element, or one that it lies in, says that consent is recorded.
func consented(p *rule.Page, node int) bool {
	for i := node; i > 0; i = p.Nodes[i].Parent {
		if how, marked := p.Nodes[i].Lookup("data-consent"); marked {
			return !strings.EqualFold(how, "no") && !strings.EqualFold(how, "false")
		}
	}
	return false
}

// said is what somebody is quoted with, and who may be named for it.
type said struct {
	words string
	by    string // “Anna K., 43”, without the dash before it
	node  int    // where that stands
	quote int    // where the words stand
}

// saidOn returns all places on a page where somebody may be named for words: in and behind quotations, and behind paragraphs in
// quotation marks. One quotation may have several.
func saidOn(p *rule.Page) []said {
	var all []said
	add := func(quote, node int, words, by string) {
		if by != "" {
			all = append(all, said{words, by, node, quote})
		}
	}
	for quote := range p.All("blockquote") {
		words := p.Text(quote)
		for _, node := range below(p, quote) {
			add(quote, node, words, byline(p.Text(node)))
		}
		_, by := signed(words)
		add(quote, quote, words, by)
	}
	for i := range p.All("p", "li", "dd") {
		if !opensQuote(p, i) || p.In(i, "blockquote") > 0 {
			continue
		}
		text := p.Text(i)
		if words, by := signed(text); by != "" && closesQuote(words) {
			add(i, i, words, by)
		} else if next := sibling(p, i); next > 0 && closesQuote(text) {
			add(i, next, text, byline(p.Text(next)))
		}
	}
	return all
}

// below returns the elements in which somebody may be named for a quotation: those made for that, its last part, and what stands right
// behind it.
func below(p *rule.Page, quote int) []int {
	var all []int
	for i := range p.Below(quote, "cite", "footer", "figcaption") {
		all = append(all, i)
	}
	if figure := p.In(quote, "figure"); figure > 0 {
		for i := range p.Below(figure, "figcaption") {
			all = append(all, i)
		}
	}
	last, parts := 0, 0
	for i := quote + 1; i < p.Nodes[quote].End; i = p.Nodes[i].End {
		if p.Nodes[i].Tag != "" {
			last, parts = i, parts+1
		}
	}
	if parts > 1 {
		all = append(all, last)
	}
	if next := sibling(p, quote); next > 0 {
		all = append(all, next)
	}
	return all
}

// sibling returns the element right behind another, if it is one in which a name may stand by itself; else 0.
func sibling(p *rule.Page, node int) int {
	next := p.Nodes[node].End
	for next < len(p.Nodes) && p.Nodes[next].Tag == "" && strings.TrimSpace(p.Nodes[next].Text) == "" {
		next++
	}
	if next >= len(p.Nodes) || p.Nodes[next].Parent != p.Nodes[node].Parent {
		return 0
	}
	switch p.Nodes[next].Tag {
	case "p", "div", "cite", "footer":
		return next
	}
	return 0
}

// opensQuote tells whether what is read in an element begins with a quotation mark.
func opensQuote(p *rule.Page, node int) bool {
	for i := node + 1; i < p.Nodes[node].End; i++ {
		if text := strings.TrimSpace(p.Nodes[i].Text); text != "" {
			first, _ := utf8.DecodeRuneInString(text)
			return strings.ContainsRune("\"'“”„«»‘", first)
		}
	}
	return false
}

// closesQuote tells whether a text ends with a quotation mark.
func closesQuote(text string) bool { return strings.TrimRight(text, "”“\"»«’'") != text }
