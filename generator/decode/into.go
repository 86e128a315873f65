package decode

import (
	"fmt"
	"reflect"
	"strings"

	"stillpoint/generator/diag"
)

// Decoder is a type that reads itself from a node.
type Decoder interface {
	DecodeNode(n *Node) diag.List
}

// Adviser knows what to say of a field that no target of [Node.IntoAll] has; "" for nothing.
type Adviser interface {
	Advice(field string) string
}

// Into decodes a map strictly into a pointer to a struct, by the names in its
// yaml tags, or into any other pointer. All problems are returned. A field that is not
// written, or has no value, stays as it was.
func (n *Node) Into(v any) diag.List {
	d := decoder{}
	d.decode(n, reflect.ValueOf(v).Elem(), "")
	return d.problems
}

// IntoAll decodes a map strictly into several pointers to structs at once: each
// field goes into the first that knows its name. An [Adviser] among the targets is asked
// about the fields that none knows. All problems are returned.
func (n *Node) IntoAll(targets ...any) diag.List {
	d := decoder{}
	var structs []reflect.Value
	for _, target := range targets {
		if adviser, ok := target.(Adviser); ok {
			d.adviser = adviser
			continue
		}
		structs = append(structs, reflect.ValueOf(target).Elem())
	}
	d.structure(n, "", structs...)
	return d.problems
}

type decoder struct {
	problems diag.List
	adviser  Adviser // of the outermost fields; may be nil
}

func (d *decoder) decode(n *Node, into reflect.Value, name string) {
	if n.Kind() == Null {
		return
	}
	if own, ok := into.Addr().Interface().(Decoder); ok {
		d.problems = append(d.problems, own.DecodeNode(n)...)
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		fresh := reflect.New(into.Type().Elem())
		d.decode(n, fresh.Elem(), name)
		into.Set(fresh)
	case reflect.Interface:
		into.Set(reflect.ValueOf(n.Value()))
	case reflect.Struct:
		inner := decoder{}
		inner.structure(n, name, into)
		d.problems = append(d.problems, inner.problems...)
	case reflect.Map:
		d.mapping(n, into, name)
	case reflect.Slice:
		d.list(n, into, name)
	default:
		d.scalar(n, into, name)
	}
}

func (d *decoder) scalar(n *Node, into reflect.Value, name string) {
	switch {
	case into.Kind() == reflect.String && (n.kind == String || n.kind == Int || n.kind == Float || n.kind == Time):
		into.SetString(n.text)
	case into.Kind() == reflect.Bool && n.kind == Bool:
		into.SetBool(n.value.(bool))
	case into.CanInt() && n.kind == Int:
		into.SetInt(n.value.(int64))
	case into.CanFloat() && n.kind == Int:
		into.SetFloat(float64(n.value.(int64)))
	case into.CanFloat() && n.kind == Float:
		into.SetFloat(n.value.(float64))
	default:
		d.wrong(n, name, wanted(into))
	}
}

func wanted(into reflect.Value) Kind {
	switch {
	case into.Kind() == reflect.Bool:
		return Bool
	case into.CanInt():
		return Int
	case into.CanFloat():
		return Float
	}
	return String
}

func (d *decoder) wrong(n *Node, name string, want Kind) {
	hints := map[Kind]string{
		Bool: "write true or false", Int: "write digits alone, such as 10", Float: "write digits, such as 2.5",
		String: "put quotes around it", List: "write it as [one, two]", Map: "write its fields below it, each on a line of its own and set in by two blanks",
	}
	subject := "here must stand"
	if name != "" {
		subject = fmt.Sprintf("%q must be", name)
	}
	d.problems = append(d.problems, n.Error("wrong-type", fmt.Sprintf("%s %s, not %s", subject, want, n.kind), hints[want]))
}

func (d *decoder) mapping(n *Node, into reflect.Value, name string) {
	if n.kind != Map {
		d.wrong(n, name, Map)
		return
	}
	if into.IsNil() {
		into.Set(reflect.MakeMap(into.Type()))
	}
	for _, e := range n.entries {
		value := reflect.New(into.Type().Elem()).Elem()
		d.decode(e.value, value, e.key)
		into.SetMapIndex(reflect.ValueOf(e.key), value)
	}
}

func (d *decoder) list(n *Node, into reflect.Value, name string) {
	items := n.items
	switch {
	case n.kind == List:
	case n.kind != Map && into.Type().Elem().Kind() == reflect.String:
		items = []*Node{n}
	default:
		d.wrong(n, name, List)
		return
	}
	list := reflect.MakeSlice(into.Type(), len(items), len(items))
	for i, item := range items {
		d.decode(item, list.Index(i), name)
	}
	into.Set(list)
}

func (d *decoder) structure(n *Node, name string, targets ...reflect.Value) {
	if n.kind != Map {
		d.wrong(n, name, Map)
		last := &d.problems[len(d.problems)-1]
		last.Hint += ": " + strings.Join(namesOf(targets), ", ")
		return
	}
	for i := range n.entries {
		e := &n.entries[i]
		field, ok := fieldAmong(targets, e.key)
		if !ok {
			d.problems = append(d.problems, d.unknownField(e, targets))
			continue
		}
		d.decode(e.value, field, e.key)
	}
}

func fieldAmong(targets []reflect.Value, name string) (reflect.Value, bool) {
	for _, into := range targets {
		if field, ok := fieldOf(into, name); ok {
			return field, true
		}
	}
	return reflect.Value{}, false
}

// namesOf returns the names of all fields of several structs.
func namesOf(targets []reflect.Value) []string {
	var names []string
	for _, into := range targets {
		names = append(names, fieldNames(into.Type())...)
	}
	return names
}

// unknownField suggests the field that was meant, or says where it would be
// known, or else lists all that there are.
func (d *decoder) unknownField(e *entry, targets []reflect.Value) diag.Diagnostic {
	names := namesOf(targets)
	message := fmt.Sprintf("unknown field %q", e.key)
	if d.adviser != nil {
		if advice := d.adviser.Advice(e.key); advice != "" {
			return e.error("unknown-field", message, advice)
		}
	}
	if suggestion := diag.DidYouMean(e.key, names); suggestion != "" {
		return e.error("unknown-field", message+suggestion, "")
	}
	return e.error("unknown-field", message, "known fields: "+strings.Join(names, ", "))
}

// fieldOf returns the field of a struct that a name stands for. Structs are small, and
// documents name few of their fields: looking through them is quicker than an index
// that has to be made for every document.
func fieldOf(into reflect.Value, name string) (reflect.Value, bool) {
	t := into.Type()
	for i := range t.NumField() {
		tag, inline := yamlName(t.Field(i))
		if inline {
			if field, ok := fieldOf(into.Field(i), name); ok {
				return field, true
			}
		}
		if tag == name && tag != "" {
			return into.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// fieldNames returns the names of all fields of a struct, in its order.
func fieldNames(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		field := t.Field(i)
		tag, inline := yamlName(field)
		switch {
		case inline:
			names = append(names, fieldNames(field.Type)...)
		case tag != "":
			names = append(names, tag)
		}
	}
	return names
}

// yamlName returns the name that a field is written by, "" for none, and whether
// it stands for the fields of its own struct.
func yamlName(field reflect.StructField) (name string, inline bool) {
	tag := field.Tag.Get("yaml")
	name, options, more := strings.Cut(tag, ",")
	if name == "-" {
		name = ""
	}
	return name, more && options == "inline"
}
