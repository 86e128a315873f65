package budget

import (
	"strings"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/wire"
)

// Page is what is kept of a finished page to weigh it by.
type Page struct {
	Size  int64  // of its own file, in bytes
	Sent  int64  // of that file as it is sent, compressed; 0 where nobody asked, since it could not matter: see [Limits.Asks]
	Loads string // all that it loads at first, as wire has it: the same for all pages that load the same
}

// Read keeps of a page what it loads at first. Size is that of its file, in bytes.
func Read(p *rule.Page, size int64) Page {
	var w wire.Writer
	w.Text(baseOf(p))
	all := loads(p)
	w.Count(len(all))
	for _, l := range all {
		w.Text(l.address)
		w.Text(tag(&p.Nodes[l.node]))
	}
	return Page{Size: size, Loads: string(w.Bytes)}
}

// Append writes the page, for [ReadPage].
func (p *Page) Append(w *wire.Writer) {
	w.Number(p.Size)
	w.Number(p.Sent)
	w.Text(p.Loads)
}

// ReadPage reads what [Page.Append] has written. Whether it was whole is known from the reader's error.
func ReadPage(r *wire.Reader) *Page {
	return &Page{Size: r.Number(), Sent: r.Number(), Loads: r.Text()}
}

// baseOf returns the address that the others on a page start from, as the page has it; "" where it has none.
func baseOf(p *rule.Page) string {
	for i := range p.Head("base") {
		return strings.TrimSpace(p.Nodes[i].Attr("href")) // a second one means nothing to browsers
	}
	return ""
}

// tag returns the tag that begins an element, without those attributes that no layout and no text has as they stand on the page.
func tag(n *rule.Node) string {
	short := "<" + n.Tag
	for name, value := range n.Attributes() {
		switch name {
		case "srcset", "sizes", "style", "integrity", "imagesrcset", "imagesizes":
			continue
		}
		short += " " + name + `="` + quotes().Replace(value) + `"`
	}
	return short + ">"
}

func quotes() *strings.Replacer { return strings.NewReplacer("&", "&amp;", `"`, "&quot;") }

// element is one that loads something at first.
type element struct{ address, tag string }

// written reads what a page loads at first.
func written(loads string) (base string, all []element) {
	r := wire.NewReader([]byte(loads))
	base = r.Text()
	for range r.Count() {
		all = append(all, element{r.Text(), r.Text()})
	}
	return base, all
}

// words returns those that stand for an element, in whose place it is looked for.
func words(tag string) string {
	page := rule.Parse("", "", []byte(tag))
	return page.Nodes[len(page.Nodes)-1].Attr("alt")
}
