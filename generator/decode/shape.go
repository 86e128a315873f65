package decode

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Shape tells what may be written for a value, for people and for editors: [ShapeOf] finds it by the same reflection and the
// same tags as [Node.Into] decodes by, and asks a type that decodes itself for what that takes ([Shaper]). It costs a build
// nothing: nobody makes one but who describes or checks what is written.
//
// A Shape is one of these:
//
//	Ways is set         the value is written in one of several ways, each a Shape of its own; Kind says nothing
//	Kind String         a text; Words, Offers, Pattern, Not, Longest and Numerals narrow it
//	Kind Int, Float     a whole number, or any; Low and High bound it
//	Kind Time           a date, which is a text of the form of Pattern
//	Kind Bool           true or false; Words has one of them where only that may stand
//	Kind List           Item is what each member looks like; Least, Most and Unique say how many there may be
//	Kind Map            a group of fields: Fields by name; Others is what any further field holds, nil where there must be
//	                    none; Rules are what fields ask of each other
//	Kind Null           anything at all
//
// Wherever a value may be written it may also be left empty, which is as if it were left out, unless Filled.
type Shape struct {
	Kind    Kind
	Name    string  // of the type, "Address", wherever it is used; "" for most
	Says    string  // how it is written, to go on after “write ”: "an amount and the code of its currency"
	Example string  // as YAML writes it: "75 GBP"
	Ways    []Shape // all ways to write it, the shortest first
	Filled  bool    // an empty value is wrong

	Words    []string // of a text or a truth: only these may be written
	Offers   []string // of a text: what is often written, among others
	Pattern  string   // of a text: a regular expression that Go (RE2) and JavaScript (with its flag u) read alike; it is anchored where it means the whole
	Not      string   // of a text: a regular expression that it must not match
	Longest  int      // of a text: characters; 0 for no limit
	Numerals Kind     // of a text: which numbers may stand in its place, all (Float), whole ones (Int) within Low and High, or none (Null)

	Low, High *float64 // of a number, both included; nil for none

	Item        *Shape
	Least, Most int  // of a list: how many members it must have, and may; 0 for no bound
	Unique      bool // of a list: no member may stand there twice

	Fields []Field
	Others *Shape // of a group with free names: what stands under each; nil where no other field may be
	Names  string // a regular expression for the free names
	Rules  []Rule
	Switch *Switch // of a group whose fields depend on what one of them says; then Fields, Others and Rules say nothing
}

// Switch tells which fields a group has by what one of them says.
type Switch struct {
	Field     string // "kind"
	Cases     []Case
	Otherwise Shape // where it says something else, or is not written
}

// Case is a group where the field of a [Switch] says Is.
type Case struct {
	Is    string
	Shape Shape
}

// Field is a named part of a group.
type Field struct {
	Name     string
	Doc      string // a sentence for somebody who does not write programs, from the struct tag doc; Markdown
	Example  string // a value as YAML writes it in one line, from the struct tag example, else that of its Shape
	Default  string // what holds where the field is left out, as YAML writes it; "" where that is nothing
	Required bool   // it must be written, and not be empty
	Shape    Shape
}

// Rule is what fields of a group ask of each other: when the field When is written and not empty (Is is ""), or says Is, then
// one of AnyOf must be written, none of Without, and the fields of Then look as they do here rather than as in Fields.
// A Rule without When holds always.
type Rule struct {
	When, Is string
	AnyOf    []string
	Without  []string
	Then     []Field
}

// Shaper is a type that says itself what may be written for it: one that decodes itself, or whose values are checked by code.
// Its method stands beside that which decodes or checks.
type Shaper interface {
	Shape() Shape
}

// ShapeOf returns what may be written for a value. What its fields hold already is their default.
func ShapeOf(v any) Shape { return shapeOf(reflect.ValueOf(v)) }

// ShapeOfAll returns what may be written for several structs at once, as [Node.IntoAll] decodes them: a name
// that several have is that of the first.
func ShapeOfAll(targets ...any) Shape {
	all := Shape{Kind: Map}
	for _, target := range targets {
		if _, ok := target.(Adviser); ok {
			continue
		}
		one := ShapeOf(target)
		for _, f := range one.Fields {
			if all.Find(f.Name) == nil {
				all.Fields = append(all.Fields, f)
			}
		}
		all.Rules = append(all.Rules, one.Rules...)
	}
	return all
}

