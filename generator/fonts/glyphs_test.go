package fonts_test

import (
	"slices"
	"testing"
)

// dot is a point of an outline.
type dot struct {
	x, y int
	on   bool
}

// shape is a glyph: contours, or the bytes of a composite one.
type shape struct {
	contours  [][]dot
	composite []byte
	box       [4]int16
	program   []byte
	overlap   bool
}

func long(list []entry) bool { return find(list, "head")[51] != 0 }

// shapes reads all outlines of a font.
func shapes(list []entry) []shape {
	loca, glyf := find(list, "loca"), find(list, "glyf")
	place := func(i int) int {
		if long(list) {
			return get32(loca, 4*i)
		}
		return 2 * get16(loca, 2*i)
	}
	all := make([]shape, get16(find(list, "maxp"), 4))
	for i := range all {
		if from, to := place(i), place(i+1); from < to {
			all[i] = readShape(glyf[from:to])
		}
	}
	return all
}

func readShape(data []byte) shape {
	var s shape
	for i := range s.box {
		s.box[i] = int16(get16(data, 2+2*i))
	}
	contours := int(int16(get16(data, 0)))
	if contours < 0 {
		s.composite, s.program = cutComposite(data[10:])
		return s
	}
	at, ends := 10, []int(nil)
	for range contours {
		ends = append(ends, get16(data, at)+1)
		at += 2
	}
	size := get16(data, at)
	s.program = data[at+2 : at+2+size]
	dots, overlap := readDots(data[at+2+size:], ends[len(ends)-1])
	s.overlap = overlap
	from := 0
	for _, end := range ends {
		s.contours = append(s.contours, dots[from:end])
		from = end
	}
	return s
}

func readDots(data []byte, count int) ([]dot, bool) {
	var flags []byte
	for len(flags) < count {
		flag := data[0]
		data = data[1:]
		flags = append(flags, flag)
		if flag&8 != 0 {
			flags = append(flags, slices.Repeat([]byte{flag}, int(data[0]))...)
			data = data[1:]
		}
	}
	read := func(short, same byte) []int {
		var values []int
		v := 0
		for _, flag := range flags {
			switch {
			case flag&short != 0:
				step := int(data[0])
				if flag&same == 0 {
					step = -step
				}
				v += step
				data = data[1:]
			case flag&same == 0:
				v += int(int16(get16(data, 0)))
				data = data[2:]
			}
			values = append(values, v)
		}
		return values
	}
	xs, ys := read(2, 16), read(4, 32)
	dots := make([]dot, count)
	for i := range dots {
		dots[i] = dot{xs[i], ys[i], flags[i]&1 != 0}
	}
	return dots, flags[0]&64 != 0
}

// cutComposite returns the parts of a composite glyph, and its program.
func cutComposite(data []byte) (parts, program []byte) {
	at := 0
	for {
		flags := get16(data, at)
		at += 6
		for bit, size := range map[int]int{1: 2, 8: 2, 64: 4, 128: 8} {
			if flags&bit != 0 {
				at += size
			}
		}
		if flags&32 == 0 {
			if flags&256 == 0 {
				return data[:at], nil
			}
			return data[:at], data[at+2 : at+2+get16(data, at)]
		}
	}
}

// packGlyphs writes outlines in the form of WOFF2. Every box that is the smallest one is left out.
func packGlyphs(t testing.TB, list []entry) []byte {
	t.Helper()
	var contours, points, flags, glyphs, composites, boxes, programs []byte
	all := shapes(list)
	boxed, overlaps := make([]byte, (len(all)+31)/32*4), make([]byte, (len(all)+7)/8)
	for i, s := range all {
		switch {
		case s.composite != nil:
			contours = u16(contours, 0xffff)
			composites = append(composites, s.composite...)
			if s.program != nil {
				glyphs, programs = short255(glyphs, len(s.program)), append(programs, s.program...)
			}
		default:
			contours = u16(contours, len(s.contours))
		}
		before := dot{}
		for _, c := range s.contours {
			points = short255(points, len(c))
			for _, d := range c {
				var flag byte
				flag, glyphs = triplet(glyphs, d.x-before.x, d.y-before.y)
				if !d.on {
					flag |= 0x80
				}
				flags, before = append(flags, flag), d
			}
		}
		if s.contours != nil {
			glyphs, programs = short255(glyphs, len(s.program)), append(programs, s.program...)
		}
		if s.composite != nil || s.contours != nil && s.box != smallest(s) {
			boxed[i/8] |= 0x80 >> (i % 8)
			boxes = u16(boxes, int(s.box[0]), int(s.box[1]), int(s.box[2]), int(s.box[3]))
		}
		if s.overlap {
			overlaps[i/8] |= 0x80 >> (i % 8)
		}
	}
	format := 0
	if long(list) {
		format = 1
	}
	out := u16(nil, 0, 1, len(all), format)
	boxes = append(boxed, boxes...)
	streams := [][]byte{contours, points, flags, glyphs, composites, boxes, programs}
	for _, s := range streams {
		out = u32(out, len(s))
	}
	return append(append(out, slices.Concat(streams...)...), overlaps...)
}

func smallest(s shape) [4]int16 {
	b := [4]int16{32767, 32767, -32768, -32768}
	for _, c := range s.contours {
		for _, d := range c {
			b[0], b[1] = min(b[0], int16(d.x)), min(b[1], int16(d.y))
			b[2], b[3] = max(b[2], int16(d.x)), max(b[3], int16(d.y))
		}
	}
	return b
}

func short255(out []byte, v int) []byte {
	switch {
	case v < 253:
		return append(out, byte(v))
	case v < 506:
		return append(out, 255, byte(v-253))
	case v < 762:
		return append(out, 254, byte(v-506))
	}
	return u16(append(out, 253), v)
}

// triplet writes a step in the shortest form that has room for it (WOFF2, 5.2).
func triplet(out []byte, dx, dy int) (byte, []byte) {
	x, y := max(dx, -dx), max(dy, -dy)
	sign := 0
	if dx >= 0 {
		sign++
	}
	vertical := 0
	if dy >= 0 {
		sign, vertical = sign+2, 1
	}
	switch {
	case dx == 0 && y < 1280:
		return byte(y>>8<<1 + vertical), append(out, byte(y))
	case dy == 0 && x < 1280:
		return byte(10 + x>>8<<1 + sign&1), append(out, byte(x))
	case x < 65 && y < 65 && x > 0 && y > 0:
		return byte(20 + (x-1)&0x30 + (y-1)&0x30>>2 + sign), append(out, byte((x-1)&15<<4|(y-1)&15))
	case x < 769 && y < 769 && x > 0 && y > 0:
		return byte(84 + 12*((x-1)>>8) + (y-1)>>8<<2 + sign), append(out, byte(x-1), byte(y-1))
	case x < 4096 && y < 4096:
		return byte(120 + sign), append(out, byte(x>>4), byte(x&15<<4|y>>8), byte(y))
	}
	return byte(124 + sign), u16(out, x, y)
}
