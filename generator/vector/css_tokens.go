package vector

import (
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// token is a word of CSS.
type token struct {
	kind css.TokenType
	text string
}

func (t token) is(delimiter string) bool { return t.kind == css.DelimToken && t.text == delimiter }

// tokens takes CSS apart. A comment counts as a blank.
func tokens(text string) []token {
	var list []token
	lexer := css.NewLexer(parse.NewInputString(text))
	for {
		kind, data := lexer.Next()
		switch kind {
		case css.ErrorToken:
			return list
		case css.CommentToken, css.WhitespaceToken, css.CDOToken, css.CDCToken: // the latter are what once hid styles from old browsers
			list = append(list, token{css.WhitespaceToken, " "})
		default:
			list = append(list, token{kind, string(data)})
		}
	}
}

// join writes tokens as CSS again.
func join(list []token) string {
	var text strings.Builder
	for _, t := range list {
		if t.kind != css.WhitespaceToken || !strings.HasSuffix(text.String(), " ") {
			text.WriteString(t.text)
		}
	}
	return strings.TrimSpace(text.String())
}

// trim leaves out blanks around tokens.
func trim(list []token) []token {
	for len(list) > 0 && list[0].kind == css.WhitespaceToken {
		list = list[1:]
	}
	for len(list) > 0 && list[len(list)-1].kind == css.WhitespaceToken {
		list = list[:len(list)-1]
	}
	return list
}

// depth returns by how much a token changes how deep in brackets the next one is.
func (t token) depth() int {
	switch t.kind {
	case css.FunctionToken, css.LeftParenthesisToken, css.LeftBracketToken, css.LeftBraceToken:
		return 1
	case css.RightParenthesisToken, css.RightBracketToken, css.RightBraceToken:
		return -1
	}
	return 0
}

// split cuts tokens where one of a kind stands outside of all brackets.
func split(list []token, at css.TokenType) [][]token {
	var parts [][]token
	depth, start := 0, 0
	for i, t := range list {
		depth = max(depth+t.depth(), 0)
		if depth == 0 && t.kind == at {
			parts = append(parts, trim(list[start:i]))
			start = i + 1
		}
	}
	return append(parts, trim(list[start:]))
}
