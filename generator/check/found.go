package check

import (
	"strings"

	"stillpoint/generator/check/links"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/diag"
	"stillpoint/generator/wire"
)

// Found is a finding as it is kept once its page is let go: what a rule said of which page, and what of the page tells where it was
// written.
type Found struct {
	Code          string // of the rule
	Message, Hint string
	Output        string // of the page
	Source        string // the file that the page was made from
	Tag           string // of the element that it is about, as it begins on the page; "" for the page as a whole
	Text          string // what stands in that element, cut off where it is long
	Words         string // which of it the finding is about, or of an attribute; "" for all
	Said          rule.Said

	Told  *diag.Diagnostic // where it was written, where that is known from the first; it is not kept
	Pages *[]string        // on which pages it stands, by their outputs, where several are told as one; nil for one; it is not kept
}

// Inspector holds finished pages to rules. It is safe for concurrent use.
type Inspector struct{ rules []rule.Rule }

// NewInspector returns one for some rules.
func NewInspector(rules []rule.Rule) *Inspector { return &Inspector{rules} }

// Page returns what the rules on single pages find.
func (i *Inspector) Page(p *rule.Page) []Found {
	var all []Found
	for _, r := range i.rules {
		if r.Page == nil {
			continue
		}
		for _, f := range r.Page(p) {
			all = append(all, keep(r.Code, f))
		}
	}
	return all
}

// Outside returns a finding for each link of a page that leads to another site, with the address as its words: whether they are findings is
// for the other site to say.
func Outside(p *rule.Page) []Found {
	var all []Found
	for node, address := range links.Outside(p) {
		f := keep("", p.Found(node, "", ""))
		f.Words = address
		all = append(all, f)
	}
	return all
}

// Answered returns a link to another site as a finding, by what that site has said.
func (f Found) Answered(code, reason, to string) Found {
	f.Code = code
	f.Message, f.Hint = links.Told(f.Words, code, reason, to)
	f.Words = ""
	return f
}

// General returns the message without what it says of its page alone: its names and addresses, and numbers. Findings with one code,
// at one place of a layout, that differ in nothing else have one cause.
func (f Found) General() string {
	address := "/" + strings.TrimSuffix(f.Output, "index.html")
	if address == "/" {
		address = "“/”" // any other slash is part of something else
	}
	own := strings.NewReplacer(f.Source, "*", f.Output, "*", "“"+address+"”", "*", address, "*")
	number := false
	return strings.Map(func(r rune) rune {
		digit, again := '0' <= r && r <= '9', number
		switch number = digit; {
		case digit && again:
			return -1
		case digit:
			return '0'
		}
		return r
	}, own.Replace(f.Message))
}

// Site returns what the rules on all pages together find.
func (i *Inspector) Site(s *rule.Site) []Found {
	var all []Found
	for _, r := range i.rules {
		if r.Site == nil {
			continue
		}
		for _, f := range r.Site(s) {
			all = append(all, keep(r.Code, f))
		}
	}
	return all
}

// mostText is how many bytes are kept of what stands in an element.
const mostText = 1000

// keep copies what it takes of a page, whose memory is used again.
func keep(code string, f rule.Finding) Found {
	found := Found{Code: code, Message: strings.Clone(f.Message), Hint: strings.Clone(f.Hint), Source: f.Source(), Words: strings.Clone(f.Words), Said: f.Said}
	if f.Page == nil {
		found.Output, found.Text = f.Summary.Output, f.Summary.Title
		return found
	}
	found.Output = f.Page.Output
	switch {
	case f.Text != "":
		found.Text = strings.Clone(f.Text)
	case f.Node > 0:
		n := &f.Page.Nodes[f.Node]
		found.Tag = n.StartTag()
		found.Text = text(f.Page, f.Node)
	}
	return found
}

// text returns what stands in an element, or for it.
func text(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	all := ""
	switch n.Tag {
	case "img", "area":
		all = n.Attr("alt")
	case "meta":
		all = n.Attr("content")
	default:
		all = p.Text(node)
	}
	if len(all) > mostText {
		all = strings.ToValidUTF8(all[:mostText], "")
	}
	return strings.Clone(all)
}

// AppendFound writes findings in their order, for [ReadFound].
func AppendFound(w *wire.Writer, list []Found) {
	w.Count(len(list))
	for i := range list {
		for _, part := range list[i].parts() {
			w.Text(*part)
		}
	}
}

// ReadFound reads what [AppendFound] has written; nil for an empty list. Whether it was whole is known from the reader's error.
func ReadFound(r *wire.Reader) []Found {
	var list []Found
	for range r.Count() {
		var f Found
		for _, part := range f.parts() {
			*part = r.Text()
		}
		if r.Err() != nil {
			return nil
		}
		list = append(list, f)
	}
	return list
}

func (f *Found) parts() []*string {
	return []*string{&f.Code, &f.Message, &f.Hint, &f.Output, &f.Source, &f.Tag, &f.Text, &f.Words, &f.Said.Selector, &f.Said.Property, &f.Said.Value, &f.Said.Theme}
}
