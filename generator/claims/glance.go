package claims

// What a claim has a word of: one that claims by itself, or is a condition, which must not be named without a frame; or one for a
// part of the body together with one for what is done to it.
const (
	alone  = condition | selfHealing | absolute | absolutely | proven | shown | discourage | noLonger | outcome
	acting = effect | gone | after | better
	core   = alone | acting | body
)

// glance tells, without a close look, that most sentences claim nothing: they do not have the anchors of the phrases that a claim needs. It
// goes by the hashes of words alone, so that it may send a sentence to the close look in vain, but never past it. It is nil for languages
// whose words are put together from others.
type glance struct {
	anchors []anchor // by the first free place from that of the hash on; a section of 0 is free
	marked  [1 << (markBits - 6)]uint64
	count   int
}

// anchor is a word, or a pair of them with a blank between, by which a phrase is found.
type anchor struct {
	hash uint32
	is   section
}

// markBits is how many bits of a hash are looked at first: the marks of all anchors stay near at hand, the anchors do not.
const markBits = 16

// add makes a word, or a pair of them, the anchor of a phrase.
func (g *glance) add(text string, is section) {
	if 2*g.count >= len(g.anchors) {
		old := g.anchors
		g.anchors = make([]anchor, max(1024, 2*len(old)))
		for _, a := range old {
			if a.is != 0 {
				*g.at(a.hash) = a
			}
		}
	}
	h := hash(text)
	at := g.at(h)
	if at.is == 0 {
		g.count++
	}
	at.hash, at.is = h, at.is|is&core
	h >>= 32 - markBits
	g.marked[h/64] |= 1 << (h % 64)
}

// at returns the place of the anchor with a hash, or the free place where it would stand.
func (g *glance) at(hash uint32) *anchor {
	for i := hash; ; i++ {
		if at := &g.anchors[i%uint32(len(g.anchors))]; at.is == 0 || at.hash == hash {
			return at
		}
	}
}

// is returns what text of a hash is the anchor of.
func (g *glance) is(hash uint32) section {
	if h := hash >> (32 - markBits); g.marked[h/64]&(1<<(h%64)) == 0 {
		return 0
	}
	return g.at(hash).is
}

// anchor adds that by which a phrase is found: its first two words that stand side by side and are both steady, which are rarer than any
// word; where there are none, the longest of its words that is. Steady tells of a word whether it stands for no other, and no other
// for it.
func (g *glance) anchor(phrase []word, is section, steady func(string) bool) {
	best := ""
	for i, w := range phrase {
		if !steady(w.text) {
			continue
		}
		if i > 0 && steady(phrase[i-1].text) {
			g.add(phrase[i-1].text+" "+w.text, is)
			return
		}
		if len(w.text) > len(best) {
			best = w.text
		}
	}
	g.add(best, is)
}

// sees tells whether a sentence has the anchors of a claim.
func (g *glance) sees(sentence []piece) bool {
	var seen section
	for i := range sentence {
		w := &sentence[i]
		seen |= g.is(w.hashes.alone) | g.is(w.hashes.paired)
		if seen&alone != 0 || seen&body != 0 && seen&acting != 0 {
			return true
		}
	}
	return false
}
