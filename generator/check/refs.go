// Package check looks at finished pages as a browser would meet them: every
// link and every fragment must lead somewhere, and no id may stand twice.
package check

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unique"

	"golang.org/x/net/html"
)

// Page is what the checks keep of a finished page once its bytes are let go.
type Page struct {
	Output     string // "prices/index.html"
	Source     string // file that the page was made from, or its address
	links      []unique.Handle[string]
	ids        []unique.Handle[string]
	duplicates []string
}

// Reader reads finished pages. The zero Reader is ready; it is safe for
// concurrent use.
type Reader struct{ known sync.Pool } // of handles

// handles are values met before: most links of a page stand on the page
// before as well.
type handles map[string]unique.Handle[string]

// knownLimit bounds how many values are remembered at once.
const knownLimit = 4096

func (h handles) of(value []byte) unique.Handle[string] {
	if handle, ok := h[string(value)]; ok {
		return handle
	}
	if len(h) >= knownLimit {
		clear(h)
	}
	handle := unique.Make(string(value))
	h[handle.Value()] = handle
	return handle
}

// Read collects the links and ids of a finished page. It walks the page once
// and keeps each value once.
func (r *Reader) Read(output, source string, page []byte) *Page {
	known, ok := r.known.Get().(handles)
	if !ok {
		known = handles{}
	}
	defer r.known.Put(known)
	p := &Page{Output: output, Source: source}
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return p
		case html.StartTagToken, html.SelfClosingTagToken:
			p.tag(tokens, known)
		}
	}
}

func (p *Page) tag(tokens *html.Tokenizer, known handles) {
	name, more := tokens.TagName()
	canonical := string(name) == "link"
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		switch string(key) {
		case "href", "src", "poster", "action":
			if !canonical || !bytes.HasPrefix(value, []byte("http")) {
				p.link(known.of(value))
			}
		case "id":
			p.id(known.of(value))
		}
	}
}

// link keeps a destination within the site; the others are nobody's fault here.
func (p *Page) link(handle unique.Handle[string]) {
	if value := handle.Value(); value == "" || !internal(value) {
		return
	}
	if !slices.Contains(p.links, handle) {
		p.links = append(p.links, handle)
	}
}

func internal(value string) bool {
	if strings.HasPrefix(value, "//") {
		return false
	}
	colon := strings.IndexByte(value, ':')
	return colon < 0 || strings.ContainsAny(value[:colon], "/?#")
}

func (p *Page) id(handle unique.Handle[string]) {
	if slices.Contains(p.ids, handle) {
		p.duplicates = append(p.duplicates, handle.Value())
		return
	}
	p.ids = append(p.ids, handle)
}

// hasID tells whether a fragment leads to a place on the page.
func (p *Page) hasID(fragment string) bool {
	return fragment == "" || fragment == "top" || slices.Contains(p.ids, unique.Make(fragment))
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
