package style

import (
	"maps"
	"slices"

	"github.com/tdewolff/parse/v2/css"
)

// property is a custom property of an element.
type property struct {
	value []token
	known bool
	names []string // others that it goes by
}

// resolved is a value without var().
type resolved struct {
	value   []token
	names   []string
	invalid bool // it has no meaning, and counts as if it were not said
	unknown bool
}

// customProperties takes over those of the parent and adds its own.
func (v *values) customProperties() {
	own := v.look.cascade.customs
	if len(own) == 0 {
		return
	}
	from := v.look.customs
	v.look.customs = maps.Clone(from)
	state := map[string]bool{} // true once it is done, false while it is being worked out
	var work func(name string)
	work = func(name string) {
		if _, begun := state[name]; begun {
			return
		}
		state[name] = false
		w := own[name]
		if !w.settled() {
			v.look.customs[name] = property{}
			state[name] = true
			return
		}
		for _, t := range w.declaration.value {
			if custom(t.text) && own[t.text] != nil {
				if done, begun := state[t.text]; begun && !done { // it goes by itself
					v.look.customs[t.text] = property{}
				}
				work(t.text)
			}
		}
		r := v.resolve(w.declaration.value, 0)
		switch only := written(r.value); {
		case r.invalid || only == "initial":
			delete(v.look.customs, name)
		case only == "inherit" || only == "unset" || only == "revert" || only == "revert-layer":
			if old, had := from[name]; had {
				v.look.customs[name] = old
			} else {
				delete(v.look.customs, name)
			}
		default:
			v.look.customs[name] = property{value: r.value, known: !r.unknown, names: r.names}
		}
		state[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(own)) {
		if own[name].declaration != nil || !own[name].settled() {
			work(name)
		}
	}
}

// mostTokens is how long a value may become, against those that double themselves over and over.
const mostTokens = 4000

// resolve puts the values of custom properties in the place of var().
func (v *values) resolve(tokens []token, depth int) resolved {
	var out resolved
	for len(tokens) > 0 && len(out.value) < mostTokens {
		t := tokens[0]
		if t.function() != "var" {
			if name := t.function(); name == "env" || name == "attr" || name == "if" {
				out.unknown = true
			}
			out.value, tokens = append(out.value, t), tokens[1:]
			continue
		}
		inner, rest := within(tokens)
		tokens = rest
		one := v.variable(inner, depth)
		out.value, out.names = append(out.value, one.value...), append(out.names, one.names...)
		out.invalid, out.unknown = out.invalid || one.invalid, out.unknown || one.unknown
	}
	out.unknown = out.unknown || len(tokens) > 0
	return out
}

// variable returns the value of a custom property, or what is to take its place where there is none.
func (v *values) variable(inner []token, depth int) resolved {
	parts := split(inner, ",")
	name := written(parts[0])
	if depth > deepest || v.sheets.dropped[name] {
		return resolved{unknown: true}
	}
	if p, found := v.look.customs[name]; found {
		return resolved{value: p.value, names: append([]string{name}, p.names...), unknown: !p.known}
	}
	if len(parts) == 1 {
		return resolved{invalid: true}
	}
	comma := slices.IndexFunc(inner, func(t token) bool { return t.kind == css.CommaToken })
	return v.resolve(trim(inner[comma+1:]), depth+1)
}
