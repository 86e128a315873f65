package decode

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"stillpoint/generator/diag"
)

// json checks the document whole, since only that gives true places, and then
// reads it token by token.
func (b *builder) json() (*Node, diag.List) {
	if len(bytes.TrimSpace(b.text)) == 0 {
		return nil, nil
	}
	var whole json.RawMessage
	if err := json.Unmarshal(b.text, &whole); err != nil {
		b.jsonSyntax(err)
		return nil, b.problems
	}
	d := json.NewDecoder(bytes.NewReader(b.text))
	d.UseNumber()
	r := jsonReader{builder: b, decoder: d}
	return r.value(0), b.problems
}

type jsonReader struct {
	*builder
	decoder *json.Decoder
}

// next returns a token with the place where it starts.
func (r *jsonReader) next() (json.Token, int, int, bool) {
	start := r.skip(int(r.decoder.InputOffset()))
	token, err := r.decoder.Token()
	if err != nil {
		r.jsonSyntax(err)
		return nil, 0, 0, false
	}
	return token, r.start + start, int(r.decoder.InputOffset()) - start, true
}

// skip passes over blanks, commas and colons, which the library does not count
// as tokens.
func (r *jsonReader) skip(at int) int {
	for at < len(r.text) && strings.IndexByte(" \t\r\n,:", r.text[at]) >= 0 {
		at++
	}
	return at
}

// jsonSyntax turns an error of the library into plain words at its place.
func (b *builder) jsonSyntax(err error) {
	offset, message := len(b.text), err.Error()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = int(syntax.Offset) - 1
	}
	hint := "each field is \"name\": value, with a comma between two fields"
	switch {
	case strings.Contains(message, "unexpected end"):
		offset, message, hint = len(bytes.TrimRight(b.text, " \t\r\n")), "the JSON ends before all brackets are closed", "add the missing ] or }"
	case strings.Contains(message, "invalid character '}'"), strings.Contains(message, "invalid character ']'"):
		message, hint = "a value is missing before this bracket", "take out the comma before it, or add the value"
	case strings.Contains(message, `invalid character '\''`):
		message, hint = "text in JSON stands between \" signs, not ' signs", "write \" instead"
	case strings.Contains(message, "invalid character '/'"):
		message, hint = "JSON has no comments", "take the comment out"
	case strings.Contains(message, "after top-level value"):
		message, hint = "there is something after the end of the JSON", "take it out, or look for a bracket too many"
	default:
		message = "this is not valid JSON: " + message
	}
	b.report(b.start+min(max(offset, 0), len(b.text)), 1, "json-syntax", message, hint)
}

func (r *jsonReader) value(depth int) *Node {
	token, offset, length, ok := r.next()
	if !ok {
		return nil
	}
	n := &Node{file: r.file, offset: offset, length: length}
	if depth > maxDepth {
		r.report(offset, 1, "too-deep", fmt.Sprintf("this is nested more than %d levels deep", maxDepth), "make it simpler")
		return nil
	}
	switch t := token.(type) {
	case json.Delim:
		return r.composite(n, t, depth)
	case string:
		n.kind, n.text, n.value = String, t, t
	case bool:
		n.kind, n.text, n.value = Bool, fmt.Sprint(t), t
	case json.Number:
		n.text = t.String()
		if whole, err := t.Int64(); err == nil {
			n.kind, n.value = Int, whole
		} else {
			number, _ := t.Float64()
			n.kind, n.value = Float, number
		}
	}
	return n
}

func (r *jsonReader) composite(n *Node, open json.Delim, depth int) *Node {
	n.kind = List
	if open == '{' {
		n.kind = Map
	}
	for r.decoder.More() {
		if n.kind == List {
			item := r.value(depth + 1)
			if item == nil {
				return nil
			}
			n.items = append(n.items, item)
			continue
		}
		key, offset, length, ok := r.next()
		name, isText := key.(string)
		if !ok || !isText {
			return nil
		}
		value := r.value(depth + 1)
		if value == nil {
			return nil
		}
		r.put(n, name, offset, length, value)
	}
	if _, _, _, ok := r.next(); !ok {
		return nil
	}
	return n
}
