package check

import "stillpoint/generator/wire"

// Append writes all that the checks keep of a page, for a later build to read with [ReadPage].
func (p *Page) Append(w *wire.Writer) {
	w.Text(p.Output)
	w.Text(p.Source)
	w.Texts(p.links)
	w.Texts(p.ids)
	w.Texts(p.duplicates)
}

// ReadPage reads what [Page.Append] has written. Whether it was whole is known from the reader's error. The page shares the
// memory of the bytes that are read.
func ReadPage(r *wire.Reader) *Page {
	return &Page{Output: r.Text(), Source: r.Text(), links: r.Texts(), ids: r.Texts(), duplicates: r.Texts()}
}

// Append writes a reference for [ReadReference], all but Broken: of how a diagnostic is written this package knows nothing, so that
// the caller writes it beside.
func (r *Reference) Append(w *wire.Writer) {
	w.Text(r.Output)
	w.Text(r.Fragment)
}

// ReadReference reads what [Reference.Append] has written. Broken is for the caller to fill in.
func ReadReference(r *wire.Reader) Reference {
	return Reference{Output: r.Text(), Fragment: r.Text()}
}
