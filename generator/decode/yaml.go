package decode

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"stillpoint/generator/diag"
)

func (b *builder) yaml() (*Node, diag.List) {
	if n, ok := b.plain(); ok {
		return n, nil
	}
	return b.library()
}

// library reads YAML of all kinds.
func (b *builder) library() (*Node, diag.List) {
	var document yaml.Node
	if err := yaml.Load(b.text, &document); err != nil {
		if len(bytes.TrimSpace(b.text)) == 0 || strings.Contains(err.Error(), "no documents") {
			return nil, nil
		}
		b.yamlSyntax(err)
		return nil, b.problems
	}
	if len(document.Content) == 0 {
		return nil, nil
	}
	return b.yamlNode(document.Content[0], 0), b.problems
}

// yamlNode turns a node of the library into ours, refusing what a page of
// simple fields has no use for.
func (b *builder) yamlNode(y *yaml.Node, depth int) *Node {
	n := &Node{file: b.file, offset: b.at(y.Line, y.Column)}
	if depth > maxDepth {
		b.report(n.offset, 1, "too-deep", fmt.Sprintf("this is nested more than %d levels deep", maxDepth), "make it simpler")
		return n
	}
	b.refuse(y, n.offset)
	switch y.Kind {
	case yaml.MappingNode:
		b.yamlMap(y, n, depth)
	case yaml.SequenceNode:
		n.kind = List
		n.items = make([]*Node, 0, len(y.Content))
		for _, item := range y.Content {
			n.items = append(n.items, b.yamlNode(item, depth+1))
		}
		n.length = b.restOfLine(n.offset)
	case yaml.ScalarNode:
		b.yamlScalar(y, n)
	}
	return n
}

func (b *builder) refuse(y *yaml.Node, offset int) {
	switch {
	case y.Kind == yaml.AliasNode:
		b.report(offset, len(y.Value)+1, "yaml-alias", "*"+y.Value+" repeats another value, which is not allowed here",
			"write the value out; for text that starts with a * put quotes around it")
	case y.Anchor != "":
		b.report(offset, len(y.Anchor)+1, "yaml-alias", "&"+y.Anchor+" marks a value to be repeated, which is not allowed here",
			"take it out; for text that starts with an & put quotes around it")
	case y.Style&yaml.TaggedStyle != 0:
		b.report(offset, len(y.Tag), "yaml-tag", y.Tag+" gives a value a type of its own, which is not allowed here",
			"take it out; for text that starts with an exclamation mark put quotes around it")
	}
}

func (b *builder) yamlMap(y *yaml.Node, n *Node, depth int) {
	n.kind = Map
	n.entries = make([]entry, 0, len(y.Content)/2)
	n.length = b.restOfLine(n.offset)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		offset := b.at(key.Line, key.Column)
		if key.Kind != yaml.ScalarNode {
			b.report(offset, 1, "bad-key", "the name of a field must be a single word", "write   name: value")
			continue
		}
		b.refuse(key, offset)
		value := b.yamlNode(y.Content[i+1], depth+1)
		if value.kind == Null && value.length == 0 {
			value.offset, value.length = offset, len(key.Value)
		}
		b.put(n, key.Value, offset, b.scalarLength(key, offset), value)
	}
}

func (b *builder) yamlScalar(y *yaml.Node, n *Node) {
	n.text = y.Value
	n.length = b.scalarLength(y, n.offset)
	switch y.ShortTag() {
	case "!!null":
		n.kind = Null
	case "!!bool":
		n.kind, n.value = Bool, strings.EqualFold(y.Value, "true")
	case "!!int":
		n.kind = Int
		whole, err := strconv.ParseInt(strings.ReplaceAll(y.Value, "_", ""), 0, 64)
		if n.value = whole; err != nil || isPadded(y.Value) {
			n.kind, n.value = String, y.Value
		}
	case "!!float":
		n.kind = Float
		number, err := strconv.ParseFloat(strings.ReplaceAll(y.Value, "_", ""), 64)
		if n.value = number; err != nil || isPadded(y.Value) {
			n.kind, n.value = String, y.Value
		}
	case "!!timestamp":
		var t time.Time
		if n.kind, n.value = Time, y.Value; y.Decode(&t) == nil {
			n.value = t
		}
	default:
		n.kind, n.value = String, y.Value
	}
}

