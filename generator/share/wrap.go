package share

import "strings"

// word is a part of a text that stays together, with its width in ems and the
// gap before it if it is not the first of its line.
type word struct {
	text       string
	width, gap float64
}

// words cuts a text wherever a line may end.
func (s *setter) words(text string) ([]word, error) {
	space, err := s.width(" ")
	if err != nil {
		return nil, err
	}
	var words []word
	gap := 0.0
	for _, part := range breaks(text) {
		shown := strings.TrimRight(part, " ")
		width, err := s.width(shown)
		if err != nil {
			return nil, err
		}
		words = append(words, word{shown, width, gap})
		gap = 0
		if shown != part {
			gap = space
		}
	}
	return words, nil
}

// line is so many words as find room beside each other.
type line []word

func (l line) width() float64 {
	width := 0.0
	for i, w := range l {
		if i > 0 {
			width += w.gap
		}
		width += w.width
	}
	return width
}

func (l line) text() string {
	var b strings.Builder
	for i, w := range l {
		if i > 0 && w.gap > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// wrap fills line after line. A word that is wider than a line has one of its own.
func wrap(words []word, width float64) []line {
	var lines []line
	var now line
	for _, w := range words {
		if longer := append(now, w); len(now) > 0 && longer.width() > width {
			lines = append(lines, now)
			now = nil
		}
		now = append(now, w)
	}
	if len(now) > 0 {
		lines = append(lines, now)
	}
	return lines
}

// balanced wraps into as few lines as wrap does, but makes them equally long.
func balanced(words []word, width float64) []line {
	lines := wrap(words, width)
	low, high := 0.0, width
	for range 12 {
		middle := (low + high) / 2
		if tried := wrap(words, middle); len(tried) == len(lines) && widest(tried) <= middle {
			lines, high = tried, middle
			continue
		}
		low = middle
	}
	return lines
}

func widest(lines []line) float64 {
	width := 0.0
	for _, l := range lines {
		width = max(width, l.width())
	}
	return width
}
