package fonts

import "strings"

// style is what the table "OS/2" says.
type style struct {
	weight                int
	italic                bool
	byTypo                bool // whether lines go by the measures that follow rather than those of "hhea"
	ascent, descent, gap  int
	winAscent, winDescent int
	xHeight, capHeight    int
}

// What the flags of the style say.
const (
	styleItalic  = 1 << 0
	styleTypo    = 1 << 7
	styleOblique = 1 << 9
)

// readStyle reads the table "OS/2"; a font without is upright and regular.
func readStyle(os2 []byte) style {
	c := cursor{data: os2}
	version := c.u16()
	c.take(2)
	s := style{weight: int(c.u16())}
	c.take(56)
	flags := c.u16()
	c.take(4)
	s.ascent, s.descent, s.gap = c.signed(), -c.signed(), c.signed()
	s.winAscent, s.winDescent = int(c.u16()), int(c.u16())
	if c.short {
		return style{weight: normalWeight}
	}
	s.italic, s.byTypo = flags&(styleItalic|styleOblique) != 0, flags&styleTypo != 0
	s.weight = cssWeight(s.weight)
	if version >= 2 {
		c.take(8)
		s.xHeight, s.capHeight = c.signed(), c.signed()
	}
	return s
}

func (c *cursor) signed() int { return int(int16(c.u16())) }

// cssWeight brings a weight onto the scale of CSS. Some old fonts count from 1 to 9.
func cssWeight(weight int) int {
	switch {
	case weight == 0:
		return normalWeight
	case weight < 10:
		return 100 * weight
	}
	return min(weight, 1000)
}

// blurred is the weight that old programs for making fonts gave to the two lightest
// ones, since Windows once made everything lighter bold.
const blurred = 250

// told returns the weight, with the help of the name of the style where the number says little.
func (s style) told(name []byte) int {
	if s.weight != blurred {
		return s.weight
	}
	style := strings.ToLower(firstName(name, typographicStyle, plainStyle))
	switch {
	case strings.HasPrefix(style, "thin"):
		return 100
	case strings.HasPrefix(style, "extralight"):
		return 200
	}
	return s.weight
}

// lines returns the measures of lines, chosen as browsers do: those of "OS/2"
// where the font asks for it, else those of "hhea", and where they are zero the
// others in their turn.
func (s style) lines(hhea []byte) Metrics {
	c := at(hhea, 4)
	m := Metrics{Ascent: c.signed(), Descent: -c.signed(), LineGap: c.signed(), XHeight: s.xHeight, CapHeight: s.capHeight}
	none := m.Ascent == 0 && m.Descent == 0
	switch typo := s.ascent != 0 || s.descent != 0; {
	case typo && (s.byTypo || none):
		m.Ascent, m.Descent, m.LineGap = s.ascent, s.descent, s.gap
	case none:
		m.Ascent, m.Descent, m.LineGap = s.winAscent, s.winDescent, 0
	}
	return m
}
