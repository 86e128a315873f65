// Package origin finds where something on a finished page was written. Pages carry no trace of that: to keep one for every
// element would cost each page, while only what is wrong is asked for. So what is on the page is looked for in the texts that the
// page was made from, word by word, past their marks.
package origin

import (
	"strings"

	"stillpoint/generator/diag"
)

// Text is a file that pages are made from.
type Text struct {
	File   *diag.File
	text   string
	tokens []token
	cut    bool

	written map[string][]written // tags, by their names, as far as somebody has asked
}

// NewText returns a text to look in. It is cut into words when somebody first asks.
func NewText(file *diag.File) *Text { return &Text{File: file, text: string(file.Text())} }

// Beginning returns the first bytes of the text, up to some number of them.
func (t *Text) Beginning(bytes int) string { return t.text[:min(len(t.text), bytes)] }

// Place is a part of a text.
type Place struct {
	Text           *Text
	Offset, Length int // in bytes
}

// Position returns the place as diagnostics have it.
func (p Place) Position() diag.Position { return p.Text.File.Position(p.Offset, p.Length) }

// Diagnostic returns d with the place and its line.
func (p Place) Diagnostic(d diag.Diagnostic) diag.Diagnostic {
	at := p.Text.File.Error(d.Code, p.Offset, p.Length, d.Message, d.Hint)
	at.Severity, at.Related = d.Severity, d.Related
	return at
}

// sentence finds some words in the first of the texts in which the sentence that they belong to stands; where it stands there several
// times, in one of them, counted from 0, or the last.
func sentence(texts []*Text, whole, part []token, nth int) (Place, bool) {
	for _, t := range texts {
		from, to, ok := t.find(whole, 0)
		if !ok {
			continue
		}
		for ; nth > 0; nth-- {
			next, end, ok := t.find(whole, to)
			if !ok {
				break
			}
			from, to = next, end
		}
		return t.within(from, to, part), true
	}
	return Place{}, false
}

// within returns where some words stand between two others; all that is between them where they do not.
func (t *Text) within(from, to int, part []token) Place {
	if first, last, ok := t.find(part, from); ok && last <= to {
		return t.place(first, last)
	}
	return t.place(from, to)
}

// literal finds a string as it stands, such as an address, in the first of the texts that has it: one of those there, counted from 0, or
// the last.
func literal(texts []*Text, wanted string, nth int) (Place, bool) {
	if wanted == "" {
		return Place{}, false
	}
	for _, t := range texts {
		at := strings.Index(t.text, wanted)
		if at < 0 {
			continue
		}
		for ; nth > 0; nth-- {
			next := strings.Index(t.text[at+len(wanted):], wanted)
			if next < 0 {
				break
			}
			at += len(wanted) + next
		}
		return Place{t, at, len(wanted)}, true
	}
	return Place{}, false
}

// words returns the words of the text.
func (t *Text) words() []token {
	if !t.cut {
		t.tokens, t.cut = cut(t.text), true
	}
	return t.tokens
}

// place returns what lies from one word to before another.
func (t *Text) place(from, to int) Place {
	start := t.tokens[from].at
	last := t.tokens[to-1]
	return Place{t, start, last.at + last.size - start}
}

// find returns the first words from one on that are those looked for, one after the other.
func (t *Text) find(wanted []token, from int) (first, last int, ok bool) {
	if len(wanted) == 0 {
		return 0, 0, false
	}
	tokens := t.words()
	for at := from; at+len(wanted) <= len(tokens); at++ {
		if matches(tokens[at:], wanted) {
			return at, at + len(wanted), true
		}
	}
	return 0, 0, false
}

func matches(tokens, wanted []token) bool {
	for i := range wanted {
		if tokens[i].word != wanted[i].word {
			return false
		}
	}
	return true
}
