package schema_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pgregory.net/rapid"

	"stillpoint/generator/decode"
)

// writer writes random values that have a shape, and at one place or two something else instead.
type writer struct {
	t      *rapid.T
	texts  *texts
	places int   // how many values were written
	faults []int // the places at which something else is written
}

// texts keeps what is made of patterns, since it takes longer than a document.
type texts struct {
	patterns map[string]*regexp.Regexp
	random   map[string]*rapid.Generator[string]
}

func newTexts() *texts {
	return &texts{map[string]*regexp.Regexp{}, map[string]*rapid.Generator[string]{}}
}

func (t *texts) match(pattern, text string) bool {
	if t.patterns[pattern] == nil {
		t.patterns[pattern] = regexp.MustCompile(pattern)
	}
	return t.patterns[pattern].MatchString(text)
}

func (t *texts) matching(pattern string) *rapid.Generator[string] {
	if t.random[pattern] == nil {
		t.random[pattern] = rapid.StringMatching(pattern)
	}
	return t.random[pattern]
}

func newWriter(t *rapid.T, kept *texts) *writer {
	faults := []int{}
	for range rapid.SampledFrom([]int{0, 0, 1, 1, 2}).Draw(t, "faults") {
		faults = append(faults, rapid.IntRange(0, 20).Draw(t, "place"))
	}
	return &writer{t: t, texts: kept, faults: faults}
}

func (w *writer) chance(percent int) bool { return rapid.IntRange(0, 99).Draw(w.t, "chance") < percent }

func pick[V any](w *writer, from []V) V { return rapid.SampledFrom(from).Draw(w.t, "pick") }

// value returns a value of a shape: nil, string, bool, int64, float64, []any or map[string]any.
func (w *writer) value(s decode.Shape) any {
	w.places++
	if slices.Contains(w.faults, w.places-1) {
		return w.fault(s)
	}
	return w.valid(s)
}

func (w *writer) valid(s decode.Shape) any {
	if !s.Filled && w.chance(3) {
		return nil
	}
	if len(s.Ways) > 0 {
		way := pick(w, s.Ways)
		way.Filled = true
		return w.valid(way)
	}
	switch s.Kind {
	case decode.String, decode.Time:
		return w.text(s)
	case decode.Int:
		return w.whole(s)
	case decode.Float:
		return float64(w.whole(s)) + 0.5
	case decode.Bool:
		return w.chance(50) || s.Words != nil && s.Words[0] == "true"
	case decode.List:
		return w.list(s)
	case decode.Map:
		return w.group(s)
	}
	return w.anything()
}

// words are texts for fields that take any, some of which mean something else to YAML.
func words() []string {
	return []string{"Quiet", "a word", "Überall", "two\nlines", "yes", "no", "true", "off", "null", "12", "1.5", "2026-11-23", "a: b", "# x", "", "'", `"`, "*", "瑜伽", "e\u0301", "a\\b", "/x/", "tag-1"}
}

func (w *writer) text(s decode.Shape) any {
	switch {
	case s.Words != nil:
		return pick(w, s.Words)
	case s.Numerals != decode.Null && w.chance(15):
		return w.whole(s)
	case s.Example != "" && w.chance(40):
		if value := strings.Trim(s.Example, "'"); w.fits(s, value) {
			return value
		}
	case s.Offers != nil && w.chance(50):
		return pick(w, s.Offers)
	case s.Pattern == "":
		return w.filtered(s, func() string { return pick(w, words()) })
	}
	return w.filtered(s, func() string { return w.texts.matching(s.Pattern).Draw(w.t, "text") })
}

func (w *writer) fits(s decode.Shape, text string) bool {
	return (s.Pattern == "" || w.texts.match(s.Pattern, text)) && (s.Not == "" || !w.texts.match(s.Not, text)) && (s.Longest == 0 || len([]rune(text)) <= s.Longest)
}

