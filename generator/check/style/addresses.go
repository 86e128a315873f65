package style

import (
	"bytes"
	"iter"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// Use is what a style loads a file as.
type Use int

// A style loads other style sheets, fonts, and pictures of all kinds.
const (
	Picture Use = iota
	Font
	Sheet
)

// Addresses yields the addresses of what a style loads, and as what, which stand in url(), in image-set() and behind @import
// (https://www.w3.org/TR/css-values-4/#urls). The address of a namespace is a name, from which nothing is loaded.
func Addresses(text string) iter.Seq2[Use, string] {
	return func(yield func(Use, string) bool) {
		if !strings.Contains(text, "(") && !strings.Contains(text, "@") {
			return
		}
		l := lexer{tokens: css.NewLexer(parse.NewInputString(text))}
		for {
			address, found, end := l.next()
			if end || found && !yield(l.use(), address) {
				return
			}
		}
	}
}

// lexer goes through a style with the rule and the function in mind that it is in.
type lexer struct {
	tokens         *css.Lexer
	rule, function string
	font           int // how many braces are open since the one of a font
}

// next returns the address in the next token, if there is one.
func (l *lexer) next() (address string, found, end bool) {
	kind, data := l.tokens.Next()
	switch kind {
	case css.ErrorToken:
		return "", false, true
	case css.AtKeywordToken:
		l.rule = strings.ToLower(string(data))
	case css.LeftBraceToken:
		if l.font > 0 || l.rule == "@font-face" {
			l.font++
		}
		l.rule = ""
	case css.RightBraceToken:
		l.font = max(0, l.font-1)
	case css.SemicolonToken:
		l.rule = ""
	case css.FunctionToken:
		l.function = strings.ToLower(string(data))
	case css.RightParenthesisToken:
		l.function = ""
	case css.URLToken:
		return unquoted(bytes.TrimSuffix(data[len("url("):], []byte(")"))), l.rule != "@namespace", false
	case css.StringToken:
		return unquoted(data), named(l.rule, l.function), false
	}
	return "", false, false
}

func (l *lexer) use() Use {
	switch {
	case l.rule == "@import":
		return Sheet
	case l.font > 0:
		return Font
	}
	return Picture
}

// named tells whether a text in quotes is an address where it stands.
func named(rule, function string) bool {
	return rule == "@import" && function == "" || strings.HasSuffix(function, "image-set(") || function == "url(" || function == "src("
}

// unquoted returns an address without the quotes around it.
func unquoted(address []byte) string {
	return string(bytes.Trim(bytes.TrimSpace(address), `"'`))
}
