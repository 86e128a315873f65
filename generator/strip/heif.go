package strip

import (
	"bytes"
	"fmt"
	"slices"
)

// The beginnings of boxes whose kind is a universally unique identifier.
const (
	uuidXMP  = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"
	uuidC2PA = "\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81"
)

func isAVIF(data []byte) bool { return branded(data, "avif", "avis") }

func isHEIC(data []byte) bool {
	return branded(data, "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1")
}

// branded tells whether a file begins with a box that names one of these brands.
func branded(data []byte, brands ...string) bool {
	b, ok := boxAt(data, 0)
	if !ok || b.name != "ftyp" {
		return false
	}
	list := data[b.body.from:b.body.to]
	for i := 0; i+4 <= len(list); i += 4 {
		const version = 4 // what stands behind the main brand is none
		if i != version && slices.Contains(brands, string(list[i:i+4])) {
			return true
		}
	}
	return false
}

// mediaLimit is in how many parts the data of a file may be: each item is looked for in all of them.
const mediaLimit = 1000

// heif is a file of AVIF or HEIC. Its parts point at each other by their place in the file, so nothing
// is moved: what goes is overwritten.
type heif struct {
	data  []byte // a copy that is written to
	found *finds
	label string
	meta  *box   // the description of the items
	moov  *box   // the description of an animation
	media []span // where pixels may lie
	items map[uint32]*item
}

func stripHEIF(data []byte, found *finds) ([]byte, error) {
	h := heif{data: bytes.Clone(data), found: found, label: "HEIC", items: map[uint32]*item{}}
	if isAVIF(data) {
		h.label = "AVIF"
	}
	if err := h.top(); err != nil {
		return nil, err
	}
	if h.meta != nil {
		if err := h.describe(*h.meta); err != nil {
			return nil, err
		}
	}
	if h.moov != nil {
		if err := h.movie(*h.moov); err != nil {
			return nil, err
		}
	}
	return h.data, h.clear()
}

func (h *heif) errorf(format string, args ...any) error {
	return fmt.Errorf("the "+h.label+" "+format, args...)
}

// top lists the boxes of the file, and decides about them. What is behind the last one that stays is cut off.
func (h *heif) top() error {
	list, rest := boxes(h.data, span{0, len(h.data)})
	if rest < len(h.data) {
		b := h.data[rest:]
		if name := b[min(4, len(b)):min(boxHead, len(b))]; slices.Contains([]string{"mdat", "meta", "moov"}, string(name)) {
			return h.errorf("ends in the middle of its data")
		}
		h.found.add(trailingData)
	}
	return h.sort(list)
}

// sort decides about the boxes of the file.
func (h *heif) sort(list []box) error {
	end := 0 // of the last box that stays
	for i, b := range list {
		switch {
		case b.name == "ftyp" && i == 0:
		case b.name == "meta" && h.meta == nil:
			h.meta = &list[i]
		case b.name == "moov" && h.moov == nil:
			h.moov = &list[i]
		case b.name == "mdat":
			h.media = append(h.media, b.body)
		case b.name == "moof":
			return h.errorf("is in fragments, which are not known")
		default:
			h.free(b)
			continue
		}
		end = b.body.to
	}
	h.data = h.data[:end]
	if h.meta == nil && h.moov == nil {
		return h.errorf("has no description of its picture that is known")
	}
	if len(h.media) > mediaLimit {
		return h.errorf("has its data in more than %d parts", mediaLimit)
	}
	return nil
}

// free empties a box, so that readers pass it by.
func (h *heif) free(b box) {
	body := h.data[b.body.from:b.body.to]
	if filled := !blank(body); filled || b.name != "free" && b.name != "skip" {
		h.name(b, body)
	}
	copy(h.data[b.start+4:], "free")
	clear(body)
}

// name notes a box that goes.
func (h *heif) name(b box, body []byte) {
	switch {
	case b.name == "uuid" && bytes.HasPrefix(body, []byte(uuidXMP)):
		h.found.xmp(body)
	case b.name == "uuid" && bytes.HasPrefix(body, []byte(uuidC2PA)), b.name == "jumb":
		h.found.add(aC2PA)
	default:
		h.found.add(otherData)
	}
}

func blank(data []byte) bool {
	for _, b := range data {
		if b != 0 {
			return false
		}
	}
	return true
}

// each calls a function for the boxes in a box.
func (h *heif) each(within span, f func(b box) error) error {
	list, rest := boxes(h.data, within)
	if rest < within.to {
		return h.errorf("has a part that is longer than the one around it")
	}
	for _, b := range list {
		if err := f(b); err != nil {
			return err
		}
	}
	return nil
}
