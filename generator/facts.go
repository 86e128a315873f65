package generator

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
)

// facts tells, for one build, which digest a fact has. The facts that pages and bodies read are split
// where that pays: what another page says of itself, its text, an asset, a share picture. All the others (the
// configuration, the layouts, data files, the practice, lists, menus) are the world, which has one digest.
type facts struct {
	build *build
	world source.Digest
	pages map[string]*site.Page
	says  []source.Digest // by the number of the page
}

// digester writes values so that no two sequences of them look alike.
type digester struct{ hash.Hash }

func newDigester() digester { return digester{sha256.New()} }

func (d digester) text(s string) {
	fmt.Fprintf(d, "%d:", len(s))
	_, _ = io.WriteString(d, s)
}

func (d digester) sum() source.Digest { return source.Digest(d.Sum(nil)[:16]) }

func (b *build) newFacts() *facts {
	f := &facts{build: b, pages: make(map[string]*site.Page, len(b.site.Pages)), says: make([]source.Digest, len(b.site.Pages))}
	for i, p := range b.site.Pages {
		f.pages[p.Name()] = p
		f.says[i] = f.page(p)
	}
	f.world = f.everything()
	return f
}

// everything digests what all pages may read: the inputs that are not pages, the options, the day, and the
// shape of the site.
func (f *facts) everything() source.Digest {
	b, d := f.build, newDigester()
	o := b.options
	d.text(fmt.Sprint(o.BaseURL, o.Drafts, o.Future, o.Expired))
	d.text(b.now.In(b.config.Site.Zone()).Format("2006-01-02"))
	for _, file := range b.snapshot.Files() {
		if file.Path == ConfigFile || file.Path == b.overlayFile() || under(file.Path, layouts.Folder) || under(file.Path, dataFolder) {
			sum := file.Digest()
			d.text(file.Layer + " " + file.Path)
			d.text(string(sum[:]))
		}
	}
	b.site.Shape(d)
	return d.sum()
}

func under(file, folder string) bool { return strings.HasPrefix(file, folder+"/") }

// page digests what a page says of itself.
func (f *facts) page(p *site.Page) source.Digest {
	d := newDigester()
	if p.Source != nil {
		says := f.build.made.parsed[p.Source.File.Name()].says
		d.text(string(says[:]))
	}
	p.Says(d)
	return d.sum()
}

// own digests what a body is made from: its file, and what its page says.
func (f *facts) own(p *site.Page) source.Digest {
	d := newDigester()
	file := f.build.made.parsed[p.Source.File.Name()].digest
	d.text(string(file[:]))
	d.text(string(f.says[p.ID][:]))
	return d.sum()
}

// of returns the digest of a fact, zero where there is no such thing. It reports false for the facts that the
// world stands for.
func (f *facts) of(fact layouts.Fact) (source.Digest, bool) {
	p := f.pages[fact.Name]
	switch fact.Kind {
	case "asset":
		return f.build.assets.Digest(fact.Name), true
	case "icon":
		return f.file(assets.IconFile(fact.Name)), true
	case "fonts":
		return f.fonts(), true
	case "picture":
		request, err := pictures.ParseName(fact.Name)
		if err != nil {
			return source.Digest{}, true
		}
		return f.build.pictures.Digest(request), true
	case "page", "body", "share":
		if p == nil {
			return source.Digest{}, true
		}
	default:
		return source.Digest{}, false
	}
	switch fact.Kind {
	case "body":
		return f.build.body(p).digest, true
	case "share":
		return source.Sum([]byte(f.build.shareName(f.build.card(p)))), true
	}
	return f.says[p.ID], true
}

// file digests a file, zero where there is none.
func (f *facts) file(name string) source.Digest {
	if file := f.build.snapshot.Lookup(name); file != nil {
		return file.Digest()
	}
	return source.Digest{}
}

// fonts digests all font files.
func (f *facts) fonts() source.Digest {
	d := newDigester()
	for _, file := range f.build.snapshot.Under(assets.FontFolder) {
		sum := file.Digest()
		d.text(file.Path)
		d.text(string(sum[:]))
	}
	return d.sum()
}

// known returns what a record has noted, with the digests of now.
func (f *facts) known(record *layouts.Record, more ...layouts.Fact) []knownFact {
	var all []knownFact
	for _, fact := range append(record.Facts(), more...) {
		if digest, split := f.of(fact); split {
			all = append(all, knownFact{fact, digest})
		}
	}
	return all
}

// hold tells whether facts that were read in an earlier build still are as they were.
func (f *facts) hold(world source.Digest, read []knownFact) bool {
	if world != f.world {
		return false
	}
	for _, known := range read {
		if digest, _ := f.of(known.Fact); digest != known.digest {
			return false
		}
	}
	return true
}

// bodyDigest digests what others can read of a body.
func bodyDigest(body *layouts.Body) source.Digest {
	whole, _ := json.Marshal(body) // plain texts and numbers, which cannot fail
	return source.Sum(whole)
}
