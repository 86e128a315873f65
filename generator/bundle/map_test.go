package bundle_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/bundle"
)

// sourceMap is what is looked at of a source map.
type sourceMap struct {
	Version  int
	Sources  []string
	Contents []string `json:"sourcesContent"`
	Mappings string
}

func decodeMap(t *testing.T, data []byte) sourceMap {
	t.Helper()
	var m sourceMap
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return m
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// fields decodes numbers of five bits a digit, the lowest first, of which the lowest of all is the sign (tc39.es/ecma426).
func fields(segment string) (all []int) {
	value, shift := 0, 0
	for _, c := range segment {
		digit := strings.IndexRune(digits, c)
		value |= digit & 31 << shift
		if shift += 5; digit&32 != 0 {
			continue
		}
		number := value >> 1
		if value&1 == 1 {
			number = -number
		}
		all, value, shift = append(all, number), 0, 0
	}
	return all
}

// origin returns the text of the source that a byte of the finished text comes from, from there to the end of its line.
func (m sourceMap) origin(text string, offset int) (source, rest string) {
	line, column := strings.Count(text[:offset], "\n"), offset-strings.LastIndexByte(text[:offset], '\n')-1
	at, found := [3]int{}, [3]int{}
	for i, segments := range strings.Split(m.Mappings, ";") {
		from := 0
		for segment := range strings.SplitSeq(segments, ",") {
			if f := fields(segment); len(f) >= 4 {
				from += f[0]
				at = [3]int{at[0] + f[1], at[1] + f[2], at[2] + f[3]}
				if i < line || i == line && from <= column {
					found = at
				}
			}
		}
	}
	return m.Sources[found[0]], strings.Split(m.Contents[found[0]], "\n")[found[1]][found[2]:]
}

func TestSourceMap(t *testing.T) {
	files := memory{
		"js/a.ts": "import { b } from './b'\n\nconst a: number = b\nalert(a, 'here')\n//# sourceMappingURL=old.js.map", "js/b.js": "exports.b = 1\nthere()",
		"css/a.css": "@import 'b.css';\n\na {\n  --here: red }", "css/b.css": "b { c: d }\n  b { --there: red }",
	}
	tests := []struct {
		name          string
		sources       []string
		token, origin string
		line          string
	}{
		{"js/a.ts", []string{"assets/js/b.js", "assets/js/a.ts"}, `"here"`, "assets/js/a.ts", "'here')"},
		{"js/a.ts", []string{"assets/js/b.js", "assets/js/a.ts"}, "there", "assets/js/b.js", "there()"},
		{"css/a.css", []string{"theme:css/a.css", "assets/css/b.css", "assets/css/a.css"}, "--here", "assets/css/a.css", "--here: red }"},
		{"css/a.css", []string{"theme:css/a.css", "assets/css/b.css", "assets/css/a.css"}, "--there", "assets/css/b.css", "--there: red }"},
	}
	for _, test := range tests {
		for _, minify := range []bool{false, true} {
			made := build(t, test.name, files, bundle.Options{Minify: minify, SourceMap: true, Prelude: "\n\np { q: r }"})
			m := decodeMap(t, made.Map)
			if diff := cmp.Diff(test.sources, m.Sources); diff != "" || m.Version != 3 {
				t.Errorf("%s: sources (-want +got):\n%s", test.name, diff)
			}
			if last := m.Contents[len(m.Contents)-1]; last != files[test.name] {
				t.Errorf("%s: the source is %q", test.name, last)
			}
			source, line := m.origin(string(made.Data), strings.Index(string(made.Data), test.token))
			if source != test.origin || line != test.line {
				t.Errorf("%s: %s comes from %q of %s", test.name, test.token, line, source)
			}
			if strings.Contains(string(made.Data), "sourceMappingURL") {
				t.Errorf("%s refers to a source map: %s", test.name, made.Data)
			}
		}
	}
}
