package share

import "strings"

// room is the place that a text has, and how large it may be set, in pixels.
type room struct {
	width             float64
	largest, smallest float64
	lines             func(size float64) int // how many at most at a size
}

// block is a text that found its room.
type block struct {
	lines []string
	size  float64
}

// fit sets a text as large as there is room for it, and leaves out its end if
// there is not enough for the smallest size.
func (s *setter) fit(text string, r room) (block, error) {
	if text == "" {
		return block{size: r.smallest}, nil
	}
	words, err := s.words(text)
	if err != nil {
		return block{}, err
	}
	for size := r.largest; size >= r.smallest; size -= 2 {
		width := r.width / size
		if lines := wrap(words, width); len(lines) <= r.lines(size) && widest(lines) <= width {
			return newBlock(balanced(words, width), size), nil
		}
	}
	return s.cut(words, r)
}

func newBlock(lines []line, size float64) block {
	b := block{size: size}
	for _, l := range lines {
		b.lines = append(b.lines, l.text())
	}
	return b
}

// cut sets a text in the smallest size, breaks words that are wider than a line,
// and ends with an ellipsis where the last line is full.
func (s *setter) cut(words []word, r room) (block, error) {
	width := r.width / r.smallest
	var narrow []word
	for _, w := range words {
		pieces, err := s.pieces(w, width)
		if err != nil {
			return block{}, err
		}
		narrow = append(narrow, pieces...)
	}
	lines := wrap(narrow, width)
	most := r.lines(r.smallest)
	if len(lines) <= most {
		return newBlock(lines, r.smallest), nil
	}
	b := newBlock(lines[:most], r.smallest)
	last, err := s.ellipsis(b.lines[most-1], width)
	b.lines[most-1] = last
	return b, err
}

// pieces breaks a word into parts that are no wider than a line.
func (s *setter) pieces(w word, width float64) ([]word, error) {
	if w.width <= width {
		return []word{w}, nil
	}
	var all []word
	now := word{gap: w.gap}
	for _, letter := range graphemes(w.text) {
		longer, err := s.width(now.text + letter)
		if err != nil {
			return nil, err
		}
		if longer > width && now.text != "" {
			all = append(all, now)
			now = word{}
			if longer, err = s.width(letter); err != nil {
				return nil, err
			}
		}
		now.text, now.width = now.text+letter, longer
	}
	return append(all, now), nil
}

// quiet are the signs that do not stand before an ellipsis.
const quiet = " \u00a0,;:.…!?–—-/(&、，。．：；！？（「『《〈،؛؟۔।׀־"

// ellipsis shortens a line by so many words, or letters of the only one, that the
// sign for more finds room behind it.
func (s *setter) ellipsis(text string, width float64) (string, error) {
	sign := "…"
	if s.face([]rune(sign)) == nil {
		sign = "..."
	}
	for {
		shown := strings.TrimRight(text, quiet) + sign
		taken, err := s.width(shown)
		if err != nil || taken <= width || text == "" {
			return shown, err
		}
		text = withoutLast(text)
	}
}
