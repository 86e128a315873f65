package budget

import (
	"fmt"
	"path"
	"strings"
)

// KB is the unit in which sizes are told.
const KB = 1024

// Limits are the most that a page may weigh, as a whole and by kinds of files, in bytes. Nothing is asked where a limit is 0.
type Limits struct{ Page, HTML, CSS, JS, Font, Image int64 }

// Default returns the limits that hold where a site sets none: with them a page is there in about three seconds on a slow phone line.
func Default() Limits {
	return Limits{Page: 500 * KB, HTML: 60 * KB, CSS: 40 * KB, JS: 50 * KB, Font: 120 * KB, Image: 400 * KB}
}

// of returns the limit for files of a kind.
func (l Limits) of(k kind) int64 {
	switch k {
	case whole:
		return l.Page
	case html:
		return l.HTML
	case css:
		return l.CSS
	case js:
		return l.JS
	case font:
		return l.Font
	case image:
		return l.Image
	}
	return 0
}

func (l Limits) exceeded(bytes int64, k kind) bool {
	limit := l.of(k)
	return limit > 0 && bytes > limit
}

// Asks tells whether it counts how much of a page's own text is sent: where its size is over the limit for that, or a good part of that
// for all together. To compress the pages of a large site takes longer than to make them, so others count with the size that they have.
func (l Limits) Asks(size int64) bool {
	const part = 16
	return l.exceeded(size, html) || l.exceeded(size*part, whole)
}

// Excess is a limit that a page is over.
type Excess struct {
	Message, Hint string
	Tag, Text     string // of the element that loads the heaviest file, and the words in its place; "" for the page itself
}

// judge returns each limit that a page is over.
func (l Limits) judge(w *weight) []Excess {
	var all []Excess
	judge := func(what string, k kind, size int64, todo string) {
		if !l.exceeded(size, k) {
			return
		}
		items := w.heaviest(k)
		first := items[0]
		e := Excess{Message: fmt.Sprintf("%s %s KB, and %s KB is the limit", what, inKB(size), inKB(l.of(k))), Hint: todo, Tag: first.tag, Text: words(first.tag)}
		if k != html { // of which there is but one
			e.Message += "; the heaviest is " + first.shown()
			e.Hint += "; the heaviest: " + list(items)
		}
		all = append(all, e)
	}
	judge("all that this page loads at first is", whole, w.by.total(), "leave out what the page can do without, or let it wait")
	judge("the text of this page with its tags is", html, w.by[html], "share it out over several pages, or take drawings out of it into files")
	judge("the styles of this page are", css, w.by[css], "take out what no page uses")
	judge("the scripts of this page are", js, w.by[js], "leave out those that the page works without")
	judge("the fonts of this page are", font, w.by[font], "load fewer weights, as WOFF2, with only the letters of your languages")
	judge("the pictures of this page are", image, w.by[image], `let pictures further down wait with loading="lazy", or make them smaller`)
	return all
}

// heaviest returns the heaviest files of a kind, at most three.
func (w *weight) heaviest(of kind) []item {
	var all []item
	for _, i := range w.items {
		if (of == whole || kindOf(i.output) == of) && len(all) < 3 {
			all = append(all, i)
		}
	}
	return all
}

func list(items []item) string {
	var names []string
	for _, i := range items {
		names = append(names, i.shown())
	}
	return strings.Join(names, ", ")
}

// shown returns the file and its size for people: without the fingerprint in its name, which changes with every letter in it.
func (i item) shown() string {
	name, ext := i.output, path.Ext(i.output)
	before := strings.TrimSuffix(name, ext)
	if print := path.Ext(before); len(print) == 11 && strings.Trim(print[1:], "0123456789abcdef") == "" {
		name = strings.TrimSuffix(before, print) + ext
	}
	return fmt.Sprintf("%s (%s KB)", name, inKB(i.bytes))
}

// inKB returns a size in whole KB. It is rounded up, so that what is over a limit is seen to be.
func inKB(bytes int64) string { return fmt.Sprint((bytes + KB - 1) / KB) }
