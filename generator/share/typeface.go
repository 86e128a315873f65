package share

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// typeface is a font that was read. Several pictures may be drawn with it at once.
type typeface struct{ font *font.Font }

func newTypeface(name string, data []byte) (t typeface, err error) {
	defer named(name, &err)
	defer intact(&err)
	if err := within(data); err != nil {
		return t, err
	}
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return t, err
	}
	return typeface{face.Font}, nil
}

// within refuses a font whose tables reach beyond its end: the library would make
// room for whatever they claim.
func within(data []byte) error {
	short := errors.New("the file is cut off")
	if len(data) < 12 {
		return short
	}
	if kind := string(data[:4]); kind != "\x00\x01\x00\x00" && kind != "OTTO" && kind != "true" {
		return errors.New("it is not a plain OpenType or TrueType file")
	}
	count := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*count {
		return short
	}
	for i := range count {
		entry := data[12+16*i:]
		from, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		if uint64(from)+uint64(size) > uint64(len(data)) {
			return short
		}
	}
	return nil
}

func named(name string, err *error) {
	if *err != nil {
		*err = fmt.Errorf("the font of the %s cannot be read: %w", name, *err)
	}
}

// intact makes an error of the panics with which the library of fonts meets some
// files that are damaged.
func intact(err *error) {
	if problem := recover(); problem != nil {
		*err = fmt.Errorf("the font is damaged: %v", problem)
	}
}

// face draws with a typeface, for one picture at a time.
type face struct {
	glyphs *font.Face
	shaper *harfbuzz.Font
	units  float64       // how many of the font's units make an em
	drawn  map[rune]bool // whether the font draws a character, of those that were asked for
	shapes map[font.GID]outline
}

// newFace sets a font whose weight varies to a weight; 0 leaves it as it is.
func newFace(t typeface, weight int) *face {
	glyphs := font.NewFace(t.font)
	if weight > 0 {
		glyphs.SetVariations([]font.Variation{{Tag: opentype.MustNewTag("wght"), Value: float32(weight)}})
	}
	return &face{glyphs, unfiltered(harfbuzz.NewFont(glyphs)), float64(t.font.Upem()), map[rune]bool{}, map[font.GID]outline{}}
}

// varies tells whether the face was set to a weight.
func (f *face) varies() bool { return len(f.glyphs.Coords()) > 0 }

// draws tells whether the font has a glyph with an outline for a character, which
// colour fonts of pictures have not.
func (f *face) draws(r rune) bool {
	drawn, known := f.drawn[r]
	if !known {
		drawn = f.outlined(r)
		f.drawn[r] = drawn
	}
	return drawn
}

func (f *face) outlined(r rune) bool {
	glyph, ok := f.glyphs.NominalGlyph(r)
	if !ok || glyph == 0 {
		return false
	}
	if blank(r) {
		return true
	}
	shape, ok := f.glyphs.GlyphDataOutline(glyph)
	return ok && len(shape.Segments) > 0
}

// steps is how many steps an em is measured in, which are too small to be seen.
const steps = 512 * 64

// ems turns units of the font into ems, in whole steps.
func (f *face) ems(units float64) float64 { return math.Round(units*steps/f.units) / steps }

// advance returns how far it is from a glyph to the next, in ems, of which a part
// is its own and the rest is kerning. Each is rounded for itself.
func (f *face) advance(glyph font.GID, whole harfbuzz.Position) float64 {
	own := float64(f.glyphs.HorizontalAdvance(glyph))
	return f.ems(own) + f.ems(float64(whole)-own)
}

// outline returns the shape of a glyph in ems, and nothing for one without.
func (f *face) outline(glyph font.GID) outline {
	shape, known := f.shapes[glyph]
	if !known {
		shape = f.load(glyph)
		f.shapes[glyph] = shape
	}
	return shape
}

func (f *face) load(glyph font.GID) outline {
	shape, _ := f.glyphs.GlyphDataOutline(glyph)
	o := make(outline, 0, len(shape.Segments))
	var at point
	for _, segment := range shape.Segments {
		var to [3]point
		args := segment.ArgsSlice()
		for i, a := range args {
			to[i] = point{f.ems(float64(a.X)), -f.ems(float64(a.Y))}
		}
		switch segment.Op {
		case opentype.SegmentOpMoveTo:
			o.move(to[0])
		case opentype.SegmentOpLineTo:
			o.line(to[0])
		case opentype.SegmentOpQuadTo:
			o.bow(at, to[0], to[1])
		case opentype.SegmentOpCubeTo:
			o.curve(to[0], to[1], to[2])
		}
		at = to[len(args)-1]
	}
	return o
}
