// Package bodies renders the Markdown of pages: it joins the converter with
// the graph, which knows where links lead, and with the layouts, which render component
// blocks. A body reads any page's metadata, but never another body.
package bodies

import (
	"fmt"
	"strings"

	"stillpoint/generator/check"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/markdown"
	"stillpoint/generator/site"
)

// Renderer renders bodies. It is safe for concurrent use.
type Renderer struct {
	converter *markdown.Converter
	set       *layouts.Set
	env       *layouts.Env
	toc       Levels
}

// Levels bound the headings of a table of contents, from 1 to 6.
type Levels struct{ Min, Max int }

// New returns a renderer over a converter and a set of layouts.
func New(converter *markdown.Converter, set *layouts.Set, env *layouts.Env, toc Levels) *Renderer {
	return &Renderer{converter: converter, set: set, env: env, toc: toc}
}

// Result is a rendered body, and what only later stages can use.
type Result struct {
	Body       *layouts.Body
	References []check.Reference // links to headings, to be judged once all pages are there
	Problems   diag.List
}

// Render renders the body of a page. A page that Stillpoint made up has an
// empty one. What the body reads is noted in the record.
func (r *Renderer) Render(p *site.Page, record *layouts.Record) *Result {
	if p.Source == nil {
		return &Result{Body: &layouts.Body{}}
	}
	file, problem := p.Source.Open()
	if problem != nil {
		return &Result{Body: &layouts.Body{}, Problems: diag.List{*problem}}
	}
	w := &work{renderer: r, page: p, file: file, record: record, result: &Result{}}
	record.Config("markdown")
	record.Config("site")
	document, problems := r.converter.Convert(markdown.Body{File: file, Start: p.Source.Body},
		markdown.Env{Link: w.link, Image: w.image, Component: w.component})
	w.result.Problems = append(problems, w.result.Problems...)
	w.frontMatterImages()
	w.texts()
	w.result.Body = &layouts.Body{
		HTML: layouts.HTML(document.HTML), Summary: layouts.HTML(document.Summary),
		TOC: tree(document.Headings, r.toc), Words: document.Words, Components: w.used,
	}
	return w.result
}

// Body renders the body of another page for a layout that asks for it. Its
// problems are left out: they are told when the page itself is rendered.
func (r *Renderer) Body(p *site.Page) *layouts.Body {
	return r.Render(p, layouts.NewRecord()).Body
}

// work is the rendering of one body.
type work struct {
	renderer *Renderer
	page     *site.Page
	file     *diag.File
	record   *layouts.Record
	result   *Result
	blocks   int
	used     []string // names of component blocks, each once
}

func (w *work) link(ref markdown.Reference) (markdown.Target, *markdown.Problem) {
	target, problem := w.renderer.env.Resolve(w.page.Source.File.Name(), ref.Destination, w.record)
	switch {
	case problem == nil:
	case problem.Code == "broken-link" || problem.Code == "link-encoding": // which are rules that a site may see otherwise
		w.broken(ref, problem)
		return markdown.Target{URL: ref.Destination}, nil
	default:
		return markdown.Target{URL: ref.Destination}, &markdown.Problem{Code: problem.Code, Message: problem.Message, Hint: problem.Hint}
	}
	if target == nil {
		w.ownFragment(ref)
		return markdown.Target{URL: ref.Destination, External: !strings.HasPrefix(ref.Destination, "#")}, nil
	}
	if target.Page != nil {
		w.record.Page(target.Page)
		w.fragment(ref, target.Page)
	}
	return markdown.Target{URL: target.URL}, nil
}

// broken keeps a link that leads to nothing for the time when all links are judged.
func (w *work) broken(ref markdown.Reference, problem *site.Problem) {
	w.result.References = append(w.result.References, check.Reference{
		Fragment: ref.Destination, Broken: w.file.Error(problem.Code, ref.Offset, ref.Length, problem.Message, problem.Hint),
	})
}

func (w *work) ownFragment(ref markdown.Reference) {
	if strings.HasPrefix(ref.Destination, "#") {
		w.fragment(ref, w.page)
	}
}

// fragment keeps a link to a heading for the time when that page is finished.
func (w *work) fragment(ref markdown.Reference, target *site.Page) {
	_, fragment, _ := strings.Cut(ref.Destination, "#")
	if fragment == "" {
		return
	}
	message := fmt.Sprintf("there is no heading %q on %s", decode(fragment), target.Name())
	if target == w.page {
		message = fmt.Sprintf("there is no heading %q on this page", decode(fragment))
	}
	w.result.References = append(w.result.References, check.Reference{
		Output: site.Output(target.Path), Fragment: decode(fragment),
		Broken: w.file.Error("missing-heading", ref.Offset, ref.Length, message,
			"a heading's name here is its words in lower case with hyphens, or what its {#name} says"),
	})
}

// tree arranges headings within the levels of a table of contents.
func tree(headings []markdown.Heading, levels Levels) []*layouts.Heading {
	root := &layouts.Heading{}
	type open struct {
		level int
		node  *layouts.Heading
	}
	path := []open{{0, root}}
	for _, h := range headings {
		if h.Level < levels.Min || h.Level > levels.Max || h.ID == "" {
			continue
		}
		for path[len(path)-1].level >= h.Level {
			path = path[:len(path)-1]
		}
		node := &layouts.Heading{ID: h.ID, Text: h.Text}
		above := path[len(path)-1].node
		above.Children = append(above.Children, node)
		path = append(path, open{h.Level, node})
	}
	return root.Children
}
