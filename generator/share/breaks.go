package share

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// breaks cuts a text wherever a line may end (UAX 14), with the spaces at the end
// of each part. Korean is cut at its spaces, as its readers like it.
func breaks(text string) []string {
	var s segmenter.Segmenter
	runes := []rune(text)
	s.Init(runes)
	var parts []string
	lines := s.LineIterator()
	for lines.Next() {
		line := lines.Line()
		if at := line.Offset; at > 0 && unicode.Is(unicode.Hangul, runes[at-1]) && unicode.Is(unicode.Hangul, runes[at]) {
			parts[len(parts)-1] += string(line.Text)
			continue
		}
		parts = append(parts, string(line.Text))
	}
	return parts
}

// graphemes cuts a text into what readers take for one character (UAX 29).
func graphemes(text string) []string {
	var s segmenter.Segmenter
	s.Init([]rune(text))
	var all []string
	clusters := s.GraphemeIterator()
	for clusters.Next() {
		all = append(all, string(clusters.Grapheme().Text))
	}
	return all
}

// withoutLast leaves out the last part of a text, a word if there are several.
func withoutLast(text string) string {
	parts := breaks(text)
	if len(parts) < 2 {
		parts = graphemes(text)
	}
	return strings.Join(parts[:max(len(parts)-1, 0)], "")
}
