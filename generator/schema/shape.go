package schema

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Draft is the edition of JSON Schema that is written: 7, the newest that yaml-language-server and VS Code's JSON language service
// support in full.
const Draft = "http://json-schema.org/draft-07/schema#"

// builder turns shapes into nodes. Shapes with a name become definitions, so that each is written once.
type builder struct {
	definitions map[string]*node
	seen        map[string]int    // how often a field with all that is said of it stands in groups
	shared      map[string]string // the definition of a field that stands in several, by its text; nil while they are counted
}

// Of returns the JSON Schema of what has a shape, with a title.
func Of(title, description string, shape decode.Shape) []byte {
	name := shape.Name
	shape.Name = ""
	b := builder{definitions: map[string]*node{}, seen: map[string]int{}}
	b.value(shape)
	b.definitions, b.shared = map[string]*node{}, map[string]string{}
	root := b.value(shape)
	root.Schema, root.Title, root.Description = Draft, title, description
	root.Comment = "Made by stillpoint schema from the program's own reading of " + name + "; make it again after an update."
	root.Definitions = b.definitions
	return printed(root)
}

// value returns what a value must be, as a reference where its shape has a name.
func (b *builder) value(s decode.Shape) *node {
	if s.Name == "" {
		return b.bare(s)
	}
	key := strings.ReplaceAll(s.Name, " ", "-")
	if !s.Filled {
		key += "-or-nothing"
	}
	if _, known := b.definitions[key]; !known {
		b.definitions[key] = nil // so that a shape that holds itself would come to an end
		b.definitions[key] = b.bare(s)
	}
	return &node{Ref: "#/definitions/" + key}
}

func (b *builder) bare(s decode.Shape) *node {
	if len(s.Ways) > 0 {
		return b.ways(s)
	}
	switch s.Kind {
	case decode.String, decode.Time:
		return text(s)
	case decode.Int:
		return bounded(s, orNull(s, "integer"))
	case decode.Float:
		return bounded(s, orNull(s, "number"))
	case decode.Bool:
		return truth(s)
	case decode.List:
		return &node{Type: orNull(s, "array"), Items: b.value(*s.Item), MinItems: s.Least, MaxItems: s.Most, Unique: s.Unique}
	case decode.Map:
		return b.group(s)
	}
	if s.Filled {
		return &node{Not: &node{Type: "null"}}
	}
	return &node{}
}

// orNull returns the type of a value that may be empty, or may not.
func orNull(s decode.Shape, types ...string) any {
	if !s.Filled {
		types = append(types, "null")
	}
	if len(types) == 1 {
		return types[0]
	}
	return types
}

func bounded(s decode.Shape, types any) *node {
	return &node{Type: types, Minimum: s.Low, Maximum: s.High, Message: message(s.Says)}
}

func truth(s decode.Shape) *node {
	n := &node{Type: orNull(s, "boolean")}
	if s.Words != nil {
		n = &node{Enum: []any{s.Words[0] == "true"}}
		if !s.Filled {
			n.Enum = append(n.Enum, nil)
		}
	}
	return n
}

// text returns what a text must be. Words that are offered among others are told by an alternative of their own, which
// rules nothing out.
func text(s decode.Shape) *node {
	if s.Words != nil {
		n := &node{}
		for _, word := range s.Words {
			n.Enum = append(n.Enum, word)
		}
		if !s.Filled {
			n.Enum = append(n.Enum, nil)
		}
		return n
	}
	types := []string{"string"}
	switch s.Numerals {
	case decode.Int:
		types = append(types, "integer")
	case decode.Float:
		types = append(types, "number")
	}
	n := bounded(s, orNull(s, types...))
	n.Pattern, n.MaxLength, n.Message = s.Pattern, s.Longest, ""
	if n.Pattern != "" {
		n.PatternMessage = message(s.Says)
	}
	if s.Not != "" {
		n.Not = &node{Type: "string", Pattern: s.Not, Message: message(s.Says)}
	}
	for _, offer := range s.Offers {
		n.Examples = append(n.Examples, offer)
	}
	return n
}

func message(says string) string {
	if says == "" {
		return ""
	}
	return "Write " + says + "."
}

func (b *builder) ways(s decode.Shape) *node {
	n := &node{}
	for _, way := range s.Ways {
		way.Filled = true
		n.AnyOf = append(n.AnyOf, b.value(way))
	}
	if !s.Filled {
		n.AnyOf = append(n.AnyOf, &node{Type: "null"})
	}
	return n
}

func (b *builder) group(s decode.Shape) *node {
	if s.Switch != nil {
		return b.switched(s)
	}
	n := &node{Type: orNull(s, "object"), Properties: map[string]*node{}, Additional: false}
	for _, f := range s.Fields {
		n.Properties[f.Name] = b.share(f.Name, b.field(f))
		if f.Required {
			n.Required = append(n.Required, f.Name)
		}
	}
	if s.Others != nil {
		others := b.value(*s.Others)
		if s.Names == "" {
			n.Additional = others
		} else {
			n.Patterns = map[string]*node{s.Names: others}
		}
	}
	for _, rule := range s.Rules {
		n.AllOf = append(n.AllOf, b.rule(rule))
	}
	return n
}

// longField is how many bytes a field may have that is written again and again: a reference to it would hardly be shorter.
const longField = 200

// share makes one definition of a field that stands in several groups with the same words.
func (b *builder) share(name string, n *node) *node {
	text := string(printed(n))
	b.seen[text]++
	if b.shared == nil || b.seen[text] < 3 || len(text) < longField { // counted once before
		return n
	}
	key, known := b.shared[text]
	if !known {
		key = "field-" + strings.ReplaceAll(name, " ", "-")
		for i := 2; b.definitions[key] != nil; i++ {
			key = fmt.Sprintf("field-%s-%d", strings.ReplaceAll(name, " ", "-"), i)
		}
		b.shared[text], b.definitions[key] = key, n
	}
	return &node{Ref: "#/definitions/" + key}
}

