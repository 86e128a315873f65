package style

import (
	"iter"
	"strings"

	"stillpoint/generator/check/rule"
)

// of returns the style sheets of a page, nil where one of them is not known, so that nothing can be said of it.
func of(p *rule.Page) *Sheets {
	list := listOf(p)
	if list.unknown {
		return nil
	}
	if p.Dress == nil {
		return list.read()
	}
	return p.Dress.Once(list.words, func() any { return list.read() }).(*Sheets)
}

// list is the style sheets that a page asks for, in their order.
type list struct {
	page    *rule.Page
	words   []string // all that they are known by
	sheets  []wanted
	schemes string
	unknown bool
}

// wanted is one of them: an address, or a text.
type wanted struct{ address, text, media string }

// listOf returns those of a page.
func listOf(p *rule.Page) *list {
	l := &list{page: p, words: make([]string, 0, 12)}
	for i := range l.places() {
		n := &p.Nodes[i]
		switch {
		case n.Tag == "base":
			_, l.unknown = n.Lookup("href")
		case p.In(i, "template", "noscript") > 0:
		case n.Tag == "style":
			l.style(i)
		default:
			l.link(n)
		}
		if l.unknown {
			return l
		}
	}
	for i := range p.All("meta") {
		if p.Nodes[i].Attr("name") == "color-scheme" {
			l.schemes = strings.Clone(p.Nodes[i].Attr("content"))
			break
		}
	}
	l.words = append(l.words, l.schemes)
	return l
}

// places yields the elements that may ask for a sheet. Few pages have others than links, which need no sorting.
func (l *list) places() iter.Seq[int] {
	if l.page.First("style") == 0 && l.page.First("base") == 0 {
		return l.page.All("link")
	}
	return l.page.All("base", "link", "style")
}

func (l *list) style(node int) {
	n := &l.page.Nodes[node]
	text := ""
	for i := node + 1; i < n.End; i++ {
		text += l.page.Nodes[i].Text
	}
	l.sheets = append(l.sheets, wanted{text: text, media: n.Attr("media")})
	l.words = append(l.words, "style", text, n.Attr("media"))
}

func (l *list) link(n *rule.Node) {
	plain := n.Attr("rel") == "stylesheet"
	if !plain && (len(n.Attr("rel")) < len("stylesheet") || !n.Lists("rel", "stylesheet")) {
		return
	}
	_, disabled := n.Lookup("disabled")
	_, scripted := n.Lookup("onload")
	switch {
	case disabled || !plain && n.Lists("rel", "alternate"):
		return
	case scripted: // a script lets it take effect
		l.unknown = true
		return
	}
	address := n.Attr("href")
	l.sheets = append(l.sheets, wanted{address: address, media: n.Attr("media")})
	if !strings.HasPrefix(address, "/") { // it goes by where the page lies
		l.words = append(l.words, l.page.Output)
	}
	l.words = append(l.words, "link", address, n.Attr("media"))
}

// read reads the sheets; nil where one is not known.
func (l *list) read() *Sheets {
	r := &reader{motions: map[string]bool{}}
	for _, w := range l.sheets {
		where := media(lex(strings.Clone(w.media))) // since the memory of the page is used again
		if where.never() {
			continue
		}
		text := strings.Clone(w.text)
		if w.address != "" {
			if l.page.Dress == nil {
				return nil
			}
			known := false
			if text, known = l.page.Dress.Sheet(l.page.Output, w.address); !known {
				return nil
			}
		}
		r.read(text, where)
	}
	if r.partial {
		return nil
	}
	return r.compile(l.schemes)
}
