package writing

import (
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

// sentence is one that the page itself says to its readers.
type sentence struct {
	rule.Passage
	text   string
	spared []string // parts of the passage that are code, or somebody else's words
	quoted bool     // whether a quotation is open where it begins
}

// proseOf is the key of the sentences of a page.
type proseOf struct{}

// prose returns the sentences in the main part of a page, or in all of it where it has none, headings among them.
func prose(p *rule.Page) []sentence {
	return rule.Once(p, proseOf{}, func() []sentence {
		var all []sentence
		main := p.First("main")
		for _, passage := range p.Passages() {
			if passage.Quoted || !within(p, main, passage.Node) || !isProse(p, passage.Node) || strings.Contains(passage.Text, "doi.org/") {
				continue
			}
			spared, quoted := sparedIn(p, passage.Node), false
			for text := range passage.Sentences() {
				all = append(all, sentence{passage, text, spared, quoted})
				quoted = inMarks(quoted, text)
			}
		}
		return all
	})
}

func within(p *rule.Page, outer, node int) bool {
	return outer == 0 || outer <= node && node < p.Nodes[outer].End
}

// isProse tells whether a passage is text to be read, and not a way around, code, the words for a picture, the name of
// a publication, or hidden.
func isProse(p *rule.Page, node int) bool {
	for i := node; i > 0; i = p.Nodes[i].Parent {
		n := &p.Nodes[i]
		switch n.Tag {
		case "nav", "pre", "code", "title", "meta", "img", "option", "svg", "math", "address", "cite":
			return false
		}
		if n.HasClass("source") || n.HasClass("citation") || n.HasClass("citations") || n.HasClass("references") {
			return false
		}
	}
	return !p.Gone(node)
}

// sparedIn returns the texts in a passage that are not the page's own words.
func sparedIn(p *rule.Page, node int) []string {
	var all []string
	for i := range p.Below(node, "code", "kbd", "samp", "q", "cite") {
		all = append(all, p.Text(i))
	}
	return all
}

// own tells whether the words of a sentence from a place on are the page's own, and not code or what it says that others say.
func (s sentence) own(start int, words string) bool {
	if inMarks(s.quoted, s.text[:start]) {
		return false
	}
	return !slices.ContainsFunc(s.spared, func(text string) bool { return strings.Contains(text, words) })
}

// inMarks tells whether a quotation is open at the end of a text, where it is known whether one is at its beginning. The mark that
// opens one in English closes one in German.
func inMarks(open bool, before string) bool {
	for _, r := range before {
		switch r {
		case '„':
			open = true
		case '”':
			open = false
		case '“', '"', '«', '»':
			open = !open
		}
	}
	return open
}

// complete tells whether a text ends as a sentence does, and not as an item in a list or a line of prices.
func (s sentence) complete() bool {
	end := strings.TrimRight(s.text, "\"'”’»“) ")
	return strings.HasSuffix(end, ".") || strings.HasSuffix(end, "!") || strings.HasSuffix(end, "?") || strings.HasSuffix(end, "…")
}

// language returns that of a page, "en" where it says none.
func language(p *rule.Page) string {
	tag, _, _ := strings.Cut(p.Nodes[p.First("html")].Attr("lang"), "-")
	if tag == "" {
		return "en"
	}
	return strings.ToLower(tag)
}
