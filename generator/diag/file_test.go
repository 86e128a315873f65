package diag_test

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stillpoint/generator/diag"
)

func TestPosition(t *testing.T) {
	tests := []struct {
		name, text           string
		offset, length       int
		line, column, extent int
	}{
		{"start", "abc\ndef", 0, 1, 1, 1, 1},
		{"line end belongs to its line", "abc\ndef", 3, 1, 1, 4, 1},
		{"second line", "abc\ndef", 4, 2, 2, 1, 2},
		{"end", "abc\n", 4, 1, 2, 1, 1},
		{"beyond the end", "abc", 99, 5, 1, 4, 1},
		{"before the start", "abc", -5, 1, 1, 1, 1},
		{"length is cut at the line", "abc\ndef", 1, 6, 1, 2, 2},
		{"no length", "abc", 1, 0, 1, 2, 1},
		{"negative length", "abc", 1, -7, 1, 2, 1},
		{"enormous length", "abc", 1, int(^uint(0) >> 1), 1, 2, 2},
		{"characters, not bytes", "äöü x", 7, 1, 1, 5, 1},
		{"length in characters", "äöü x", 0, 6, 1, 1, 3},
		{"inside a character", "a€b", 2, 1, 1, 2, 1},
		{"up to the inside of a character", "a€b", 0, 3, 1, 1, 1},
		{"Windows line end", "ab\r\ncd", 3, 1, 1, 3, 1},
		{"after a Windows line end", "ab\r\ncd", 4, 2, 2, 1, 2},
		{"not UTF-8", "\xff\xfe\xfdx", 3, 1, 1, 4, 1},
		{"empty", "", 0, 1, 1, 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := diag.Position{File: "a.md", Line: test.line, Column: test.column, Length: test.extent}
			got := diag.NewFile("a.md", []byte(test.text)).Position(test.offset, test.length)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("wrong position (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSourceHasACharacterForEachColumn(t *testing.T) {
	d := diag.NewFile("a.md", []byte("one\n\xff\xfe\xfdx\r\nthree")).Warning("c", 7, 1, "m", "h")
	want := diag.Diagnostic{
		Severity: diag.Warning, Code: "c", Source: "\uFFFD\uFFFD\uFFFDx", Message: "m", Hint: "h",
		Position: diag.Position{File: "a.md", Line: 2, Column: 4, Length: 1},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("wrong diagnostic (-want +got):\n%s", diff)
	}
}

func TestOffset(t *testing.T) {
	tests := []struct{ line, column, want int }{
		{1, 1, 0}, {1, 2, 2}, {1, 99, 3}, {2, 1, 5}, {2, 2, 6}, {3, 1, 7}, {3, 9, 7}, {4, 1, 7}, {0, 5, 0}, {-1, 1, 0}, {1, -1, 0},
	}
	file := diag.NewFile("a.md", []byte("äb\r\nc\n"))
	for _, test := range tests {
		if got := file.Offset(test.line, test.column); got != test.want {
			t.Errorf("%d:%d is at %d, want %d", test.line, test.column, got, test.want)
		}
	}
}

func TestFileIsSafeForConcurrentUse(t *testing.T) {
	file := diag.NewFile("a.md", []byte(strings.Repeat("line\n", 100)))
	var group sync.WaitGroup
	for i := range 100 {
		group.Go(func() {
			if got := file.Position(i*5, 4).Line; got != i+1 {
				t.Errorf("line %d instead of %d", got, i+1)
			}
		})
	}
	group.Wait()
}

// checkFile holds for any text and any offset: positions are within the text, and
// lead back to where they came from.
func checkFile(t fataler, text []byte, offset, length int) {
	file := diag.NewFile("a.md", text)
	d := file.Error("c", offset, length, "m", "")
	p := d.Position
	lines := strings.Split(string(text), "\n")
	if p.Line < 1 || p.Line > len(lines) {
		t.Fatalf("line %d of %d", p.Line, len(lines))
	}
	if line := strings.TrimSuffix(lines[p.Line-1], "\r"); string([]rune(line)) != d.Source {
		t.Fatalf("source %q of line %q", d.Source, line)
	}
	room := utf8.RuneCountInString(d.Source)
	if p.Column < 1 || p.Column > room+1 || p.Length < 1 || p.Column+p.Length > max(room, p.Column)+1 {
		t.Fatalf("column %d, length %d in a line of %d", p.Column, p.Length, room)
	}
	back := file.Offset(p.Line, p.Column)
	if offset >= 0 && offset <= len(text) && (back > offset || offset-back >= utf8.UTFMax) {
		t.Fatalf("offset %d leads to %v, and that to %d", offset, p, back)
	}
	if again := file.Position(back, 1); again.Line != p.Line || again.Column != p.Column {
		t.Fatalf("%v leads to offset %d, and that to %v", p, back, again)
	}
}

type fataler interface {
	Fatalf(format string, args ...any)
}

func TestPositionsOfAnyText(t *testing.T) {
	pieces := []string{"a", " ", "\n", "\r\n", "\r", "\t", "ä", "€", "🙂", "\u2028", "\xff", "\xe2\x82", "\x80"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "text"), "")
		checkFile(t, []byte(text), rapid.IntRange(-1, len(text)+1).Draw(t, "offset"), rapid.IntRange(-1, 40).Draw(t, "length"))
	})
}

func FuzzFile(f *testing.F) {
	f.Add([]byte("title: x\r\n\n---\n"), 3, 4)
	f.Add([]byte("a€\xe2\x82\n"), 2, 9)
	f.Fuzz(func(t *testing.T, text []byte, offset, length int) {
		checkFile(t, text, offset, length)
	})
}
