package jsonld

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// node is an object of JSON whose members keep their order.
type node struct {
	names  []string
	values []any
}

// typed begins a node of one of schema.org's types. An id may be left out.
func typed(kind, id string) *node {
	n := &node{}
	return n.set("@type", kind).set("@id", id)
}

// set adds a member, unless there is nothing to say.
func (n *node) set(name string, value any) *node {
	if !empty(value) {
		n.names, n.values = append(n.names, name), append(n.values, value)
	}
	return n
}

func empty(value any) bool {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Pointer:
		return v.IsNil()
	case reflect.Int:
		return v.Int() == 0
	}
	return false
}

// MarshalJSON writes the members in their order.
func (n *node) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, name := range n.names {
		if i > 0 {
			out.WriteByte(',')
		}
		key, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(n.values[i])
		if err != nil {
			return nil, err
		}
		out.Write(key)
		out.WriteByte(':')
		out.Write(value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// to refers to a node by its @id.
func to(id string) *node { return (&node{}).set("@id", id) }

// number is written as it is, so that 25.00 stays 25.00.
type number string

// MarshalJSON writes the digits.
func (n number) MarshalJSON() ([]byte, error) { return []byte(n), nil }
