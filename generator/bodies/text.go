package bodies

import (
	"stillpoint/generator/check"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/markdown"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// Text renders Markdown of a page's front matter for a layout that asks for it. Its
// problems are left out: they are told when the page itself is rendered.
func (r *Renderer) Text(p *site.Page, t practice.Text, record *layouts.Record) layouts.HTML {
	w := &work{renderer: r, page: p, record: record, result: &Result{}}
	record.Config("markdown")
	return w.text(t)
}

// texts looks for what is wrong in the Markdown of the page's front matter.
func (w *work) texts() {
	if w.page.Typed == nil {
		return
	}
	for _, t := range w.page.Typed.Texts() {
		if !t.IsZero() {
			w.text(t)
		}
	}
}

// text renders one text. Where it stands in the file, blanks and line ends are not
// what they are in the text, so whatever is wrong is told at its beginning.
func (w *work) text(t practice.Text) layouts.HTML {
	part := &work{renderer: w.renderer, page: w.page, record: w.record, result: &Result{}, file: diag.NewFile(w.page.Name(), []byte(t.Markdown))}
	document, problems := w.renderer.converter.Convert(markdown.Body{File: part.file},
		markdown.Env{Link: part.link, Image: part.image, Component: noComponent})
	for _, d := range problems {
		w.result.Problems = append(w.result.Problems, at(t, d))
	}
	for _, reference := range part.result.References {
		reference.Broken = at(t, reference.Broken)
		w.result.References = append(w.result.References, check.Reference(reference))
	}
	return layouts.HTML(document.HTML)
}

// at moves a complaint to the text that it is about.
func at(t practice.Text, d diag.Diagnostic) diag.Diagnostic {
	moved := t.Error(d.Code, d.Message, d.Hint)
	moved.Severity = d.Severity
	return moved
}

func noComponent(c *markdown.Component) (string, *markdown.Problem) {
	return "", &markdown.Problem{Code: "component-in-field", Message: "a component block cannot stand in a field", Hint: "write it below the front matter, in the page's text"}
}
