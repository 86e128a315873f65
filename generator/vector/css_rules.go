package vector

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// rule is a rule of a style sheet: declarations for what its selectors match, or one that begins with an at sign.
type rule struct {
	at           string // "media"; "" for one with selectors
	prelude      string // the selectors, or what stands after the name
	declarations []declaration
	rules        []rule // within @media, @supports and @keyframes
}

// maxRuleDepth is how deep rules may stand in one another.
const maxRuleDepth = 8

// parseRules reads a style sheet, and returns what of it is known and safe.
func parseRules(list []token, depth int, tell tell) []rule {
	var rules []rule
	for list = trim(list); len(list) > 0; list = trim(list) {
		prelude, block, rest := cutRule(list)
		list = rest
		r, ok := readRule(prelude, block, depth, tell)
		if ok && (len(r.declarations) > 0 || len(r.rules) > 0) {
			rules = append(rules, r)
		}
	}
	return rules
}

// cutRule cuts off the first rule: what stands before its braces, what is between them (nil where there are none), and
// all that follows.
func cutRule(list []token) (prelude, block, rest []token) {
	depth := 0
	for i, t := range list {
		if depth == 0 && t.kind == css.LeftBraceToken {
			end := closing(list, i)
			return trim(list[:i]), slices.Clip(list[i+1 : end]), list[min(end+1, len(list)):]
		}
		if depth == 0 && t.kind == css.SemicolonToken && list[0].kind == css.AtKeywordToken {
			return trim(list[:i]), nil, list[i+1:]
		}
		depth = max(depth+t.depth(), 0)
	}
	return list, nil, nil
}

// closing returns where the brace is closed that is opened at a place: the end, where it never is.
func closing(list []token, open int) int {
	depth := 0
	for i := open; i < len(list); i++ {
		switch list[i].kind {
		case css.LeftBraceToken:
			depth++
		case css.RightBraceToken:
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return len(list)
}

func readRule(prelude, block []token, depth int, tell tell) (r rule, ok bool) {
	if len(prelude) > 0 && prelude[0].kind == css.AtKeywordToken {
		return readAtRule(prelude, block, depth, tell)
	}
	r.prelude = join(prelude)
	if block == nil || !selects(prelude) {
		tell("a rule of style that is not understood was taken out", first(prelude, block))
		return r, false
	}
	r.declarations = declarations(block, knownProperty, pictures, tell)
	return r, true
}

// first returns the word that a rule begins with.
func first(lists ...[]token) string {
	for _, list := range lists {
		if len(list) > 0 {
			return list[0].text
		}
	}
	return ""
}

func readAtRule(prelude, block []token, depth int, tell tell) (r rule, ok bool) {
	r.at = strings.ToLower(strings.TrimPrefix(prelude[0].text, "@"))
	r.prelude = join(prelude[1:])
	switch {
	case r.at == "charset":
		return r, false
	case r.at == "import":
		tell("a reference to another style sheet was taken out", prelude[0].text)
		return r, false
	case block == nil || depth >= maxRuleDepth || !conditional(prelude[1:]):
	case r.at == "font-face" && r.prelude == "":
		r.declarations = declarations(block, func(name string) bool { return faces()[name] }, fonts, tell)
		return r, true
	case r.at == "media", r.at == "supports", r.at == "keyframes":
		r.rules = parseRules(block, depth+1, tell)
		return r, true
	}
	tell("the rule "+short(prelude[0].text)+" was taken out", prelude[0].text)
	return r, false
}

// selects tells whether tokens look like selectors.
func selects(list []token) bool {
	return len(list) > 0 && only(list, "*.>+~=-", css.IdentToken, css.HashToken, css.CommaToken, css.WhitespaceToken, css.ColonToken,
		css.FunctionToken, css.LeftParenthesisToken, css.RightParenthesisToken, css.LeftBracketToken, css.RightBracketToken,
		css.StringToken, css.NumberToken, css.DimensionToken, css.PercentageToken, css.IncludeMatchToken, css.DashMatchToken,
		css.PrefixMatchToken, css.SuffixMatchToken, css.SubstringMatchToken)
}

// conditional tells whether tokens look like what stands between @media, or a rule like it, and its braces.
func conditional(list []token) bool {
	return only(list, "<>=/-", css.IdentToken, css.CommaToken, css.WhitespaceToken, css.ColonToken, css.LeftParenthesisToken,
		css.RightParenthesisToken, css.NumberToken, css.DimensionToken, css.HashToken, css.PercentageToken)
}

// only tells whether all tokens are of the given kinds or delimiters, and no bracket is closed by one of another kind.
func only(list []token, delimiters string, kinds ...css.TokenType) bool {
	var open []css.TokenType
	for _, t := range list {
		if !slices.Contains(kinds, t.kind) && (t.kind != css.DelimToken || !strings.Contains(delimiters, t.text)) || strings.ContainsAny(t.text, "\\\n\x00") {
			return false
		}
		switch t.depth() {
		case 1:
			open = append(open, t.kind)
		case -1:
			if len(open) == 0 || (t.kind == css.RightBracketToken) != (open[len(open)-1] == css.LeftBracketToken) {
				return false
			}
			open = open[:len(open)-1]
		}
	}
	return true // a rule is cut where all brackets are closed
}

// write appends a rule as CSS.
func (r rule) write(to *strings.Builder) {
	if r.at != "" {
		to.WriteString("@" + r.at)
		if r.prelude != "" {
			to.WriteString(" ")
		}
	}
	to.WriteString(r.prelude + "{" + writeDeclarations(r.declarations))
	for _, inner := range r.rules {
		inner.write(to)
	}
	to.WriteString("}")
}

func writeRules(rules []rule) string {
	var text strings.Builder
	for _, r := range rules {
		r.write(&text)
	}
	return text.String()
}
