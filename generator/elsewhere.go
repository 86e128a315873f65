package generator

import (
	"strings"

	"stillpoint/generator/check"
	"stillpoint/generator/check/origin"
	"stillpoint/generator/site"
)

// elsewhere knows which files have words that other pages may show: titles and descriptions, the front matter of what has fields of its
// own, such as a testimonial, and sentences in which the same was found on the page of the file. To look into all files of
// the site for a few words would take longer than all rules.
type elsewhere struct {
	pages  []*site.Page
	all    []check.Found
	found  map[string][]string // files by the words of what was found on their pages; nil before somebody asks
	shown  []shown             // nil before somebody asks
	answer map[string][]string // files by words that were asked for
}

// shown is what other pages may show of a file.
type shown struct{ file, words string }

// mostShown is how many bytes of a file with fields of its own may stand on other pages.
const mostShown = 1500

func newElsewhere(pages []*site.Page, found []check.Found) *elsewhere {
	return &elsewhere{pages: pages, all: found, answer: map[string][]string{}}
}

// with returns the files that have some words, as [origin.Words] returns them: those with the same finding first. Text reads a file; it
// returns nil where it cannot be read.
func (e *elsewhere) with(words string, text func(name string) *origin.Text) []string {
	files, known := e.answer[words]
	if known {
		return files
	}
	files = append(files, e.sources()[words]...)
	for _, s := range e.said(text) {
		if strings.Contains(s.words, words) {
			files = append(files, s.file)
		}
	}
	e.answer[words] = files
	return files
}

// sources returns the files by the words of what was found on their pages.
func (e *elsewhere) sources() map[string][]string {
	if e.found != nil {
		return e.found
	}
	e.found = map[string][]string{}
	for _, f := range e.all {
		if f.Text != "" {
			words := origin.Words(f.Text)
			if files := e.found[words]; len(files) == 0 || files[len(files)-1] != f.Source {
				e.found[words] = append(files, f.Source)
			}
		}
	}
	return e.found
}

// said returns what other pages may show, for all files.
func (e *elsewhere) said(text func(name string) *origin.Text) []shown {
	if e.shown != nil {
		return e.shown
	}
	e.shown = make([]shown, 0, len(e.pages))
	for _, p := range e.pages {
		if p.Source == nil {
			continue
		}
		says := p.Title + "\n" + p.Description
		if p.Typed != nil {
			if whole := text(p.Name()); whole != nil {
				says += "\n" + whole.Beginning(mostShown)
			}
		}
		e.shown = append(e.shown, shown{p.Name(), origin.Words(says)})
	}
	return e.shown
}
