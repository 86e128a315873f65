package privacy

import (
	"net/url"
	"strings"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/style"
)

// load is something that a browser fetches as soon as it has a page, without being asked.
type load struct {
	node    int
	address string
	what    string // "a script", "a picture"
	later   bool   // not before somebody plays it
}

// loads returns all that a page loads. What waits in a template, or in attributes that only a script reads, is not loaded.
func loads(p *rule.Page) []load {
	type key struct{}
	return rule.Once(p, key{}, func() []load {
		l := loader{page: p, base: baseOf(p)}
		for i := 1; i < len(p.Nodes); i++ {
			switch n := &p.Nodes[i]; n.Tag {
			case "":
			case "template":
				i = n.End - 1
			default:
				l.element(i)
			}
		}
		return l.found
	})
}

// loader gathers what a page loads.
type loader struct {
	page  *rule.Page
	base  *url.URL // that addresses start from; nil for the page itself
	found []load
}

func (l *loader) add(node int, address, what string) {
	if address = resolve(l.base, strings.TrimSpace(address)); address != "" {
		l.found = append(l.found, load{node, address, what, waits(l.page, node, what)})
	}
}

func (l *loader) element(node int) {
	n := &l.page.Nodes[node]
	loading := canLoad(n.Tag)
	for name, value := range n.Attributes() {
		switch {
		case name == "style":
			l.style(node, value)
		case name == "srcdoc" && n.Tag == "iframe":
			for _, inner := range loads(rule.Parse(l.page.Output, l.page.Source, []byte(value))) {
				l.add(node, inner.address, inner.what)
			}
		case loading:
			l.attribute(node, name, value)
		}
	}
	for i := node + 1; n.Tag == "style" && i < n.End; i++ {
		l.style(node, l.page.Nodes[i].Text)
	}
}

func (l *loader) attribute(node int, name, value string) {
	what := fetched(&l.page.Nodes[node], name)
	switch {
	case what == "":
	case strings.HasSuffix(name, "srcset"):
		for address := range rule.Candidates(value) {
			l.add(node, address, what)
		}
	default:
		l.add(node, value, what)
	}
}

func (l *loader) style(node int, css string) {
	for _, address := range style.Addresses(css) {
		l.add(node, address, "a file named in its styles")
	}
}

// canLoad tells whether elements of a tag load something by their attributes, so that most need not be looked at.
func canLoad(tag string) bool {
	switch tag {
	case "script", "link", "img", "input", "source", "video", "audio", "track", "image", "feimage", "use", "body", "table", "td", "iframe", "frame",
		"object", "embed":
		return true
	}
	return false
}

// fetched says what an attribute of an element makes a browser fetch, or "".
func fetched(n *rule.Node, name string) string {
	switch n.Tag + " " + name {
	case "script src", "script href", "script xlink:href":
		if isScript(n) {
			return "a script"
		}
	case "link href", "link imagesrcset":
		return linked(n)
	case "img src", "img srcset", "input src", "source srcset", "video poster", "image href", "image xlink:href", "feimage href", "feimage xlink:href",
		"use href", "use xlink:href", "body background", "table background", "td background":
		return "a picture"
	case "iframe src", "frame src":
		return "a frame"
	case "video src", "audio src", "source src", "track src":
		return "a film or a sound"
	case "object data", "embed src":
		return "an embedded file"
	}
	return ""
}

// waits tells whether a film or a sound is not loaded before somebody plays it.
func waits(p *rule.Page, node int, what string) bool {
	if what != "a film or a sound" {
		return false
	}
	player := &p.Nodes[node]
	if above := p.In(node, "video", "audio"); above > 0 {
		player = &p.Nodes[above]
	}
	_, plays := player.Lookup("autoplay")
	return strings.EqualFold(player.Attr("preload"), "none") && !plays
}

// isScript tells whether browsers run a script. One of another type waits for somebody to agree, or is data.
func isScript(n *rule.Node) bool {
	kind, _, _ := strings.Cut(strings.ToLower(n.Attr("type")), ";")
	switch strings.TrimSpace(kind) {
	case "", "module", "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript", "application/ecmascript":
		return true
	}
	return false
}

// linked says what a link element fetches, or "". Of most it is only said that something is there; and to look up the address of a
// host tells that host nothing.
func linked(n *rule.Node) string {
	for rel := range strings.FieldsSeq(strings.ToLower(n.Attr("rel"))) {
		switch rel {
		case "stylesheet":
			return "a style sheet"
		case "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "apple-touch-startup-image":
			return "an icon"
		case "preload", "prefetch", "modulepreload", "prerender", "manifest":
			return "a file in advance"
		case "preconnect":
			return "a connection"
		}
	}
	return ""
}

// baseOf returns what addresses on a page start from, where it says that this is not the page itself.
func baseOf(p *rule.Page) *url.URL {
	for i := range p.Head("base") {
		if base, err := url.Parse(strings.TrimSpace(p.Nodes[i].Attr("href"))); err == nil && base.Host != "" {
			return base
		}
	}
	return nil
}

func resolve(base *url.URL, address string) string {
	if base == nil || address == "" {
		return address
	}
	if u, err := base.Parse(address); err == nil {
		return u.String()
	}
	return address
}
