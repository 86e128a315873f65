package generator

import (
	"stillpoint/generator/outputs"
	"stillpoint/generator/publish"
	"stillpoint/generator/source"
)

// keptList is a file that lists pages: a feed, a sitemap. It is made from the graph, and the texts of some pages.
type keptList struct {
	saved  bool // in the base of the book
	bodies source.Digest
	digest string // as package publish writes it
}

// emitLists publishes files that list pages, or leaves them where an earlier build has put them. Bodies is the digest of the
// texts that they show.
func (b *build) emitLists(names []string, bodies source.Digest, make func() ([]outputs.File, error)) error {
	held, kept, err := b.keepLists(names, bodies)
	if kept || err != nil {
		return err
	}
	files, err := make()
	if err != nil {
		return err
	}
	for _, f := range files {
		if b.warm != nil {
			fresh := &keptList{bodies: bodies, digest: publish.Digest(f.Data)}
			if old := b.before().lists[f.Name]; held && b.options.Verify && old.digest != fresh.digest {
				b.lie("", f.Name, "the graph and the texts of its pages are the same")
			}
			b.made.lists[f.Name] = fresh
		}
		if err := b.out.Stage(f.Name, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// keepLists tells whether files of the build before hold, and whether they could be kept where they are. Of several they are kept together or
// not at all.
func (b *build) keepLists(names []string, bodies source.Digest) (held, kept bool, err error) {
	for _, name := range names {
		if old := b.before().lists[name]; !b.same || old == nil || old.bodies != bodies {
			return false, false, nil
		}
	}
	if b.options.Verify || len(names) != 1 {
		return true, false, nil
	}
	old := b.before().lists[names[0]]
	if kept, err = b.out.Keep(names[0], old.digest); kept {
		b.made.lists[names[0]] = old
	}
	return true, kept, err
}