func shapeOf(v reflect.Value) Shape {
	if v.Kind() == reflect.Interface {
		return Shape{}
	}
	copied := reflect.New(v.Type())
	copied.Elem().Set(v)
	if own, ok := copied.Interface().(Shaper); ok && !(v.Kind() == reflect.Pointer && v.IsNil()) {
		return own.Shape()
	}
	if _, ok := copied.Interface().(Decoder); ok {
		panic(fmt.Sprintf("decode: %s decodes itself, but does not say its shape", v.Type()))
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return shapeOf(reflect.Zero(v.Type().Elem()))
		}
		return shapeOf(v.Elem())
	case reflect.Struct:
		return Shape{Kind: Map, Name: v.Type().Name(), Fields: fieldsOf(v)}
	case reflect.Map:
		others := zeroShape(v.Type().Elem())
		return Shape{Kind: Map, Others: &others}
	case reflect.Slice:
		return listOf(v.Type().Elem())
	}
	return scalarShape(v)
}

func zeroShape(t reflect.Type) Shape {
	if t.Kind() == reflect.Interface {
		return Shape{}
	}
	return shapeOf(reflect.Zero(t))
}

// listOf returns a list, and where its members are plain texts one alone, too.
func listOf(member reflect.Type) Shape {
	item := zeroShape(member)
	list := Shape{Kind: List, Item: &item}
	if member.Kind() == reflect.String {
		return Either(item, list)
	}
	return list
}

func scalarShape(v reflect.Value) Shape {
	switch {
	case v.Kind() == reflect.Bool:
		return Shape{Kind: Bool}
	case v.CanInt():
		return Shape{Kind: Int}
	case v.CanFloat():
		return Shape{Kind: Float}
	}
	return Shape{Kind: String, Numerals: Float}
}

func fieldsOf(v reflect.Value) []Field {
	var fields []Field
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, inline := yamlName(field)
		switch {
		case inline:
			fields = append(fields, ShapeOf(v.Field(i).Interface()).Fields...)
		case name != "":
			fields = append(fields, described(name, field.Tag, v.Field(i)))
		}
	}
	return fields
}

func described(name string, tag reflect.StructTag, v reflect.Value) Field {
	f := Field{Name: name, Doc: tag.Get("doc"), Example: tag.Get("example"), Default: tag.Get("default"), Shape: shapeOf(v)}
	if f.Example == "" {
		f.Example = f.Shape.Example
	}
	if f.Default == "" {
		f.Default = written(v)
	}
	return f
}

// written returns a plain value as YAML writes it, "" for none and for what is no plain value.
func written(v reflect.Value) string {
	switch {
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case v.Kind() == reflect.Slice && v.Len() > 0 && v.Type().Elem().Kind() == reflect.String:
		var words []string
		for i := range v.Len() {
			words = append(words, written(v.Index(i)))
		}
		return "[" + strings.Join(words, ", ") + "]"
	case v.IsZero():
		return ""
	case v.Kind() == reflect.String && !regexp.MustCompile(`^[A-Za-z][A-Za-z0-9/._-]*$`).MatchString(v.String()):
		return strconv.Quote(v.String())
	case v.Kind() == reflect.String || v.CanInt() || v.CanFloat():
		return fmt.Sprint(v.Interface())
	}
	return ""
}

// Either returns a value that is written in one of several ways.
func Either(ways ...Shape) Shape { return Shape{Ways: ways} }

// OneOf returns a text that must be one of a few words.
func OneOf(words ...string) Shape { return Shape{Kind: String, Words: words} }

// Matching returns a text that must match a pattern, blanks at its ends left aside. The pattern stands for the whole text; says
// and example tell people what it means.
func Matching(pattern, says, example string) Shape {
	return Shape{Kind: String, Pattern: `^\s*(?:` + pattern + `)\s*$`, Says: says, Example: example}
}

// Named returns the shape under the name of a type, so that who describes it can do so once.
func (s Shape) Named(name string) Shape {
	s.Name = name
	return s
}

// Group returns a group of fields that are decoded into a struct, under the name of a type.
func Group(name string, v any) Shape {
	return ShapeOf(v).Named(name)
}

// Written is a pattern for a text that has more than blanks in it. The blanks are those of Go and of JavaScript, whose \s differ.
const Written = "[^\\s\\v\\x85\\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]"

