package style

import (
	"cmp"
	"slices"
)

// matched is a rule that reaches an element, with the strength of the strongest of its selectors that do.
type matched struct {
	block       *block
	specificity [3]int
	answer      tri
}

// strength orders declarations: https://www.w3.org/TR/css-cascade-5/#cascade-sort
type strength struct {
	important   bool
	layer       int
	specificity [3]int
	order       int
}

func (a strength) compare(b strength) int {
	if a.important != b.important {
		if a.important {
			return 1
		}
		return -1
	}
	layers := cmp.Compare(a.layer, b.layer)
	if a.important { // what is important in a weaker layer overrules what is in a stronger one
		layers = -layers
	}
	return cmp.Or(layers, compareSpecificity(a.specificity, b.specificity), cmp.Compare(a.order, b.order))
}

// winner is the strongest declaration of a slot, and those that might be stronger.
type winner struct {
	declaration *declaration // nil where there is none
	rivals      []*declaration
}

// settled returns the value of the winner, and whether nothing can overrule it.
func (w *winner) settled() bool { return len(w.rivals) == 0 }

// cascade is what holds for one element in one environment.
type cascade struct {
	won     [slots]winner
	customs map[string]*winner
}

// styleLayer ranks the style attribute above all layers.
const styleLayer = 1 << 30

// rules are those that hold for an element, for what is made before and after it, and its style attribute.
type rules struct {
	element, before, after []matched
	own                    []declaration
	settled                *cascade // in all environments, where these make no difference
}

func (r *rules) decorated() bool { return len(r.before)+len(r.after) > 0 }

// decide returns what holds in an environment.
func (r *rules) decide(env int) *cascade {
	if r.settled != nil {
		return r.settled
	}
	made := decide(r.element, r.own, env)
	if !slices.ContainsFunc(r.element, func(m matched) bool { return m.block.where != always() }) {
		r.settled = made
	}
	return made
}

// decide lets the declarations of rules and of a style attribute compete.
func decide(rules []matched, own []declaration, env int) *cascade {
	type contender struct {
		declaration *declaration
		strength    strength
		answer      tri
	}
	var all []contender
	for _, m := range rules {
		answer := min(m.answer, m.block.where[env])
		if answer == no {
			continue
		}
		for i := range m.block.declarations {
			d := &m.block.declarations[i]
			all = append(all, contender{d, strength{d.important, m.block.layer.rank, m.specificity, m.block.order<<10 + i}, answer})
		}
	}
	for i := range own {
		layer := styleLayer
		if own[i].important {
			layer = -1
		}
		all = append(all, contender{&own[i], strength{own[i].important, layer, [3]int{}, i}, yes})
	}
	slices.SortStableFunc(all, func(a, b contender) int { return a.strength.compare(b.strength) })
	c := &cascade{}
	for _, one := range all {
		for _, w := range c.winners(one.declaration.property) {
			if one.answer == unsure {
				w.rivals = append(w.rivals, one.declaration)
			} else {
				*w = winner{declaration: one.declaration}
			}
		}
	}
	return c
}

// winners returns the places that a property fills.
func (c *cascade) winners(property string) []*winner {
	if custom(property) {
		if c.customs == nil {
			c.customs = map[string]*winner{}
		}
		if c.customs[property] == nil {
			c.customs[property] = &winner{}
		}
		return []*winner{c.customs[property]}
	}
	var all []*winner
	for _, s := range slotsOf(property) {
		all = append(all, &c.won[s])
	}
	return all
}
