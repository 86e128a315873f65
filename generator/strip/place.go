package strip

import "slices"

// places reads where the items lie.
func (h *heif) places(b box, idat span) error {
	f := h.fields(b.body)
	l := layout{version: f.version()}
	sizes := f.number(2)
	l.offset, l.length, l.base, l.index = int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	if l.version == 0 {
		l.index = 0
	}
	if l.version > 2 || max(l.offset, l.length, l.base, l.index) > 8 {
		return h.errorf("says where its items lie in a way that is not known")
	}
	count := int(f.id(l.version == 2))
	for range count {
		if err := h.place(f, l, idat); err != nil {
			return err
		}
	}
	return nil
}

// layout says how many bytes the numbers have that say where an item lies.
type layout struct{ version, offset, length, base, index int }

// place reads where one item lies.
func (h *heif) place(f *fields, l layout, idat span) error {
	i := h.item(f.id(l.version == 2))
	var method uint64
	if l.version > 0 {
		method = f.number(2) & 15
	}
	reference, base, extents := f.number(2), f.number(l.base), int(f.number(2))
	if extents > 1 && l.offset+l.length == 0 {
		return h.errorf("says of an item that it lies several times in the same place")
	}
	for range extents {
		f.number(l.index)
		at := sum(base, f.number(l.offset))
		length := f.number(l.length)
		if f.short {
			break
		}
		if reference != 0 {
			continue // in another file
		}
		if err := h.extent(i, method, at, length, idat); err != nil {
			return err
		}
	}
	if f.short {
		return h.errorf("ends in the middle of saying where its items lie")
	}
	return nil
}

// extent notes a part of an item. One of no length reaches to the end of what it lies in.
func (h *heif) extent(i *item, method uint64, at int, length uint64, idat span) error {
	const inFile, inDescription = 0, 1
	switch method {
	case inFile:
	case inDescription:
		at = sum(uint64(at), uint64(idat.from))
	default:
		return h.errorf("has an item that is kept in another one, which is not known")
	}
	s := span{at, sum(uint64(at), length)}
	n := slices.IndexFunc(h.media, func(m span) bool { return m.holds(s) })
	if n < 0 {
		return h.errorf("has an item that lies outside of its data")
	}
	if length == 0 && i.stays() {
		s.to = h.media[n].to
	}
	if s.from < s.to {
		i.spans = append(i.spans, s)
	}
	return nil
}
