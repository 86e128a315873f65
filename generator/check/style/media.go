package style

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// media tells in which environments one of a list of media queries holds: https://www.w3.org/TR/mediaqueries-5/
func media(tokens []token) condition {
	if len(trim(tokens)) == 0 {
		return always()
	}
	var c condition
	for _, query := range split(tokens, ",") {
		for i := range c {
			q := question{tokens: query, feature: environmentOf(i).feature, types: true}
			c[i] = max(c[i], q.answer())
		}
	}
	return c
}

// supports tells whether browsers can do what a query asks for. Those that are asked about with a prefix are not known.
func supports(tokens []token) condition {
	q := question{tokens: tokens, feature: func(inner []token) tri {
		if len(inner) > 0 && strings.HasPrefix(strings.TrimPrefix(inner[0].text, "--"), "-") {
			return unsure
		}
		return yes
	}}
	var c condition
	for i := range c {
		q.tokens = tokens
		c[i] = q.answer()
	}
	return c
}

// question is a condition of parts in parentheses, with and, or and not between them.
type question struct {
	tokens  []token
	feature func(inner []token) tri
	types   bool // it may begin with a type of media
}

// answer reads the condition to its end; what is left over makes it unsure.
func (q *question) answer() tri {
	result := q.term()
	for q.blanks() {
		word := q.tokens[0].word()
		q.tokens = q.tokens[1:]
		switch word {
		case "and":
			result = min(result, q.term())
		case "or":
			result = max(result, q.term())
		default:
			return unsure
		}
	}
	return result
}

func (q *question) blanks() bool {
	q.tokens = trim(q.tokens)
	return len(q.tokens) > 0
}

func (q *question) term() tri {
	if !q.blanks() {
		return unsure
	}
	switch t := q.tokens[0]; {
	case t.kind == css.LeftParenthesisToken:
		inner, rest := within(q.tokens)
		q.tokens = rest
		return q.group(trim(inner))
	case t.kind == css.FunctionToken && t.function() != "not":
		_, q.tokens = within(q.tokens)
		return unsure
	case t.kind == css.FunctionToken:
		inner, rest := within(q.tokens)
		q.tokens = rest
		return q.group(trim(inner)).not()
	case t.word() == "not":
		q.tokens = q.tokens[1:]
		return q.term().not()
	case t.word() == "only":
		q.tokens = q.tokens[1:]
		return q.term()
	case q.types && (t.word() == "all" || t.word() == "screen"):
		q.tokens = q.tokens[1:]
		return yes
	case q.types && t.word() != "":
		q.tokens = q.tokens[1:]
		return no
	}
	q.tokens = nil
	return unsure
}

// group answers what stands in parentheses: another condition, or a feature.
func (q *question) group(inner []token) tri {
	if len(inner) > 0 && (inner[0].kind == css.LeftParenthesisToken || inner[0].word() == "not" || inner[0].function() == "not") {
		sub := question{tokens: inner, feature: q.feature}
		return sub.answer()
	}
	return q.feature(inner)
}

// feature tells whether the environment has what a media feature asks for.
func (e environment) feature(inner []token) tri {
	name, value, found := strings.Cut(strings.ToLower(written(inner)), ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	switch {
	case !found && slices.ContainsFunc(inner, func(t token) bool { return t.is("<") || t.is(">") || t.is("=") }):
		return e.span(inner)
	case name == "prefers-color-scheme":
		return truth(found && (value == "dark") == e.dark && (value == "dark" || value == "light"))
	case name == "prefers-contrast", name == "prefers-reduced-motion", name == "prefers-reduced-transparency", name == "prefers-reduced-data":
		return truth(value == "no-preference")
	case name == "forced-colors", name == "inverted-colors":
		return truth(value == "none")
	case name == "scripting":
		return unsure
	case name == "orientation":
		return truth((value == "portrait") == (e.height >= e.width))
	case name == "color", name == "width", name == "height":
		if !found {
			return yes
		}
	}
	limit, isMin := strings.CutPrefix(name, "min-")
	limit, isMax := strings.CutPrefix(limit, "max-")
	have, known := e.extent(limit)
	at, ok := e.length(lex(value))
	switch {
	case !known || !ok:
		return unsure
	case isMin:
		return truth(have >= at)
	case isMax:
		return truth(have <= at)
	}
	return truth(have == at)
}

func (e environment) extent(name string) (float64, bool) {
	switch name {
	case "width":
		return e.width, true
	case "height":
		return e.height, true
	}
	return 0, false
}

func (e environment) length(tokens []token) (float64, bool) {
	return measure{environment: e, em: 16, rem: 16}.number(tokens)
}

// span answers a feature with signs of order, such as 30rem <= width < 60rem.
func (e environment) span(inner []token) tri {
	var values []float64
	var signs []string
	start := 0
	flush := func(end int) bool {
		part := trim(inner[start:end])
		if len(part) == 1 && part[0].word() != "" {
			v, known := e.extent(part[0].word())
			values = append(values, v)
			return known
		}
		v, ok := e.length(part)
		values = append(values, v)
		return ok
	}
	for i := 0; i < len(inner); i++ {
		if t := inner[i]; !t.is("<") && !t.is(">") && !t.is("=") {
			continue
		}
		if !flush(i) {
			return unsure
		}
		sign := inner[i].text
		if i+1 < len(inner) && inner[i+1].is("=") {
			i++
			sign += "="
		}
		signs, start = append(signs, sign), i+1
	}
	if !flush(len(inner)) {
		return unsure
	}
	for i, sign := range signs {
		a, b := values[i], values[i+1]
		if !map[string]bool{"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "=": a == b}[sign] {
			return no
		}
	}
	return yes
}
