package images

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"slices"
)

// drawnColours is the most colours of a picture that is likely to have been drawn, with areas of one colour.
const drawnColours = 4096

// drawn tells whether a picture has so few colours that an encoding without loss may be the smaller one.
func drawn(m *image.NRGBA) bool { return colours(m, drawnColours) != nil }

// colours returns the distinct pixels of a picture in order, nil where there are more than most.
func colours(m *image.NRGBA, most int) []uint32 {
	seen := map[uint32]bool{}
	last, have := uint32(0), false
	for i := 0; i+4 <= len(m.Pix); i += 4 {
		pixel := binary.BigEndian.Uint32(m.Pix[i:])
		if have && pixel == last {
			continue
		}
		last, have = pixel, true
		if seen[pixel] = true; len(seen) > most {
			return nil
		}
	}
	var all []uint32
	for pixel := range seen {
		all = append(all, pixel)
	}
	slices.SortFunc(all, byAlpha)
	return all
}

// byAlpha sorts transparent colours first, since PNG leaves out the alpha of the opaque ones at the end.
func byAlpha(a, b uint32) int {
	if d := int(a&255) - int(b&255); d != 0 {
		return d
	}
	return int(int64(a) - int64(b))
}

// paletted returns a picture that has each of its colours once and names them by number; nil where they are more than 256.
func paletted(m *image.NRGBA) *image.Paletted {
	all := colours(m, 256)
	if all == nil {
		return nil
	}
	number := make(map[uint32]uint8, len(all))
	palette := make(color.Palette, len(all))
	for i, c := range all {
		number[c] = uint8(i)
		palette[i] = color.NRGBA{R: uint8(c >> 24), G: uint8(c >> 16), B: uint8(c >> 8), A: uint8(c)}
	}
	out := image.NewPaletted(m.Rect, palette)
	for i := range out.Pix {
		out.Pix[i] = number[binary.BigEndian.Uint32(m.Pix[4*i:])]
	}
	return out
}

// writePNG writes all colours exactly, by number where they are few.
func writePNG(m *image.NRGBA) ([]byte, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	if few := paletted(m); few != nil {
		encoder.CompressionLevel = png.BestCompression
		err := encoder.Encode(&b, few)
		return b.Bytes(), err
	}
	err := encoder.Encode(&b, m)
	return b.Bytes(), err
}

// writeGIF writes colours exactly where they are at most 256 and each is clear or opaque. Else the nearest of a common set stand for them.
func writeGIF(m *image.NRGBA) ([]byte, error) {
	var b bytes.Buffer
	var shown image.Image = m
	if few := paletted(m); few != nil && !slices.ContainsFunc(few.Palette, translucent) {
		shown = few
	}
	err := gif.Encode(&b, shown, nil)
	return b.Bytes(), err
}

func translucent(c color.Color) bool {
	_, _, _, a := c.RGBA()
	return a != 0 && a != 0xffff
}
