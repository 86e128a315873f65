package access

import (
	"slices"

	"stillpoint/generator/check/rule"
)

// known is what is known of the elements of a page once somebody has asked: most rules ask for the same.
type known struct {
	roles, names []answer
	wholes       []int32    // see closed; one more than the number, so that 0 is not known
	landmarks    []landmark // nil where nobody has asked
	off          bool       // something on the page, or a part of it, is switched off
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
	return rule.Again(p, knownKey{}, func(k *known) *known {
		if k == nil {
			k = &known{}
		}
		k.roles, k.names = empty(k.roles, len(p.Nodes)), empty(k.names, len(p.Nodes))
		k.wholes, k.landmarks = empty(k.wholes, len(p.Nodes)), nil
		k.off = p.Some("inert") || p.Some("disabled")
		return k
	})
}

// empty returns a list of some length with nothing in it, in the memory of another if that is large enough.
func empty[T any](list []T, length int) []T {
	list = slices.Grow(list[:0], length)[:length]
	clear(list)
	return list
}

// role returns what an element is to a screen reader: what its role says, or what it is by itself; "" where it is nothing.
func role(p *rule.Page, node int) string { return knownOf(p).roles[node].of(p, node, findRole) }

// name returns what a screen reader calls an element; "" where it has no name at all.
func name(p *rule.Page, node int) string { return knownOf(p).names[node].of(p, node, findName) }
