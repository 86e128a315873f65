// Package check looks at finished pages as a browser would meet them: it follows every link, and holds each page to all rules.
package check

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"unsafe"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/html"
	"github.com/tdewolff/parse/v2/xml"

	"stillpoint/generator/check/links"
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
type Reader struct {
	Host     string // the name of the site's host, by which links may lead to the site; "" where nobody knows
	readings pool.Pool[reading]
}

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
	host                   string
	known                  words
	links, ids, duplicates []string
	names                  []string // of anchors, which links lead to as they do to ids
}

// Read collects the links and ids of a finished page, which stays as it is. It walks the
// page once.
func (r *Reader) Read(output, source string, page []byte) *Page {
	now := r.readings.Get()
	if now == nil {
		now = &reading{host: r.Host, known: words{}}
	}
	defer r.readings.Put(now)
	now.reset()
	if s := (scanner{text: page, page: now}); !s.all() {
		now.reset()
		now.html(bytes.Clone(page)) // since the lexer changes the case of tags
	}
	return &Page{Output: output, Source: source, links: kept(now.links), ids: now.places(), duplicates: kept(now.duplicates)}
}

func (r *reading) reset() {
	r.links, r.ids, r.duplicates, r.names = r.links[:0], r.ids[:0], r.duplicates[:0], r.names[:0]
}

// places returns all ids, and the names of anchors that are none.
func (r *reading) places() []string {
	all := kept(r.ids)
	for _, name := range r.names {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// kept returns a list in memory of its own; nil for an empty one.
func kept(list []string) []string { return append([]string(nil), list...) }

// html reads a page with the lexer.
func (r *reading) html(text []byte) {
	input := parse.NewInputBytes(text)
	defer input.Restore()
	tokens := html.NewLexer(input)
	var in element
	for {
		kind, data := tokens.Next()
		switch kind {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			in = elementOf(string(tokens.Text()))
		case html.AttributeToken:
			r.attribute(tokens.AttrKey(), tokens.AttrVal(), in)
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
			r.attribute(tokens.Text(), tokens.AttrVal(), anyElement)
		}
	}
}

// element is what of an element counts for its attributes.
type element byte

const (
	anyElement element = iota
	linkElement
	anchorElement
)

func elementOf(tag string) element {
	switch tag {
	case "link":
		return linkElement
	case "a":
		return anchorElement
	}
	return anyElement
}

// attributes returns the names of those that hold addresses.
func attributes() []string {
	return []string{"href", "src", "poster", "action", "formaction", "xlink:href", "srcset", "imagesrcset", "style"}
}

// attribute notes a link or an id. The address in a <link> may be that of the page
// itself on its host, which is no link to follow.
func (r *reading) attribute(key, value []byte, in element) {
	switch string(key) {
	case "href", "src", "poster", "action", "formaction", "xlink:href": // as in attributes
		value = unquote(value)
		if in != linkElement || !bytes.HasPrefix(value, []byte("http")) {
			r.link(value)
		}
	case "srcset", "imagesrcset":
		for address := range addresses(string(unquote(value))) {
			r.link([]byte(address))
		}
	case "style":
		if bytes.Contains(value, []byte("url(")) {
			for address := range styled(string(unquote(value))) {
				r.link([]byte(address))
			}
		}
	case "id":
		r.id(unquote(value))
	case "name":
		if in == anchorElement {
			r.names = append(r.names, r.known.of(unquote(value)))
		}
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

// styled yields the addresses of the files that a style of an element names, "background: url(room.jpg)". One that is written with escapes of CSS is
// passed over.
func styled(style string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			_, rest, found := strings.Cut(style, "url(")
			if !found {
				return
			}
			address, behind, _ := strings.Cut(rest, ")")
			style = behind
			address = strings.Trim(address, " \t\n\r\f\"'")
			if address != "" && address[0] != '#' && !strings.Contains(address, `\`) && !yield(address) {
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

// link keeps a destination that there is something to say of; the others are nobody's fault here.
func (r *reading) link(value []byte) {
	value = bytes.Trim(value, " \t\n\r\f") // as browsers do
	if len(value) > 0 && !contains(r.links, value) && links.Concerns(view(value), r.host) {
		r.links = append(r.links, r.known.of(value))
	}
}

// view returns bytes as text without a copy, for as long as they stay as they are.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

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
