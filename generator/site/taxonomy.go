package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"stillpoint/generator/content"
	"stillpoint/generator/diag"
)

// taxonomies makes a page for each term that a page gives itself, and a list
// page for each taxonomy that has a term. Their words can be given in
// content/tags/_index.md and content/tags/TERM/_index.md.
func (a *assembly) taxonomies() {
	for _, name := range slices.Sorted(maps.Keys(a.in.Config.Taxonomies)) {
		a.taxonomy(name)
	}
}

func (a *assembly) taxonomy(name string) {
	b := termBook{assembly: a, name: name, sections: a.emptySections(), terms: map[string]*Page{}, spelling: map[string]string{}}
	for _, page := range a.site.Regular {
		for _, term := range page.Source.Terms {
			if term.Taxonomy == name {
				b.file(page, term.Term)
			}
		}
	}
	for _, term := range b.terms {
		term.sortTitle = strings.ToLower(term.Title)
		SortByDate(term.Pages)
	}
	if b.list != nil {
		slices.SortFunc(b.list.Pages, compareTitle)
	}
}

// termBook collects the terms of one taxonomy.
type termBook struct {
	*assembly
	name     string
	sections map[string]*Page // by path: pages that an author may have written for a term
	list     *Page
	terms    map[string]*Page  // by slug
	spelling map[string]string // slug → how it was first written
}

func (b *termBook) file(page *Page, term string) {
	slug := Slug(term)
	if slug == "" {
		b.report(page.Source.FieldError("tags", "bad-term", fmt.Sprintf("no address can be made of the term %q", term), "use letters or digits"))
		return
	}
	target := b.terms[slug]
	if target == nil {
		target = b.newTerm(slug, term)
	} else if first := b.spelling[slug]; first != term {
		b.report(b.misspelt(page, term, first))
	}
	if page.Terms == nil {
		page.Terms = map[string][]*Page{}
	}
	if !slices.Contains(page.Terms[b.name], target) {
		page.Terms[b.name] = append(page.Terms[b.name], target)
		target.Pages = append(target.Pages, page)
	}
}

func (b *termBook) misspelt(page *Page, term, first string) diag.Diagnostic {
	field := "tags"
	if b.name != field {
		field = "taxonomies"
	}
	return page.Source.FieldError(field, "term-spelling",
		fmt.Sprintf("%q is written %q elsewhere; both share one page", term, first), "write it the same everywhere").AsWarning()
}

func (b *termBook) newTerm(slug, term string) *Page {
	list := b.listPage()
	page := b.adopt(list.Path + slug + "/")
	if page == nil {
		page = &Page{Path: list.Path + slug + "/", Title: term}
		b.add(page)
	}
	page.Kind, page.Taxonomy, page.Parent = KindTerm, b.name, list
	b.terms[slug], b.spelling[slug] = page, term
	list.Pages = append(list.Pages, page)
	return page
}

func (b *termBook) listPage() *Page {
	if b.list != nil {
		return b.list
	}
	conf := b.in.Config.Taxonomies[b.name]
	address := "/" + strings.Trim(cmp.Or(conf.Path, b.name), "/") + "/"
	b.list = b.adopt(address)
	if b.list == nil {
		b.list = &Page{Path: address, Title: cmp.Or(conf.Title, Humanise(b.name)), Parent: b.site.Home}
		b.add(b.list)
	}
	b.list.Kind, b.list.Taxonomy = KindTaxonomy, b.name
	b.site.Taxonomies[b.name] = b.list
	return b.list
}

// adopt finds the section that an author wrote for a term or taxonomy, and
// takes it out of the tree of sections.
func (b *termBook) adopt(address string) *Page {
	section := b.sections[address]
	if section == nil {
		return nil
	}
	above := section.Parent
	above.Sections = slices.DeleteFunc(above.Sections, func(s *Page) bool { return s == section })
	return section
}

func (a *assembly) emptySections() map[string]*Page {
	found := map[string]*Page{}
	for _, p := range a.site.Pages {
		if p.Kind == KindSection && len(p.Pages) == 0 {
			found[p.Path] = p
		}
	}
	return found
}

// TermsOf returns the term pages of a page in one taxonomy, in the order of writing.
func (p *Page) TermsOf(taxonomy string) []*Page { return p.Terms[taxonomy] }

// Related returns up to n pages that share the most terms with the page, the
// newest first among equals. Of a term with very many pages only those of the
// newest are looked at, so the cost stays bounded on any site.
func (s *Site) Related(p *Page, n int) []*Page {
	const newest = 200
	shared := map[*Page]int{}
	for _, terms := range p.Terms {
		for _, term := range terms {
			for _, other := range term.Pages[:min(newest, len(term.Pages))] {
				if other != p {
					shared[other]++
				}
			}
		}
	}
	related := slices.SortedFunc(maps.Keys(shared), func(a, b *Page) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), compareDate(a, b), compareTitle(a, b))
	})
	return related[:min(n, len(related))]
}

// Held returns why the page of a file is not part of this build ("draft",
// "future", "expired"), or "".
func (s *Site) Held(file string) string { return s.held[file] }

// Page returns the page of a file, or nil.
func (s *Site) Page(file string) *Page {
	if !strings.HasPrefix(file, content.Folder+"/") || !strings.HasSuffix(file, ".md") {
		return nil
	}
	return s.byFile[file]
}
