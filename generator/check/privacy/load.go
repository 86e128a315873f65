package privacy

import (
	"iter"
	"net/url"
	"strings"

	"stillpoint/generator/check/rule"
)

// load is something that a browser fetches as soon as it has a page, without being asked.
type load struct {
	node    int
	address string
	what    string // "a script", "a picture"
	later   bool   // not before somebody plays it
}

// loads yields all that a page loads. What waits in a template, or in attributes that only a script reads, is not loaded.
func loads(p *rule.Page) iter.Seq[load] {
	return func(yield func(load) bool) {
		base := baseOf(p)
		hand := func(l load) bool {
			l.address, l.later = resolve(base, strings.TrimSpace(l.address)), waits(p, l.node, l.what)
			return l.address == "" || yield(l)
		}
		for i := 1; i < len(p.Nodes); i++ {
			n := &p.Nodes[i]
			if n.Tag == "template" {
				i = n.End - 1
			} else if n.Tag != "" && !element(p, i, hand) {
				return
			}
		}
	}
}

// element hands on what one element loads. It returns whether more is wanted.
func element(p *rule.Page, node int, hand func(load) bool) bool {
	n := &p.Nodes[node]
	loading := canLoad(n.Tag)
	for name, value := range n.Attributes() {
		switch {
		case name == "style":
			if !style(node, value, hand) {
				return false
			}
		case !loading:
		case name == "srcdoc" && n.Tag == "iframe":
			for l := range loads(rule.Parse(p.Output, p.Source, []byte(value))) {
				if !hand(load{node: node, address: l.address, what: l.what}) {
					return false
				}
			}
		case !fetch(node, fetched(n, name), name, value, hand):
			return false
		}
	}
	for i := node + 1; n.Tag == "style" && i < n.End; i++ {
		if !style(node, p.Nodes[i].Text, hand) {
			return false
		}
	}
	return true
}

// fetch hands on the addresses in an attribute that a browser fetches.
func fetch(node int, what, name, value string, hand func(load) bool) bool {
	if what == "" || !strings.HasSuffix(name, "srcset") {
		return what == "" || hand(load{node: node, address: value, what: what})
	}
	for address := range candidates(value) {
		if !hand(load{node: node, address: address, what: what}) {
			return false
		}
	}
	return true
}

// style hands on the addresses in a style.
func style(node int, css string, hand func(load) bool) bool {
	for address := range addresses(css) {
		if !hand(load{node: node, address: address, what: "a file named in its styles"}) {
			return false
		}
	}
	return true
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

// candidates yields the addresses of a srcset.
func candidates(srcset string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := strings.TrimLeft(srcset, " \t\r\n\f,"); rest != ""; rest = strings.TrimLeft(rest, " \t\r\n\f,") {
			address, behind := rest, ""
			if end := strings.IndexAny(rest, " \t\r\n\f"); end >= 0 {
				address, behind = rest[:end], rest[end:]
			}
			if whole := strings.TrimRight(address, ","); whole != address {
				address = whole // and no description follows
			} else {
				_, behind, _ = strings.Cut(behind, ",")
			}
			if !yield(address) {
				return
			}
			rest = behind
		}
	}
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
