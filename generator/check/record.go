package check

import (
	"stillpoint/generator/check/links"
	"stillpoint/generator/records"
	"stillpoint/generator/wire"
)

// Append writes all that the checks keep of a page, for a later build to read with [ReadPage].
func (p *Page) Append(w *wire.Writer) {
	w.Text(p.Output)
	w.Text(p.Source)
	w.Texts(p.links)
	w.Texts(p.ids)
	w.Texts(p.duplicates)
}

// Anchors writes the places of a page that links can lead to.
func (p *Page) Anchors(w *wire.Writer) { w.Texts(p.ids) }

// ReadPage reads what [Page.Append] has written. Whether it was whole is known from the reader's error. The page shares the
// memory of the bytes that are read.
func ReadPage(r *wire.Reader) *Page {
	return &Page{Output: r.Text(), Source: r.Text(), links: r.Texts(), ids: r.Texts(), duplicates: r.Texts()}
}

// AppendReferences writes references in their order, for [ReadReferences].
func AppendReferences(w *wire.Writer, list []Reference) {
	w.Count(len(list))
	for i := range list {
		w.Text(list[i].Output)
		w.Text(list[i].Fragment)
		records.AppendDiagnostic(w, &list[i].Broken)
	}
}

// ReadReferences reads what [AppendReferences] has written; nil for an empty list. Whether it was whole is known from the
// reader's error.
func ReadReferences(r *wire.Reader) []Reference {
	var list []Reference
	for range r.Count() {
		ref := Reference{Output: r.Text(), Fragment: r.Text(), Broken: records.ReadDiagnostic(r)}
		if r.Err() != nil {
			return nil
		}
		list = append(list, ref)
	}
	return list
}

// AppendFaults writes faults in their order, for [ReadFaults]. What is wrong with a link that stands on many pages is written once.
func AppendFaults(w *wire.Writer, list []Fault) {
	w.Count(len(list))
	var last Fault
	for i := range list {
		f := &list[i]
		again := i > 0 && f.Told.Code == "" && last.Told.Code == "" && f.Fault == last.Fault && f.Link == last.Link
		if w.Truth(again); !again {
			w.Texts([]string{f.Code, f.Message, f.Hint, f.Target, f.Link})
			w.Truth(f.Dead)
			records.AppendDiagnostic(w, &f.Told)
		}
		w.Text(f.Output)
		w.Text(f.Source)
		last = *f
	}
}

// ReadFaults reads what [AppendFaults] has written; nil for an empty list. Whether it was whole is known from the reader's error.
func ReadFaults(r *wire.Reader) []Fault {
	var list []Fault
	var f Fault
	for range r.Count() {
		if again := r.Truth(); !again {
			texts := r.Texts()
			if len(texts) != 5 {
				r.Fixed(-1) // nothing that follows makes sense
				return nil
			}
			f = Fault{Fault: links.Fault{Code: texts[0], Message: texts[1], Hint: texts[2], Target: texts[3], Dead: r.Truth()}, Link: texts[4], Told: records.ReadDiagnostic(r)}
		}
		f.Output, f.Source = r.Text(), r.Text()
		if r.Err() != nil {
			return nil
		}
		list = append(list, f)
	}
	return list
}
