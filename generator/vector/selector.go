package vector

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// selector is one whose matches are the same everywhere and always: names, classes and identifiers, of an element and of
// those around it.
type selector struct {
	steps  []step // the element itself first, then outwards
	weight int
}

// step is what must hold for one element.
type step struct {
	element, id string
	classes     []string
	direct      bool // whether it must be the parent of the one before it
}

// parseSelectors reads the selectors of a rule; false where one of them is not of the simple kind.
func parseSelectors(prelude string) ([]selector, bool) {
	var list []selector
	for _, part := range split(tokens(prelude), css.CommaToken) {
		s, ok := parseSelector(part)
		if !ok {
			return nil, false
		}
		list = append(list, s)
	}
	return list, true
}

func parseSelector(list []token) (s selector, ok bool) {
	now := step{}
	for i := 0; i < len(list); i++ {
		t := list[i]
		switch {
		case t.kind == css.WhitespaceToken:
		case t.is(">"):
			now.direct = true
		default:
			n := now.read(list[i:])
			if n == 0 {
				return s, false
			}
			i += n - 1
			s.weight = min(s.weight+now.weight(t), 1<<30)
			if i+1 < len(list) && list[i+1].kind != css.WhitespaceToken && !list[i+1].is(">") {
				continue
			}
			s.steps = append(s.steps, now)
			now = step{}
		}
	}
	return s.outwards(), len(s.steps) > 0 && !now.direct && !s.steps[0].direct
}

// read takes up one condition, and returns of how many words it is; 0 where it is none that is known here.
func (s *step) read(list []token) int {
	switch t := list[0]; {
	case t.kind == css.IdentToken && s.element == "" && len(s.classes) == 0 && s.id == "":
		s.element = t.text
	case t.is("*") && s.element == "":
		s.element = "*"
	case t.kind == css.HashToken && s.id == "":
		s.id = t.text[1:]
	case t.is(".") && len(list) > 1 && list[1].kind == css.IdentToken:
		s.classes = append(s.classes, list[1].text)
		return 2
	default:
		return 0
	}
	return 1
}

// weight returns what a condition counts when rules disagree.
func (step) weight(t token) int {
	switch {
	case t.kind == css.HashToken:
		return 1 << 20
	case t.is("."):
		return 1 << 10
	case t.kind == css.IdentToken:
		return 1
	}
	return 0
}

// outwards turns the steps around. What has been noted at a step, that the one before it must be its parent, then is
// noted where it is looked for.
func (s selector) outwards() selector {
	s.steps = slices.Clone(s.steps)
	for i := range s.steps {
		s.steps[i].direct = i+1 < len(s.steps) && s.steps[i+1].direct
	}
	slices.Reverse(s.steps)
	return s
}

// matches tells whether an element is meant, by what is around it: the nearest last. For each step it notes the places at
// which it can hold, so that a long selector takes no longer than its length.
func (s selector) matches(n *node, around []*node) bool {
	if !s.steps[0].matches(n) {
		return false
	}
	below := make([]bool, len(around)+1) // where the step before can hold; the element itself is the last place
	below[len(around)] = true
	for _, step := range s.steps[1:] {
		below = step.above(below, around)
	}
	return slices.Contains(below, true)
}

// above returns where a step can hold, given the places of the one before it.
func (s step) above(below []bool, around []*node) []bool {
	places := make([]bool, len(below))
	deeper := false // whether the one before holds anywhere further in
	for i := len(around) - 1; i >= 0; i-- {
		deeper = deeper || below[i+1]
		places[i] = (below[i+1] || deeper && !s.direct) && s.matches(around[i])
	}
	return places
}

func (s step) matches(n *node) bool {
	if s.element != "" && s.element != "*" && s.element != n.name || s.id != "" && s.id != n.get("id") {
		return false
	}
	if len(s.classes) == 0 {
		return true
	}
	has := strings.Fields(n.get("class"))
	for _, class := range s.classes {
		if !slices.Contains(has, class) {
			return false
		}
	}
	return true
}
