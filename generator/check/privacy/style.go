package privacy

import (
	"bytes"
	"iter"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// addresses yields the addresses of what a style loads, which stand in url(), in image-set() and behind @import. The address of a
// namespace is a name, from which nothing is loaded.
func addresses(style string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !strings.Contains(style, "(") && !strings.Contains(style, "@") {
			return
		}
		tokens := css.NewLexer(parse.NewInputString(style))
		rule, function := "", ""
		for {
			kind, data := tokens.Next()
			switch kind {
			case css.ErrorToken:
				return
			case css.AtKeywordToken:
				rule = strings.ToLower(string(data))
			case css.SemicolonToken, css.LeftBraceToken:
				rule = ""
			case css.FunctionToken:
				function = strings.ToLower(string(data))
			case css.RightParenthesisToken:
				function = ""
			case css.URLToken:
				if rule != "@namespace" && !yield(unquoted(bytes.TrimSuffix(data[len("url("):], []byte(")")))) {
					return
				}
			case css.StringToken:
				if named(rule, function) && !yield(unquoted(data)) {
					return
				}
			}
		}
	}
}

// named tells whether a text in quotes is an address where it stands.
func named(rule, function string) bool {
	return rule == "@import" && function == "" || strings.HasSuffix(function, "image-set(") || function == "url(" || function == "src("
}

// unquoted returns an address without the quotes around it.
func unquoted(address []byte) string {
	return string(bytes.Trim(bytes.TrimSpace(address), `"'`))
}
