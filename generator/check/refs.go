// Package check looks at finished pages as a browser would meet them: every
// link and every fragment must lead somewhere, and no id may stand twice.
package check

import (
	"bytes"
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/html"
	"github.com/tdewolff/parse/v2/xml"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/pool"
)

// Page is what the checks keep of a finished page once its bytes are let go.
type Page struct {
	Output     string // "prices/index.html"
	Source     string // file that the page was made from, or its address
	links      []string
	ids        []string
	duplicates []string
}

// Reader reads finished pages. The zero Reader is ready; it is safe for
// concurrent use.
type Reader struct{ readings pool.Pool[reading] }

// words are values met before: most links of a page stand on the page before as
// well, and are kept in memory once.
type words map[string]string

// knownLimit bounds how many values are remembered at once.
const knownLimit = 4096

func (w words) of(value []byte) string {
	if known, ok := w[string(value)]; ok {
		return known
	}
	if len(w) >= knownLimit {
		clear(w)
	}
	word := string(value)
	w[word] = word
	return word
}

// reading is what a page has shown so far. Its memory is used for one page after the other.
type reading struct {
	known                  words
	links, ids, duplicates []string
}

// Read collects the links and ids of a finished page, which stays as it is. It walks the
// page once.
func (r *Reader) Read(output, source string, page []byte) *Page {
	now := r.readings.Get()
	if now == nil {
		now = &reading{known: words{}}
	}
	defer r.readings.Put(now)
	now.reset()
	if s := (scanner{text: page, page: now}); !s.all() {
		now.reset()
		now.html(bytes.Clone(page)) // since the lexer changes the case of tags
	}
	return &Page{Output: output, Source: source, links: kept(now.links), ids: kept(now.ids), duplicates: kept(now.duplicates)}
}

func (r *reading) reset() { r.links, r.ids, r.duplicates = r.links[:0], r.ids[:0], r.duplicates[:0] }

// kept returns a list in memory of its own; nil for an empty one.
func kept(list []string) []string { return append([]string(nil), list...) }

// html reads a page with the lexer.
func (r *reading) html(text []byte) {
	input := parse.NewInputBytes(text)
	defer input.Restore()
	tokens := html.NewLexer(input)
	link := false
	for {
		kind, data := tokens.Next()
		switch kind {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			link = string(tokens.Text()) == "link"
		case html.AttributeToken:
			r.attribute(tokens.AttrKey(), tokens.AttrVal(), link)
		case html.SVGToken, html.MathToken:
			r.xml(data)
		}
	}
}

// xml looks into a drawing or a formula, which the lexer of HTML passes over.
func (r *reading) xml(text []byte) {
	input := parse.NewInputBytes(text)
	defer input.Restore()
	tokens := xml.NewLexer(input)
	for {
		switch kind, _ := tokens.Next(); kind {
		case xml.ErrorToken:
			return
		case xml.AttributeToken:
			r.attribute(tokens.Text(), tokens.AttrVal(), false)
		}
	}
}

// attribute notes a link or an id. The address in a <link> may be that of the page
// itself on its host, which is no link to follow.
func (r *reading) attribute(key, value []byte, link bool) {
	switch string(key) {
	case "href", "src", "poster", "action":
		value = unquote(value)
		if !link || !bytes.HasPrefix(value, []byte("http")) {
			r.link(value)
		}
	case "srcset":
		for address := range addresses(string(unquote(value))) {
			r.link([]byte(address))
		}
	case "id":
		r.id(unquote(value))
	}
}

// addresses yields those of a set of pictures, "a.webp 640w, b.webp 1280w".
func addresses(set string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for candidate := range strings.SplitSeq(set, ", ") {
			words := strings.Fields(candidate)
			if len(words) > 0 && !yield(strings.TrimSuffix(words[0], ",")) {
				return
			}
		}
	}
}

// unquote returns what an attribute's value stands for.
func unquote(value []byte) []byte {
	if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		value = value[1 : n-1]
	}
	if bytes.IndexByte(value, '&') >= 0 {
		return []byte(rule.Value(string(value)))
	}
	return value
}

// link keeps a destination within the site; the others are nobody's fault here.
func (r *reading) link(value []byte) {
	if len(value) > 0 && internal(value) && !contains(r.links, value) {
		r.links = append(r.links, r.known.of(value))
	}
}

func internal(value []byte) bool {
	if bytes.HasPrefix(value, []byte("//")) {
		return false
	}
	colon := bytes.IndexByte(value, ':')
	return colon < 0 || bytes.ContainsAny(value[:colon], "/?#")
}

func contains(list []string, value []byte) bool {
	for _, known := range list {
		if known == string(value) {
			return true
		}
	}
	return false
}

func (r *reading) id(value []byte) {
	into := &r.ids
	if contains(r.ids, value) {
		into = &r.duplicates
	}
	*into = append(*into, r.known.of(value))
}

// hasID tells whether a fragment leads to a place on the page.
func (p *Page) hasID(fragment string) bool {
	return fragment == "" || fragment == "top" || slices.Contains(p.ids, fragment)
}

// target resolves a link of the page to an output and a fragment. Base is the
// path of the site on its host, "/" or "/sub/".
func (p *Page) target(link, base string) (output, fragment string, ok bool) {
	here := url.URL{Path: base + strings.TrimSuffix(p.Output, "index.html")}
	u, err := here.Parse(link)
	if err != nil || !strings.HasPrefix(u.Path, base) {
		return "", "", false
	}
	output = strings.TrimPrefix(u.Path, base)
	if output == "" || strings.HasSuffix(output, "/") {
		output += "index.html"
	}
	return output, u.Fragment, true
}
