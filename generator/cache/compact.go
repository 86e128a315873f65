package cache

import (
	"cmp"
	"iter"
	"slices"
)

// Moved says where blobs lie now, by where they lay before.
type Moved map[Ref]Ref

// Of returns where a blob lies now.
func (m Moved) Of(r Ref) Ref {
	if to, ok := m[r]; ok {
		return to
	}
	return r
}

// Compact moves live blobs into the pack of this build where too much of the packs is no longer used, or where there are many small
// packs, so that the next [Book.Commit] removes them. It is called before each Commit, when all blobs of the build are kept and before
// their refs are written into sections; as a rule it has nothing to do. Both refs of a moved blob lead to it until the Commit.
func (b *Book) Compact(live iter.Seq[Ref]) (Moved, error) {
	refs := slices.SortedFunc(live, Ref.compare)
	refs = slices.Compact(refs)
	moving := worn(b.fill(refs))
	if len(moving) == 0 {
		return nil, nil
	}
	moved := Moved{}
	for _, r := range refs {
		if !moving[r.Pack] {
			continue
		}
		data, ok := b.Blob(r)
		if !ok { // it is damaged: who asks for it learns that
			continue
		}
		to, err := b.Keep(data)
		if err != nil {
			return nil, err
		}
		moved[r] = to
	}
	return moved, nil
}

// compare orders refs as they lie on disk.
func (r Ref) compare(other Ref) int {
	return cmp.Or(cmp.Compare(r.Pack, other.Pack), cmp.Compare(r.Offset, other.Offset), cmp.Compare(r.Size, other.Size), cmp.Compare(r.Sum, other.Sum))
}

// filling is how many bytes of a pack are live.
type filling struct {
	number     uint32
	live, size int64
}

// fill returns the fillings of the packs of earlier builds that will stay, by the refs that are live.
func (b *Book) fill(refs []Ref) []filling {
	b.gate.RLock()
	defer b.gate.RUnlock()
	var all []filling
	for _, r := range refs {
		p := b.packs[r.Pack]
		if p == nil {
			continue
		}
		if len(all) == 0 || all[len(all)-1].number != r.Pack {
			all = append(all, filling{number: r.Pack, live: packHead, size: p.size})
		}
		all[len(all)-1].live += int64(r.Size)
	}
	return all
}

const (
	waste    = 4 << 20 // fewer dead bytes are not worth moving the others
	fewPacks = 8
)

// worn returns which packs to move: where half of all is dead, those that are dead by a quarter and more; else, of many
// packs, the small ones. Those are merged with what together is as large, so that no blob is moved often.
func worn(packs []filling) map[uint32]bool {
	var live, size int64
	for _, p := range packs {
		live, size = live+p.live, size+p.size
	}
	dead := size - live
	switch {
	case dead >= waste && dead > size/2:
		packs = slices.DeleteFunc(packs, func(p filling) bool { return p.size-p.live <= p.size/4 })
	case len(packs) > fewPacks:
		packs = small(packs)
	default:
		return nil
	}
	moving := map[uint32]bool{}
	for _, p := range packs {
		moving[p.number] = true
	}
	return moving
}

// small returns the most of the smallest packs, none of which is larger than all smaller ones together.
func small(packs []filling) []filling {
	slices.SortFunc(packs, func(a, b filling) int { return cmp.Compare(a.live, b.live) })
	var sum int64
	n := 0
	for i, p := range packs {
		if i > 0 && p.live <= sum {
			n = i + 1
		}
		sum += p.live
	}
	return packs[:n]
}
