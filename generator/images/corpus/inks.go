package corpus

import (
	"encoding/binary"
	"image/color"
	"slices"
)

// The standard library does not write JPEG with four inks. Blocks of one shade each are easy: all that is coded of a block is how
// much its mean differs from that of the block before.

// inkJPEG writes the scene in cyan, magenta, yellow and black, as Adobe's programs do: inverted. The transform 0 keeps
// the inks as they are; 2 turns the first three into brightness and colour.
func inkJPEG(transform byte) []byte {
	frame := []byte{8, 0, Height, 0, Width, 4}
	scan := []byte{4}
	for id := byte(1); id <= 4; id++ {
		frame = append(frame, id, 0x11, 0)
		scan = append(scan, id, 0)
	}
	quantum := slices.Repeat([]byte{8}, 65) // a step of the mean of a block is 8 units of its sum
	quantum[0] = 0
	// Twelve codes of four bits for the differences, by their number of bits; and one of one bit, which ends a block.
	means := slices.Concat([]byte{0, 0, 0, 0, 12}, make([]byte, 12), []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
	rest := slices.Concat([]byte{0x10, 1}, make([]byte, 15), []byte{0})
	return slices.Concat([]byte{0xff, 0xd8},
		segment(0xee, []byte{'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform}),
		segment(0xdb, quantum), segment(0xc0, frame), segment(0xc4, means), segment(0xc4, rest),
		segment(0xda, append(scan, 0, 63, 0)), flatBlocks(transform), []byte{0xff, 0xd9})
}

// flatBlocks codes the blocks of the scene, each of one shade in all four planes.
func flatBlocks(transform byte) []byte {
	var out bits
	var before [4]int
	for i := range Width / 8 * Height / 8 {
		c := scene()[quarter(i%(Width/8)*8, i/(Width/8)*8, Width, Height)]
		shades := [4]int{int(c.R), int(c.G), int(c.B), 255} // inverted inks without black are light
		if transform == 2 {
			y, cb, cr := color.RGBToYCbCr(255-c.R, 255-c.G, 255-c.B) // the inks are inverted once more
			shades = [4]int{int(y), int(cb), int(cr), 255}
		}
		for plane, shade := range shades {
			out.difference(shade - 128 - before[plane])
			before[plane] = shade - 128
		}
	}
	return out.bytes()
}

// bits gathers bits, the first of a byte in front.
type bits struct{ all []byte }

func (b *bits) add(value, count int) {
	for count--; count >= 0; count-- {
		b.all = append(b.all, byte(value>>count&1))
	}
}

// difference codes how many bits a number has, the number, and the end of the block.
func (b *bits) difference(n int) {
	size, value := 0, n
	for rest := max(n, -n); rest > 0; rest >>= 1 {
		size++
	}
	if n < 0 {
		value += 1<<size - 1
	}
	b.add(size, 4)
	b.add(value, size)
	b.add(0, 1)
}

// bytes returns full bytes, filled up with ones. A byte of ones is followed by zero, lest it be taken for a marker.
func (b *bits) bytes() []byte {
	var out []byte
	for len(b.all)%8 != 0 {
		b.all = append(b.all, 1)
	}
	for eight := range slices.Chunk(b.all, 8) {
		value := byte(0)
		for _, bit := range eight {
			value = value<<1 | bit
		}
		if out = append(out, value); value == 0xff {
			out = append(out, 0)
		}
	}
	return out
}

// profile returns an ICC profile of a screen: a curve for all channels, and what each of them is in XYZ.
func profile(name string, primaries [3][3]float64, curve []byte) []byte {
	xyz := func(v [3]float64) []byte {
		out := []byte("XYZ \x00\x00\x00\x00")
		for _, x := range v {
			out = binary.BigEndian.AppendUint32(out, uint32(int32(x*65536+0.5)))
		}
		return out
	}
	text := slices.Concat([]byte("desc\x00\x00\x00\x00"), binary.BigEndian.AppendUint32(nil, uint32(len(name)+1)), []byte(name), make([]byte, 79))
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", text}, {"wtpt", xyz([3]float64{0.9642, 1, 0.8249})},
		{"rXYZ", xyz(primaries[0])}, {"gXYZ", xyz(primaries[1])}, {"bXYZ", xyz(primaries[2])},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	at := 128 + 4 + 12*len(tags)
	table, body := binary.BigEndian.AppendUint32(nil, uint32(len(tags))), []byte(nil)
	for _, tag := range tags {
		data := append(slices.Clone(tag.data), make([]byte, (4-len(tag.data)%4)%4)...)
		table = append(table, tag.name...)
		table = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(table, uint32(at+len(body))), uint32(len(tag.data)))
		body = append(body, data...)
	}
	header := make([]byte, 128)
	binary.BigEndian.PutUint32(header, uint32(at+len(body)))
	copy(header[8:], []byte{4, 0x20})
	copy(header[12:], "mntrRGB XYZ ")
	copy(header[36:], "acsp")
	copy(header[68:], xyz([3]float64{0.9642, 1, 0.8249})[8:])
	return slices.Concat(header, table, body)
}
