package hostfiles

import (
	"fmt"
	"strings"

	"stillpoint/generator/hosting"
)

// The regular expressions of this file are understood alike by PCRE, which nginx and Apache have, and by RE2, which Caddy has. They are held
// against addresses as they are sent. All that they are made of is letters, digits and signs of expressions: no quotes, no
// braces, no blanks but that at which an address ends in the first line of a request.

// ending follows a pattern: the query, the end, or in the first line of a request a blank.
const ending = `(?:[? ]|$)`

// rawPattern returns an expression for the addresses of a rule, with a group for each placeholder. It begins with the path, and has no anchor before it.
func rawPattern(a hosting.Address) string {
	return patternOf(a, rawLiteral, `[^/? ]`, `[^? ]`, func(int) string { return "(" }) + ending
}

// decodedPattern returns an expression for the decoded paths of a rule. Open begins the group of a placeholder of that number, from 1.
func decodedPattern(a hosting.Address, open func(number int) string) string {
	return patternOf(a, plainLiteral, `[^/]`, `.`, open) + `$`
}

// patternOf makes an expression of a literal for text, and of what a placeholder and a splat may have. A closing slash makes no difference.
func patternOf(a hosting.Address, literal func(string) string, one, any string, open func(number int) string) string {
	var b strings.Builder
	number := 0
	group := func(content string) string { number++; return open(number) + content + ")" }
	segments := a.Segments
	if n := len(segments); !a.Splat && n > 0 && segments[n-1] == (hosting.Part{}) {
		segments = segments[:n-1]
	}
	for _, segment := range segments {
		if segment.Name != "" {
			b.WriteString("/" + group(one+"+"))
		} else {
			b.WriteString("/" + literal(segment.Text))
		}
	}
	switch {
	case a.Splat && a.Stem == "":
		b.WriteString("(?:/" + group(any+"*") + ")?")
	case a.Splat:
		b.WriteString("/" + literal(a.Stem) + group(any+"*"))
	default:
		b.WriteString("/?")
	}
	return b.String()
}

// rawLiteral returns an expression for text as it may be sent: what needs no encoding as it is or encoded, all else encoded.
func rawLiteral(text string) string {
	var b strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case alphanumeric(c) || c == '-' || c == '_' || c == '/':
			b.WriteByte(c)
		case c == '.':
			b.WriteString(`\.`)
		case c > ' ' && c < 0x7f && c != '?' && c != '#':
			fmt.Fprintf(&b, `(?:\x%02X|%%%s)`, c, hexadecimal(c))
		default:
			b.WriteString("%" + hexadecimal(c))
		}
	}
	return b.String()
}

// hexadecimal returns an expression for the two digits of a byte, in any case.
func hexadecimal(c byte) string {
	var b strings.Builder
	for _, digit := range fmt.Sprintf("%02X", c) {
		if digit > '9' {
			fmt.Fprintf(&b, "[%c%c]", digit, digit+'a'-'A')
		} else {
			b.WriteRune(digit)
		}
	}
	return b.String()
}

// plainLiteral returns an expression for text as it is, byte by byte.
func plainLiteral(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; alphanumeric(c) || c == '-' || c == '_' || c == '/' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, `\x%02X`, c)
		}
	}
	return b.String()
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// refused is an expression for addresses that no host should resolve, as package hosting has them: with an empty segment, one of dots alone, a
// backslash or a control character.
const refused = `[^? ]*(?://|\\|%5[cC]|/%2[fF]|%2[fF]/|%2[fF]%2[fF]|/(?:\.|%2[eE])(?:\.|%2[eE])?(?:[/? ]|$)|%[01][0-9a-fA-F]|%7[fF]|%[cC]2%[89][0-9a-fA-F])`

// circle returns an expression for the one address that a rule must not lead to itself: its own target, where that is a single address of the same
// host; "" where there is none.
func circle(r hosting.Rule) string {
	if place, single := r.Place(); r.Moves() && single && r.From.Matches(place) {
		return rawPattern(hosting.Exactly(place))
	}
	return ""
}

// location returns where a rule leads in three pieces, with what stands for a placeholder put in: the address, its query with the question mark, and its
// fragment with the number sign.
func location(r hosting.Rule, placeholder func(number int) string) (address, query, fragment string) {
	names := r.From.Names()
	where := 0 // in the address, the query, the fragment
	pieces := [3]strings.Builder{}
	for _, part := range r.To {
		if part.Name != "" {
			for i, name := range names {
				if name == part.Name {
					pieces[where].WriteString(placeholder(i + 1))
				}
			}
			continue
		}
		for i := range len(part.Text) {
			c := part.Text[i]
			if c == '#' && where < 2 {
				where = 2
			} else if c == '?' && where < 1 {
				where = 1
			}
			if alphanumeric(c) || strings.IndexByte("-._~!&()*+,;=:@/?#[]%", c) >= 0 {
				pieces[where].WriteByte(c)
			} else {
				fmt.Fprintf(&pieces[where], "%%%02X", c)
			}
		}
	}
	return pieces[0].String(), pieces[1].String(), pieces[2].String()
}
