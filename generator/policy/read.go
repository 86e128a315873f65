package policy

import (
	"net/url"
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/style"
)

// Sheets returns what a style sheet of the site, which a page has at an address, needs; nil for one that nobody knows.
type Sheets func(address string) *Needs

// Read returns what a page needs. It has no memory in common with the page, which can be let go.
func Read(p *rule.Page, sheets Sheets) Needs {
	r := reader{page: p, sheets: sheets, base: baseOf(p)}
	r.needs.self.add(Pictures)
	for i := 1; i < len(p.Nodes); i++ {
		if p.Nodes[i].Tag != "" {
			r.element(i)
		}
	}
	r.needs.sort()
	for i, u := range r.needs.Elsewhere {
		r.needs.Elsewhere[i] = u.clone()
	}
	return r.needs
}

// ReadSheet returns what a style sheet needs. Addresses on it need not be followed for that, but for those of other sheets that it loads, which are
// looked up like those of a page.
func ReadSheet(text string, sheets Sheets) Needs {
	r := reader{sheets: sheets}
	r.style(0, text)
	return r.needs
}

// reader gathers what a page needs.
type reader struct {
	page   *rule.Page
	sheets Sheets
	base   *url.URL // that addresses start from; nil for the page itself
	needs  Needs
}

// baseOf returns what addresses on a page start from, where it says that this is another site.
func baseOf(p *rule.Page) *url.URL {
	for i := range p.Head("base") {
		if base, err := url.Parse(strings.TrimSpace(p.Nodes[i].Attr("href"))); err == nil && base.Host != "" {
			return base
		}
		break // a second one means nothing to browsers
	}
	return nil
}

// use notes that an element uses what is at an address.
func (r *reader) use(node int, kind Kind, address string) {
	if address = strings.TrimSpace(address); address == "" && kind != Forms || strings.HasPrefix(address, "#") {
		return
	}
	if r.base != nil && kind != Bases {
		if u, err := r.base.Parse(address); err == nil {
			address = u.String()
		}
	}
	at := placeOf(address)
	switch {
	case at == (place{}):
		r.needs.self.add(kind)
	case at.scheme == "data:" && (kind == Pictures || kind == Fonts || kind == Media):
		r.needs.data.add(kind)
	case at.scheme == "about:", at.scheme == "javascript:": // which leads nowhere, or is told of as a script
	default:
		r.elsewhere(node, Use{Kind: kind, Origin: at.scheme + at.origin, Words: address})
	}
	if kind == Scripts {
		r.needs.runs = true
	}
}

// elsewhere notes a use of another site, which a picture of several sizes has often, once for an element.
func (r *reader) elsewhere(node int, u Use) {
	if r.page != nil {
		u.Tag, u.Text = r.page.Nodes[node].StartTag(), r.page.Text(node)
		if len(u.Text) > mostText {
			u.Text = strings.ToValidUTF8(u.Text[:mostText], "")
		}
	}
	same := func(o Use) bool { return o.Kind == u.Kind && o.Origin == u.Origin && o.Tag == u.Tag }
	if !slices.ContainsFunc(r.needs.Elsewhere, same) {
		r.needs.Elsewhere = append(r.needs.Elsewhere, u)
	}
}

// mostText is how many bytes are kept of what stands in an element.
const mostText = 1000

// element reads one element, with what stands in it where that is a script or a style.
func (r *reader) element(node int) {
	n := &r.page.Nodes[node]
	for name, value := range n.Attributes() {
		r.attribute(node, name, value)
	}
	switch n.Tag {
	case "script":
		r.script(node)
	case "style":
		text := inside(r.page, node)
		r.needs.styles = append(r.needs.styles, digest(text))
		r.style(node, text)
	case "form":
		if _, says := n.Lookup("action"); !says && !strings.EqualFold(n.Attr("method"), "dialog") {
			r.needs.self.add(Forms)
		}
	}
}

func (r *reader) script(node int) {
	n := &r.page.Nodes[node]
	if !runs(n) {
		return
	}
	r.needs.runs = true
	for _, name := range []string{"src", "href", "xlink:href"} {
		if address, has := n.Lookup(name); has && (name == "src") == (r.page.In(node, "svg") == 0) {
			r.use(node, Scripts, address)
			return
		}
	}
	r.needs.scripts = append(r.needs.scripts, digest(inside(r.page, node)))
}

func (r *reader) attribute(node int, name, value string) {
	n := &r.page.Nodes[node]
	switch {
	case name == "style" && strings.TrimSpace(value) != "":
		r.elsewhere(node, Use{Kind: Attribute})
	case rule.IsHandler(name):
		r.elsewhere(node, Use{Kind: Handlers, Words: value})
	case rule.IsCode(name, value):
		r.elsewhere(node, Use{Kind: Links, Words: value})
	case name == "srcdoc" && n.Tag == "iframe": // it has the policy of the page that it stands in
		inner := Read(rule.Parse(r.page.Output, r.page.Source, []byte(value)), r.sheets)
		r.needs.take(&inner)
	case name == "ping":
		for address := range strings.FieldsSeq(value) {
			r.use(node, Connections, address)
		}
	default:
		r.address(node, name, value)
	}
}

// address reads an attribute that may hold what an element loads.
func (r *reader) address(node int, name, value string) {
	kind, loads := kindOf(r.page, node, name)
	switch {
	case !loads:
	case strings.HasSuffix(name, "srcset"):
		for address := range rule.Candidates(value) {
			r.use(node, kind, address)
		}
	default:
		r.use(node, kind, value)
		if kind == Styles {
			r.sheet(value)
		}
	}
}

// sheet adds what a style sheet of the site needs.
func (r *reader) sheet(address string) {
	if r.sheets == nil {
		return
	}
	if sheet := r.sheets(strings.TrimSpace(address)); sheet != nil {
		r.needs.take(sheet)
	}
}

func (r *reader) style(node int, text string) {
	for use, address := range style.Addresses(text) {
		kind := [...]Kind{style.Picture: Pictures, style.Font: Fonts, style.Sheet: Styles}[use]
		r.use(node, kind, address)
		if kind == Styles {
			r.sheet(address)
		}
	}
}
