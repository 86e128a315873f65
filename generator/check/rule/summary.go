package rule

import "strings"

// Summarise returns what is kept of a page. It has no memory in common with the page, which can be let go.
func Summarise(p *Page) *Summary {
	html := p.First("html")
	s := &Summary{
		Output: p.Output, Source: p.Source, Whole: html > 0, Hidden: p.NoIndex(), Alias: p.Alias(),
		Language: strings.Clone(strings.ToLower(p.Nodes[html].Attr("lang"))),
	}
	for i := range p.Head("title") {
		s.Title = strings.Clone(p.Text(i))
		break
	}
	s.Description = strings.Clone(p.Nodes[p.Meta("description")].Attr("content"))
	for i := range p.Links("canonical") {
		s.Canonical = strings.Clone(strings.TrimSpace(p.Nodes[i].Attr("href")))
		break
	}
	for i := range p.Links("alternate") {
		n := &p.Nodes[i]
		if language, has := n.Lookup("hreflang"); has {
			s.Alternates = append(s.Alternates, Alternate{strings.Clone(language), strings.Clone(strings.TrimSpace(n.Attr("href")))})
		}
	}
	return s
}

// Found returns a finding about a page that is known by its summary alone.
func (s *Summary) Found(message, hint string) Finding {
	return Finding{Summary: s, Message: message, Hint: hint}
}

// Shown tells whether search engines may show the page in its own right.
func (s *Summary) Shown() bool { return s.Whole && !s.Hidden && !s.Alias }
