package access

import "stillpoint/generator/check/rule"

// known is what is known of the elements of a page once somebody has asked: most rules ask for the same.
type known struct {
	roles, names []answer
	closed       bool // something on the page, or a part of it, is switched off
}

// answer is a text that is found once.
type answer struct {
	text  string
	found bool
}

// of returns the text, found by a function where it is not known.
func (a *answer) of(p *rule.Page, node int, find func(*rule.Page, int) string) string {
	if !a.found {
		*a = answer{find(p, node), true}
	}
	return a.text
}

// knownKey is the key of what is known of a page.
type knownKey struct{}

func knownOf(p *rule.Page) *known {
	return rule.Once(p, knownKey{}, func() *known {
		answers := make([]answer, 2*len(p.Nodes))
		return &known{
			roles: answers[:len(p.Nodes)], names: answers[len(p.Nodes):], closed: p.Some("inert") || p.Some("disabled"),
		}
	})
}

// role returns what an element is to a screen reader: what its role says, or what it is by itself; "" where it is nothing.
func role(p *rule.Page, node int) string { return knownOf(p).roles[node].of(p, node, findRole) }

// name returns what a screen reader calls an element; "" where it has no name at all.
func name(p *rule.Page, node int) string { return knownOf(p).names[node].of(p, node, findName) }
