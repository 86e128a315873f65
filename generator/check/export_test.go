package check

// Lexed reads a page as Read does, but with the lexer alone. It gives the lists of the page.
func Lexed(page []byte) (links, ids, duplicates []string) {
	r := &reading{known: words{}}
	r.html(page)
	return kept(r.links), r.places(), kept(r.duplicates)
}

// Lists returns what is kept of a page.
func (p *Page) Lists() (links, ids, duplicates []string) { return p.links, p.ids, p.duplicates }
