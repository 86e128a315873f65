package origin

// mostBytes is how much of the beginning of a file may stand on other pages: its front matter, and what is said first.
const mostBytes = 1500

// Heads are the beginnings of the files of many pages, of which other pages show something. A sentence is found in them by its first
// words.
type Heads struct {
	texts  []*Text
	begins map[[2]string][]begin
}

// begin is a place where two words stand.
type begin struct{ text, token int }

// NewHeads returns those of some files.
func NewHeads(texts []*Text) *Heads {
	h := &Heads{begins: map[[2]string][]begin{}}
	for i, t := range texts {
		head := &Text{File: t.File, text: t.text[:min(len(t.text), mostBytes)]}
		h.texts = append(h.texts, head)
		tokens := head.words()
		for at := 0; at+1 < len(tokens); at++ {
			key := [2]string{tokens[at].word, tokens[at+1].word}
			h.begins[key] = append(h.begins[key], begin{i, at})
		}
	}
	return h
}

// sentence finds some words in the first of the files in which the sentence that they belong to stands.
func (h *Heads) sentence(whole, part []token) (Place, bool) {
	if len(whole) < 2 {
		return Place{}, false
	}
	for _, b := range h.begins[[2]string{whole[0].word, whole[1].word}] {
		t := h.texts[b.text]
		if tokens := t.words(); b.token+len(whole) > len(tokens) || !matches(tokens[b.token:], whole) {
			continue
		}
		return t.within(b.token, b.token+len(whole), part), true
	}
	return Place{}, false
}
