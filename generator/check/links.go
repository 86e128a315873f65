package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stillpoint/generator/diag"
)

// Published tells which files the site will have.
type Published interface {
	Has(output string) bool
	Closest(output string) string
}

// Reference is a link from a page's Markdown to a fragment of a page: it can
// be judged only when that page is finished.
type Reference struct {
	Output   string // of the page that is linked to
	Fragment string
	Broken   diag.Diagnostic // to report where the fragment is not there, at the link's place
}

// All runs every check over finished pages. Others finds finished pages that are not to be looked at themselves, but that links may lead
// to; it may be nil where there are none. Base is the path of the site on its host, "/" or "/sub/".
func All(pages []*Page, others func(output string) *Page, references []Reference, published Published, base string) diag.List {
	byOutput := make(map[string]*Page, len(pages))
	for _, p := range pages {
		byOutput[p.Output] = p
	}
	find := func(output string) *Page {
		if p := byOutput[output]; p != nil || others == nil {
			return p
		}
		return others(output)
	}
	problems := fragments(find, references)
	c := linkCheck{find: find, published: published, base: base, broken: map[string]*brokenLink{}, seen: map[seenLink]bool{}}
	for _, p := range pages {
		problems = append(problems, duplicateIDs(p)...)
		for _, link := range p.links {
			c.follow(p, link)
		}
	}
	return append(problems, c.report(problems)...)
}

// Linked returns all outputs that a finished page links to or shows. Base is as in [All].
func Linked(pages []*Page, base string) map[string]bool {
	all := map[string]bool{}
	for _, p := range pages {
		for _, link := range p.links {
			if output, _, ok := p.target(link, base); ok {
				all[output] = true
			}
		}
	}
	return all
}

// fragments judges the references of Markdown bodies.
func fragments(find func(output string) *Page, references []Reference) diag.List {
	var problems diag.List
	for _, r := range references {
		page := find(r.Output)
		if page == nil || page.hasID(r.Fragment) {
			continue
		}
		d := r.Broken
		d.Message += diag.DidYouMean(r.Fragment, page.ids)
		problems = append(problems, d)
	}
	return problems
}

func duplicateIDs(p *Page) diag.List {
	var problems diag.List
	for _, id := range p.duplicates {
		problems = append(problems, diag.New("duplicate-id", p.Source,
			fmt.Sprintf("the finished page %s has the id %q twice", p.Output, id),
			"give one heading an id of its own with {#another-name}, or look in the layout"))
	}
	return problems
}

// linkCheck follows the links of finished pages. One that stands on every page,
// such as an entry of a menu, is followed once and reported once.
type linkCheck struct {
	find      func(output string) *Page
	published Published
	base      string
	broken    map[string]*brokenLink
	seen      map[seenLink]bool
}

type seenLink struct {
	folder string // "" for links that do not depend on their page
	link   string
}

type brokenLink struct {
	first   *Page
	count   int
	message string
}

func (c *linkCheck) follow(p *Page, link string) {
	key := seenLink{link: link}
	if !strings.HasPrefix(link, "/") {
		key.folder = p.Output
	}
	if good, known := c.seen[key]; known {
		if !good {
			c.broken[key.folder+link].count++
		}
		return
	}
	message := c.judge(p, link)
	c.seen[key] = message == ""
	if message != "" {
		c.broken[key.folder+link] = &brokenLink{first: p, count: 1, message: message}
	}
}

// judge says what is wrong with a link, or "".
func (c *linkCheck) judge(p *Page, link string) string {
	name, fragment, ok := p.target(link, c.base)
	switch {
	case !ok:
		return fmt.Sprintf("the link %q leads out of the site's own path %s", link, c.base)
	case !c.published.Has(name):
		if near := c.published.Closest(name); near != "" {
			return fmt.Sprintf("the link %q differs in case from %q", link, near)
		}
		return fmt.Sprintf("the link %q leads to nothing: no file %q is published", link, name)
	}
	if fragment == "" {
		return ""
	}
	if target := c.find(name); target != nil && !target.hasID(fragment) {
		return fmt.Sprintf("the link %q leads to a place that is not there: %s has no id %q%s", link, name, fragment, diag.DidYouMean(fragment, target.ids))
	}
	return ""
}

// report turns the broken links into diagnostics, those left out that a
// reference of a Markdown body has already told at its line.
func (c *linkCheck) report(told diag.List) diag.List {
	var problems diag.List
	for _, key := range slices.Sorted(maps.Keys(c.broken)) {
		b := c.broken[key]
		if slices.ContainsFunc(told, func(d diag.Diagnostic) bool { return d.Code == "missing-heading" && d.Position.File == b.first.Source }) {
			continue
		}
		message := b.message
		if b.count > 1 {
			message += fmt.Sprintf(" (on %d pages)", b.count)
		}
		problems = append(problems, diag.New("broken-link", b.first.Source, message, "look in the layout that draws this link, or in the menus of stillpoint.yaml"))
	}
	return problems
}
