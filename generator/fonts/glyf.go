package fonts

import (
	"encoding/binary"
	"errors"
)

var errGlyphs = errors.New("the outlines of the font are damaged")

// streams are the parts of the outlines of a font in their packed form (WOFF2,
// 5.1): each holds one kind of number for all glyphs, one glyph after the other.
type streams struct {
	contours, points, flags, glyphs, composites, boxes, instructions cursor
	boxed                                                            []byte // bits: glyphs that have their box in boxes
	overlaps                                                         []byte // bits: glyphs whose contours overlap; may be empty
	count                                                            int
	long                                                             bool // whether places are numbers of four bytes
}

func readStreams(data []byte) (*streams, error) {
	c := cursor{data: data}
	c.take(2)
	options := c.u16()
	s := &streams{count: int(c.u16()), long: c.u16() != 0}
	all := []*cursor{&s.contours, &s.points, &s.flags, &s.glyphs, &s.composites, &s.boxes, &s.instructions}
	var sizes [7]int
	for i := range sizes {
		sizes[i] = int(c.u32())
	}
	for i, stream := range all {
		stream.data = c.take(sizes[i])
	}
	bits := (s.count + 31) / 32 * 4
	s.boxed = s.boxes.take(bits)
	if options&1 != 0 {
		s.overlaps = c.take((s.count + 7) / 8)
	}
	if c.short || s.boxes.short {
		return nil, errGlyphs
	}
	return s, nil
}

func bit(bits []byte, i int) bool { return i/8 < len(bits) && bits[i/8]&(0x80>>(i%8)) != 0 }

// damaged tells whether one of the streams was too short.
func (s *streams) damaged() bool {
	return s.contours.short || s.points.short || s.flags.short || s.glyphs.short || s.composites.short || s.boxes.short || s.instructions.short
}

// restoreGlyphs makes the tables "glyf" and "loca" out of the streams. Where
// the glyphs take more room than the short form of their places can say, which the
// table "head" tells, it becomes the long one.
func (t *parts) restoreGlyphs() error {
	s, err := readStreams(t.get("glyf"))
	if err != nil {
		return err
	}
	var glyf []byte
	places := make([]int, 0, s.count+1)
	for i := range s.count {
		places = append(places, len(glyf))
		if glyf, err = s.glyph(glyf, i); err != nil {
			return err
		}
		glyf = append(glyf, make([]byte, padded(len(glyf))-len(glyf))...)
		if len(glyf) > MaxSize {
			return errTooLarge
		}
	}
	t.put("glyf", glyf)
	t.put("loca", t.locate(append(places, len(glyf)), s.long))
	return nil
}

// The length of the table "head", and where it tells that places are long.
const headLength, longPlaces = 54, 51

// mostShort is the last place that the short form can say.
const mostShort = 2 * 0xffff

func (t *parts) locate(places []int, long bool) []byte {
	head := t.get("head")
	long = long || places[len(places)-1] > mostShort
	if len(head) >= headLength {
		head[longPlaces-1], head[longPlaces] = 0, 0
		if long {
			head[longPlaces] = 1
		}
	}
	loca := make([]byte, 0, 4*len(places))
	for _, place := range places {
		if long {
			loca = binary.BigEndian.AppendUint32(loca, uint32(place))
			continue
		}
		loca = binary.BigEndian.AppendUint16(loca, uint16(place/2))
	}
	return loca
}

// glyph appends one glyph as a plain file has it.
func (s *streams) glyph(out []byte, i int) ([]byte, error) {
	contours := int(int16(s.contours.u16()))
	boxed := bit(s.boxed, i)
	switch {
	case contours == 0:
		if boxed {
			return nil, errGlyphs // nothing has no box
		}
	case contours > 0:
		out = s.simple(out, contours, i, boxed)
	case contours == -1 && boxed:
		out = s.composite(out)
	default:
		return nil, errGlyphs
	}
	if s.damaged() || out == nil && contours != 0 {
		return nil, errGlyphs
	}
	return out, nil
}

// What the flags of a part of a composite glyph say.
const (
	wideArguments    = 1 << 0
	scaled           = 1 << 3
	moreParts        = 1 << 5
	scaledApart      = 1 << 6
	matrixed         = 1 << 7
	withInstructions = 1 << 8
)

// composite appends a glyph that is made of others.
func (s *streams) composite(out []byte) []byte {
	out = binary.BigEndian.AppendUint16(out, 0xffff)
	out = append(out, s.boxes.take(8)...)
	instructed := false
	for {
		flags := s.composites.u16()
		out = binary.BigEndian.AppendUint16(out, flags)
		out = append(out, s.composites.take(partSize(flags))...)
		instructed = instructed || flags&withInstructions != 0
		if flags&moreParts == 0 {
			break
		}
	}
	if instructed {
		out = s.program(out)
	}
	return out
}

// partSize returns how many bytes come behind the flags of a part.
func partSize(flags uint16) int {
	size := 2 + 2
	if flags&wideArguments != 0 {
		size += 2
	}
	switch {
	case flags&scaled != 0:
		size += 2
	case flags&scaledApart != 0:
		size += 4
	case flags&matrixed != 0:
		size += 8
	}
	return size
}

// program appends the instructions of a glyph behind their length.
func (s *streams) program(out []byte) []byte {
	length := s.glyphs.short255()
	out = binary.BigEndian.AppendUint16(out, uint16(length))
	return append(out, s.instructions.take(length)...)
}
