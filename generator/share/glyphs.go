package share

import (
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// em is the size, in pixels, at which glyphs are measured.
const em = 512

func inEms(v fixed.Int26_6) float64 { return float64(v) / (64 * em) }

// face is a font. Several may use it at once, each with a buffer of their own.
type face struct{ font *sfnt.Font }

func newFace(name string, data []byte) (f face, err error) {
	defer named(name, &err)
	defer intact(&err)
	f.font, err = sfnt.Parse(data)
	return f, err
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

func (f face) index(b *sfnt.Buffer, r rune) (index sfnt.GlyphIndex, err error) {
	defer intact(&err)
	return f.font.GlyphIndex(b, r)
}

// advance returns how far it is from one glyph to the next, without kerning.
func (f face) advance(b *sfnt.Buffer, index sfnt.GlyphIndex) (ems float64, err error) {
	defer intact(&err)
	v, err := f.font.GlyphAdvance(b, index, fixed.I(em), font.HintingNone)
	return inEms(v), err
}

// kern returns how much further apart two glyphs stand than others do. For most
// of them the font says nothing, which is no error.
func (f face) kern(b *sfnt.Buffer, first, second sfnt.GlyphIndex) (ems float64) {
	var damage error
	defer intact(&damage)
	v, err := f.font.Kern(b, first, second, fixed.I(em), font.HintingNone)
	if err != nil {
		return 0
	}
	return inEms(v)
}

// outline returns the shape of a glyph in ems.
func (f face) outline(b *sfnt.Buffer, index sfnt.GlyphIndex) (o outline, err error) {
	defer intact(&err)
	segments, err := f.font.LoadGlyph(b, index, fixed.I(em), nil)
	if err != nil {
		return nil, err
	}
	var at point
	for _, segment := range segments {
		var to [3]point
		for i, p := range segment.Args {
			to[i] = point{inEms(p.X), inEms(p.Y)}
		}
		switch segment.Op {
		case sfnt.SegmentOpMoveTo:
			o.move(to[0])
			at = to[0]
		case sfnt.SegmentOpLineTo:
			o.line(to[0])
			at = to[0]
		case sfnt.SegmentOpQuadTo:
			o.bow(at, to[0], to[1])
			at = to[1]
		case sfnt.SegmentOpCubeTo:
			o.curve(to[0], to[1], to[2])
			at = to[2]
		}
	}
	return o, nil
}
