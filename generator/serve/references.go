package serve

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	xhtml "golang.org/x/net/html"
)

// references is what a page consists of.
type references struct {
	page     string // digest of all but the addresses of style sheets
	sheets   []sheetLink
	pictures []string // addresses on this server: path and query
	others   []string
}

type sheetLink struct {
	href, integrity string // as the page writes them
	address         string // on this server; "" where it is another's
}

// reader goes through a page.
type reader struct {
	base  *url.URL // what addresses are relative to
	found references
	rest  []byte // the page with the addresses of style sheets left out
	based bool   // a base element has been seen
}

// readPage returns what a page at an address refers to.
func readPage(page []byte, address *url.URL) references {
	r := reader{base: address}
	r.rest = make([]byte, 0, len(page))
	each(page, r.read)
	r.found.page = digest(r.rest)
	return r.found
}

func (r *reader) read(token xhtml.Token, raw []byte) {
	if token.Type != xhtml.StartTagToken && token.Type != xhtml.SelfClosingTagToken {
		r.rest = append(r.rest, raw...)
		return
	}
	if token.Data == "link" && slices.Contains(relations(token), "stylesheet") {
		r.sheet(token)
		return
	}
	r.rest = append(r.rest, raw...)
	switch token.Data {
	case "base":
		r.rebase(attribute(token, "href"))
	case "link":
		r.link(token)
	default:
		r.element(token)
	}
}

func relations(token xhtml.Token) []string {
	return strings.Fields(strings.ToLower(attribute(token, "rel")))
}

// sheet notes a style sheet, of whose element all but the address belongs to the page.
func (r *reader) sheet(token xhtml.Token) {
	href := attribute(token, "href")
	r.found.sheets = append(r.found.sheets, sheetLink{href, attribute(token, "integrity"), resolve(r.base, href)})
	for _, a := range token.Attr {
		if a.Key != "href" && a.Key != "integrity" {
			r.rest = fmt.Appendf(r.rest, "%q", a)
		}
	}
	r.rest = append(r.rest, "<link>"...)
}

func (r *reader) rebase(href string) {
	if u, err := r.base.Parse(href); err == nil && href != "" && !r.based {
		r.base, r.based = u, true
	}
}

func (r *reader) link(token xhtml.Token) {
	for _, relation := range relations(token) {
		switch relation {
		case "icon", "apple-touch-icon":
			r.picture(attribute(token, "href"))
		case "manifest", "modulepreload":
			r.other(attribute(token, "href"))
		}
	}
}

// element notes what other elements show, each in its way.
func (r *reader) element(token xhtml.Token) {
	switch token.Data {
	case "img":
		r.picture(attribute(token, "src"))
		r.pictureSet(attribute(token, "srcset"))
	case "source":
		r.pictureSet(attribute(token, "srcset"))
		r.other(attribute(token, "src"))
	case "video":
		r.picture(attribute(token, "poster"))
		r.other(attribute(token, "src"))
	case "script", "audio", "track", "iframe", "embed", "input":
		r.other(attribute(token, "src"))
	case "object":
		r.other(attribute(token, "data"))
	case "use", "image":
		r.other(attribute(token, "href"))
	}
	for _, address := range urlsOf(attribute(token, "style")) {
		r.other(address)
	}
}

func (r *reader) picture(reference string) { add(&r.found.pictures, resolve(r.base, reference)) }

func (r *reader) other(reference string) { add(&r.found.others, resolve(r.base, reference)) }

// pictureSet notes the candidates of a srcset, each an address and what it is meant for.
func (r *reader) pictureSet(set string) {
	for _, candidate := range candidatePattern().FindAllStringSubmatch(set, -1) {
		r.picture(strings.TrimSuffix(candidate[1], ","))
	}
}

func add(list *[]string, address string) {
	if address != "" {
		*list = append(*list, address)
	}
}

// resolve returns path and query of a reference where it leads to this server, else "".
func resolve(base *url.URL, reference string) string {
	reference = strings.TrimSpace(reference)
	if reference == "" || strings.HasPrefix(reference, "#") { // a part of the same document
		return ""
	}
	u, err := base.Parse(reference)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

var (
	candidatePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\s,]*(\S+)([^,]*)`) })
	urlPattern       = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')`)
	})
)

// urlsOf returns the addresses that a style sheet, or a part of one, names.
func urlsOf(style string) []string {
	var urls []string
	if !strings.ContainsAny(style, "(@") {
		return nil
	}
	for _, match := range urlPattern().FindAllStringSubmatch(style, -1) {
		urls = append(urls, strings.Join(match[1:], "")) // one of them is not empty
	}
	return urls
}

// readSheet returns the addresses on this server that a style sheet at an address refers to.
func readSheet(style []byte, address string) []string {
	base, err := url.Parse(address)
	if err != nil {
		return nil
	}
	var found []string
	for _, reference := range urlsOf(string(style)) {
		add(&found, resolve(base, reference))
	}
	return found
}
