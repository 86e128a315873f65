package style

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// selector reaches elements: https://www.w3.org/TR/selectors-4/
type selector struct {
	parts       []compound // the last is that of the element itself
	specificity [3]int
	pseudo      string // "before" where it reaches what is made before an element; "" for elements themselves
	lost        bool   // it reaches nothing that is judged: a state such as :hover, or a part that only browsers have
}

// compound is what a selector asks of one element, and how that lies to the one before it.
type compound struct {
	combinator byte   // ' ', '>', '+' or '~'; 0 for the first
	tag        string // "" for any
	id         string
	classes    []string
	attributes []attribute
	pseudos    []pseudo
	unknown    bool // it asks for what is not known here
}

// attribute is a test such as [href^="http"].
type attribute struct {
	name, operator, value string
	fold                  bool // capitals count as small letters
}

// pseudo is a test such as :first-child, :nth-child(2n+1) or :not(.a).
type pseudo struct {
	name    string
	step    int // of :nth-child(2n+1): 2
	offset  int // 1
	choices []*selector
}

// structural tells whether a test asks where among its siblings an element stands.
func (p pseudo) structural() bool {
	switch p.name {
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type", "empty":
		return true
	}
	return false
}

// selectors reads a list of them. Those of a nested rule are seen from the ones around it.
func selectors(tokens []token, around []*selector) []*selector {
	var all []*selector
	for _, part := range split(tokens, ",") {
		all = append(all, parseSelector(part, around))
	}
	return all
}

func parseSelector(tokens []token, around []*selector) *selector {
	p := selectorReader{made: &selector{}, rest: trim(tokens), around: around}
	if around != nil && !mentions(tokens, "&") {
		p.parent()
		p.combine(' ')
	}
	p.read()
	s := p.made
	if len(s.parts) == 0 {
		s.lost = true
	}
	return s
}

func mentions(tokens []token, sign string) bool {
	for _, t := range tokens {
		if t.is(sign) {
			return true
		}
	}
	return false
}

// selectorReader reads one selector.
type selectorReader struct {
	made   *selector
	rest   []token
	around []*selector
	next   byte // the combinator before the next compound
	open   bool // a compound has begun
}

func (p *selectorReader) take() token {
	t := p.rest[0]
	p.rest = p.rest[1:]
	return t
}

// current returns the compound that is being read.
func (p *selectorReader) current() *compound {
	if !p.open {
		p.made.parts = append(p.made.parts, compound{combinator: p.next})
		p.open, p.next = true, 0
	}
	return &p.made.parts[len(p.made.parts)-1]
}

// combine ends a compound.
func (p *selectorReader) combine(combinator byte) {
	if p.open || combinator != ' ' {
		if p.next == 0 || p.next == ' ' {
			p.next = combinator
		}
	}
	p.open = false
}

// parent puts in the selectors around a nested rule.
func (p *selectorReader) parent() {
	c := p.current()
	if p.around == nil {
		c.pseudos = append(c.pseudos, pseudo{name: "root"})
		return
	}
	c.pseudos = append(c.pseudos, pseudo{name: "is", choices: p.around})
	p.count(strongest(p.around))
}

func (p *selectorReader) count(specificity [3]int) {
	for i := range specificity {
		p.made.specificity[i] += specificity[i]
	}
}

func strongest(list []*selector) [3]int {
	var most [3]int
	for _, s := range list {
		if compareSpecificity(s.specificity, most) > 0 {
			most = s.specificity
		}
	}
	return most
}

func compareSpecificity(a, b [3]int) int {
	for i := range a {
		if a[i] != b[i] {
			return a[i] - b[i]
		}
	}
	return 0
}

func (p *selectorReader) read() {
	for len(p.rest) > 0 {
		switch t := p.take(); {
		case t.blank():
			p.combine(' ')
		case t.is(">") || t.is("+") || t.is("~"):
			p.combine(t.text[0])
		case t.is("&"):
			p.parent()
		case t.is("*"):
			p.current()
		case t.is(".") && len(p.rest) > 0:
			c := p.current()
			c.classes = append(c.classes, unescaped(p.take().text))
			p.count([3]int{0, 1, 0})
		case t.kind == css.HashToken:
			p.current().id = unescaped(t.text[1:])
			p.count([3]int{1, 0, 0})
		case t.kind == css.IdentToken:
			p.current().tag = strings.ToLower(unescaped(t.text))
			p.count([3]int{0, 0, 1})
		case t.kind == css.LeftBracketToken:
			p.attribute(t)
		case t.kind == css.ColonToken:
			p.pseudo()
		default:
			p.current().unknown = true
		}
	}
}

