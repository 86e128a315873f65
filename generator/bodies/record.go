package bodies

import (
	"stillpoint/generator/check"
	"stillpoint/generator/layouts"
	"stillpoint/generator/records"
	"stillpoint/generator/wire"
)

// Append writes a rendered body, for [ReadResult]. It returns where the part ends that others read of it, the body itself.
func (r *Result) Append(w *wire.Writer) (end int) {
	w.Text(string(r.Body.HTML))
	w.Text(string(r.Body.Summary))
	w.Count(r.Body.Words)
	w.Texts(r.Body.Components)
	appendHeadings(w, r.Body.TOC)
	end = len(w.Bytes)
	check.AppendReferences(w, r.References)
	records.AppendDiagnostics(w, r.Problems)
	return end
}

// ReadResult reads what [Result.Append] has written. Whether it was whole is known from the reader's error. The result
// shares the memory of the bytes that are read.
func ReadResult(r *wire.Reader) *Result {
	body := &layouts.Body{HTML: layouts.HTML(r.Text()), Summary: layouts.HTML(r.Text()), Words: r.Index(), Components: r.Texts()}
	body.TOC = readHeadings(r, 0)
	return &Result{Body: body, References: check.ReadReferences(r), Problems: records.ReadDiagnostics(r)}
}

func appendHeadings(w *wire.Writer, headings []*layouts.Heading) {
	w.Count(len(headings))
	for _, h := range headings {
		w.Text(h.ID)
		w.Text(h.Text)
		appendHeadings(w, h.Children)
	}
}

// deepest is how many levels of headings there are.
const deepest = 6

func readHeadings(r *wire.Reader, depth int) []*layouts.Heading {
	var all []*layouts.Heading
	for range r.Count() {
		if r.Err() != nil || depth > deepest {
			return nil
		}
		h := &layouts.Heading{ID: r.Text(), Text: r.Text()}
		h.Children = readHeadings(r, depth+1)
		all = append(all, h)
	}
	return all
}
