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
	Loads string // all that it loads at first, the same for all pages that load the same: see [element]
}

// Read keeps of a page what it loads at first. Size is that of its file, in bytes.
func Read(p *rule.Page, size int64) Page {
	var text strings.Builder
	text.WriteString(line(baseOf(p)))
	for _, l := range loads(p) {
		text.WriteString("\n" + line(l.address) + "\t")
		writeTag(&text, &p.Nodes[l.node])
	}
	return Page{Size: size, Loads: text.String()}
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

// writeTag writes the tag that begins an element, without those attributes that no layout and no text has as they stand on the page.
func writeTag(to *strings.Builder, n *rule.Node) {
	to.WriteString("<" + n.Tag)
	for name, value := range n.Attributes() {
		switch name {
		case "srcset", "sizes", "style", "integrity", "imagesrcset", "imagesizes":
			continue
		}
		if strings.ContainsAny(value, `"&`) {
			value = strings.ReplaceAll(strings.ReplaceAll(value, "&", "&amp;"), `"`, "&quot;")
		}
		to.WriteString(" " + name + `="` + line(value) + `"`)
	}
	to.WriteByte('>')
}

// line returns a text on one line, without tabs.
func line(text string) string {
	if !strings.ContainsAny(text, "\t\r\n") {
		return text
	}
	return strings.NewReplacer("\t", " ", "\r", " ", "\n", " ").Replace(text)
}

// element cuts the first element that loads something off what [Read] has written, behind the line with the address that the others
// start from: a line with its address and its tag.
func element(loads string) (address, tag, rest string) {
	first, rest, _ := strings.Cut(loads, "\n")
	address, tag, _ = strings.Cut(first, "\t")
	return address, tag, rest
}

// words returns those that stand for an element, in whose place it is looked for.
func words(tag string) string {
	page := rule.Parse("", "", []byte(tag))
	return page.Nodes[len(page.Nodes)-1].Attr("alt")
}
