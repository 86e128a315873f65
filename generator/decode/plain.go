package decode

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Nearly all front matter is as plain as YAML can be: a name, a colon, a word or a few, on each line. That much is
// read here, in a tenth of the time that the library takes, which knows all of YAML. Whatever looks like anything more is
// given to the library as a whole, so that what the plain form means, too, is only ever what the library says of it.

// plain reads a document in which every line is plain; false where one is not, or where the library would have
// something to complain of.
func (b *builder) plain() (*Node, bool) {
	p := plainReader{builder: b, text: string(b.text)}
	n := p.fields("", 0)
	return n, n != nil && len(n.entries) > 0 && p.at >= len(p.text)
}

// plainReader reads a document line by line.
type plainReader struct {
	*builder
	text string
	at   int
}

// line returns the next line, without its end.
func (p *plainReader) line() string {
	line, _, _ := strings.Cut(p.text[p.at:], "\n")
	p.at += len(line) + 1
	return line
}

// starts tells whether the next line starts with some signs.
func (p *plainReader) starts(with string) bool {
	return p.at < len(p.text) && strings.HasPrefix(p.text[p.at:], with)
}

// plainDepth is how deep plain fields may stand below each other.
const plainDepth = 8

// fields reads the fields that are set in by some blanks, as far as they go; nil where one is not plain.
func (p *plainReader) fields(indent string, depth int) *Node {
	at := p.start + p.at + len(indent)
	n := &Node{kind: Map, file: p.file, offset: at, length: p.restOfLine(min(at, p.start+len(p.text)))}
	n.entries = make([]entry, 0, strings.Count(p.text[min(p.at, len(p.text)):], "\n")+1)
	for p.starts(indent) {
		start := p.at + len(indent)
		key, rest, ok := strings.Cut(p.line()[len(indent):], ":")
		if !ok || !isPlainKey(key) || n.entry(key) != nil || depth > plainDepth {
			return nil
		}
		value := p.field(rest, start+len(key)+1, indent, depth)
		if value == nil {
			return nil
		}
		if value.kind == Null {
			value.offset, value.length = p.start+start, len(key)
		}
		n.add(entry{key: key, offset: p.start + start, length: len(key), file: p.file, value: value})
	}
	return n
}

// isPlainKey tells whether a name is one of letters, digits and hyphens.
func isPlainKey(key string) bool {
	if key == "" || len(key) > 100 || !isLetter(key[0]) {
		return false
	}
	for i := range len(key) {
		if c := key[i]; !isLetter(c) && !isDigit(c) && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// field reads what stands behind a colon, at an offset in the document; nil where it is not plain.
func (p *plainReader) field(rest string, at int, indent string, depth int) *Node {
	value := strings.TrimLeft(rest, " ")
	at += len(rest) - len(value)
	switch {
	case rest == "":
		return p.below(indent, depth)
	case value == "" || value == rest:
		return nil
	case value[0] == '[':
		return p.flow(value, at)
	}
	return p.scalar(value, at)
}

// below reads what stands below a name: a list, each member on a line of its own, or fields that are set in further. Where nothing
// stands there, the name has no value.
func (p *plainReader) below(indent string, depth int) *Node {
	if !p.starts(indent) {
		return &Node{kind: Null, file: p.file}
	}
	rest := p.text[p.at:]
	inner := rest[:len(rest)-len(strings.TrimLeft(rest, " "))]
	switch {
	case p.starts(inner + "- "):
		return p.list(inner + "- ")
	case len(inner) > len(indent):
		return p.fields(inner, depth+1)
	}
	return &Node{kind: Null, file: p.file}
}

// list reads a list whose members start with a mark; nil where one is not plain.
func (p *plainReader) list(mark string) *Node {
	n := &Node{kind: List, file: p.file, offset: p.start + p.at + len(mark) - len("- ")}
	n.length = p.restOfLine(n.offset)
	for p.starts(mark) {
		at := p.at + len(mark)
		item := p.scalar(p.line()[len(mark):], at)
		if item == nil {
			return nil
		}
		n.items = append(n.items, item)
	}
	return n
}

// flow reads [one, two].
func (p *plainReader) flow(value string, at int) *Node {
	inner, closed := strings.CutSuffix(value[1:], "]")
	if !closed || strings.ContainsAny(inner, `:'"[]{}?`) {
		return nil
	}
	n := &Node{kind: List, file: p.file, offset: p.start + at, items: []*Node{}}
	n.length = p.restOfLine(n.offset)
	at++
	for inner != "" {
		word, more, another := strings.Cut(inner, ", ")
		item := p.scalar(word, at)
		if item == nil || strings.Contains(word, ",") || another && more == "" {
			return nil
		}
		n.items = append(n.items, item)
		at += len(word) + len(", ")
		inner = more
	}
	return n
}

// scalar reads one value; nil where it is not plain.
func (p *plainReader) scalar(value string, at int) *Node {
	n := &Node{kind: String, file: p.file, offset: p.start + at, length: len(value), text: value, value: value}
	switch {
	case value == "" || value[len(value)-1] == ' ':
		return nil
	case value[0] == '"' || value[0] == '\'':
		return n.quoted()
	case isDigit(value[0]):
		return n.number()
	case !isPlainText(value) || strings.Contains(value, ": ") || value[len(value)-1] == ':':
		return nil
	}
	switch value {
	case "true", "false":
		n.kind, n.value = Bool, value == "true"
	case "True", "TRUE", "False", "FALSE", "null", "Null", "NULL":
		return nil
	}
	return n
}

// quoted takes quotes off a text that has neither quotes nor escapes in it.
func (n *Node) quoted() *Node {
	quote := n.text[:1]
	inner, closed := strings.CutSuffix(n.text[1:], quote)
	if !closed || strings.ContainsAny(inner, quote+`\`) || inner != "" && !isPlainText("a"+inner) {
		return nil
	}
	n.text, n.value = inner, inner
	return n
}

// number reads a whole number, a day, or a moment in UTC.
func (n *Node) number() *Node {
	if whole, err := strconv.ParseInt(n.text, 10, 64); err == nil {
		n.kind, n.value = Int, whole
		if isPadded(n.text) {
			return nil
		}
		return n
	}
	form := time.DateOnly
	if strings.HasSuffix(n.text, "Z") && len(n.text) == len("2006-01-02T15:04:05Z") {
		form = time.RFC3339
	}
	moment, err := time.Parse(form, n.text)
	if err != nil {
		return nil
	}
	n.kind, n.value = Time, moment
	return n
}

// isPlainText tells whether a text begins with a letter, and has nothing but letters, digits and signs that YAML takes as they
// are wherever they stand within a text.
func isPlainText(text string) bool {
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && (isLetter(byte(r)) || i > 0 && (isDigit(byte(r)) || strings.IndexByte(" ,.'\"-()/!?;+_=%&:", byte(r)) >= 0)):
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || i > 0 && (unicode.IsPunct(r) || unicode.IsSymbol(r))):
		default:
			return false
		}
	}
	return true
}
