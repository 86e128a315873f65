package fonts

import "encoding/binary"

// corner is a point of an outline, in units of the font.
type corner struct {
	x, y    int
	onCurve bool
}

// mostPoints is how many points the numbers of a plain file can count.
const mostPoints = 0xffff

// simple appends a glyph that has contours of its own, or returns nil for one
// that cannot be.
func (s *streams) simple(out []byte, contours, i int, boxed bool) []byte {
	out = binary.BigEndian.AppendUint16(out, uint16(contours))
	box := len(out)
	out = append(out, make([]byte, 8)...)
	count := 0
	for range contours {
		count += s.points.short255()
		if count == 0 || count > mostPoints || s.points.short {
			return nil
		}
		out = binary.BigEndian.AppendUint16(out, uint16(count-1))
	}
	corners := s.corners(count)
	if boxed {
		copy(out[box:], s.boxes.take(8))
	} else {
		putBox(out[box:], corners)
	}
	out = s.program(out)
	return appendCorners(out, corners, bit(s.overlaps, i))
}

// corners reads so many points; where there are fewer, the streams remember that.
func (s *streams) corners(count int) []corner {
	all := make([]corner, count)
	x, y := 0, 0
	for i, flag := range s.flags.take(count) {
		dx, dy := s.glyphs.step(int(flag & 0x7f))
		x, y = x+dx, y+dy
		all[i] = corner{x, y, flag&0x80 == 0}
	}
	return all
}

// step reads how far it is from one point to the next (WOFF2, 5.2): the flag
// says how many bits each direction has, some of those bits, and the signs.
func (c *cursor) step(flag int) (dx, dy int) {
	switch {
	case flag < 10:
		return 0, signed(flag, (flag&14)<<7+int(c.u8()))
	case flag < 20:
		return signed(flag, ((flag-10)&14)<<7+int(c.u8())), 0
	case flag < 84:
		high, low := flag-20, int(c.u8())
		return signed(flag, 1+high&0x30+low>>4), signed(flag>>1, 1+(high&0x0c)<<2+low&0x0f)
	case flag < 120:
		high := flag - 84
		dx = signed(flag, 1+high/12<<8+int(c.u8()))
		return dx, signed(flag>>1, 1+high%12>>2<<8+int(c.u8()))
	case flag < 124:
		first, middle, last := int(c.u8()), int(c.u8()), int(c.u8())
		return signed(flag, first<<4+middle>>4), signed(flag>>1, middle&0x0f<<8+last)
	}
	dx = signed(flag, int(c.u16()))
	return dx, signed(flag>>1, int(c.u16()))
}

func signed(flag, size int) int {
	if flag&1 != 0 {
		return size
	}
	return -size
}

// putBox writes the smallest box around points.
func putBox(to []byte, corners []corner) {
	low, high := corners[0], corners[0]
	for _, c := range corners {
		low.x, low.y = min(low.x, c.x), min(low.y, c.y)
		high.x, high.y = max(high.x, c.x), max(high.y, c.y)
	}
	for i, v := range []int{low.x, low.y, high.x, high.y} {
		binary.BigEndian.PutUint16(to[2*i:], uint16(v))
	}
}

// What the flags of points say.
const (
	onCurve        = 1 << 0
	shortX, shortY = 1 << 1, 1 << 2
	repeated       = 1 << 3
	sameX, sameY   = 1 << 4, 1 << 5 // or, where the step is short, that it is positive
	overlapping    = 1 << 6
)

// appendCorners writes points as a plain file has them: all flags, of which equal
// ones are counted, then all steps across, then all steps up.
func appendCorners(out []byte, corners []corner, overlap bool) []byte {
	var xs, ys []byte
	last, repeats := -1, 0
	var before corner
	for i, c := range corners {
		flag := 0
		if c.onCurve {
			flag = onCurve
		}
		if overlap && i == 0 {
			flag |= overlapping
		}
		var f int
		f, xs = appendStep(xs, c.x-before.x, shortX, sameX)
		flag |= f
		f, ys = appendStep(ys, c.y-before.y, shortY, sameY)
		flag |= f
		before = c
		switch {
		case flag != last || repeats == 255:
			out, last, repeats = append(out, byte(flag)), flag, 0
		case repeats == 0:
			out[len(out)-1] |= repeated
			out, repeats = append(out, 1), 1
		default:
			repeats++
			out[len(out)-1]++
		}
	}
	return append(append(out, xs...), ys...)
}

func appendStep(out []byte, step, short, same int) (int, []byte) {
	switch {
	case step == 0:
		return same, out
	case step > 0 && step < 256:
		return short | same, append(out, byte(step))
	case step < 0 && step > -256:
		return short, append(out, byte(-step))
	}
	return 0, binary.BigEndian.AppendUint16(out, uint16(step))
}
