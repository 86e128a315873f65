package strip

import "slices"

// movie empties what an animation has beside its pictures: notes of any kind, and the times when it was made.
func (h *heif) movie(moov box) error {
	return h.each(moov.body, func(b box) error {
		switch b.name {
		case "mvhd":
			return h.times(b)
		case "trak":
			return h.each(b.body, h.track)
		case "mvex":
		default:
			return h.aside(b)
		}
		return nil
	})
}

func (h *heif) track(b box) error {
	switch b.name {
	case "tkhd":
		return h.times(b)
	case "mdia":
		return h.each(b.body, h.trackMedia)
	case "tref", "edts":
	default:
		return h.aside(b)
	}
	return nil
}

// aside empties what stands beside the pictures of an animation. Programs repeat there what the description of the
// whole file says; where it says nothing, there can be notes in the data that nobody else knows of.
func (h *heif) aside(b box) error {
	if b.name == "meta" && h.meta == nil {
		return h.errorf("has a description within its animation alone, which is not known")
	}
	h.free(b)
	return nil
}

func (h *heif) trackMedia(b box) error {
	switch b.name {
	case "mdhd":
		return h.times(b)
	case "hdlr":
		f := h.fields(b.body)
		f.number(8) // version, flags and a reserved number
		if kind := f.rest[:min(4, len(f.rest))]; !slices.Contains([]string{"pict", "vide", "auxv"}, string(kind)) {
			return h.errorf("has a track that is not of pictures, which cannot be removed")
		}
	case "minf", "elng":
	default:
		h.free(b)
	}
	return nil
}

// times empties when a movie, a track or its media were created and changed.
func (h *heif) times(b box) error {
	const head, short, long = 4, 8, 16 // version and flags, then two times of four or eight bytes
	body := h.data[b.body.from:b.body.to]
	if len(body) < head+long {
		return h.errorf("has the head of an animation that is too short")
	}
	size := short
	if body[0] == 1 {
		size = long
	}
	if when := body[head : head+size]; !blank(when) {
		h.found.add(aTime)
		clear(when)
	}
	return nil
}
