package layouts

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"stillpoint/generator/site"
	"stillpoint/generator/words"
)

// Base is what the functions know of the site. URL and Permalink turn a path within
// it, "/favicon.svg", into what a page refers to it by: with the site's base path
// before it, or as a whole address. Language is a BCP 47 tag.
type Base struct {
	URL, Permalink func(path string) string
	Language       string
	Words          *words.Words // in that language; English where it is left out
}

// functions returns the functions that templates may call, beside Go's own.
// They are few and pure. A list is any slice; it comes last, so that it can be piped in.
func functions(a Base) template.FuncMap {
	return template.FuncMap{
		"relurl": within(a.URL), "absurl": within(a.Permalink),
		"t": a.phrase, "date": a.date, "dateTag": a.dateTag, "weekday": a.weekday, "link": link, "enumerate": a.enumerate,
		"money": a.money, "languageName": a.languageName, "isodate": isodate, "default": orDefault, "dict": dict, "list": list,
		"first": first, "last": last, "reverse": reverse, "where": where, "sortBy": sortBy,
		"join": join, "split": split, "lower": strings.ToLower, "upper": strings.ToUpper, "trim": strings.TrimSpace,
		"replace": replace, "truncate": truncate, "plural": plural, "slug": site.Slug,
		"hasPrefix": hasPrefix, "contains": contains, "add": add, "sub": sub,
	}
}

// within lets a function turn the path of an address that starts with a slash,
// and leaves its query, its fragment and addresses elsewhere as they are.
// A number to dial is safe as it is, which html/template does not know.
func within(turn func(string) string) func(any) any {
	return func(value any) any {
		address := fmt.Sprint(value) // a text, or a type of its own such as practice.Link
		if number, dials := strings.CutPrefix(address, "tel:+"); dials && strings.Trim(number, "0123456789") == "" {
			return template.URL(address)
		}
		if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
			return address
		}
		path, tail := address, ""
		if i := strings.IndexAny(address, "?#"); i >= 0 {
			path, tail = address[:i], address[i:]
		}
		return turn(path) + tail
	}
}

func functionNames() []string {
	builtin := []string{"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf", "println", "slice", "urlquery"}
	return slices.Sorted(slices.Values(append(slices.Collect(maps.Keys(functions(Base{}))), builtin...)))
}

// isodate writes a time as RFC 3339, for the datetime attribute.
func isodate(t time.Time) string { return t.Format(time.RFC3339) }

// orDefault returns the value, or the fallback where the value is empty.
func orDefault(fallback, value any) any {
	if truth, ok := template.IsTrue(value); ok && truth {
		return value
	}
	return fallback
}

// dict makes a map of names and values: {{dict "title" "Hours" "wide" true}}.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict wants names and values in turn")
	}
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict wants a text as name, not %v", pairs[i])
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}

func list(values ...any) []any { return values }

// slicesOf returns a list as a reflect.Value; nil is the empty list.
func sliceOf(v any) (reflect.Value, error) {
	value := reflect.ValueOf(v)
	if !value.IsValid() {
		return reflect.ValueOf([]any{}), nil
	}
	if value.Kind() != reflect.Slice {
		return value, fmt.Errorf("this is not a list but %T", v)
	}
	return value, nil
}

func first(n int, v any) (any, error) {
	s, err := sliceOf(v)
	if err != nil {
		return nil, err
	}
	return s.Slice(0, min(max(n, 0), s.Len())).Interface(), nil
}

func last(n int, v any) (any, error) {
	s, err := sliceOf(v)
	if err != nil {
		return nil, err
	}
	return s.Slice(s.Len()-min(max(n, 0), s.Len()), s.Len()).Interface(), nil
}

func reverse(v any) (any, error) {
	s, err := sliceOf(v)
	if err != nil {
		return nil, err
	}
	out := reflect.MakeSlice(s.Type(), 0, s.Len())
	for i := s.Len() - 1; i >= 0; i-- {
		out = reflect.Append(out, s.Index(i))
	}
	return out.Interface(), nil
}

// field returns a value's named method result, field or map entry.
func field(v reflect.Value, name string) (any, error) {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if m := v.MethodByName(name); m.IsValid() && (m.Type().NumIn() == 0 || m.Type().NumIn() == 1 && m.Type().IsVariadic()) && m.Type().NumOut() >= 1 {
		return m.Call(nil)[0].Interface(), nil
	}
	if v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String {
		if entry := v.MapIndex(reflect.ValueOf(name)); entry.IsValid() {
			return entry.Interface(), nil
		}
		return nil, nil
	}
	if s := reflect.Indirect(v); s.Kind() == reflect.Struct && s.FieldByName(name).IsValid() {
		return s.FieldByName(name).Interface(), nil
	}
	return nil, fmt.Errorf("%s has no %q", v.Type(), name)
}

// where keeps the members of a list whose named value is equal to one given.
func where(name string, want any, v any) (any, error) {
	s, err := sliceOf(v)
	if err != nil {
		return nil, err
	}
	out := reflect.MakeSlice(s.Type(), 0, s.Len())
	for i := range s.Len() {
		got, err := field(s.Index(i), name)
		if err != nil {
			return nil, err
		}
		if fmt.Sprint(got) == fmt.Sprint(want) {
			out = reflect.Append(out, s.Index(i))
		}
	}
	return out.Interface(), nil
}

// sortBy orders a list by a named value: numbers by size, times from the
// oldest, all else as text. Equal members keep their order.
func sortBy(name string, v any) (any, error) {
	s, err := sliceOf(v)
	if err != nil {
		return nil, err
	}
	keys := make([]any, s.Len())
	order := make([]int, s.Len())
	for i := range s.Len() {
		if keys[i], err = field(s.Index(i), name); err != nil {
			return nil, err
		}
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compareAny(keys[a], keys[b]) })
	out := reflect.MakeSlice(s.Type(), 0, s.Len())
	for _, i := range order {
		out = reflect.Append(out, s.Index(i))
	}
	return out.Interface(), nil
}

func compareAny(a, b any) int {
	if ta, ok := a.(time.Time); ok {
		if tb, ok := b.(time.Time); ok {
			return ta.Compare(tb)
		}
	}
	na, aok := number(a)
	nb, bok := number(b)
	if aok && bok {
		return cmp.Compare(na, nb)
	}
	return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
}

func number(v any) (float64, bool) {
	switch n := reflect.ValueOf(v); {
	case n.CanInt():
		return float64(n.Int()), true
	case n.CanFloat():
		return n.Float(), true
	}
	return 0, false
}

func join(separator string, v any) (string, error) {
	s, err := sliceOf(v)
	if err != nil {
		return "", err
	}
	parts := make([]string, s.Len())
	for i := range parts {
		parts[i] = fmt.Sprint(s.Index(i).Interface())
	}
	return strings.Join(parts, separator), nil
}

func split(separator, s string) []string { return strings.Split(s, separator) }

func replace(old, new, s string) string { return strings.ReplaceAll(s, old, new) }

// truncate cuts a text after n characters at most, at the end of a word.
func truncate(n int, s string) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := string([]rune(s)[:max(n, 0)])
	if blank := strings.LastIndexByte(cut, ' '); blank > 0 {
		cut = cut[:blank]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func hasPrefix(prefix, s string) bool { return strings.HasPrefix(s, prefix) }
func contains(part, s string) bool    { return strings.Contains(s, part) }
func add(a, b int) int                { return a + b }
func sub(a, b int) int                { return a - b }
