package generator

import (
	"stillpoint/generator/check"
	"stillpoint/generator/diag"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// checkLinks looks whether every link of the finished site leads somewhere. Where the last build found no fault, and there are the same
// outputs with the same places in them, it is enough to look at the pages that were made anew.
func (b *build) checkLinks() diag.List {
	b.claims = b.claimed()
	var problems diag.List
	base := b.site.Addresses.BasePath()
	settled := b.settled()
	if settled {
		problems = check.All(b.fresh(), b.finder(), b.links, b.site.Claims, base)
	}
	if !settled || b.options.Verify {
		all := check.All(b.finished(), nil, b.links, b.site.Claims, base)
		if settled {
			b.verifyLinks(problems, all)
		}
		problems = all
	}
	b.sound = len(problems) == 0
	return problems
}

// settled tells whether links of pages that were not made anew still lead where they did, without fault.
func (b *build) settled() bool {
	if b.warm == nil || !b.warm.last.clean || b.claims != b.warm.last.claims {
		return false
	}
	for _, output := range b.outputs {
		if output.made == b.number && !output.settled {
			return false
		}
	}
	return true
}

// claimed digests which outputs there are, and the places in those that lead on to others.
func (b *build) claimed() source.Digest {
	return digestOf(func(w *wire.Writer) {
		w.Bytes = make([]byte, 0, roomy*len(b.site.Pages))
		b.site.Claims.Say(w)
		for _, page := range b.aliases {
			page.Anchors(w)
		}
	})
}

// fresh returns the finished pages that this build has made.
func (b *build) fresh() []*check.Page {
	all := b.aliases[:len(b.aliases):len(b.aliases)]
	for _, output := range b.outputs {
		if output.made == b.number {
			all = append(all, output.page)
		}
	}
	return all
}

// finished returns all finished pages.
func (b *build) finished() []*check.Page {
	all := make([]*check.Page, len(b.outputs), len(b.outputs)+len(b.aliases))
	for i, output := range b.outputs {
		all[i] = b.finishedPage(output)
	}
	return append(all, b.aliases...)
}

// finder returns a function that finds a finished page.
func (b *build) finder() func(output string) *check.Page {
	var all map[string]*keptOutput
	return func(name string) *check.Page {
		if all == nil {
			all = make(map[string]*keptOutput, len(b.outputs))
			for _, output := range b.outputs {
				all[output.name] = output
			}
		}
		if output := all[name]; output != nil {
			return b.finishedPage(output)
		}
		return nil
	}
}

// bookedPage reads a finished page from the book, or anew where that has it no more.
func (b *build) bookedPage(o *keptOutput) *check.Page {
	if data, ok := b.warm.book.Blob(o.ref); ok {
		r := wire.NewReader(data)
		if page := check.ReadPage(r); r.Done() {
			return page
		}
	}
	data, _ := b.out.Kept(o.name) // it was there when it was kept; what is gone now has no links
	return b.reader.Read(o.name, o.source, data)
}

// finishedPage returns what checks need of a page: from the build before, or from its published bytes where the book has it no more.
func (b *build) finishedPage(o *keptOutput) *check.Page {
	if o.page == nil {
		o.page = b.bookedPage(o)
	}
	return o.page
}