func (w *writer) filtered(s decode.Shape, draw func() string) string {
	for range 20 {
		if text := draw(); w.fits(s, text) {
			return text
		}
	}
	return "Quiet"
}

func (w *writer) whole(s decode.Shape) int64 {
	low, high := int64(-3), int64(12000)
	if s.Low != nil {
		low = int64(*s.Low)
	}
	if s.High != nil {
		high = int64(*s.High)
	}
	return pick(w, []int64{low, high - 1, low + (high-low)/2, low + (high-low)/3})
}

func (w *writer) list(s decode.Shape) []any {
	most := 3
	if s.Most > 0 {
		most = s.Most
	}
	list := []any{}
	for range rapid.IntRange(s.Least, most).Draw(w.t, "members") {
		list = append(list, w.value(*s.Item))
	}
	return list
}

// group writes some of the fields of a group, and then more or fewer until the rules among them hold.
func (w *writer) group(s decode.Shape) map[string]any {
	if s.Switch != nil {
		return w.switched(s)
	}
	group := map[string]any{}
	shapes := map[string]decode.Field{}
	for _, f := range s.Fields {
		shapes[f.Name] = f
		if f.Required || w.chance(25) {
			group[f.Name] = w.field(f)
		}
	}
	w.biasRules(s, group)
	if s.Others != nil {
		for range pick(w, []int{0, 0, 1, 2}) {
			group[w.name(s)] = w.value(*s.Others)
		}
	}
	for range 3 {
		for _, rule := range s.Rules {
			w.obey(rule, group, shapes)
		}
	}
	return group
}

func (w *writer) field(f decode.Field) any {
	f.Shape.Filled = f.Shape.Filled || f.Required
	if f.Example != "" && f.Shape.Kind == decode.String && f.Shape.Words == nil && w.chance(30) {
		return strings.Trim(f.Example, "'")
	}
	return w.value(f.Shape)
}

// biasRules often writes a word that a rule asks about, which would hardly be met by chance.
func (w *writer) biasRules(s decode.Shape, group map[string]any) {
	var asking []decode.Rule
	for _, rule := range s.Rules {
		if rule.Is != "" && group[rule.When] != nil {
			asking = append(asking, rule)
		}
	}
	if len(asking) > 0 && w.chance(70) {
		rule := pick(w, asking)
		group[rule.When] = rule.Is
	}
}

func (w *writer) name(s decode.Shape) string {
	if s.Names == "" {
		return pick(w, []string{"a", "b-2", "Überall"})
	}
	return w.texts.matching(s.Names).Draw(w.t, "name")
}

func (w *writer) obey(rule decode.Rule, group map[string]any, shapes map[string]decode.Field) {
	if !holds(rule, group) || w.chance(3) {
		return
	}
	for _, name := range rule.Without {
		delete(group, name)
	}
	if rule.AnyOf != nil && !slices.ContainsFunc(rule.AnyOf, func(name string) bool { return filled(group, name) }) {
		f := shapes[pick(w, rule.AnyOf)]
		f.Required = true
		group[f.Name] = w.field(f)
	}
	for _, f := range rule.Then {
		if f.Required {
			group[f.Name] = w.field(f)
		}
	}
}

func filled(group map[string]any, name string) bool { return group[name] != nil && group[name] != "" }

func holds(rule decode.Rule, group map[string]any) bool {
	switch {
	case rule.When == "":
		return true
	case rule.Is != "":
		return group[rule.When] == rule.Is
	}
	return filled(group, rule.When)
}

func (w *writer) switched(s decode.Shape) map[string]any {
	if w.chance(20) {
		return w.group(s.Switch.Otherwise)
	}
	c := pick(w, s.Switch.Cases)
	group := w.group(c.Shape)
	group[s.Switch.Field] = c.Is
	return group
}

