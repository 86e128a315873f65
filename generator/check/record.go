package check

import "stillpoint/generator/wire"

// Append writes all that the checks keep of a page, for a later build to read with [ReadPage].
func (p *Page) Append(w *wire.Writer) {
	w.Text(p.Output)
	w.Text(p.Source)
	appendTexts(w, p.links)
	appendTexts(w, p.ids)
	appendTexts(w, p.duplicates)
}

// ReadPage reads what [Page.Append] has written. Whether it was whole is known from the reader's error. The page shares the
// memory of the bytes that are read.
func ReadPage(r *wire.Reader) *Page {
	return &Page{Output: r.Text(), Source: r.Text(), links: readTexts(r), ids: readTexts(r), duplicates: readTexts(r)}
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

func appendTexts(w *wire.Writer, texts []string) {
	w.Count(len(texts))
	for _, text := range texts {
		w.Text(text)
	}
}

// readTexts reads a list of texts; nil for one that is empty or damaged.
func readTexts(r *wire.Reader) []string {
	n := r.Count()
	if n == 0 {
		return nil
	}
	texts := make([]string, n)
	for i := range texts {
		texts[i] = r.Text()
	}
	if r.Err() != nil {
		return nil
	}
	return texts
}
