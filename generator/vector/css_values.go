package vector

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// declaration is a property of CSS with its value.
type declaration struct {
	property, value string
	important       bool
}

func (d declaration) String() string {
	if d.important {
		return d.property + ":" + d.value + "!important"
	}
	return d.property + ":" + d.value
}

// tell is called with what was taken out, in words and as it stood.
type tell func(message, stood string)

// harmless are the kinds of words that a value may be made of. What is not here ends a value, begins something else, or
// is an error that browsers might mend in their own way.
func harmless() []css.TokenType {
	return []css.TokenType{
		css.IdentToken, css.HashToken, css.NumberToken, css.PercentageToken, css.DimensionToken, css.StringToken, css.CommaToken,
		css.WhitespaceToken, css.UnicodeRangeToken, css.CustomPropertyNameToken, css.LeftParenthesisToken, css.RightParenthesisToken,
	}
}

// value returns a value as it may stay, and the word that it may not.
func (k kept) value(list []token) (text string, bad *token) {
	depth, safe := 0, slices.Clone(trim(list))
	for i := range safe {
		t := &safe[i]
		depth += t.depth()
		if depth < 0 || !k.word(t) {
			return "", t
		}
	}
	if depth != 0 {
		return "", &safe[len(safe)-1]
	}
	return join(safe), nil
}

// word tells whether a word of a value may stay; an address is written anew.
func (k kept) word(t *token) bool {
	switch {
	case t.kind == css.URLToken:
		address, ok := k.clean(urlOf(t.text))
		if ok {
			t.text = "url(" + address + ")"
		}
		return ok && !strings.Contains(address, " ")
	case strings.ContainsAny(t.text, "\\\x00"):
		return false
	case t.kind == css.FunctionToken:
		return functions()[strings.ToLower(strings.TrimSuffix(t.text, "("))]
	case t.kind == css.DelimToken:
		return strings.Contains("+-*/.%=", t.text)
	case t.kind == css.StringToken:
		return len(t.text) > 1 && t.text[0] == t.text[len(t.text)-1] && !strings.Contains(t.text, "\n")
	}
	return slices.Contains(harmless(), t.kind)
}

// urlOf returns the address within url(…).
func urlOf(text string) string {
	_, text, _ = strings.Cut(text, "(")
	text = strings.TrimSpace(strings.TrimSuffix(text, ")"))
	for _, quote := range []string{`"`, `'`} {
		if rest, ok := strings.CutPrefix(text, quote); ok {
			return strings.TrimSuffix(rest, quote)
		}
	}
	return text
}

// about says in words what a word is that had to go.
func (t *token) about(property string) string {
	switch {
	case t.kind == css.URLToken, t.kind == css.BadURLToken:
		return reference(urlOf(t.text))
	case t.kind == css.FunctionToken:
		return "a call of " + short(strings.TrimSuffix(t.text, "(")) + " in " + short(property) + " was taken out"
	}
	return "the value of " + short(property) + " was taken out, since " + short(t.text) + " has no place in it"
}

func reference(address string) string {
	return "a reference to " + short(asBrowsersRead(address)) + " was taken out"
}

// short cuts a text to a length that fits into a message.
func short(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// declarations reads what is between the braces of a rule or in an attribute style, and returns what of it is known and safe.
func declarations(list []token, known func(property string) bool, where kept, tell tell) []declaration {
	var safe []declaration
	for _, part := range split(list, css.SemicolonToken) {
		if len(part) == 0 {
			continue
		}
		d, ok := parseDeclaration(part, where, tell)
		if ok && (known(d.property) || strings.HasPrefix(d.property, "--")) {
			safe = append(safe, d)
		}
	}
	return safe
}

// parseDeclaration reads one. Of those that hold what is not allowed, it tells.
func parseDeclaration(part []token, where kept, tell tell) (d declaration, ok bool) {
	name := part[0]
	rest := trim(part[1:])
	if name.kind != css.IdentToken && name.kind != css.CustomPropertyNameToken || strings.Contains(name.text, `\`) ||
		len(rest) == 0 || rest[0].kind != css.ColonToken {
		tell("a rule of style that is not understood was taken out", name.text)
		return d, false
	}
	d.property = name.text
	if name.kind == css.IdentToken {
		d.property = strings.ToLower(name.text)
	}
	if d.property == "behavior" || d.property == "-moz-binding" {
		tell("the property "+d.property+" was taken out", name.text)
		return d, false
	}
	rest, d.important = withoutImportant(rest[1:])
	value, bad := where.value(rest)
	switch {
	case bad != nil && strings.HasPrefix(d.property, "-inkscape-"): // an editor's note, in no grammar
	case bad != nil:
		tell(bad.about(d.property), bad.text)
	}
	d.value = value
	return d, value != ""
}

// withoutImportant cuts "!important" off a value.
func withoutImportant(list []token) ([]token, bool) {
	list = trim(list)
	if n := len(list); n > 0 && list[n-1].kind == css.IdentToken && strings.EqualFold(list[n-1].text, "important") {
		if rest := trim(list[:n-1]); len(rest) > 0 && rest[len(rest)-1].is("!") {
			return trim(rest[:len(rest)-1]), true
		}
	}
	return list, false
}

// knownProperty tells whether a property of style may stay.
func knownProperty(name string) bool {
	return presentation()[name] || geometry()[name] || properties()[name]
}

// writeDeclarations returns declarations as CSS.
func writeDeclarations(list []declaration) string {
	texts := make([]string, len(list))
	for i, d := range list {
		texts[i] = d.String()
	}
	return strings.Join(texts, ";")
}
