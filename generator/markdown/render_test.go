package markdown_test

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"pgregory.net/rapid"

	"stillpoint/generator/markdown"
)

// TestRenderedAsGoldmark compares links, tables and text with what goldmark itself makes of them.
func TestRenderedAsGoldmark(t *testing.T) {
	pieces := []string{"[a](", "[a *b*](", ")", "<", ">", `"t & \"t"`, " 'it'", "javascript:", "JavaScript:x", "vbscript:", "data:", "data:image/png;", "data:text", "file:", "File:x",
		"https://a.example/b?c=1&d=2", "/ü b", "%20", "%", "\\", "&amp;", "&", "|", "\n", "\n\n", "| a | b |\n| :-- | -- |\n| c & d | <e> |\n", "# h {.c}\n", "`x`", "x", " ", "\x00", "&#65;", "[r]: javascript:x 'y'\n", "[r]"}
	for _, unsafe := range []bool{false, true} {
		options := []renderer.Option{}
		if unsafe {
			options = append(options, html.WithUnsafe())
		}
		table := goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)))
		theirs := goldmark.New(table, goldmark.WithRendererOptions(options...))
		ours := goldmark.New(table, goldmark.WithRendererOptions(append(options, html.WithWriter(markdown.TextWriter()),
			renderer.WithNodeRenderers(util.Prioritized(markdown.NodeRenderer(unsafe), 400)))...))
		rapid.Check(t, func(t *rapid.T) {
			source := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 16).Draw(t, "pieces"), ""))
			var want, got bytes.Buffer
			if err := theirs.Convert(source, &want); err != nil {
				t.Fatal(err)
			}
			if err := ours.Convert(source, &got); err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() {
				t.Fatalf("%q becomes\n%s\nnot\n%s", source, got.String(), want.String())
			}
		})
	}
}

// TestTextWriter compares the writing of any bytes with that of goldmark.
func TestTextWriter(t *testing.T) {
	write := func(w func(util.BufWriter, []byte), text []byte) string {
		var out strings.Builder
		buffer := bufio.NewWriter(&out)
		w(buffer, text)
		_ = buffer.Flush()
		return out.String()
	}
	ours, theirs := markdown.TextWriter(), html.DefaultWriter
	same := func(t interface{ Fatalf(string, ...any) }, text []byte) {
		if write(ours.Write, text) != write(theirs.Write, text) || write(ours.RawWrite, text) != write(theirs.RawWrite, text) || write(ours.SecureWrite, text) != write(theirs.SecureWrite, text) {
			t.Fatalf("%q becomes %q and %q", text, write(ours.Write, text), write(ours.RawWrite, text))
		}
	}
	for c := range 256 {
		same(t, []byte{'a', byte(c), 'b'})
	}
	rapid.Check(t, func(t *rapid.T) { same(t, rapid.SliceOf(rapid.Byte()).Draw(t, "text")) })
}

// TestCountWords counts as one would who looks at one character after the other.
func TestCountWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("aZ09 \t\n-'’.é中ก\x00")), rapid.Rune())).Draw(t, "text")
		words, inside := 0, false
		for _, r := range text {
			switch {
			case unicode.IsSpace(r) && (r >= 0x80 || strings.ContainsRune(" \t\n", r)):
				inside = false
			case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
				words, inside = words+1, false
			case !inside && (unicode.IsLetter(r) || unicode.IsNumber(r)):
				words, inside = words+1, true
			}
		}
		if got := markdown.CountWords([]byte(text)); got != words {
			t.Fatalf("%q has %d words, not %d", text, words, got)
		}
	})
}
