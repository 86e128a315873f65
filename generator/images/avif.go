package images

import (
	"bytes"
	"encoding/binary"

	"github.com/kovidgoyal/imaging/prism/meta"
)

// avifReader walks over the boxes of an AVIF file.
type avifReader struct {
	*header
	data     []byte
	primary  uint32
	depth    byte
	turn     []byte   // irot and imir, in the order in which the picture's item names them
	boxes    [][]byte // the properties, each with its name before it
	assigned []int    // the numbers of the primary item's properties, from 1
	located  bool
}

// isAVIF tells by the brands of the first box whether a file of the ISO family is an AVIF picture.
func isAVIF(data []byte) bool {
	size := uint64(binary.BigEndian.Uint32(data))
	if size < 16 || size > uint64(len(data)) {
		size = min(uint64(len(data)), 64)
	}
	for at := uint64(8); at+4 <= size; at += 4 {
		if brand := string(data[at : at+4]); brand == "avif" || brand == "avis" {
			return true
		}
	}
	return false
}

// readAVIF reads what the boxes say of the primary item.
func readAVIF(h *header, data []byte) error {
	r := &avifReader{header: h, data: data, depth: 8}
	h.Animated = hasAt(data, 8, "avis")
	if err := eachBox(data, r.box); err != nil {
		return err
	}
	for _, n := range r.assigned {
		if n > 0 && n <= len(r.boxes) {
			r.property(string(r.boxes[n-1][:4]), r.boxes[n-1][4:])
		}
	}
	if h.width == 0 || !r.located {
		return broken("the AVIF picture is damaged: it does not say how large it is, or where its pixels are")
	}
	h.Orientation = avifOrientation(r.turn)
	pixels := int64(h.width) * int64(h.height)
	if h.decoded = 16 * pixels; r.depth > 8 { // in the memory of the decoder: planes, pixels, a copy of these
		h.decoded = 40 * pixels
	}
	return nil
}

// eachBox calls a function for each box.
func eachBox(data []byte, f func(name string, body []byte) error) error {
	for len(data) > 0 {
		if len(data) < 8 {
			return errTruncated(AVIF)
		}
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		switch {
		case size == 0:
			size = uint64(len(data))
		case size == 1 && len(data) >= 16:
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size < head || size > uint64(len(data)) {
			return errTruncated(AVIF)
		}
		if err := f(string(data[4:8]), data[head:size]); err != nil {
			return err
		}
		data = data[size:]
	}
	return nil
}

func (r *avifReader) box(name string, body []byte) error {
	switch name {
	case "meta":
		if len(body) < 4 {
			return errTruncated(AVIF)
		}
		return eachBox(body[4:], r.box)
	case "iprp":
		return eachBox(body, r.box)
	case "ipco":
		return eachBox(body, func(name string, body []byte) error {
			r.boxes = append(r.boxes, append([]byte(name), body...))
			r.Alpha = r.Alpha || name == "auxC" && bytes.Contains(body, []byte("auxiliary:alpha"))
			return nil
		})
	case "pitm":
		p := parser{data: body}
		r.primary = p.id(p.version() > 0)
	case "iloc":
		return r.locations(body)
	case "ipma":
		r.associations(body)
	}
	return nil
}

// parser takes big-endian numbers off the front of data. What is missing counts as zero, and is noted.
type parser struct {
	data  []byte
	short bool
}

func (p *parser) uint(bytes int) uint64 {
	if bytes > len(p.data) {
		p.data, p.short = nil, true
		return 0
	}
	n := uint64(0)
	for _, b := range p.data[:bytes] {
		n = n<<8 | uint64(b)
	}
	p.data = p.data[bytes:]
	return n
}

// version takes the version and the flags of a full box, and returns the version.
func (p *parser) version() uint64 { return p.uint(4) >> 24 }

func (p *parser) id(long bool) uint32 {
	if long {
		return uint32(p.uint(4))
	}
	return uint32(p.uint(2))
}

// associations reads which properties belong to the primary item.
func (r *avifReader) associations(body []byte) {
	p := parser{data: body}
	flags := p.uint(4)
	for n := p.uint(4); n > 0 && !p.short; n-- {
		id := p.id(flags>>24 > 0)
		for k := p.uint(1); k > 0 && !p.short; k-- {
			number := p.uint(1) & 0x7f
			if flags&1 != 0 {
				number = number<<8 | p.uint(1)
			}
			if id == r.primary {
				r.assigned = append(r.assigned, int(number))
			}
		}
	}
}

// locations checks that the bytes of every item are there: a decoder might return an empty picture for one cut short.
func (r *avifReader) locations(body []byte) error {
	p := parser{data: body}
	version, sizes := p.version(), p.uint(2)
	offset, length, base, index := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	if version == 0 {
		index = 0
	}
	count := p.id(version > 1)
	for ; count > 0 && !p.short; count-- {
		p.id(version > 1)
		method := uint64(0)
		if version > 0 {
			method = p.uint(2) & 15
		}
		p.uint(2)
		start := p.uint(base)
		for extents := p.uint(2); extents > 0 && !p.short; extents-- {
			p.uint(index)
			from := start + p.uint(offset)
			if to := from + p.uint(length); method == 0 && (to < from || to > uint64(len(r.data))) {
				return errTruncated(AVIF)
			}
			r.located = true
		}
	}
	return nil
}

// property reads a property of the primary item.
func (r *avifReader) property(name string, body []byte) {
	p := parser{data: body}
	switch name {
	case "ispe":
		p.version()
		r.width, r.height = int(p.uint(4)), int(p.uint(4))
	case "pixi":
		p.version()
		if p.uint(1) > 0 {
			r.depth = byte(p.uint(1))
		}
	case "irot", "imir":
		r.turn = append(r.turn, name[1], byte(p.uint(1)))
	case "colr":
		r.colour(body)
	case "av1C":
		r.configuration(body)
	}
}

// configuration reads the depth out of the record of the codec: whether there are more than 8 bits for each colour.
func (r *avifReader) configuration(body []byte) {
	if len(body) > 2 && body[2]&0x40 != 0 {
		r.depth = max(r.depth, 10)
	}
}

func (r *avifReader) colour(body []byte) {
	switch {
	case hasAt(body, 0, "nclx") && len(body) >= 11:
		// The decoder has done the matrix and the range; what is left are RGB values.
		r.space.cicp = meta.CodingIndependentCodePoints{ColorPrimaries: body[5], TransferCharacteristics: body[7], VideoFullRange: 1, IsSet: true}
	case hasAt(body, 0, "prof"), hasAt(body, 0, "rICC"):
		r.space.icc = body[4:]
	}
}

// avifOrientation returns the turns of an AVIF picture, which its decoder leaves to us, as EXIF counts them. A rotation is
// in quarters against the clock; a mirror turns top and bottom (0) or left and right (1). Rotation comes first.
func avifOrientation(turns []byte) int {
	quarters, mirror := 0, -1
	for ; len(turns) > 1; turns = turns[2:] {
		if turns[0] == 'r' {
			quarters = int(turns[1] & 3)
		} else {
			mirror = int(turns[1] & 1)
		}
	}
	switch mirror {
	case 0:
		return [...]int{4, 5, 2, 7}[quarters]
	case 1:
		return [...]int{2, 7, 4, 5}[quarters]
	}
	return [...]int{1, 8, 3, 6}[quarters]
}
