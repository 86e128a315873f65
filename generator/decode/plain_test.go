package decode_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// samePlain expects that what is read as plain YAML is what the library reads, with the same places. It tells whether it was plain.
func samePlain(t interface{ Fatalf(string, ...any) }, text string) bool {
	const before = "---\n"
	file := diag.NewFile("a.md", []byte(before+text+"---\nText\n"))
	plain, library, problems := decode.BothWays(file, len(before), len(before)+len(text))
	if plain != nil && (problems != nil || !reflect.DeepEqual(plain, library)) {
		t.Fatalf("%q is plainly\n%#v\n%v\nand not\n%#v\n%v\n%v", text, plain, plain.Value(), library, library.Value(), problems)
	}
	return plain != nil
}

// TestPlain tells what is plain and what is not, so that the quick way is not lost unseen.
func TestPlain(t *testing.T) {
	for text, want := range map[string]bool{
		"title: A page, for you\n": true, "title: \"What: a page\"\ndescription: 'Quiet & warm.'\n": true, "tags: [one, two words, drei]\ndraft: true\nweight: 10\n": true,
		"date: 2026-01-02\nupdated: 2026-01-02T03:04:05Z\n": true, "tags:\n  - one\n  - two\nkind: faq\n": true, "tags:\n- one\n": true, "title: Größe – “so”\nslug:\n": true,
		"tags: []": true, "params:\n  author: Anna\n  of:\n    - a\n  no:\nb: c\n": true, "a:\n  b: c": true, "a:\n    b: c\n  d: e\n": false, "a:\n  b: c\n    d: e\n": false, "title:  Two blanks": true, "url: https://a.example/b?c=d": true,
		"": false, "title: a # b": false, "title: a: b": false, "title: 'it''s'": false, "a: 1\na: 2": false, "a: |\n  b": false, "a: 012": false, "a: b\n  c": false,
		"a: \"b\\n\"": false, "a: *b": false, "- a": false, "a: {b: c}": false, "a: [b: c]": false, "a: null": false, "a: b\r\n": false, "a: 2026-13-01": false, "# a": false, "a : b": false,
		"a: b\u2028c": false, "a: [b,c]": false, "a: [b, [c]]": false, "a: 1.5": false,
	} {
		if got := samePlain(t, text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestPlainIsLibrary draws front matter that is plain, nearly plain, or broken.
func TestPlainIsLibrary(t *testing.T) {
	pieces := strings.Split(`title|a|b-2|é|–|true|False|null|no|~|0|12|007|1.5|2026-01-02|2026-01-02T03:04:05Z|2026-01-02T03:04:05+01:00|12:30|x: y|x:|:x|`+
		`"a b"|"a: b"|'it'|''|""|"\"|'a'b|[a, b]|[]|[a,b]|[a, ]|[a b, c]|[1, "b"]|[a: b]|#|x#y| # z|&x|*x|!x|%x|@x|-x|- x|?x|? x|\|>|.5|+1|0x1f|1e3|1_000|.inf|<<|---|...|{a: b}|,|/| `+"|\t|\r|\u2028|\u0085|\uFEFF", "|")
	starts := strings.Split("a: |b: |title: |a:|a:  |- |  - |  |\t|    |  a: |  b:\n|    c: |a:\n  c: |tags:\n  - |tags:\n- |", "|")
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(1, 5).Draw(t, "lines") {
			text.WriteString(rapid.SampledFrom(starts).Draw(t, "start"))
			text.WriteString(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 3).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " ", ", "}).Draw(t, "between")))
			text.WriteString(rapid.SampledFrom([]string{"\n", "\n", "\n", "", "\n\n"}).Draw(t, "end"))
		}
		samePlain(t, text.String())
	})
}

func FuzzPlainIsLibrary(f *testing.F) {
	f.Add("title: A page\ntags: [a, b]\ndate: 2026-01-02\n")
	f.Add("tags:\n  - a\n  - 'b'\nweight: 1\n")
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) && !strings.Contains(text, "\x00") { // nothing else gets that far
			samePlain(t, text)
		}
	})
}

// BenchmarkParse reads front matter of the plainest kind.
func BenchmarkParse(b *testing.B) {
	text := "title: Over the water slowly 17\ndescription: Hands that listen, and a quiet room with warm light.\ndate: 2026-01-02T03:04:05Z\ntags: [tag-01, tag-02]\n"
	file := diag.NewFile("a.md", []byte(text))
	b.ReportAllocs()
	for b.Loop() {
		decode.Parse(file, 0, len(text), decode.YAML)
	}
}