// anything returns values that mean something somewhere.
func (w *writer) anything() any {
	return pick(w, []any{true, false, nil, int64(5), int64(-3), int64(70000), 2.5, "x", "", "no", "off", "2026-02-30", "1.1.2026", "9am-5pm", "09:00-08:00", "£45", "45 GBP", "45", "0049 1632 960417",
		"+44 1632 960417", "http://example.org", "https://example.org/", "/x/", "60 minuets", "10115", "gb", "GB", "therapy", "#fff", "main", "uk", "warning",
		[]any{}, []any{"x"}, []any{nil}, []any{int64(1), true}, []any{map[string]any{}}, map[string]any{}, map[string]any{"x": int64(1)}, map[string]any{"name": "x"}})
}

// fault returns what a shape should not let pass, or nearly not.
func (w *writer) fault(s decode.Shape) any {
	switch value := w.valid(s).(type) {
	case map[string]any:
		return w.damaged(value)
	case string:
		if w.chance(60) {
			return w.misspelt(value)
		}
	case int64:
		if w.chance(60) {
			return pick(w, []any{value + 1, value - 1, value * 1000, strconv.FormatInt(value, 10), float64(value) + 0.25})
		}
	}
	return w.anything()
}

func (w *writer) damaged(group map[string]any) any {
	names := slices.Sorted(maps.Keys(group))
	if len(names) == 0 || w.chance(20) {
		return w.anything()
	}
	name := pick(w, names)
	switch value := group[name]; pick(w, []string{"drop", "misspell", "add", "replace", "empty"}) {
	case "drop":
		delete(group, name)
	case "misspell":
		delete(group, name)
		group[w.misspelt(name)] = value
	case "add":
		group[pick(w, []string{"unknown", "duration", "location", "Title", "price", "kind", "url", "slug", "online", "image"})] = w.anything()
	case "replace":
		group[name] = w.anything()
	case "empty":
		group[name] = pick(w, []any{nil, ""})
	}
	return group
}

// misspelt takes a sign out of a word, doubles it, or puts another in its place.
func (w *writer) misspelt(word string) string {
	signs := []rune(word)
	if len(signs) == 0 {
		return "x"
	}
	at := rapid.IntRange(0, len(signs)-1).Draw(w.t, "at")
	switch pick(w, []string{"drop", "double", "other", "case"}) {
	case "drop":
		return string(slices.Delete(signs, at, at+1))
	case "double":
		return string(slices.Insert(signs, at, signs[at]))
	case "case":
		return strings.ToUpper(word)
	}
	signs[at] = pick(w, []rune{'x', '0', ' ', '-', '.', '/', '"', 'é', '\n'})
	return string(signs)
}

// document writes a group as YAML with all texts in quotes, which is the same for every reader, or as people write it.
func document(v any, plainly bool) string {
	switch t := v.(type) {
	case map[string]any:
		var fields []string
		for _, name := range slices.Sorted(maps.Keys(t)) {
			fields = append(fields, scalar(name, plainly)+": "+document(t[name], plainly))
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case []any:
		var items []string
		for _, item := range t {
			items = append(items, document(item, plainly))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case string:
		return scalar(t, plainly)
	case nil:
		return "null"
	}
	return fmt.Sprint(v)
}

var plainWord = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z ]*[A-Za-z]|\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?)$`)

func scalar(text string, plainly bool) string {
	if plainly && plainWord.MatchString(text) && !slices.Contains([]string{"true", "false", "null", "TRUE", "True", "FALSE", "False", "Null", "NULL"}, text) {
		return text
	}
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			quoted.WriteString(`\` + string(r))
		case r < ' ' || 0x7f <= r && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r > 0xffff || 0xd800 <= r && r < 0xe000 || r == 0xfffe || r == 0xffff:
			fmt.Fprintf(&quoted, `\U%08X`, r)
		default:
			quoted.WriteRune(r)
		}
	}
	return quoted.String() + `"`
}
