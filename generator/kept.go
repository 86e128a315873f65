package generator

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"stillpoint/generator/assets"
	"stillpoint/generator/bodies"
	"stillpoint/generator/cache"
	"stillpoint/generator/check"
	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
	"stillpoint/generator/source"
)

// kept holds what one build made, each thing with the digest of all that it was made from. The next
// build takes over a thing whose digest is still the same. Its methods may be called by many goroutines at once.
type kept struct {
	mu     sync.Mutex
	parsed map[string]*parsed // by file
	pages  map[string]*keptPage
	bodies map[string]*keptBody
	copies map[string]*keptCopy  // by output
	lists  map[string]*keptList  // by output
	forms  map[string]*keptForms // by the output that they are the compressed forms of
	fonts  map[string]keptFont   // by file
	assets *assets.Store
	icons  *keptIcons

	pictures *pictures.Store
	shares   *sharePictures
	files    map[source.Digest]cache.Ref // of assets in the book
	base     base                        // what the book has of it as one blob
}

// newKept returns one that keeps nothing, with room for as much as was kept before.
func newKept(before *kept) *kept {
	k := emptyKept()
	if before != nil {
		k.parsed = make(map[string]*parsed, len(before.parsed))
		k.pages, k.bodies = make(map[string]*keptPage, len(before.pages)), make(map[string]*keptBody, len(before.bodies))
	}
	return k
}

func emptyKept() *kept {
	return &kept{parsed: map[string]*parsed{}, pages: map[string]*keptPage{}, bodies: map[string]*keptBody{}, copies: map[string]*keptCopy{}, lists: map[string]*keptList{}, forms: map[string]*keptForms{}, fonts: map[string]keptFont{}, files: map[source.Digest]cache.Ref{}}
}

// parsed is a file of a page: its front matter taken apart, then decoded over what sections hand down.
type parsed struct {
	saved    bool          // in the base of the book
	digest   source.Digest // of the file
	allows   bool          // the file may let findings of the checks pass
	source   *content.Source
	problems diag.List

	over     source.Digest // of what was handed down, and of how fields are read
	page     *content.Page
	mistakes diag.List
	says     source.Digest // of the front matter and of what was handed down
	record   []byte        // the page as bytes, as far as it was written or read; nil where it cannot be written
}

// readable tells whether there is a page, or the makings of one.
func (p *parsed) readable() bool { return p.source != nil || p.record != nil }

// keptPage is a finished page with all its outputs. It holds for as long as every fact that was read has the same digest.
type keptPage struct {
	facts    factList
	outputs  []*keptOutput
	links    []check.Reference
	found    []check.Found
	problems diag.List
	why      why
	saved    bool // in the base of the book
}

// hasAnchors tells whether the page has an output with these anchors.
func (p *keptPage) hasAnchors(name string, anchors source.Digest) bool {
	return p != nil && slices.ContainsFunc(p.outputs, func(o *keptOutput) bool { return o.name == name && o.anchors == anchors })
}

// why says what made a page stale when it was last rendered.
type why struct {
	when  time.Time
	lost  bool           // a published file of it was missing or changed
	facts []layouts.Fact // that had another digest; none where the page was new
}

// knownFact is a fact with the digest that it had when it was read. All that read it in one build share it, so whether it still holds is found out
// once in each later build.
type knownFact struct {
	layouts.Fact
	digest  source.Digest
	place   int           // among the facts that were saved last, counted from 1
	asked   atomic.Uint64 // the number of the build that last had published what it tells of
	verdict atomic.Uint64 // the number of the build that it was last held against, doubled, and 1 where it held
}

// factList are the facts that one render has read. Those that the graph alone tells of come last, so that they can be passed over where it is made
// from the same as before.
type factList struct {
	all    []*knownFact
	beyond int // how many of them the graph does not tell
}

func newFactList(read []*knownFact) factList {
	all := make([]*knownFact, 0, len(read))
	for _, ofGraph := range []bool{false, true} {
		for _, known := range read {
			if known.ofGraph() == ofGraph {
				all = append(all, known)
			}
		}
	}
	return sortedFacts(all)
}

// sortedFacts returns the list of facts that are in its order already.
func sortedFacts(all []*knownFact) factList {
	if i := slices.IndexFunc(all, (*knownFact).ofGraph); i >= 0 {
		return factList{all, i}
	}
	return factList{all, len(all)}
}

// keptOutput is one finished file of a page. Its bytes are those of the published file.
type keptOutput struct {
	name    string
	source  string        // file that it was made from, or its address
	digest  string        // as package publish writes it
	anchors source.Digest // of the places in it that links lead to
	page    *check.Page   // nil where the book has it
	summary *rule.Summary // nil where pages are held to nothing
	weight  *budget.Page  // nil where pages may be as heavy as they like
	needs   string        // what it needs of browsers, as bytes; "" where nobody tells them its policy
	ref     cache.Ref
	made    uint64 // the number of the build that made it
	settled bool   // and has the anchors that the build before gave it
}

// keptBody is a finished body.
type keptBody struct {
	saved    bool          // in the base of the book
	file     source.Digest // that it was made from
	says     source.Digest // of its page
	facts    factList
	digest   source.Digest  // of what others read of it
	problems int            // errors in it
	result   *bodies.Result // nil where the book has it
	ref      cache.Ref
}

// bodySlot is the body of a page in one build.
type bodySlot struct {
	once   sync.Once
	kept   *keptBody
	fresh  bool                          // that of the build before did not hold
	result atomic.Pointer[bodies.Result] // as long as it is needed
}

// keptCopy is a file that was copied.
type keptCopy struct {
	from     source.Digest
	static   bool
	minify   bool
	limit    int // of the size of a static file
	digest   string
	problems diag.List // that do not keep it from being published
	saved    bool      // in the base of the book
}

// sameAs tells whether a copy would be made the same as another.
func (c *keptCopy) sameAs(o *keptCopy) bool {
	return c != nil && c.from == o.from && c.from != (source.Digest{}) && c.static == o.static && c.minify == o.minify && c.limit == o.limit
}

func (k *kept) keepPage(name string, p *keptPage) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.pages[name] = p
}

func (k *kept) keepBody(name string, body *keptBody) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.bodies[name] = body
}

func (k *kept) keepCopy(output string, c *keptCopy) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.copies[output] = c
}

func (k *kept) keepForms(output string, f *keptForms) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.forms[output] = f
}

func (k *kept) parsedFile(file string) *parsed {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.parsed[file]
}

func (k *kept) keepParsed(file string, p *parsed) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.parsed[file] = p
}

// before returns what the last build kept, of which nothing may be changed; it is empty where there is none.
func (b *build) before() *kept {
	if b.warm == nil || b.warm.kept == nil {
		return &kept{}
	}
	return b.warm.kept
}
