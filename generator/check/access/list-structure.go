package access

import (
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

// listStructure asks that lists hold items and nothing else, and that items lie in lists (WCAG 1.3.1).
func listStructure() rule.Rule {
	return rule.Rule{Code: "list-structure", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("ul", "ol", "li", "dl", "dt", "dd") {
			if words(&p.Nodes[i], "role") != "" || p.Hidden(i) {
				continue // what it is to a screen reader then, other rules judge
			}
			switch p.Nodes[i].Tag {
			case "ul", "ol":
				found = append(found, strangers(p, i, "a list", "put it into a <li>, or before or behind the list", isItem)...)
			case "dl":
				found = append(found, judgeTerms(p, i)...)
			default:
				found = append(found, judgeItem(p, i)...)
			}
		}
		return found
	}}
}

// strangers returns what lies right in a list and does not belong there.
func strangers(p *rule.Page, list int, called, hint string, belongs func(p *rule.Page, node int) bool) []rule.Finding {
	var found []rule.Finding
	for i := range children(p, list) {
		n := &p.Nodes[i]
		switch {
		case n.Tag == "":
			if strings.TrimSpace(n.Text) != "" {
				found = append(found, p.Found(i, "this text lies right in "+called+", and in no item of it", hint))
			}
		case !p.Hidden(i) && !isInvisible(n.Tag) && !belongs(p, i):
			found = append(found, p.Found(i, "a “"+n.Tag+"” lies right in "+called+", where only items belong", hint))
		}
	}
	return found
}

// isInvisible tells whether an element shows nothing, and so may stand anywhere.
func isInvisible(tag string) bool {
	return slices.Contains([]string{"script", "style", "template", "noscript", "link", "meta"}, tag)
}

// isItem tells whether an element is an item of a list.
func isItem(p *rule.Page, node int) bool {
	told := toldRole(&p.Nodes[node])
	return told == "listitem" || told == "" && p.Nodes[node].Tag == "li"
}

// isTerm tells whether an element is a word of a list of words, or what is said of it.
func isTerm(p *rule.Page, node int) bool {
	switch toldRole(&p.Nodes[node]) {
	case "definition", "term", "listitem":
		return true
	case "":
		return p.Nodes[node].Tag == "dt" || p.Nodes[node].Tag == "dd"
	}
	return false
}

// judgeTerms returns what is wrong with a list of words and what is said of them.
func judgeTerms(p *rule.Page, list int) []rule.Finding {
	const called, hint = "a list of words", "put it into a <dt>, for the word, or a <dd>, for what is said of it"
	isGroup := func(p *rule.Page, node int) bool { return p.Nodes[node].Tag == "div" && toldRole(&p.Nodes[node]) == "" }
	found := strangers(p, list, called, hint, func(p *rule.Page, node int) bool { return isGroup(p, node) || isTerm(p, node) })
	for i := range children(p, list) {
		if isGroup(p, i) && !p.Hidden(i) {
			found = append(found, strangers(p, i, called, hint, isTerm)...)
		}
	}
	if order := termOrder(p, list); order != "" && !strings.Contains(order, "td") {
		found = append(found, p.Found(list, "no word in this list has anything said of it", "let each <dt> be followed by a <dd>"))
	}
	return found
}

// termOrder returns a t for each word that lies right in a list, and a d for each thing that is said of one.
func termOrder(p *rule.Page, list int) string {
	order := ""
	for i := range children(p, list) {
		if tag := p.Nodes[i].Tag; tag == "dt" || tag == "dd" {
			order += tag[1:]
		}
	}
	return order
}

// judgeItem returns what is wrong with where an item lies.
func judgeItem(p *rule.Page, item int) []rule.Finding {
	n := &p.Nodes[item]
	parent := n.Parent
	if n.Tag == "li" {
		if r := role(p, parent); r == "list" || isNone(r) {
			return nil
		}
		return []rule.Finding{p.Found(item, "this item lies in no list", "put <ul> or <ol> around it and its like")}
	}
	if told := toldRole(&p.Nodes[parent]); p.Nodes[parent].Tag == "div" && (told == "" || isNone(told)) {
		parent = p.Nodes[parent].Parent
	}
	if told := toldRole(&p.Nodes[parent]); p.Nodes[parent].Tag == "dl" && (told == "" || told == "list" || isNone(told)) {
		return nil
	}
	return []rule.Finding{p.Found(item, "this “"+n.Tag+"” lies in no list of words", "put <dl> around it and its like")}
}
