package style

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// reaches tells whether a selector reaches an element, be it at all or by what is made before or after it.
func (s *selector) reaches(p *rule.Page, node int) tri {
	if s.lost {
		return no
	}
	return s.upTo(len(s.parts)-1, p, node)
}

// upTo tells whether the parts of a selector up to one reach an element.
func (s *selector) upTo(last int, p *rule.Page, node int) tri {
	c := &s.parts[last]
	result := c.fits(p, node)
	if result == no || last == 0 && c.combinator == 0 {
		return result
	}
	if last == 0 { // it begins with a combinator, which only :has and @scope give a meaning
		return unsure
	}
	return min(result, s.before(last, p, node))
}

// before tells whether what a selector asks for before one of its parts is there.
func (s *selector) before(part int, p *rule.Page, node int) tri {
	found := no
	switch s.parts[part].combinator {
	case '>':
		if parent := p.Nodes[node].Parent; parent > 0 {
			return s.upTo(part-1, p, parent)
		}
	case '+':
		if sibling := previous(p, node); sibling > 0 {
			return s.upTo(part-1, p, sibling)
		}
	case '~':
		for sibling := previous(p, node); sibling > 0 && found != yes; sibling = previous(p, sibling) {
			found = max(found, s.upTo(part-1, p, sibling))
		}
	default:
		for parent := p.Nodes[node].Parent; parent > 0 && found != yes; parent = p.Nodes[parent].Parent {
			found = max(found, s.upTo(part-1, p, parent))
		}
	}
	return found
}

// previous returns the element before another among its siblings, or 0.
func previous(p *rule.Page, node int) int {
	last := 0
	for i := range siblings(p, node) {
		if i == node {
			return last
		}
		last = i
	}
	return 0
}

// siblings yields the elements with the same parent, the element itself among them.
func siblings(p *rule.Page, node int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		parent := p.Nodes[node].Parent
		for i := parent + 1; i < p.Nodes[parent].End; i = p.Nodes[i].End {
			if p.Nodes[i].Tag != "" && !yield(i) {
				return
			}
		}
	}
}

// fits tells whether an element is as one part of a selector asks.
func (c *compound) fits(p *rule.Page, node int) tri {
	n := &p.Nodes[node]
	if c.tag != "" && c.tag != n.Tag {
		return no
	}
	if c.id != "" && n.Attr("id") != c.id {
		return no
	}
	for _, class := range c.classes {
		if !n.HasClass(class) {
			return no
		}
	}
	for i := range c.attributes {
		value, has := n.Lookup(c.attributes[i].name)
		if !has || !c.attributes[i].fits(value) {
			return no
		}
	}
	result := yes
	for i := range c.pseudos {
		if result = min(result, c.pseudos[i].fits(p, node)); result == no {
			return no
		}
	}
	if c.unknown {
		return unsure
	}
	return result
}

func (a *attribute) fits(value string) bool {
	want := a.value
	if a.fold {
		value, want = strings.ToLower(value), strings.ToLower(want)
	}
	switch a.operator {
	case "":
		return true
	case "=":
		return value == want
	case "~=":
		for word := range strings.FieldsSeq(value) {
			if word == want {
				return true
			}
		}
		return false
	case "|=":
		return value == want || strings.HasPrefix(value, want+"-")
	case "^=":
		return want != "" && strings.HasPrefix(value, want)
	case "$=":
		return want != "" && strings.HasSuffix(value, want)
	case "*=":
		return want != "" && strings.Contains(value, want)
	}
	return false
}

func (t *pseudo) fits(p *rule.Page, node int) tri {
	n := &p.Nodes[node]
	has := func(name string) bool { _, found := n.Lookup(name); return found }
	switch t.name {
	case "is", "where", "not":
		found := no
		for _, s := range t.choices {
			found = max(found, s.reaches(p, node))
		}
		if t.name == "not" {
			return found.not()
		}
		return found
	case "root":
		return truth(n.Parent == 0)
	case "link", "any-link":
		return truth((n.Tag == "a" || n.Tag == "area") && has("href"))
	case "empty":
		return truth(n.End == node+1)
	case "checked":
		return truth(has("checked") || n.Tag == "option" && has("selected"))
	case "disabled":
		return truth(has("disabled"))
	case "enabled":
		return truth(!has("disabled") && control(n.Tag))
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		return truth(t.counts(placeOf(p, node, strings.HasSuffix(t.name, "of-type"), strings.Contains(t.name, "last"))))
	}
	return no
}

func control(tag string) bool {
	switch tag {
	case "button", "input", "select", "textarea", "option", "optgroup", "fieldset":
		return true
	}
	return false
}

// placeOf returns which among its siblings an element is, from 1: of all or of those of its tag, from the first or from the last.
func placeOf(p *rule.Page, node int, ofType, last bool) int {
	before, all := 0, 0
	for i := range siblings(p, node) {
		if ofType && p.Nodes[i].Tag != p.Nodes[node].Tag {
			continue
		}
		all++
		if i <= node {
			before++
		}
	}
	if last {
		return all - before + 1
	}
	return before
}

// counts tells whether a place is one of those of the formula.
func (t *pseudo) counts(place int) bool {
	if t.step == 0 {
		return place == t.offset
	}
	n := place - t.offset
	return n%t.step == 0 && n/t.step >= 0
}
