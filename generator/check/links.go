package check

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"stillpoint/generator/check/links"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/diag"
)

// Published tells which files the site will have.
type Published = links.Published

// Reference is a link of a page's Markdown whose place is known. It leads to nothing, or to a fragment of a page: then it can be judged
// only when that page is finished.
type Reference struct {
	Output   string          // of the page that is linked to; "" where the link leads to nothing
	Fragment string          // of that page; where there is none, the link as it is written
	Broken   diag.Diagnostic // to report where it leads to nothing, or the fragment is not there, at the link's place
}

// Fault is what is wrong with a link on a page.
type Fault struct {
	links.Fault
	Link   string          // as it stands on the page, or, with Told and without a Target, in the Markdown
	Output string          // of the page; "" with Told
	Source string          // the file that the page was made from
	Told   diag.Diagnostic // at the link's place, where that is known; else the zero Diagnostic
}

// All follows every link of finished pages, and returns what is wrong, sorted. Others finds finished pages that are not to be looked at
// themselves, but that links may lead to; it may be nil where there are none. What the site knows of places is filled in.
func All(pages []*Page, others func(output string) *Page, references []Reference, site links.Site) []Fault {
	byOutput := make(map[string]*Page, len(pages))
	for _, p := range pages {
		byOutput[p.Output] = p
	}
	site.IDs = func(output string) ([]string, bool) {
		p := byOutput[output]
		if p == nil && others != nil {
			p = others(output)
		}
		if p == nil {
			return nil, false
		}
		return p.ids, true
	}
	c := linkCheck{site: &site, seen: make(map[string]*links.Fault, 4*len(pages)), faults: judged(&site, references)}
	for _, p := range pages {
		for _, link := range p.links {
			c.follow(p, link)
		}
	}
	return sorted(c.faults)
}

// Linked returns all outputs that a finished page links to or shows.
func Linked(pages []*Page, site links.Site) map[string]bool {
	all := map[string]bool{}
	for _, p := range pages {
		for _, link := range p.links {
			if output, ok := site.Output(p.Output, link); ok {
				all[output] = true
			}
		}
	}
	return all
}

// judged returns the references of Markdown bodies that lead to nothing.
func judged(site *links.Site, references []Reference) []Fault {
	var all []Fault
	for _, r := range references {
		d := r.Broken
		if r.Output != "" {
			ids, finished := site.IDs(r.Output)
			if !finished || links.HasPlace(ids, r.Fragment) {
				continue
			}
			d.Message += diag.DidYouMean(r.Fragment, ids)
		}
		all = append(all, r.fault(d))
	}
	return all
}

// fault returns what is wrong with the reference, as it is told.
func (r *Reference) fault(d diag.Diagnostic) Fault {
	f := Fault{Fault: links.Fault{Code: d.Code, Message: d.Message, Hint: d.Hint, Dead: true}, Source: d.Position.File, Told: d}
	if r.Output == "" {
		f.Link = r.Fragment
	} else {
		f.Target = r.Output + "#" + r.Fragment
	}
	return f
}

// Broken returns the references that lead to nothing, whatever is on the finished pages.
func Broken(references []Reference) []Fault {
	var all []Fault
	for i := range references {
		if references[i].Output == "" {
			all = append(all, references[i].fault(references[i].Broken))
		}
	}
	return all
}

// linkCheck follows the links of finished pages.
type linkCheck struct {
	site   *links.Site
	seen   map[string]*links.Fault // by links that do not depend on their page, such as those of a menu; nil for one that leads somewhere
	faults []Fault
}

// follow judges a link, unless it has been judged.
func (c *linkCheck) follow(p *Page, link string) {
	fault, known := c.seen[link]
	if !known {
		if judged, wrong := c.site.Judge(p.Output, link); wrong {
			fault = &judged
		}
		if link[0] == '/' {
			c.seen[link] = fault
		}
	}
	if fault != nil {
		c.faults = append(c.faults, Fault{Fault: *fault, Link: link, Output: p.Output, Source: p.Source})
	}
}

// sorted brings faults into an order that depends on nothing but what they are.
func sorted(faults []Fault) []Fault {
	slices.SortFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Link, b.Link), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Output, b.Output), cmp.Compare(a.Source, b.Source),
			cmp.Compare(a.Told.Position.Line, b.Told.Position.Line), cmp.Compare(a.Told.Position.Column, b.Told.Position.Column))
	})
	return faults
}

// Merged returns the faults of an earlier check but for those that stand on pages which were made anew, together with what was found on
// these.
func Merged(before []Fault, anew func(f *Fault) bool, found []Fault) []Fault {
	all := slices.Clone(found)
	for i := range before {
		if !anew(&before[i]) {
			all = append(all, before[i])
		}
	}
	return sorted(all)
}

// Untold returns faults without those on finished pages that are told at their place in the Markdown already: by their links, or by where
// these lead, since the text of a page may be shown on others too.
func Untold(faults []Fault) []Fault {
	written, targets := map[string]bool{}, map[string]bool{}
	for i := range faults {
		if f := &faults[i]; f.Told.Code != "" {
			written[unescaped(f.Link)], targets[f.Target] = true, true
		}
	}
	return slices.DeleteFunc(slices.Clone(faults), func(f Fault) bool {
		return f.Told.Code == "" && f.Dead && (f.Code == "missing-heading" && targets[f.Target] || f.Code != "missing-heading" && written[unescaped(f.Link)])
	})
}

// Found returns a fault whose place is known as a finding.
func (f *Fault) Found() Found {
	return Found{Code: f.Code, Message: f.Message, Hint: f.Hint, Source: f.Source, Told: &f.Told}
}

// On returns a finding for each element of its page in which the link stands; for one that stands in none, such as one of an old build, a finding
// about the page.
func (f *Fault) On(p *rule.Page) []Found {
	var all []Found
	for i := range p.With(attributes()...) {
		if !has(&p.Nodes[i], f.Link) {
			continue
		}
		all = append(all, keep(f.Code, p.Found(i, f.Message, f.Hint).About(f.Link)))
	}
	if len(all) == 0 {
		all = append(all, Found{Code: f.Code, Message: f.Message, Hint: f.Hint, Output: f.Output, Source: f.Source, Words: f.Link})
	}
	return all
}

// has tells whether one of the addresses in an element is a link.
func has(n *rule.Node, link string) bool {
	for name, value := range n.Attributes() {
		switch {
		case strings.HasSuffix(name, "srcset"):
			for address := range addresses(value) {
				if address == link {
					return true
				}
			}
		case name == "style":
			for address := range styled(value) {
				if address == link {
					return true
				}
			}
		case slices.Contains(attributes(), name) && strings.Trim(value, " \t\n\r\f") == link:
			return true
		}
	}
	return false
}

// unescaped returns a link as an author may have written it.
func unescaped(link string) string {
	if plain, err := url.PathUnescape(link); err == nil {
		return plain
	}
	return link
}

// DuplicateIDs tells of ids that stand twice on a page, for sites that are held to no rules.
func DuplicateIDs(pages []*Page) diag.List {
	var problems diag.List
	for _, p := range pages {
		for _, id := range p.duplicates {
			problems = append(problems, diag.New("duplicate-id", p.Source, fmt.Sprintf("the finished page %s has the id %q twice", p.Output, id),
				"give one heading an id of its own with {#another-name}, or look in the layout"))
		}
	}
	return problems
}
