package markdown

import (
	"fmt"
	"strings"
)

// Attribute is one name and value from the opening line of a component block.
type Attribute struct{ Key, Value string }

// attributes reads what stands between the braces of a fence: key=value,
// key="value with blanks", .class, #id, and bare words, which mean true.
func (w *work) attributes(text string, at int) []Attribute {
	r := attributeReader{work: w, text: text, at: at}
	for {
		r.blanks()
		if r.pos >= len(r.text) {
			return r.list
		}
		if !r.one() {
			return r.list
		}
	}
}

type attributeReader struct {
	work *work
	text string
	at   int // offset of the text in the body
	pos  int
	list []Attribute
}

func (r *attributeReader) blanks() {
	for r.pos < len(r.text) && (r.text[r.pos] == ' ' || r.text[r.pos] == '\t') {
		r.pos++
	}
}

// one reads one attribute; false ends the reading after a complaint.
func (r *attributeReader) one() bool {
	start := r.pos
	switch r.text[r.pos] {
	case '.':
		r.pos++
		return r.add("class", r.word(), start)
	case '#':
		r.pos++
		return r.add("id", r.word(), start)
	}
	key := r.word()
	if key == "" {
		return r.fail(start, 1, "here must stand key=value, .class or #id", `write it as {title="Before you come"}`)
	}
	if r.pos >= len(r.text) || r.text[r.pos] != '=' {
		return r.add(key, "true", start)
	}
	r.pos++
	value, ok := r.value(start)
	return ok && r.add(key, value, start)
}

// word reads letters, digits and the signs that names have.
func (r *attributeReader) word() string {
	start := r.pos
	for r.pos < len(r.text) && !strings.ContainsRune(" \t=\"'.#{}", rune(r.text[r.pos])) {
		r.pos++
	}
	return r.text[start:r.pos]
}

func (r *attributeReader) value(start int) (string, bool) {
	if r.pos < len(r.text) && (r.text[r.pos] == '"' || r.text[r.pos] == '\'') {
		return r.quoted(start)
	}
	begin := r.pos
	for r.pos < len(r.text) && r.text[r.pos] != ' ' && r.text[r.pos] != '\t' {
		r.pos++
	}
	return r.text[begin:r.pos], true
}

func (r *attributeReader) quoted(start int) (string, bool) {
	quote := r.text[r.pos]
	var b strings.Builder
	for r.pos++; r.pos < len(r.text); r.pos++ {
		switch c := r.text[r.pos]; {
		case c == quote:
			r.pos++
			return b.String(), true
		case c == '\\' && r.pos+1 < len(r.text) && r.text[r.pos+1] == quote:
			r.pos++
			b.WriteByte(quote)
		default:
			b.WriteByte(c)
		}
	}
	return "", r.fail(start, len(r.text)-start, "the quote that opens here is never closed", "put the same quote at the end of the value")
}

// add keeps an attribute; classes are joined, anything else may stand once.
func (r *attributeReader) add(key, value string, start int) bool {
	if value == "" && (key == "class" || key == "id") {
		return r.fail(start, 1, "a name is missing here", "write .name for a class, #name for an id")
	}
	for i, a := range r.list {
		if a.Key != key {
			continue
		}
		if key != "class" {
			return r.fail(start, r.pos-start, fmt.Sprintf("the attribute %q is given twice", key), "keep one of them")
		}
		r.list[i].Value += " " + value
		return true
	}
	r.list = append(r.list, Attribute{key, value})
	return true
}

func (r *attributeReader) fail(start, length int, message, hint string) bool {
	r.work.report(Problem{Code: "bad-attribute", Message: message, Hint: hint}, r.at+start, max(1, length))
	return false
}