// isPadded tells numbers with leading zeros, which are telephone numbers or
// codes rather than quantities.
func isPadded(text string) bool {
	digits := strings.TrimLeft(text, "+-")
	return len(digits) > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9'
}

func (b *builder) scalarLength(y *yaml.Node, offset int) int {
	rest := b.file.Text()[offset : b.start+len(b.text)]
	if y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 && len(rest) > 0 {
		if end := bytes.IndexByte(rest[1:], rest[0]); end >= 0 {
			return end + 2
		}
	}
	if bytes.HasPrefix(rest, []byte(y.Value)) {
		return len(y.Value)
	}
	return b.restOfLine(offset)
}

func (b *builder) restOfLine(offset int) int {
	rest := b.file.Text()[offset : b.start+len(b.text)]
	if n := bytes.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	return len(bytes.TrimRight(rest, " \r"))
}

// yamlSyntax turns an error of the library into plain words at its place.
func (b *builder) yamlSyntax(err error) {
	var at *yaml.LoadError
	if strings.Contains(err.Error(), "found multiple") {
		b.report(b.start, 0, "yaml-syntax", "there is a second document here", "keep one block of fields, without a line of --- within it")
		return
	}
	if !errors.As(err, &at) {
		b.report(b.start, 0, "yaml-syntax", "this is not valid YAML: "+err.Error(), "write each field as   name: value")
		return
	}
	offset := b.at(at.Mark.Line, at.Mark.Column)
	message, hint := b.explainYAML(at, &offset)
	b.report(offset, 1, "yaml-syntax", message, hint)
}

// explainYAML finds plain words for what the library says, by looking at the
// line itself. It may move the place to where the mistake begins.
func (b *builder) explainYAML(at *yaml.LoadError, offset *int) (message, hint string) {
	line := b.lineAt(*offset)
	key, value, isField := strings.Cut(strings.TrimLeft(line, " \t-"), ": ")
	value = strings.TrimSpace(value)
	switch {
	case strings.Contains(line, "\t") && strings.Contains(at.Message, "cannot start any token"):
		return "a tab sets this line in, which YAML does not allow", "use blanks instead of the tab"
	case strings.Contains(at.Message, "unknown anchor"):
		return "a value that starts with * would repeat another value", quoteHint(key, value)
	case strings.Contains(at.Message, "mapping values are not allowed") && isField && strings.Contains(value, ":"):
		return "a colon followed by a blank cannot stand inside a value without quotes", quoteHint(key, value)
	case strings.Contains(at.Message, "mapping values are not allowed"):
		return "this line is set in further than the one above it, which has a value already",
			"begin it as far left as the line above, or put quotes around the value above"
	case strings.Contains(at.Message, "cannot start any token") && isField:
		return fmt.Sprintf("a value cannot start with %s without quotes", firstRune(value)), quoteHint(key, value)
	case strings.Contains(at.ContextMsg, "quoted scalar"):
		*offset = b.at(at.ContextMark.Line, at.ContextMark.Column)
		return "the quote that opens here is never closed", "put the same quote at the end of the value"
	case strings.Contains(at.ContextMsg, "flow"):
		if at.ContextMark.Line > 0 {
			*offset = b.at(at.ContextMark.Line, at.ContextMark.Column)
		}
		return "a bracket that opens here is never closed, or has something in it that it cannot have", "write a list as [one, two]"
	}
	return "this cannot be read: " + at.Message, "write each field as   name: value   on a line of its own; put quotes around values with unusual signs"
}

func (b *builder) lineAt(offset int) string {
	text := b.file.Text()
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	return string(text[start : start+b.restOfLine(start)])
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return "this sign"
}

func quoteHint(key, value string) string {
	return fmt.Sprintf("put quotes around the value: %s: %q", key, strings.Trim(value, `"`))
}