// Find returns the field of a group that a path of names leads to, for reading or narrowing; nil where it is not there. It goes
// through the way of a value that is a group, too.
func (s *Shape) Find(path ...string) *Field {
	for i := range s.Ways {
		if f := s.Ways[i].Find(path...); f != nil {
			return f
		}
	}
	for i := range s.Fields {
		if f := &s.Fields[i]; f.Name == path[0] {
			if len(path) == 1 {
				return f
			}
			return f.Shape.Find(path[1:]...)
		}
	}
	return nil
}

// Narrow changes the shape of a field that must be there, and of the texts that its list has where it is one.
func (s *Shape) Narrow(change func(*Shape), path ...string) {
	f := s.Find(path...)
	if f == nil {
		panic(fmt.Sprintf("decode: %s has no field %q", s.Name, strings.Join(path, ".")))
	}
	f.Shape.each(change)
}

func (s *Shape) each(change func(*Shape)) {
	for i := range s.Ways {
		s.Ways[i].each(change)
	}
	switch {
	case len(s.Ways) > 0:
	case s.Item != nil:
		s.Item.each(func(item *Shape) { change(item); item.Filled = true })
	default:
		change(s)
	}
}

// Require marks fields that must be written and not be empty.
func (s *Shape) Require(names ...string) {
	for _, name := range names {
		f := s.Find(name)
		f.Required = true
		if f.Shape.Kind == String && f.Shape.Pattern == "" && f.Shape.Words == nil {
			f.Shape.Pattern = Written
		}
	}
}

// Between returns a change for [Shape.Narrow]: a number has bounds, both included.
func Between(low, high int) func(*Shape) {
	return func(s *Shape) {
		least, most := float64(low), float64(high)
		s.Low, s.High = &least, &most
	}
}

// Words returns a change for [Shape.Narrow]: only these words may be written.
func Words(words ...string) func(*Shape) {
	return func(s *Shape) { s.Words, s.Numerals = words, Null }
}

// Pattern returns a change for [Shape.Narrow]: a text must match a pattern, which says what it means. Numbers still may stand for it.
func Pattern(pattern, says string) func(*Shape) {
	return func(s *Shape) { s.Pattern, s.Says = pattern, says }
}

// Unasked returns the shape of a group whose fields may each be left out, and ask nothing of each other.
func (s Shape) Unasked() Shape {
	s.Rules, s.Fields = nil, slices.Clone(s.Fields)
	for i := range s.Fields {
		s.Fields[i].Required = false
	}
	return s
}

// Partial returns the shape of what is laid over something that is complete already: nothing is required, and fields ask nothing
// of each other. The members of lists, which are not laid over each other, stay whole.
func (s Shape) Partial() Shape {
	ways := s.Ways
	s.Ways = nil
	for _, way := range ways {
		s.Ways = append(s.Ways, way.Partial())
	}
	s = s.Unasked()
	for i := range s.Fields {
		s.Fields[i].Shape = s.Fields[i].Shape.Partial()
	}
	if s.Others != nil {
		others := s.Others.Partial()
		s.Others = &others
	}
	if s.Switch != nil {
		partial := Switch{Field: s.Switch.Field, Otherwise: s.Switch.Otherwise.Partial()}
		for _, c := range s.Switch.Cases {
			partial.Cases = append(partial.Cases, Case{c.Is, c.Shape.Partial()})
		}
		s.Switch = &partial
	}
	return s
}

// Walk calls f for each field that may be written, wherever it is, with the names of those that lead to it: "site.theme.colors.text".
// Names that are free are written as *, and a field that stands in several ways of one value is shown for each of them.
func (s Shape) Walk(f func(path string, field Field)) { s.walk("", f) }

func (s Shape) walk(path string, f func(string, Field)) {
	for _, way := range s.Ways {
		way.walk(path, f)
	}
	if s.Item != nil {
		s.Item.walk(path, f)
	}
	for _, field := range s.Fields {
		f(path+field.Name, field)
		field.Shape.walk(path+field.Name+".", f)
	}
	if s.Others != nil {
		s.Others.walk(path+"*.", f)
	}
	if s.Switch != nil {
		for _, c := range append(s.Switch.Cases, Case{Shape: s.Switch.Otherwise}) {
			c.Shape.walk(path, f)
		}
	}
}