// unescaped returns a name without the signs that CSS escapes some letters with, as in .md\:w-4.
func unescaped(name string) string {
	if !strings.Contains(name, `\`) {
		return name
	}
	var out strings.Builder
	for rest := name; rest != ""; {
		before, after, found := strings.Cut(rest, `\`)
		out.WriteString(before)
		if !found {
			break
		}
		digits := 0
		for digits < len(after) && digits < 6 && strings.IndexByte("0123456789abcdefABCDEF", after[digits]) >= 0 {
			digits++
		}
		if digits == 0 {
			if after != "" {
				out.WriteByte(after[0])
				after = after[1:]
			}
			rest = after
			continue
		}
		code, _ := strconv.ParseInt(after[:digits], 16, 32)
		out.WriteRune(rune(code))
		rest = strings.TrimPrefix(after[digits:], " ")
	}
	return out.String()
}

func (p *selectorReader) attribute(open token) {
	inner, rest := within(append([]token{open}, p.rest...))
	p.rest = rest
	p.count([3]int{0, 1, 0})
	var parts []token
	for _, t := range inner {
		if !t.blank() {
			parts = append(parts, t)
		}
	}
	c := p.current()
	if len(parts) == 0 || parts[0].kind != css.IdentToken && parts[0].kind != css.CustomPropertyNameToken {
		c.unknown = true
		return
	}
	a := attribute{name: strings.ToLower(parts[0].text)}
	switch {
	case len(parts) == 1:
	case len(parts) == 3 || len(parts) == 4:
		a.operator, a.value = parts[1].text, unescaped(strings.Trim(parts[2].text, `"'`))
		a.fold = len(parts) == 4 && parts[3].word() == "i" || a.name == "type"
		c.unknown = c.unknown || len(parts) == 4 && parts[3].word() != "i" && parts[3].word() != "s"
	default:
		c.unknown = true
	}
	c.attributes = append(c.attributes, a)
}

// pseudo reads a test that begins with a colon.
func (p *selectorReader) pseudo() {
	c := p.current()
	if len(p.rest) == 0 {
		c.unknown = true
		return
	}
	element := p.rest[0].kind == css.ColonToken
	if element {
		p.take()
	}
	if len(p.rest) == 0 {
		c.unknown = true
		return
	}
	t := p.rest[0]
	name, inner := strings.ToLower(strings.TrimSuffix(t.text, "(")), []token(nil)
	if t.kind == css.FunctionToken {
		inner, p.rest = within(p.rest)
	} else {
		p.take()
	}
	switch name {
	case "before", "after":
		p.made.pseudo = name
		p.count([3]int{0, 0, 1})
		return
	case "first-line", "first-letter":
		element = true
	}
	if element {
		p.made.lost = true
		return
	}
	if test, ok := p.test(name, inner); ok {
		c.pseudos = append(c.pseudos, test)
	} else {
		c.unknown = true
	}
}

// test returns what a pseudo-class asks for, and whether that is known.
func (p *selectorReader) test(name string, inner []token) (pseudo, bool) {
	switch name {
	case "is", "where", "not", "matches", "-webkit-any", "any":
		if name != "where" && name != "not" {
			name = "is"
		}
		choices := selectors(inner, nil)
		if name != "where" {
			p.count(strongest(choices))
		}
		return pseudo{name: name, choices: choices}, true
	case "hover", "focus", "focus-visible", "focus-within", "active", "visited", "target", "fullscreen", "popover-open", "modal", "autofill",
		"user-invalid", "user-valid", "placeholder-shown", "-moz-focusring", "current", "paused", "playing":
		p.count([3]int{0, 1, 0})
		return pseudo{name: "never"}, true
	}
	p.count([3]int{0, 1, 0})
	switch name {
	case "root", "link", "any-link", "empty", "checked", "disabled", "enabled", "scope":
		if name == "scope" {
			name = "root"
		}
		return pseudo{name: name}, true
	case "first-child":
		return pseudo{name: "nth-child", offset: 1}, true
	case "last-child":
		return pseudo{name: "nth-last-child", offset: 1}, true
	case "first-of-type":
		return pseudo{name: "nth-of-type", offset: 1}, true
	case "last-of-type":
		return pseudo{name: "nth-last-of-type", offset: 1}, true
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		step, offset, ok := nth(written(inner))
		return pseudo{name: name, step: step, offset: offset}, ok
	}
	return pseudo{}, false
}

// nth reads a formula such as 2n+1, odd or 3.
func nth(text string) (step, offset int, ok bool) {
	text = strings.ToLower(strings.ReplaceAll(text, " ", ""))
	switch text {
	case "odd":
		return 2, 1, true
	case "even":
		return 2, 0, true
	}
	before, after, found := strings.Cut(text, "n")
	if !found {
		offset, err := strconv.Atoi(text)
		return 0, offset, err == nil
	}
	switch before {
	case "", "+":
		step = 1
	case "-":
		step = -1
	default:
		v, err := strconv.Atoi(before)
		if err != nil {
			return 0, 0, false
		}
		step = v
	}
	if after == "" {
		return step, 0, true
	}
	offset, err := strconv.Atoi(after)
	return step, offset, err == nil
}

// loose returns the selector without what it asks about the place of elements among others, so that it may reach more: of what it
// reaches it is not sure then.
func (s *selector) loose() *selector {
	made := *s
	made.parts = nil
	for _, c := range s.parts {
		if c.combinator == '+' || c.combinator == '~' {
			made.parts, c.combinator, c.unknown = nil, 0, true
		}
		tests := c.pseudos
		c.pseudos = nil
		for _, t := range tests {
			if t.placing() {
				c.unknown = true
			} else {
				c.pseudos = append(c.pseudos, t)
			}
		}
		made.parts = append(made.parts, c)
	}
	return &made
}

// placing tells whether a test, or one within it, goes by the place of elements among others.
func (p pseudo) placing() bool {
	for _, s := range p.choices {
		for _, c := range s.parts {
			if c.combinator == '+' || c.combinator == '~' || slices.ContainsFunc(c.pseudos, pseudo.placing) {
				return true
			}
		}
	}
	return p.structural()
}
