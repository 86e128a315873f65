package site

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// relations finds the pages that pages name by the file: the practitioners of a
// therapy, the location of an event. It is enough when one of two pages names
// the other. Where both could and both do write a list, the lists must agree.
func (a *assembly) relations() {
	var names map[string][]bearer // made once somebody is named
	for _, p := range a.site.Regular {
		if p.Typed == nil {
			continue
		}
		for _, relation := range p.Typed.Relations() {
			for _, ref := range relation.Refs {
				if names == nil {
					names = a.named()
				}
				if other := a.find(names, relation, ref); other != nil {
					p.connect(other)
					a.checkBack(p, other, relation, ref)
				}
			}
		}
	}
	for _, p := range a.site.Regular {
		for _, other := range p.names {
			if !slices.Contains(other.names, p) {
				other.namedBy = append(other.namedBy, p)
			}
		}
	}
}

func (p *Page) connect(other *Page) {
	if !slices.Contains(p.names, other) {
		p.names = append(p.names, other)
	}
}

// Connected returns the pages of a kind that the page names, in the order of
// writing, and then those that name it, in list order.
func (p *Page) Connected(kind string) []*Page {
	var pages []*Page
	for _, other := range p.names {
		if other.Kind == kind {
			pages = append(pages, other)
		}
	}
	for _, other := range p.namedBy {
		if other.Kind == kind {
			pages = append(pages, other)
		}
	}
	return pages
}

// bearer is a page under the name by which others may refer to it; it may be
// held back.
type bearer struct {
	source *content.Page
	page   *Page // nil where it is held back
}

// named returns all single pages by the names of their files.
func (a *assembly) named() map[string][]bearer {
	names := map[string][]bearer{}
	for _, source := range a.in.Pages {
		if source.Role != content.Section {
			name := refName(source)
			names[name] = append(names[name], bearer{source, a.site.byFile[source.File.Name()]})
		}
	}
	return names
}

// RefName returns the name by which others refer to the page, "" where Stillpoint made it up.
func (p *Page) RefName() string {
	if p.Source == nil {
		return ""
	}
	return refName(p.Source)
}

// refName returns the name that others refer to a page by: that of its file,
// of a bundle that of its folder.
func refName(source *content.Page) string {
	if source.Role == content.Bundle {
		_, name := split(source.FolderPath())
		return name
	}
	return baseName(source.Path())
}

// find returns the page of the right kind that a reference means, or tells why
// there is none.
func (a *assembly) find(names map[string][]bearer, r practice.Relation, ref practice.Ref) *Page {
	var found []bearer
	for _, b := range names[ref.Name] {
		if b.source.Kind == r.Kind {
			found = append(found, b)
		}
	}
	switch {
	case len(found) > 1:
		a.report(ref.Error("bad-reference", fmt.Sprintf("two pages of the kind %s are called %q: %s and %s", r.Kind, ref.Name, found[0].source.File.Name(), found[1].source.File.Name()),
			"rename one of the files"))
	case len(found) == 0:
		a.notFoundRef(names, r, ref)
	case found[0].page == nil:
		if state := a.site.held[found[0].source.File.Name()]; state != "" && state != unreadable {
			a.report(ref.Error("reference-to-held-page", fmt.Sprintf("%q is not published (%s)", ref.Name, describeState(state)), "publish that page, or take the name out"))
		}
	default:
		return found[0].page
	}
	return nil
}

func (a *assembly) notFoundRef(names map[string][]bearer, r practice.Relation, ref practice.Ref) {
	if a.unreadableRef(ref.Name) {
		return
	}
	if others := names[ref.Name]; len(others) > 0 {
		kind := others[0].source.Kind
		if kind == "" {
			kind = KindPage
		}
		a.report(ref.Error("bad-reference", fmt.Sprintf("%q is a page of the kind %s, not %s", ref.Name, kind, r.Kind),
			"name another page, or write kind: "+r.Kind+" in "+others[0].source.File.Name()))
		return
	}
	var known []string
	for name, bearers := range names {
		if slices.ContainsFunc(bearers, func(b bearer) bool { return b.source.Kind == r.Kind }) {
			known = append(known, name)
		}
	}
	slices.Sort(known)
	hint := "there is no page of this kind yet: make one with kind: " + r.Kind
	if len(known) > 0 {
		hint = "known: " + strings.Join(known, ", ")
	}
	a.report(ref.Error("unknown-reference", fmt.Sprintf("there is no %s %q%s", r.Kind, ref.Name, diag.DidYouMean(ref.Name, known)), hint))
}

// unreadableRef tells whether a page of this name has errors of its own, so that nothing more
// can be said of it.
func (a *assembly) unreadableRef(name string) bool {
	return slices.ContainsFunc(a.in.Unreadable, func(file string) bool {
		return strings.HasSuffix(file, "/"+name+".md") || strings.HasSuffix(file, "/"+name+"/index.md")
	})
}

// checkBack complains when a page names another whose own list leaves it out.
func (a *assembly) checkBack(p, other *Page, r practice.Relation, ref practice.Ref) {
	if r.Back == "" {
		return
	}
	for _, back := range other.Typed.Relations() {
		own := refName(p.Source)
		if back.Field != r.Back || back.Refs == nil || slices.ContainsFunc(back.Refs, func(x practice.Ref) bool { return x.Name == own }) {
			continue
		}
		a.report(ref.Error("one-sided-reference", fmt.Sprintf("%s has a list of %s, and this page is not in it", other.Name(), r.Back),
			fmt.Sprintf("add %s to that list, or take the list out: one of two pages that names the other is enough", own)))
	}
}
