package strip

import "bytes"

// item is one of the things that a file of AVIF or HEIC describes: a picture, a tile of it, an Exif block.
type item struct {
	kind    string // four letters; "" for one that is not described
	content string // the media type of an item of the kind "mime"
	primary bool
	thumb   bool
	flags   int // where the lowest byte of its flags stands
	spans   []span
}

// hiddenFlag says that an item is not to be shown by itself.
const hiddenFlag = 1

// pictured tells whether an item has to do with pixels. All others are notes of some kind.
func (i *item) pictured() bool {
	switch i.kind {
	case "av01", "hvc1", "hev1", "lhv1", "vvc1", "evc1", "avc1", "jpeg", "j2k1", "unci", // coded
		"grid", "iovl", "iden", "tmap", "sato": // made from others
		return true
	}
	return false
}

// stays tells whether the data of an item is left as it is.
func (i *item) stays() bool { return i.pictured() && !i.thumb }

// describe reads what the file says about its items, and empties what it says beside that.
func (h *heif) describe(meta box) error {
	inner := span{meta.body.from + 4, meta.body.to} // behind version and flags
	if inner.from > inner.to {
		return h.errorf("has a description that is too short")
	}
	parts := map[string]box{}
	err := h.each(inner, func(b box) error {
		switch b.name {
		case "hdlr", "pitm", "iloc", "iinf", "iref", "iprp", "idat", "grpl", "dinf", "ipro":
			if _, twice := parts[b.name]; twice {
				return h.errorf("has two descriptions of the same thing (%s)", b.name)
			}
			parts[b.name] = b
		default:
			h.free(b)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return h.parts(parts)
}

// parts reads the parts of the description that say what the items are and where.
func (h *heif) parts(parts map[string]box) error {
	idat, ok := parts["idat"]
	if ok {
		h.media = append(h.media, idat.body)
	}
	for _, step := range []struct {
		name string
		read func(b box) error
	}{{"iinf", h.kinds}, {"pitm", h.main}, {"iref", h.references}, {"iprp", h.properties},
		{"iloc", func(b box) error { return h.places(b, idat.body) }}} {
		if b, ok := parts[step.name]; ok {
			if err := step.read(b); err != nil {
				return err
			}
		}
	}
	return nil
}

func (h *heif) item(id uint32) *item {
	if h.items[id] == nil {
		h.items[id] = &item{}
	}
	return h.items[id]
}

func (h *heif) fields(s span) *fields { return &fields{rest: h.data[s.from:s.to]} }

// kinds reads what the items are.
func (h *heif) kinds(b box) error {
	f := h.fields(b.body)
	if f.version() == 0 {
		f.number(2) // how many there are
	} else {
		f.number(4)
	}
	return h.each(span{b.body.to - len(f.rest), b.body.to}, func(b box) error {
		if b.name != "infe" {
			h.free(b)
			return nil
		}
		return h.kind(b)
	})
}

func (h *heif) kind(b box) error {
	f := h.fields(b.body)
	version := f.version()
	id := f.id(version >= 3)
	f.number(2) // protection
	kind := f.rest[:min(4, len(f.rest))]
	f.number(4)
	if f.short || version < 2 {
		return h.errorf("has an item of a kind that is not known")
	}
	i := h.item(id)
	if i.kind != "" {
		return h.errorf("describes an item twice")
	}
	i.kind, i.flags = string(kind), b.body.from+3
	_, behindName, _ := bytes.Cut(f.rest, []byte{0})
	content, _, _ := bytes.Cut(behindName, []byte{0})
	i.content = string(content)
	return nil
}

// main reads which item is the picture.
func (h *heif) main(b box) error {
	f := h.fields(b.body)
	i := h.item(f.id(f.version() != 0))
	if f.short || !i.pictured() {
		return h.errorf("has a picture of a kind that is not known")
	}
	i.primary = true
	return nil
}

// references finds thumbnails. What says that an item is one is made to say nothing, and the item is
// hidden, so that no reader looks for it.
func (h *heif) references(b box) error {
	f := h.fields(b.body)
	long := f.version() != 0
	return h.each(span{b.body.from + 4, b.body.to}, func(b box) error {
		if b.name != "thmb" {
			return nil
		}
		f := h.fields(b.body)
		i := h.items[f.id(long)]
		if i == nil || i.primary || !i.pictured() {
			return nil
		}
		i.thumb = true
		h.found.add(aThumbnail)
		copy(h.data[b.start+4:], "free")
		h.data[i.flags] |= hiddenFlag
		return nil
	})
}

// properties empties those that tell about a picture in words, or when it was taken.
func (h *heif) properties(b box) error {
	return h.each(b.body, func(b box) error {
		if b.name != "ipco" {
			return nil
		}
		return h.each(b.body, func(b box) error {
			switch b.name {
			case "udes", "altt", "crtt", "mdft", "uuid", "free", "skip":
				h.free(b)
			}
			return nil
		})
	})
}
