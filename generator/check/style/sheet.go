package style

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// declaration is what a rule says of one property.
type declaration struct {
	property  string // in small letters; custom properties as they are
	value     []token
	important bool
	rule      *block // nil for a style attribute
}

// Text returns the value as it is written.
func (d *declaration) text() string { return written(d.value) }

// block is a rule: some selectors, and what holds for what they reach.
type block struct {
	selectors    []*selector
	prelude      string // the selectors as they are written
	declarations []declaration
	where        condition
	layer        *layer
	order        int
}

// layer is a layer of the cascade. What stands in none is in the outermost.
type layer struct {
	name  string
	parts []*layer
	rank  int // the higher, the stronger; see [layer.number]
}

// part returns the layer of a name within another, which is made where there is none; without a name, one of its own.
func (l *layer) part(name string) *layer {
	for head := range strings.SplitSeq(name, ".") {
		head = strings.TrimSpace(head)
		at := slices.IndexFunc(l.parts, func(p *layer) bool { return head != "" && p.name == head })
		if at < 0 {
			l.parts = append(l.parts, &layer{name: head})
			at = len(l.parts) - 1
		}
		l = l.parts[at]
	}
	return l
}

// number ranks the layers: later ones are stronger, and what stands in none of the parts of a layer is stronger than they.
func (l *layer) number(next int) int {
	for _, part := range l.parts {
		next = part.number(next)
	}
	l.rank = next
	return next + 1
}

// reader reads style sheets into rules.
type reader struct {
	blocks  []*block
	layers  layer
	motions map[string]bool // names of keyframes that may change what can be read
	partial bool            // there is more that is not known here: an @import
}

// place is what holds for all rules at a place of a sheet.
type place struct {
	where  condition
	layer  *layer
	within []*selector // that nested rules are seen from; nil outside of rules
	text   string      // these, as they are written
}

// read reads a sheet that holds under a condition.
func (r *reader) read(text string, where condition) {
	r.rules(lex(text), place{where: where, layer: &r.layers})
}

// rules reads what stands outside of rules.
func (r *reader) rules(tokens []token, at place) {
	for len(tokens) > 0 {
		t := tokens[0]
		switch {
		case t.blank() || t.kind == css.SemicolonToken || t.closes():
			tokens = tokens[1:]
		case t.kind == css.AtKeywordToken:
			tokens = r.atRule(tokens, at)
		default:
			prelude, body, rest := statement(tokens)
			if tokens = rest; body != nil {
				r.block(prelude, body, at)
			}
		}
	}
}

// statement cuts the front of tokens into what stands before a block, the block, and the rest. The block is nil where a semicolon
// comes first.
func statement(tokens []token) (prelude, body, rest []token) {
	depth := 0
	for i, t := range tokens {
		switch {
		case depth == 0 && t.kind == css.LeftBraceToken:
			body, rest = within(tokens[i:])
			return trim(tokens[:i]), append([]token{}, body...), rest
		case depth == 0 && (t.kind == css.SemicolonToken || t.kind == css.RightBraceToken):
			return trim(tokens[:i]), nil, tokens[i+1:]
		case t.opens():
			depth++
		case t.closes():
			depth--
		}
	}
	return trim(tokens), nil, nil
}

// atRule reads a rule such as @media, and returns what comes after it.
func (r *reader) atRule(tokens []token, at place) []token {
	prelude, body, rest := statement(tokens[1:])
	inner := at
	switch name := strings.ToLower(tokens[0].text); name {
	case "@import":
		r.partial = true
		return rest
	case "@media":
		inner.where = at.where.and(media(prelude))
	case "@supports":
		inner.where = at.where.and(supports(prelude))
	case "@container", "@scope", "@when", "@else", "@-moz-document":
		for i := range inner.where {
			inner.where[i] = min(inner.where[i], unsure)
		}
	case "@layer":
		if body == nil {
			for _, part := range split(prelude, ",") {
				at.layer.part(written(part))
			}
			return rest
		}
		inner.layer = at.layer.part(written(prelude))
	case "@keyframes", "@-webkit-keyframes":
		r.keyframes(written(prelude), body)
		return rest
	default: // says nothing of elements
		return rest
	}
	if at.within != nil {
		r.nested(body, inner)
	} else {
		r.rules(body, inner)
	}
	return rest
}

// keyframes notes a motion that changes more than where something lies.
func (r *reader) keyframes(name string, body []token) {
	for _, t := range body {
		switch t.word() {
		case "color", "background", "background-color", "background-image", "opacity", "filter", "visibility", "display", "font", "font-size":
			r.motions[strings.Trim(name, `"'`)] = true
			return
		}
	}
}

// block reads a rule with its selectors.
func (r *reader) block(prelude, body []token, at place) {
	inner := at
	inner.within, inner.text = selectors(prelude, at.within), written(prelude)
	if at.within != nil {
		inner.text = at.text + " " + inner.text
	}
	r.nested(body, inner)
}

// nested reads what stands within a rule: declarations, and rules of its own.
func (r *reader) nested(tokens []token, at place) {
	b := &block{selectors: at.within, prelude: at.text, where: at.where, layer: at.layer, order: len(r.blocks)}
	if !at.where.never() {
		r.blocks = append(r.blocks, b)
	}
	for len(tokens) > 0 {
		t := tokens[0]
		if t.blank() || t.kind == css.SemicolonToken || t.closes() {
			tokens = tokens[1:]
			continue
		}
		if t.kind == css.AtKeywordToken {
			tokens = r.atRule(tokens, at)
			continue
		}
		prelude, body, rest := statement(tokens)
		if custom(t.text) {
			prelude, rest = untilSemicolon(tokens)
			body = nil
		}
		if tokens = rest; body != nil {
			r.block(prelude, body, at)
		} else if d, ok := declared(prelude); ok {
			d.rule = b
			b.declarations = append(b.declarations, d)
		}
	}
}

// untilSemicolon cuts tokens at the end of a declaration, whose value may hold braces.
func untilSemicolon(tokens []token) (head, rest []token) {
	parts := split(tokens, ";")
	if len(parts) == 1 {
		return parts[0], nil
	}
	if len(parts[0]) == 0 {
		return nil, nil
	}
	return parts[0], tokens[len(tokens)-remaining(tokens, parts[0]):]
}

func custom(property string) bool { return strings.HasPrefix(property, "--") }

// declared reads a declaration.
func declared(tokens []token) (declaration, bool) {
	if len(tokens) < 2 {
		return declaration{}, false
	}
	name, value := tokens[0].text, trim(tokens[1:])
	if len(value) == 0 || value[0].kind != css.ColonToken {
		return declaration{}, false
	}
	if !custom(name) {
		name = strings.ToLower(name)
	}
	d := declaration{property: name, value: trim(value[1:])}
	if n := len(d.value); n >= 2 && d.value[n-1].word() == "important" {
		if before := trim(d.value[:n-1]); len(before) > 0 && before[len(before)-1].is("!") {
			d.value, d.important = trim(before[:len(before)-1]), true
		}
	}
	return d, len(d.value) > 0 || custom(name)
}

// attributeStyle reads the declarations of a style attribute.
func attributeStyle(text string) []declaration {
	var all []declaration
	for _, part := range split(lex(text), ";") {
		if d, ok := declared(part); ok {
			all = append(all, d)
		}
	}
	return all
}
