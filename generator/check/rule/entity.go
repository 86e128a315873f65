package rule

import (
	entities "html"
	"strings"
)

// Value returns what an attribute stands for, from how it is written, without its quotation marks. An address may have signs in it
// that only look like entities: in ?a=1&copy=2 there is no ©. So one that has no semicolon, and that a letter, a digit or a sign of
// equality follows, is text, as browsers take it: https://html.spec.whatwg.org/multipage/parsing.html#named-character-reference-state
func Value(raw string) string {
	at := strings.IndexByte(raw, '&')
	if at < 0 {
		return raw
	}
	var value strings.Builder
	for ; at >= 0; at = strings.IndexByte(raw, '&') {
		value.WriteString(raw[:at])
		entity := raw[at : at+entityLength(raw[at:])]
		raw = raw[at+len(entity):]
		value.WriteString(meant(entity, raw))
	}
	value.WriteString(raw)
	return value.String()
}

// entityLength returns how much of a text that begins with an ampersand may be an entity.
func entityLength(text string) int {
	n := 1
	if n < len(text) && text[n] == '#' {
		n++
	}
	for n < len(text) && isAlphanumeric(text[n]) {
		n++
	}
	if n < len(text) && text[n] == ';' {
		n++
	}
	return n
}

// meant returns what stands for an entity in an attribute, before some more text.
func meant(entity, rest string) string {
	character := entities.UnescapeString(entity)
	if strings.HasPrefix(entity, "&#") {
		return character
	}
	if !strings.HasSuffix(entity, ";") && strings.HasPrefix(rest, "=") {
		return entity
	}
	// Where only the beginning of a name is one, the rest of it is left: no entity stands for a letter or a digit of ASCII.
	if left := strings.TrimSuffix(character, ";"); left != "" && isAlphanumeric(left[len(left)-1]) {
		return entity
	}
	return character
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// unescape returns what a text stands for.
func unescape(text string) string {
	if strings.IndexByte(text, '&') < 0 {
		return text
	}
	return entities.UnescapeString(text)
}
