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
	filed := make([]*Page, 0, len(a.words.said))
	for _, name := range slices.Sorted(maps.Keys(a.in.Config.Taxonomies)) {
		filed = a.taxonomy(name, filed)
	}
}

// taxonomy files the pages under the terms of one taxonomy, behind what was filed before.
func (a *assembly) taxonomy(name string, filed []*Page) []*Page {
	b := termBook{assembly: a, name: name, sections: a.emptySections(), terms: map[string]*term{}, meant: make([]*term, len(a.words.known)), filed: filed}
	for _, page := range a.site.Regular {
		first := len(b.filed)
		for _, n := range a.words.of(page.ID) {
			if a.words.known[n].Taxonomy == name {
				b.file(page, first, n)
			}
		}
		if end := len(b.filed); end > first {
			page.Terms = append(page.Terms, TermList{name, b.filed[first:end:end]})
		}
	}
	b.fill()
	return b.filed
}

// term is a term while pages are filed under it.
type term struct {
	page     *Page
	spelling string // how it was first written
	pages    int    // that have it
}

// termBook collects the terms of one taxonomy.
type termBook struct {
	*assembly
	name     string
	sections map[string]*Page // by path: pages that an author may have written for a term
	list     *Page
	terms    map[string]*term // by slug
	meant    []*term          // by the number of what was written
	filed    []*Page          // the terms of all pages, one page after another
}

// file puts a page under a term, unless that is among those that it was put under since the first.
func (b *termBook) file(page *Page, first, number int) {
	written := b.words.known[number].Term
	if b.meant[number] == nil {
		b.meant[number] = b.find(written)
	}
	target := b.meant[number]
	if target == nil {
		b.report(page.Source.FieldError("tags", "bad-term", fmt.Sprintf("no address can be made of the term %q", written), "use letters or digits"))
		return
	}
	if target.spelling != written {
		b.report(b.misspelt(page, written, target.spelling))
	}
	if !slices.Contains(b.filed[first:], target.page) {
		b.filed = append(b.filed, target.page)
		target.pages++
	}
}

// find returns the term that is meant by what was written, a new one where need be; nil where no address can be made of it.
func (b *termBook) find(written string) *term {
	slug := Slug(written)
	if slug == "" {
		return nil
	}
	if b.terms[slug] == nil {
		b.terms[slug] = &term{page: b.newTerm(slug, written), spelling: written}
	}
	return b.terms[slug]
}

// fill gives each term its pages, the newest first, and the list page its terms.
func (b *termBook) fill() {
	for _, t := range b.terms {
		t.page.sortTitle = strings.ToLower(t.page.Title)
		t.page.Pages = make([]*Page, 0, t.pages)
	}
	for _, page := range b.newest {
		for _, target := range page.TermsOf(b.name) {
			target.Pages = append(target.Pages, page)
		}
	}
	if b.list != nil {
		slices.SortFunc(b.list.Pages, compareTitle)
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
		b.list = &Page{Path: address, Title: cmp.Or(conf.Title, b.defaultTitle()), Parent: b.site.Home}
		b.add(b.list)
	}
	b.list.Kind, b.list.Taxonomy = KindTaxonomy, b.name
	b.site.Taxonomies[b.name] = b.list
	return b.list
}

// defaultTitle returns the title of the list page where the author gives it none.
func (b *termBook) defaultTitle() string {
	if b.name == "tags" {
		return b.title("tags")
	}
	return Humanise(b.name)
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

// TermList is the terms of a page in one taxonomy.
type TermList struct {
	Taxonomy string
	Pages    []*Page // of the terms, in the order of writing
}

// TermsOf returns the term pages of a page in one taxonomy, in the order of writing.
func (p *Page) TermsOf(taxonomy string) []*Page {
	for _, list := range p.Terms {
		if list.Taxonomy == taxonomy {
			return list.Pages
		}
	}
	return nil
}

// Related returns up to n pages that share the most terms with the page, the
// newest first among equals. Of a term with very many pages only those of the
// newest are looked at, so the cost stays bounded on any site.
func (s *Site) Related(p *Page, n int) []*Page {
	const newest = 200
	shared := map[*Page]int{}
	for _, list := range p.Terms {
		for _, term := range list.Pages {
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
