package content

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// sortedKeys returns the keys of a map in their order; most maps of front matter have none or one.
func sortedKeys[V any](m map[string]V) []string {
	if len(m) == 0 {
		return nil
	}
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// validate checks what no single type can: the values against each other and
// against what the site knows.
func (p *Page) validate(o Options) diag.List {
	checks := []func(Options) diag.List{
		p.checkTitle, p.checkKind, p.checkAddress, p.checkAliases, p.checkDates, p.checkImage, p.checkTerms, p.checkNumbers,
	}
	var problems diag.List
	for _, check := range checks {
		problems = append(problems, check(o)...)
	}
	return problems
}

func (p *Page) checkTitle(Options) diag.List {
	_, initials := p.Typed.(*practice.Testimonial) // which stand for its title, and whose lack is told
	if strings.TrimSpace(p.Title) == "" && p.Role != Section && !p.misread && !initials {
		return diag.List{p.FieldError("title", "missing-title", "this page has no title",
			"put these three lines at the very top of the file:  ---  then  title: The name of the page  then  ---")}
	}
	if strings.ContainsAny(p.Title, "\n\r") {
		field, what := p.titleField()
		return diag.List{p.FieldError(field, "bad-title", what+" must be one line", "shorten it, or put the rest into description")}
	}
	return nil
}

// titleField returns the field that the page's title comes from, and what to call it.
func (p *Page) titleField() (field, what string) {
	if title := p.field("title"); title.Kind() == decode.Null || strings.TrimSpace(title.Text()) == "" {
		switch p.Typed.(type) {
		case *practice.FAQ:
			return "question", "a question that stands for the title"
		case *practice.Practitioner:
			return "name", "a name that stands for the title"
		}
	}
	return "title", "a title"
}

func (p *Page) checkKind(o Options) diag.List {
	if p.Kind == "" {
		return nil
	}
	if p.Role == Section {
		return diag.List{p.FieldError("kind", "bad-kind", "a section (_index.md) has no kind of its own",
			"to give all pages in this folder a kind, write cascade: {kind: "+p.Kind+"}")}
	}
	if !slices.Contains(o.Kinds, p.Kind) {
		return diag.List{p.errorf("kind", "bad-kind", "known kinds: "+strings.Join(o.Kinds, ", "),
			"unknown kind %q%s", p.Kind, diag.DidYouMean(p.Kind, o.Kinds))}
	}
	return nil
}

func (p *Page) checkAddress(Options) diag.List {
	var problems diag.List
	if strings.ContainsAny(p.Slug, `/\?#`) || p.Slug == "." || p.Slug == ".." {
		problems = append(problems, p.errorf("slug", "bad-slug",
			"use letters, digits and hyphens; for a whole address use url", "the slug %q is not one part of an address", p.Slug))
	}
	if p.URL != "" {
		bad := p.checkPath("url", p.URL)
		if problems = append(problems, bad...); len(bad) > 0 {
			p.URL = "" // so that one mistake is told once
		}
		if p.Slug != "" {
			problems = append(problems, p.FieldError("slug", "bad-slug", "this page has both a slug and a url", "keep one of them"))
		}
	}
	return problems
}

func (p *Page) checkAliases(Options) diag.List {
	var problems diag.List
	p.Aliases = slices.DeleteFunc(p.Aliases, func(alias string) bool {
		bad := p.checkPath("aliases", alias)
		problems = append(problems, bad...)
		return len(bad) > 0
	})
	return problems
}

// checkPath wants an address within the site: "/prices/" or "/about.html".
func (p *Page) checkPath(field, address string) diag.List {
	hint := "write it as it comes after the domain, such as /prices/"
	u, err := url.Parse(address)
	switch {
	case err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//"):
		return diag.List{p.errorf(field, "bad-address", hint, "%q is not an address within this site", address)}
	case u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(address, "?#"):
		return diag.List{p.errorf(field, "bad-address", hint, "%q has a ? or #, which no file name can have", address)}
	case strings.Contains(u.Path, "//") || hasDotPart(u.Path) || strings.ContainsFunc(u.Path, unsafeInPath):
		return diag.List{p.errorf(field, "bad-address", hint, "%q has a part that no file name can have", address)}
	}
	return nil
}

func unsafeInPath(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune(`\:*"<>|`, r) }

func hasDotPart(address string) bool {
	for part := range strings.SplitSeq(address, "/") {
		if strings.HasPrefix(part, ".") {
			return true
		}
	}
	return false
}

func (p *Page) checkDates(Options) diag.List {
	var problems diag.List
	if !p.Publish.IsZero() && !p.Expires.IsZero() && !p.Expires.After(p.Publish.Time) {
		problems = append(problems, p.FieldError("expires", "bad-date", "the page expires before it is published", "put expires after publish"))
	}
	if !p.Date.IsZero() && !p.Updated.IsZero() && p.Updated.Before(p.Date.Time) {
		problems = append(problems, p.FieldError("updated", "bad-date", "the page was updated before its date", "put updated on or after date"))
	}
	return problems
}

func (p *Page) checkImage(Options) diag.List {
	if p.ImageAlt != "" && p.Image == "" {
		return diag.List{p.FieldError("imageAlt", "bad-image", "there is an imageAlt but no image", "add image: the-file.jpg")}
	}
	if p.ImageFocus != "" && p.Image == "" {
		return diag.List{p.FieldError("imageFocus", "bad-image", "there is an imageFocus but no image", "add image: the-file.jpg")}
	}
	return nil
}

func (p *Page) checkTerms(o Options) diag.List {
	var problems diag.List
	for _, name := range sortedKeys(p.Taxonomies) {
		if !slices.Contains(o.Taxonomies, name) {
			problems = append(problems, p.Node().Get("taxonomies").KeyError(name, "unknown-taxonomy",
				fmt.Sprintf("unknown taxonomy %q%s", name, diag.DidYouMean(name, o.Taxonomies)),
				"add it under taxonomies: in stillpoint.yaml"))
		}
	}
	seen := map[TaxonomyTerm]bool{}
	for _, term := range p.Terms {
		if strings.TrimSpace(term.Term) == "" {
			problems = append(problems, p.FieldError(p.termField(term), "bad-term", "a tag must not be empty", "take it out"))
		} else if seen[term] {
			problems = append(problems, p.errorf(p.termField(term), "bad-term", "keep one of them", "%q is given twice", term.Term).AsWarning())
		}
		seen[term] = true
	}
	return problems
}

// termField returns the field that a term stands in; tags may be written under taxonomies, too.
func (p *Page) termField(t TaxonomyTerm) string {
	if t.Taxonomy == "tags" && p.Has("tags") {
		return "tags"
	}
	return "taxonomies"
}

func (p *Page) checkNumbers(Options) diag.List {
	if p.PageSize < 0 || p.PageSize > 1000 {
		return diag.List{p.errorf("pageSize", "bad-page-size", "write a whole number from 1 to 1000", "pageSize is %d", p.PageSize)}
	}
	return nil
}
