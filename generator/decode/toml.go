package decode

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"stillpoint/generator/diag"
)

// toml decodes the document with the library, which checks it whole, and then
// walks its expressions once more for the places.
func (b *builder) toml() (*Node, diag.List) {
	var values map[string]any
	if err := toml.Unmarshal(b.text, &values); err != nil {
		b.tomlSyntax(err)
		return nil, b.problems
	}
	places := b.tomlPlaces()
	root := b.tomlNode(values, "", places, place{b.start, 0}, 0)
	return root, b.problems
}

type place struct{ offset, length int }

// tomlPlaces finds where each key stands, by its path with NUL between the parts.
func (b *builder) tomlPlaces() map[string]place {
	places := map[string]place{}
	arrays := map[string]int{}
	var p unstable.Parser
	p.Reset(b.text)
	var table []string
	for p.NextExpression() {
		e := p.Expression()
		path := b.keyPlaces(e.Key(), nil, places)
		switch e.Kind {
		case unstable.Table:
			table = path
		case unstable.ArrayTable:
			key := strings.Join(path, "\x00")
			table = append(slices.Clone(path), fmt.Sprint(arrays[key]))
			arrays[key]++
		case unstable.KeyValue:
			b.keyPlaces(e.Key(), table, places)
			b.valuePlaces(&p, e.Value(), append(slices.Clone(table), path...), places)
		}
	}
	return places
}

func (b *builder) keyPlaces(keys unstable.Iterator, above []string, places map[string]place) []string {
	path := slices.Clone(above)
	for keys.Next() {
		k := keys.Node()
		if len(path) > maxDepth { // refused further up
			continue
		}
		path = append(path, string(k.Data))
		name := "key\x00" + strings.Join(path, "\x00")
		if _, known := places[name]; !known {
			places[name] = place{b.start + int(k.Raw.Offset), int(k.Raw.Length)}
		}
	}
	return path
}

func (b *builder) valuePlaces(p *unstable.Parser, v *unstable.Node, path []string, places map[string]place) {
	raw := v.Raw
	if raw.Length == 0 && len(v.Data) > 0 {
		raw = p.Range(v.Data)
	}
	if raw.Length > 0 {
		places[strings.Join(path, "\x00")] = place{b.start + int(raw.Offset), int(raw.Length)}
	}
	children := v.Children()
	for i := 0; children.Next(); i++ {
		child := children.Node()
		if child.Kind == unstable.KeyValue {
			inner := b.keyPlaces(child.Key(), path, places)
			b.valuePlaces(p, child.Value(), inner, places)
			continue
		}
		b.valuePlaces(p, child, append(slices.Clone(path), fmt.Sprint(i)), places)
	}
}

func (b *builder) tomlNode(v any, path string, places map[string]place, fallback place, depth int) *Node {
	at, known := places[path]
	if !known {
		at = fallback
	}
	n := &Node{file: b.file, offset: at.offset, length: at.length}
	if depth > maxDepth {
		b.report(n.offset, 1, "too-deep", fmt.Sprintf("this is nested more than %d levels deep", maxDepth), "make it simpler")
		return n
	}
	switch t := v.(type) {
	case map[string]any:
		b.tomlMap(n, t, path, places, depth)
	case []any:
		n.kind = List
		for i, item := range t {
			n.items = append(n.items, b.tomlNode(item, join(path, fmt.Sprint(i)), places, at, depth+1))
		}
	default:
		tomlScalar(n, v)
	}
	return n
}

func (b *builder) tomlMap(n *Node, values map[string]any, path string, places map[string]place, depth int) {
	n.kind = Map
	for key, value := range values {
		at := places["key\x00"+join(path, key)]
		n.entries = append(n.entries, entry{key: key, offset: at.offset, length: at.length, file: b.file,
			value: b.tomlNode(value, join(path, key), places, at, depth+1)})
	}
	slices.SortFunc(n.entries, func(x, y entry) int {
		if x.offset != y.offset {
			return x.offset - y.offset
		}
		return strings.Compare(x.key, y.key)
	})
	n.reindex()
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "\x00" + key
}

func tomlScalar(n *Node, v any) {
	n.text = fmt.Sprint(v)
	switch t := v.(type) {
	case string:
		n.kind, n.value = String, t
	case int64:
		n.kind, n.value = Int, t
	case float64:
		n.kind, n.value = Float, t
	case bool:
		n.kind, n.value = Bool, t
	case time.Time:
		n.kind, n.value, n.text = Time, t, t.Format(time.RFC3339)
	case toml.LocalDate:
		n.kind, n.value = Time, t.AsTime(time.UTC)
	case toml.LocalDateTime:
		n.kind, n.value = Time, t.AsTime(time.UTC)
	default:
		n.kind, n.value = String, n.text
	}
}

func (b *builder) tomlSyntax(err error) {
	var at *toml.DecodeError
	if !errors.As(err, &at) {
		b.report(b.start, 1, "toml-syntax", strings.TrimPrefix(err.Error(), "toml: "), "text in TOML stands in quotes: title = \"Prices\"")
		return
	}
	line, column := at.Position()
	if name := strings.TrimSuffix(strings.TrimPrefix(at.Error(), "toml: key "), " is already defined"); name != at.Error() && strings.HasSuffix(at.Error(), " is already defined") {
		b.report(b.at(line, column), len(name), "duplicate-field", fmt.Sprintf("%q is given twice", name), "keep one of them")
		return
	}
	b.report(b.at(line, column), 1, "toml-syntax", strings.TrimPrefix(at.Error(), "toml: "), "text in TOML stands in quotes: title = \"Prices\"")
}
