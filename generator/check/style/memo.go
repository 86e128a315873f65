package style

import (
	"hash/maphash"
	"maps"
	"strings"
	"sync"
	"sync/atomic"

	"stillpoint/generator/check/rule"
)

// state is what an element looks like in all environments. All elements that are alike below parents that are alike share one.
type state struct {
	looks  [environments]*look
	faults []Fault // of the text in it
	small  bool    // it is a target, and may be smaller than one needs to be
	gone   bool    // in all environments
	below  below
}

// below holds the states of elements in one that was met before, by what they are known by.
type below struct {
	known atomic.Pointer[map[uint64]*state] // which is never changed
}

// memo counts what is kept, so that a site on which no two elements are alike does not fill the memory.
type memo struct {
	adding sync.Mutex
	size   atomic.Int64
	top    state
	ready  sync.Once
}

// mostStates is how many states are kept.
const mostStates = 1 << 15

// state returns what an element below another looks like.
func (s *Sheets) state(p *rule.Page, node int, parent *state) *state {
	key := s.key(p, node)
	if known := parent.below.known.Load(); known != nil {
		if found := (*known)[key]; found != nil {
			return found
		}
	}
	made := s.make(p, node, parent)
	if s.memo.size.Add(1) > mostStates {
		return made
	}
	s.memo.adding.Lock()
	defer s.memo.adding.Unlock()
	before := parent.below.known.Load()
	after := map[uint64]*state{}
	if before != nil {
		if found := (*before)[key]; found != nil {
			return found
		}
		after = maps.Clone(*before)
	}
	after[key] = made
	parent.below.known.Store(&after)
	return made
}

// key returns what an element is known by: its tag and classes, and whatever else of it the sheets ask for.
func (s *Sheets) key(p *rule.Page, node int) uint64 {
	n := &p.Nodes[node]
	key := maphash.String(s.seed, n.Tag)
	for name, value := range n.Attributes() {
		for i, tested := range s.tested {
			if tested == name {
				key = s.answers(key, i, value)
			}
		}
		if name == "class" {
			if listed := s.classes.of(value); listed != 0 {
				key = key*prime + listed
			}
			continue
		}
		if value = counting(name, value); name == "id" && !s.ids[value] {
			continue
		}
		if value != "" {
			key = key*prime + uint64(len(name)) + maphash.String(s.seed, value)
		}
	}
	for i := range s.structure {
		key = key*prime + uint64(s.structure[i].fits(p, node))
	}
	return key
}

// classes tells lists of classes apart, as far as any selector asks for them.
type classes struct {
	named  map[string]bool
	seed   maphash.Seed
	known  atomic.Pointer[map[string]uint64] // which is never changed
	adding sync.Mutex
}

// mostClasses is how many lists of classes are kept.
const mostClasses = 1 << 11

// of returns a number for a list of classes, the same for all that selectors cannot tell apart; 0 where they ask for none of them.
func (c *classes) of(list string) uint64 {
	before := c.known.Load()
	if before != nil {
		if key, found := (*before)[list]; found {
			return key
		}
	}
	key := uint64(0)
	for class := range strings.FieldsSeq(list) {
		if c.named[class] {
			key = key*prime + maphash.String(c.seed, class)
		}
	}
	c.adding.Lock()
	defer c.adding.Unlock()
	after := map[string]uint64{}
	if before = c.known.Load(); before != nil {
		if len(*before) >= mostClasses {
			return key
		}
		after = maps.Clone(*before)
	}
	after[strings.Clone(list)] = key
	c.known.Store(&after)
	return key
}

// counting returns what of an attribute counts, whatever the sheets ask for.
func counting(name, value string) string {
	switch name {
	case "style", "id":
		return value
	case "role":
		if value == "button" {
			return value
		}
	case "hidden", "open", "href", "bgcolor", "background", "text", "link", "color":
		return "set"
	}
	return ""
}

// prime spreads what a key is made of: 2⁶⁴ by the golden ratio.
const prime = 0x9e3779b97f4a7c15

// answers adds to a key what the sheets ask of an attribute.
func (s *Sheets) answers(key uint64, name int, value string) uint64 {
	for j := range s.tests[name] {
		if s.tests[name][j].fits(value) {
			key = key*prime + uint64(name)<<16 + uint64(j) + 1
		}
	}
	return key
}

// make finds out what an element looks like.
func (s *Sheets) make(p *rule.Page, node int, parent *state) *state {
	made := &state{gone: true}
	element, before, after := s.match(p, node, false)
	all := rules{element: element, before: before, after: after, own: attributeStyle(p.Nodes[node].Attr("style"))}
	target := isTarget(&p.Nodes[node])
	for env := range made.looks {
		l := s.look(p, node, &all, parent.looks[env], env)
		made.looks[env] = l
		made.gone = made.gone && l.gone
		made.small = made.small || target && env < 2 && s.small(p, node, l, all.decorated())
		l.cascade = nil // nobody needs it any more
	}
	made.faults = faults(made)
	return made
}

// top returns the state that all pages begin with.
func (s *Sheets) top() *state {
	s.memo.ready.Do(func() {
		for env := range s.memo.top.looks {
			s.memo.top.looks[env] = s.root(env)
		}
	})
	return &s.memo.top
}

// walker goes through the elements of a page with their states.
type walker struct {
	sheets *Sheets
	page   *rule.Page
	stack  [64]step
	depth  int
}

type step struct {
	state *state
	end   int
}

// walk calls enter for each element that is shown, and read for each text in one that has a fault.
func (s *Sheets) walk(p *rule.Page, enter func(node int, st *state), read func(text int, st *state)) {
	w := walker{sheets: s, page: p}
	w.stack[0] = step{s.top(), len(p.Nodes)}
	for i := 1; i < len(p.Nodes); i++ {
		n := &p.Nodes[i]
		for i >= w.stack[w.depth].end {
			w.depth--
		}
		parent := w.stack[w.depth].state
		switch {
		case n.Tag == "":
			if parent.faults != nil && read != nil && strings.TrimSpace(n.Text) != "" {
				read(i, parent)
			}
			continue
		case unseen(n.Tag), w.depth == len(w.stack)-1:
			if enter != nil && replaced(n.Tag) {
				enter(i, s.state(p, i, parent))
			}
			i = n.End - 1
			continue
		case n.End == i+1 && enter == nil && !isTarget(n):
			continue
		}
		st := s.state(p, i, parent)
		if st.gone {
			i = n.End - 1
			continue
		}
		if enter != nil {
			enter(i, st)
		}
		if st.small && read != nil {
			read(i, st)
		}
		w.depth++
		w.stack[w.depth] = step{st, n.End}
	}
}

// unseen tells whether there is no text of the page in an element, but a drawing, a recording, or what no reader sees.
func unseen(tag string) bool {
	switch tag {
	case "head", "script", "style", "template", "noscript", "title", "meta", "link", "base", "svg", "math", "img", "picture", "video", "audio",
		"canvas", "iframe", "object", "embed", "map", "br", "hr", "wbr", "input", "select", "textarea", "datalist", "option", "source", "track",
		"col", "colgroup", "param", "area", "meter", "progress":
		return true
	}
	return false
}