// switched returns one condition after another, so that a group is held against the fields of its own case alone.
func (b *builder) switched(s decode.Shape) *node {
	n := b.value(s.Switch.Otherwise)
	for _, c := range slices.Backward(s.Switch.Cases) {
		n = &node{If: says(s.Switch.Field, c.Is), Then: b.value(c.Shape), Else: n}
	}
	n.Type = orNull(s, "object")
	if !s.Filled {
		return &node{AnyOf: []*node{{Type: "null"}, n}}
	}
	return n
}

// field returns what stands under a name, with all that people should know of it.
func (b *builder) field(f decode.Field) *node {
	shape := f.Shape
	shape.Filled = shape.Filled || f.Required
	n := b.value(shape)
	if n.Ref != "" { // beside which nothing counts
		n = &node{AllOf: []*node{n}}
	}
	n.Title, n.Description = titled(f.Name), f.Doc
	n.Markdown = markdown(f)
	if value, ok := plain(f.Default); ok && f.Default != "" {
		n.Default = value
	}
	b.example(n, f)
	return n
}

// example lets editors offer the example of a field: one of a group or a list as a snippet that is filled in.
func (b *builder) example(n *node, f decode.Field) {
	value, ok := plain(f.Example)
	if !ok || f.Example == "" {
		return
	}
	switch value.(type) {
	case map[string]any, []any:
		n.Snippets = []snippet{{Label: titled(f.Name), Description: f.Doc, Body: value}}
	case bool: // true and false are offered anyway
	default:
		n.Examples = append([]any{value}, n.Examples...)
	}
}

func markdown(f decode.Field) string {
	var text strings.Builder
	text.WriteString(f.Doc)
	if f.Required {
		text.WriteString(" It must be there.")
	}
	if value, _ := plain(f.Example); f.Example != "" && reflect.ValueOf(value).Kind() >= reflect.Map { // editors show plain ones by themselves
		fmt.Fprintf(&text, "\n\n```yaml\n%s: %s\n```", f.Name, f.Example)
	}
	if f.Default != "" {
		fmt.Fprintf(&text, "\n\nWhere it is left out: `%s`.", f.Default)
	}
	return text.String()
}

// rule returns what fields ask of each other.
func (b *builder) rule(r decode.Rule) *node {
	then := &node{}
	for _, name := range r.AnyOf {
		then.AnyOf = append(then.AnyOf, readable(name))
	}
	if r.Without != nil {
		then.Message = "Keep one of them: " + strings.Join(append([]string{r.When}, r.Without...), ", ") + "."
		then.Not = &node{Message: then.Message}
		for _, name := range r.Without {
			then.Not.AnyOf = append(then.Not.AnyOf, written(name))
		}
	}
	for _, f := range r.Then {
		if then.Properties == nil {
			then.Properties = map[string]*node{}
		}
		f.Shape.Filled = f.Shape.Filled || f.Required
		then.Properties[f.Name] = b.value(f.Shape)
		if f.Required {
			then.Required = append(then.Required, f.Name)
		}
	}
	switch {
	case r.When == "":
		return then
	case r.Is != "":
		return &node{If: says(r.When, r.Is), Then: then}
	}
	return &node{If: written(r.When), Then: then}
}

// written holds where a field is there and is not empty.
func written(name string) *node {
	return &node{Required: []string{name}, Properties: map[string]*node{name: {Not: &node{Enum: []any{nil, ""}}}}}
}

// readable holds where a field is there and has more than blanks in it.
func readable(name string) *node {
	n := written(name)
	blank := &node{Type: "string", Pattern: "^" + strings.Replace(decode.Written, "[^", "[", 1) + "*$"}
	n.Properties[name].Not = &node{AnyOf: []*node{{Enum: []any{nil, ""}}, blank}}
	return n
}

func says(name, word string) *node {
	return &node{Required: []string{name}, Properties: map[string]*node{name: {Const: word}}}
}

// titled turns the name of a field into words: "notSuitableFor" into "Not suitable for".
func titled(name string) string {
	var words strings.Builder
	for i, r := range name {
		switch {
		case i == 0:
			r = unicode.ToUpper(r)
		case unicode.IsUpper(r) && !unicode.IsUpper(rune(name[i-1])):
			words.WriteByte(' ')
			if i+1 < len(name) && !unicode.IsUpper(rune(name[i+1])) {
				r = unicode.ToLower(r)
			}
		}
		words.WriteRune(r)
	}
	return words.String()
}

// plain returns the plain value of what YAML writes in one line.
func plain(text string) (any, bool) {
	document := "value: " + text + "\n"
	root, problems := decode.Parse(diag.NewFile("", []byte(document)), 0, len(document), decode.YAML)
	if problems.Errors() > 0 {
		return nil, false
	}
	value := root.Get("value")
	if value.Kind() == decode.Time { // which JSON writes as text
		return value.Text(), true
	}
	return untimed(value), true
}

// untimed returns the plain value of a node, dates as they are written.
func untimed(n *decode.Node) any {
	switch n.Kind() {
	case decode.Map:
		group := map[string]any{}
		for _, key := range n.Keys() {
			group[key] = untimed(n.Get(key))
		}
		return group
	case decode.List:
		list := []any{}
		for _, item := range n.Items() {
			list = append(list, untimed(item))
		}
		return list
	case decode.Time:
		return n.Text()
	}
	return n.Value()
}
