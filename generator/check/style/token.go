package style

import (
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// token is one of a style sheet, without comments.
type token struct {
	kind css.TokenType
	text string
}

func (t token) is(sign string) bool { return t.text == sign && t.kind != css.StringToken }

func (t token) blank() bool { return t.kind == css.WhitespaceToken }

// word returns a name in small letters, "" for other tokens.
func (t token) word() string {
	if t.kind == css.IdentToken || t.kind == css.CustomPropertyNameToken {
		return strings.ToLower(t.text)
	}
	return ""
}

// function returns the name of a function that begins here, "" for other tokens.
func (t token) function() string {
	if t.kind == css.FunctionToken {
		return strings.ToLower(strings.TrimSuffix(t.text, "("))
	}
	return ""
}

func (t token) opens() bool {
	switch t.kind {
	case css.FunctionToken, css.LeftParenthesisToken, css.LeftBracketToken, css.LeftBraceToken:
		return true
	}
	return false
}

func (t token) closes() bool {
	switch t.kind {
	case css.RightParenthesisToken, css.RightBracketToken, css.RightBraceToken:
		return true
	}
	return false
}

// lex cuts a style sheet into tokens.
func lex(text string) []token {
	var all []token
	tokens := css.NewLexer(parse.NewInputString(text))
	for {
		kind, data := tokens.Next()
		switch kind {
		case css.ErrorToken:
			return all
		case css.CommentToken, css.CDOToken, css.CDCToken:
		default:
			all = append(all, token{kind, string(data)})
		}
	}
}

// written returns tokens as text, with single blanks.
func written(tokens []token) string {
	var text strings.Builder
	for _, t := range trim(tokens) {
		if t.blank() {
			text.WriteByte(' ')
		} else {
			text.WriteString(t.text)
		}
	}
	return text.String()
}

func trim(tokens []token) []token {
	for len(tokens) > 0 && tokens[0].blank() {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && tokens[len(tokens)-1].blank() {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

// within returns what stands between a token that opens something and the one that closes it, and what comes after.
func within(tokens []token) (inner, rest []token) {
	depth := 0
	for i, t := range tokens {
		switch {
		case t.opens():
			depth++
		case t.closes():
			if depth--; depth == 0 {
				return tokens[1:i], tokens[i+1:]
			}
		}
	}
	return tokens[1:], nil
}

// split cuts tokens at a sign, as far as it stands in nothing else.
func split(tokens []token, sign string) [][]token {
	var parts [][]token
	depth, start := 0, 0
	for i, t := range tokens {
		switch {
		case t.opens():
			depth++
		case t.closes():
			depth--
		case depth == 0 && t.is(sign):
			parts = append(parts, trim(tokens[start:i]))
			start = i + 1
		}
	}
	return append(parts, trim(tokens[start:]))
}

// pieces cuts a value at its blanks, as far as these stand in nothing else. A slash or a comma is a piece of its own.
func pieces(tokens []token) [][]token {
	var all [][]token
	depth, start := 0, 0
	flush := func(end int) {
		if end > start {
			all = append(all, tokens[start:end])
		}
	}
	for i, t := range tokens {
		switch {
		case t.opens():
			depth++
		case t.closes():
			depth--
		case depth > 0:
		case t.blank():
			flush(i)
			start = i + 1
		case t.is("/") || t.is(","):
			flush(i)
			all = append(all, tokens[i:i+1])
			start = i + 1
		}
	}
	flush(len(tokens))
	return all
}
