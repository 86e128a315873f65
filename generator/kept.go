package generator

import (
	"sync"
	"sync/atomic"

	"stillpoint/generator/assets"
	"stillpoint/generator/bodies"
	"stillpoint/generator/check"
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
	copies map[string]keptCopy // by output
	fonts  map[string]keptFont // by file
	assets *assets.Store
	icons  *keptIcons

	pictures *pictures.Store
	shares   *sharePictures
}

func newKept() *kept {
	return &kept{parsed: map[string]*parsed{}, pages: map[string]*keptPage{}, bodies: map[string]*keptBody{}, copies: map[string]keptCopy{}, fonts: map[string]keptFont{}}
}

// parsed is a file of a page: its front matter taken apart, then decoded over what sections hand down.
type parsed struct {
	digest   source.Digest // of the file
	source   *content.Source
	problems diag.List

	over     source.Digest // of what was handed down, and of how fields are read
	page     *content.Page
	mistakes diag.List
	says     source.Digest // of the front matter and of what was handed down
}

// keptPage is a finished page with all its outputs. It holds for as long as every fact that was read has the same digest.
type keptPage struct {
	facts    []*knownFact
	outputs  []keptOutput
	links    []check.Reference
	problems diag.List
}

// knownFact is a fact with the digest that it had when it was read. All that read it in one build share it, so whether it still holds is found out
// once in each later build.
type knownFact struct {
	layouts.Fact
	digest  source.Digest
	verdict atomic.Uint64 // the number of the build that it was last held against, doubled, and 1 where it held
}

// keptOutput is one finished file of a page. Its bytes are those of the published file.
type keptOutput struct {
	name     string
	digest   string // as package publish writes it
	finished *check.Page
}

// keptBody is a finished body.
type keptBody struct {
	own    source.Digest // of its file and what was handed down
	facts  []*knownFact
	result *bodies.Result
	digest source.Digest // of what others read of it
}

// keptCopy is a file that was copied.
type keptCopy struct {
	from     source.Digest
	static   bool
	minify   bool
	limit    int // of the size of a static file
	digest   string
	problems diag.List // that do not keep it from being published
}

// sameAs tells whether a copy would be made the same as another.
func (c keptCopy) sameAs(o keptCopy) bool {
	return c.from == o.from && c.from != (source.Digest{}) && c.static == o.static && c.minify == o.minify && c.limit == o.limit
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

func (k *kept) keepCopy(output string, c keptCopy) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.copies[output] = c
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
