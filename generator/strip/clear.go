package strip

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
)

// clear overwrites the items that go, and what lies between the others.
func (h *heif) clear() error {
	type owned struct {
		span
		stays bool
	}
	var all []owned
	for _, i := range h.items {
		for _, s := range i.spans {
			all = append(all, owned{s, i.stays()})
		}
	}
	slices.SortFunc(all, func(a, b owned) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	var used []span
	var last owned
	for _, o := range all {
		if o.from < last.to && !(o.stays && last.stays) {
			return h.errorf("has a note that shares its place with something else")
		}
		used = append(used, o.span)
		if o.to > last.to {
			last = o
		}
	}
	if h.moov == nil {
		h.gaps(used)
	}
	for _, id := range slices.Sorted(maps.Keys(h.items)) {
		if i := h.items[id]; !i.stays() {
			h.overwrite(i)
		}
	}
	return nil
}

// gaps empties what no item uses. The pictures of an animation are no items, so it has none.
func (h *heif) gaps(used []span) {
	for _, m := range h.media {
		at := m.from
		for _, s := range used {
			if m.holds(s) {
				h.gap(at, s.from)
				at = max(at, s.to)
			}
		}
		h.gap(at, m.to)
	}
}

func (h *heif) gap(from, to int) {
	if from < to && !blank(h.data[from:to]) {
		h.found.add(otherData)
		clear(h.data[from:to])
	}
}

// overwrite puts something harmless of the same size in the place of an item.
func (h *heif) overwrite(i *item) {
	var old []byte
	for _, s := range i.spans {
		old = append(old, h.data[s.from:s.to]...)
	}
	with := i.harmless(len(old))
	if bytes.Equal(old, with) {
		return
	}
	h.note(i, old)
	for _, s := range i.spans {
		with = with[copy(h.data[s.from:s.to], with):]
	}
}

// harmless returns what readers take for an empty item of the same kind; some of them refuse a whole file, or warn, where a
// block of Exif or of XMP is none.
func (i *item) harmless(size int) []byte {
	with := make([]byte, size)
	switch {
	case i.kind == "Exif":
		copy(with, append(make([]byte, 4), minimal(usual)...)) // four bytes say where the block begins
	case i.isXMP() && size >= len(emptyXMP):
		copy(with, emptyXMP+strings.Repeat(" ", size-len(emptyXMP)))
	}
	return with
}

const emptyXMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>`

func (i *item) isXMP() bool { return i.kind == "mime" && i.content == "application/rdf+xml" }

// note names an item that goes.
func (h *heif) note(i *item, body []byte) {
	switch {
	case i.kind == "Exif":
		h.found.exif(parseTIFF(exifItem(body)))
	case i.isXMP():
		h.found.xmp(body)
	case i.thumb:
	default:
		h.found.add(otherData)
	}
}

// exifItem returns the body of the Exif block in an item, which begins with how many bytes stand before it.
func exifItem(body []byte) []byte {
	f := fields{rest: body}
	skip := f.number(4)
	return f.rest[min(skip, uint64(len(f.rest))):]
}
