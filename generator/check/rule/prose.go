package rule

import (
	"unicode"
	"unicode/utf8"
)

// prose is the passages of a page, which share one text. It is made when somebody first asks, and its memory is used for one page after
// the other.
type prose struct {
	made  bool
	text  []byte
	spans []span
	all   []Passage

	blank bool // something blank was met since the last word
}

// span is where a passage stands in the text, and on the page.
type span struct{ start, end, node int }

func (w *prose) reset() { w.made, w.text, w.spans, w.all = false, w.text[:0], w.spans[:0], w.all[:0] }

// write adds a text to the passage that is open, with single blanks for all that is blank.
func (w *prose) write(text string) {
	for at := 0; at < len(text); {
		size := blankAt(text, at)
		if size > 0 {
			w.blank = true
			at += size
			continue
		}
		end := at + run(text[at:])
		if w.blank && len(w.text) > w.start() {
			w.text = append(w.text, ' ')
		}
		w.blank = false
		w.text = append(w.text, text[at:end]...)
		at = end
	}
}

// run returns how many bytes at the beginning of a text, which is not blank there, are words with single blanks between them.
func run(text string) int {
	at := 0
	for at < len(text) {
		c := text[at]
		switch {
		case ' ' < c && c < utf8.RuneSelf:
			at++
		case c == ' ' && at+1 < len(text) && ' ' < text[at+1] && text[at+1] < utf8.RuneSelf:
			at += 2
		case blankAt(text, at) > 0:
			return at
		default:
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
		}
	}
	return at
}

// blankAt returns how many bytes at a place of a text are one blank sign, 0 where none stands there.
func blankAt(text string, at int) int {
	c := text[at]
	if c < utf8.RuneSelf {
		if c == ' ' || '\t' <= c && c <= '\r' {
			return 1
		}
		return 0
	}
	if r, size := utf8.DecodeRuneInString(text[at:]); unicode.IsSpace(r) {
		return size
	}
	return 0
}

// start returns where the passage that is open begins.
func (w *prose) start() int {
	if n := len(w.spans); n > 0 {
		return w.spans[n-1].end
	}
	return 0
}

// end closes the passage that is open; one without words is none.
func (w *prose) end(node int) {
	w.blank = false
	if start := w.start(); len(w.text) > start {
		w.spans = append(w.spans, span{start, len(w.text), node})
	}
}

// passages returns what has been written.
func (w *prose) passages(p *Page) []Passage {
	for _, s := range w.spans {
		w.all = append(w.all, p.passage(view(w.text[s.start:s.end]), s.node))
	}
	return w.all
}
