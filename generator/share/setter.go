package share

import "golang.org/x/image/font/sfnt"

// glyph is one character of a line, at its place in ems.
type glyph struct {
	index sfnt.GlyphIndex
	at    float64
}

// setter sets lines in one font and remembers what it could not set. It is for
// one picture only.
type setter struct {
	face    face
	buffer  sfnt.Buffer
	omitted omissions
}

// known returns the text without those characters that cannot be drawn.
func (s *setter) known(text string) (string, error) {
	var kept []rune
	for _, r := range text {
		index, err := s.face.index(&s.buffer, r)
		switch {
		case err != nil:
			return "", err
		case r == ' ' || r == '\u00a0':
			kept = append(kept, r)
		case index == 0 || shaped(r):
			s.omitted[r] = true
		default:
			kept = append(kept, r)
		}
	}
	return tidy(string(kept)), nil
}

// set places the glyphs of a text and returns its width, all in ems.
func (s *setter) set(text string) ([]glyph, float64, error) {
	var glyphs []glyph
	width := 0.0
	for _, r := range text {
		index, err := s.face.index(&s.buffer, r)
		if err == nil && index == 0 { // only white space can be missing here
			index, err = s.face.index(&s.buffer, ' ')
		}
		if err != nil {
			return nil, 0, err
		}
		if n := len(glyphs); n > 0 {
			width += s.face.kern(&s.buffer, glyphs[n-1].index, index)
		}
		advance, err := s.face.advance(&s.buffer, index)
		if err != nil {
			return nil, 0, err
		}
		glyphs = append(glyphs, glyph{index, width})
		width += advance
	}
	return glyphs, width, nil
}

func (s *setter) width(text string) (float64, error) {
	_, width, err := s.set(text)
	return width, err
}

// letters returns the contours of a text that begins at a point on its baseline.
func (s *setter) letters(text string, start point, size float64) ([]contour, error) {
	glyphs, _, err := s.set(text)
	if err != nil {
		return nil, err
	}
	var all []contour
	for _, g := range glyphs {
		o, err := s.face.outline(&s.buffer, g.index)
		if err != nil {
			return nil, err
		}
		place := translation(start.x+g.at*size, start.y).after(scaling(size, size))
		all = append(all, placed(o.flatten(roughness/size), place)...)
	}
	return all, nil
}
