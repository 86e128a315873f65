package share

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"golang.org/x/text/unicode/norm"
)

// glyph is a sign of a line, at its place in ems.
type glyph struct {
	face  *face
	index font.GID
	at    point
}

// setter sets lines in the fonts of a style, the first of which that has a character
// draws it, and remembers what it could not set. It is for one picture only.
type setter struct {
	chain    []*face
	buffer   *harfbuzz.Buffer
	language language.Language
	omitted  omissions
}

// known returns the text without those characters that cannot be drawn.
func (s *setter) known(text string) (known string, err error) {
	defer intact(&err)
	kept := ""
	for _, cluster := range graphemes(text) {
		if s.face([]rune(cluster)) != nil {
			kept += cluster
			continue
		}
		for _, r := range cluster {
			if s.face([]rune{r}) == nil {
				s.omitted[r] = true
			}
		}
	}
	return tidy(kept), nil
}

// face returns the first font that draws a character with all that is put onto
// it, composed or not; nil for none. Any font will do where nothing is drawn.
func (s *setter) face(cluster []rune) *face {
	for _, p := range s.chain {
		if p.drawsAll(cluster) {
			return p
		}
	}
	if parts := []rune(norm.NFD.String(string(cluster))); len(parts) > len(cluster) {
		return s.face(parts)
	}
	for _, r := range cluster {
		if !blank(r) {
			return nil
		}
	}
	return s.chain[0]
}

func (f *face) drawsAll(runes []rune) bool {
	for _, r := range runes {
		if !unseen(r) && !f.draws(r) {
			return false
		}
	}
	return true
}

// faces returns the font of each character: that of its neighbour before it for
// spaces, so that they have the right width.
func (s *setter) faces(runes []rune) []*face {
	all := make([]*face, len(runes))
	if s.chain[0].drawsAll(runes) {
		for i := range all {
			all[i] = s.chain[0]
		}
		return all
	}
	at := 0
	before := s.chain[0]
	for _, cluster := range graphemes(string(runes)) {
		size := len([]rune(cluster))
		part := runes[at : at+size]
		now := before
		if !blank(part[0]) || !before.drawsAll(part) {
			now = s.face(part)
		}
		if now == nil { // a text that is not known
			now = s.chain[0]
		}
		for i := range part {
			all[at+i] = now
		}
		at, before = at+size, now
	}
	return all
}

// noSpace is the width of a space where no font has one, in ems.
const noSpace = .25

// set places the glyphs of a text and returns its width, all in ems.
func (s *setter) set(text string, rtl bool) (glyphs []glyph, width float64, err error) {
	defer intact(&err)
	runes := []rune(text)
	for _, i := range s.items(runes, rtl) {
		s.shape(runes, i)
		for n, info := range s.buffer.Info {
			place := s.buffer.Pos[n]
			if info.Glyph == 0 && blank(runes[info.Cluster]) {
				width += noSpace
				continue
			}
			at := point{width + i.face.ems(float64(place.XOffset)), -i.face.ems(float64(place.YOffset))}
			glyphs = append(glyphs, glyph{i.face, info.Glyph, at})
			width += i.face.advance(info.Glyph, place.XAdvance)
		}
	}
	return glyphs, width, nil
}

// shape chooses and places the glyphs of a part of a line. The letters beside it
// are looked at too: they may want to join.
func (s *setter) shape(runes []rune, i item) {
	s.buffer.Clear()
	s.buffer.AddRunes(runes, i.start, i.end-i.start)
	direction := harfbuzz.LeftToRight
	if i.level%2 != 0 {
		direction = harfbuzz.RightToLeft
	}
	s.buffer.Props = harfbuzz.SegmentProperties{Direction: direction, Script: i.script, Language: s.language}
	s.buffer.Shape(i.face.shaper, nil)
}

func (s *setter) width(text string) (float64, error) {
	_, width, err := s.set(text, false)
	return width, err
}

// letters returns the contours of a text that begins, at the left, at a point on
// its baseline.
func (s *setter) letters(text string, rtl bool, start point, size float64) (all []contour, err error) {
	defer intact(&err)
	glyphs, _, err := s.set(text, rtl)
	if err != nil {
		return nil, err
	}
	for _, g := range glyphs {
		place := translation(start.x+g.at.x*size, start.y+g.at.y*size).after(scaling(size, size))
		all = append(all, placed(g.face.outline(g.index).flatten(roughness/size), place)...)
	}
	return all, nil
}
