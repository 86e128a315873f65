package decode_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// shape is a struct with a field of each type that is decoded.
type shape struct {
	Text   string              `yaml:"text"`
	Count  int                 `yaml:"count"`
	Ratio  float64             `yaml:"ratio"`
	On     bool                `yaml:"on"`
	Names  []string            `yaml:"names"`
	Inner  inner               `yaml:"inner"`
	Point  *inner              `yaml:"point"`
	Table  map[string][]string `yaml:"table"`
	Free   map[string]any      `yaml:"free"`
	Common `yaml:",inline"`
}

type inner struct {
	Depth int `yaml:"depth"`
}

// Common is embedded, so its fields stand beside the others.
type Common struct {
	Title string `yaml:"title"`
}

func parse(t *testing.T, format decode.Format, text string) (*decode.Node, []string) {
	t.Helper()
	// The document stands behind three lines, as front matter does behind its fence.
	const before = "---\nx\n\n"
	file := diag.NewFile("a.md", []byte(before+text))
	n, problems := decode.Parse(file, len(before), len(before)+len(text), format)
	return n, lines(problems)
}

func lines(problems diag.List) []string {
	var all []string
	for _, d := range problems.Sorted() {
		all = append(all, d.String())
	}
	return all
}

// TestFormats decodes one value written in three ways.
func TestFormats(t *testing.T) {
	want := shape{
		Text: "it's: here", Count: 7, Ratio: 2.5, On: true, Names: []string{"a", "b"}, Inner: inner{1}, Point: &inner{2},
		Table: map[string][]string{"x": {"y"}}, Free: map[string]any{"n": int64(1), "l": []any{"m", false}, "d": time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}, Common: Common{"T"},
	}
	for name, c := range map[string]struct {
		format decode.Format
		text   string
	}{
		"yaml": {decode.YAML, "text: \"it's: here\"\ncount: 7\nratio: 2.5\non: true\nnames: [a, b]\ninner: {depth: 1}\npoint:\n  depth: 2\ntable:\n  x: y\nfree: {n: 1, l: [m, false], d: 2026-01-02}\ntitle: T\n"},
		"toml": {decode.TOML, "text = \"it's: here\"\ncount = 7\nratio = 2.5\non = true\nnames = [\"a\", \"b\"]\ninner = {depth = 1}\ntable.x = [\"y\"]\ntitle = \"T\"\n[point]\ndepth = 2\n[free]\nn = 1\nl = [\"m\", false]\nd = 2026-01-02\n"},
		"json": {decode.JSON, `{"text": "it's: here", "count": 7, "ratio": 2.5, "on": true, "names": ["a", "b"], "inner": {"depth": 1}, "point": {"depth": 2}, "table": {"x": ["y"]}, "free": {"n": 1, "l": ["m", false]}, "title": "T"}`},
	} {
		t.Run(name, func(t *testing.T) {
			n, problems := parse(t, c.format, c.text)
			if problems != nil {
				t.Fatal(problems)
			}
			var got shape
			if problems := n.Into(&got); problems != nil {
				t.Fatal(problems)
			}
			if c.format == decode.JSON { // which has no dates
				got.Free["d"] = want.Free["d"]
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPlaces finds every complaint at its line and column, in each format.
func TestPlaces(t *testing.T) {
	cases := []struct {
		name   string
		format decode.Format
		text   string
		want   []string
	}{
		{"several at once", decode.YAML, "cuont: 1\ninner: {deep: 2}\nnames: {a: b}\n", []string{
			`a.md:4:1: unknown field "cuont": did you mean "count"?`, `a.md:5:9: unknown field "deep"`, `a.md:6:8: "names" must be a list, not a group of fields`}},
		{"toml", decode.TOML, "cuont = 1\ninner = {depth = \"x\"}\n[point]\ndepth = 2.5\n", []string{
			`a.md:4:1: unknown field "cuont": did you mean "count"?`, `a.md:5:18: "depth" must be a whole number, not text`, `a.md:7:9: "depth" must be a whole number, not a number`}},
		{"json", decode.JSON, "{\n  \"cuont\": 1,\n  \"inner\": {\"depth\": []}\n}", []string{
			`a.md:5:3: unknown field "cuont": did you mean "count"?`, `a.md:6:22: "depth" must be a whole number, not a list`}},
		{"behind wide characters", decode.YAML, "free: {瑜伽: [é, {é: &x 1}]}\n", []string{`a.md:4:20: &x marks a value to be repeated, which is not allowed here`}},
		{"windows line ends", decode.YAML, "text: a\r\ncount: b\r\n", []string{`a.md:5:8: "count" must be a whole number, not text`}},
		{"twice", decode.YAML, "text: a\ncount: 1\ntext: b\n", []string{`a.md:6:1: "text" is given twice`}},
		{"twice in json", decode.JSON, `{"a": 1, "a": 2}`, []string{`a.md:4:10: "a" is given twice`}},
		{"an alias", decode.YAML, "a: &x [1]\nb: *x\n", []string{`a.md:4:4: &x marks a value to be repeated, which is not allowed here`, `a.md:5:4: *x repeats another value, which is not allowed here`}},
		{"a tag", decode.YAML, "text: !!str 1\n", []string{`a.md:4:7: !!str gives a value a type of its own, which is not allowed here`}},
		{"a key that is a list", decode.YAML, "? [a]\n: b\n", []string{`a.md:4:3: the name of a field must be a single word`}},
		{"a colon", decode.YAML, "text: a: b\n", []string{`a.md:4:8: a colon followed by a blank cannot stand inside a value without quotes`}},
		{"a percent sign", decode.YAML, "text: %x\n", []string{`a.md:4:7: a value cannot start with % without quotes`}},
		{"a backquote", decode.YAML, "text: `x`\n", []string{"a.md:4:7: a value cannot start with ` without quotes"}},
		{"a bracket", decode.YAML, "text: a\nnames: [a, b\n", []string{`a.md:5:8: a bracket that opens here is never closed, or has something in it that it cannot have`}},
		{"a quote", decode.YAML, "text: 'a\ncount: 1\n", []string{`a.md:4:7: the quote that opens here is never closed`}},
		{"a list at the top", decode.YAML, "- a\n", []string{`a.md:4:1: here must stand fields, each with a name and a value, not a list`}},
		{"two documents", decode.YAML, "text: a\n--- \ntext: b\n", []string{`a.md:4:1: there is a second document here`}},
		{"yes is text", decode.YAML, "on: yes\n", []string{`a.md:4:5: "on" must be true or false, not text`}},
		{"true is not text", decode.YAML, "text: true\n", []string{`a.md:4:7: "text" must be text, not true or false`}},
		{"json ends early", decode.JSON, "{\"text\": \"a\"", []string{`a.md:4:13: the JSON ends before all brackets are closed`}},
		{"single quotes in json", decode.JSON, "{'text': 1}", []string{`a.md:4:2: text in JSON stands between " signs, not ' signs`}},
		{"a comment in json", decode.JSON, "{\n// x\n}", []string{`a.md:5:1: JSON has no comments`}},
		{"something behind json", decode.JSON, "{} {}", []string{`a.md:4:4: there is something after the end of the JSON`}},
		{"toml twice", decode.TOML, "text = 'a'\ntext = 'b'\n", []string{`a.md:5:1: "text" is given twice`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			n, problems := parse(t, c.format, c.text)
			if n != nil {
				var s shape
				problems = append(problems, lines(n.Into(&s))...)
			}
			if diff := cmp.Diff(c.want, problems); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWritten keeps what people mean: numbers with leading zeros are text, a
// missing or empty field leaves what was there, country codes are no truth values.
func TestWritten(t *testing.T) {
	n, problems := parse(t, decode.YAML, "text: 01632\ncount:\nfree: {country: NO, phone: 0049, big: 99999999999999999999}\nnames: one\n")
	if problems != nil {
		t.Fatal(problems)
	}
	got := shape{Count: 5}
	if problems := n.Into(&got); problems != nil {
		t.Fatal(problems)
	}
	if got.Text != "01632" || got.Count != 5 || got.Free["country"] != "NO" || got.Free["phone"] != "0049" || got.Names[0] != "one" {
		t.Errorf("%+v", got)
	}
}

func TestMerge(t *testing.T) {
	base, _ := parse(t, decode.YAML, "a: {b: 1, c: 2}\nd: [1, 2]\n")
	over, _ := parse(t, decode.YAML, "a: {c: 3}\nd: [4]\ne: 5\n")
	want := map[string]any{"a": map[string]any{"b": int64(1), "c": int64(3)}, "d": []any{int64(4)}, "e": int64(5)}
	if diff := cmp.Diff(want, decode.Merge(base, over).Value()); diff != "" {
		t.Error(diff)
	}
	if decode.Merge(nil, over) != over || decode.Merge(base, nil) != base {
		t.Error("nothing laid over something, or under it, must leave it")
	}
	if got := base.Find("a", "c").Text(); got != "2" {
		t.Errorf("merging has changed what it merged: %s", got)
	}
}

func TestDeep(t *testing.T) {
	for name, c := range map[string]struct {
		format decode.Format
		text   string
	}{
		"yaml":        {decode.YAML, "a: " + strings.Repeat("[", 100) + strings.Repeat("]", 100)},
		"json":        {decode.JSON, `{"a": ` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "}"},
		"toml":        {decode.TOML, "a = " + strings.Repeat("[", 100) + strings.Repeat("]", 100)},
		"huge":        {decode.YAML, "a: " + strings.Repeat("x", 5<<20)},
		"large toml":  {decode.TOML, "a = '" + strings.Repeat("x", 300<<10) + "'"},
		"flow":        {decode.YAML, "a: " + strings.Repeat("[", 4_000_000)},
		"flow maps":   {decode.YAML, "a: " + strings.Repeat("{a: ", 1_000_000)},
		"lists":       {decode.YAML, strings.Repeat("- ", 2_000_000)},
		"json arrays": {decode.JSON, "{\"a\": " + strings.Repeat("[", 4_000_000)},
		"toml arrays": {decode.TOML, "a = " + strings.Repeat("[", 250_000)},
		"toml tables": {decode.TOML, "a = " + strings.Repeat("{a = ", 50_000)},
		"toml dots":   {decode.TOML, strings.Repeat("a.", 100_000) + "b = 1"},
	} {
		if n, problems := parse(t, c.format, c.text); n != nil || len(problems) == 0 {
			t.Errorf("%s is not refused: %v", name, problems)
		}
	}
}

// TestMany reads hundreds of thousands of fields in one map, which takes time
// in proportion: were it to grow with their square, the test would not end.
func TestMany(t *testing.T) {
	var text strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&text, "k%d: %d\n", i, i)
	}
	n, problems := parse(t, decode.YAML, text.String())
	if problems != nil || n.Get("k199999").Text() != "199999" || decode.Merge(n, n).Get("k7").Text() != "7" {
		t.Errorf("%v", problems)
	}
}

func TestData(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want any
		fail string
	}{
		"a.csv":  {text: "\uFEFFname,price\n\"A, B\",\"1\"\"2\"\n", want: []any{map[string]any{"name": "A, B", "price": `1"2`}}},
		"b.csv":  {text: "name,name\n", fail: `b.csv:1:1: the column name "name" is empty or stands twice`},
		"c.csv":  {text: "", fail: `c.csv:1:1: the table is empty`},
		"d.csv":  {text: "a,b\n\n1,2\n3\n", fail: `d.csv:4:1: this row has not as many values as the first row has names`},
		"e.json": {text: `[1, "a"]`, want: []any{int64(1), "a"}},
		"f.yaml": {text: "- a\n- b: c\n", want: []any{"a", map[string]any{"b": "c"}}},
		"g.toml": {text: "[[x]]\ny = 1\n[[x]]\ny = 2\n", want: map[string]any{"x": []any{map[string]any{"y": int64(1)}, map[string]any{"y": int64(2)}}}},
		"h.exe":  {text: "", fail: `h.exe: data files cannot end in ".exe"`},
		"i.yaml": {text: "a: 1\na: 2\n", fail: `i.yaml:2:1: "a" is given twice`},
		"j.json": {text: "{\"a\": \xff}", fail: "j.json:1:7: there is a character here that is not valid UTF-8 text"},
	} {
		got, problems := decode.ParseData(diag.NewFile(name, []byte(c.text)))
		if fail := strings.Join(lines(problems), "\n"); fail != c.fail {
			t.Errorf("%s: %s", name, cmp.Diff(c.fail, fail))
		} else if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
