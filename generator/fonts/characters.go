package fonts

import (
	"encoding/binary"
	"errors"
	"sort"
	"unicode"
	"unicode/utf8"
)

var errCharacters = errors.New("the font does not say which characters it draws, or in a form that browsers do not read either")

// characters is the part of the table "cmap" that says which glyph stands for a
// character. It is read where it lies: what overlaps in a damaged font takes no memory.
type characters struct {
	data   []byte
	wide   bool // format 12, which knows all of Unicode; else format 4
	symbol bool // whether the font numbers its signs from U+F000 on
}

// encoding is how a subtable of "cmap" says of what kind it is.
type encoding struct{ platform, number uint16 }

// encodings returns the kinds of subtables that speak of Unicode, the best ones first.
func encodings() []encoding {
	return []encoding{{3, 10}, {0, 6}, {0, 4}, {3, 1}, {0, 3}, {0, 2}, {0, 1}, {0, 0}, {3, 0}}
}

func readCharacters(cmap []byte) (characters, error) {
	c := cursor{data: cmap}
	c.take(2)
	offsets := map[encoding]uint32{}
	for range int(c.u16()) {
		kind := encoding{c.u16(), c.u16()}
		offset := c.u32()
		if c.short {
			break
		}
		offsets[kind] = offset
	}
	for _, kind := range encodings() {
		offset, known := offsets[kind]
		if !known || uint64(offset)+16 > uint64(len(cmap)) {
			continue
		}
		sub := characters{data: cmap[offset:], symbol: kind == encoding{3, 0}}
		if format := sub.u16(0); format == 4 || format == 12 {
			sub.wide = format == 12
			return sub, nil
		}
	}
	return characters{}, errCharacters
}

// u16 reads a number at a place, zero behind the end.
func (c characters) u16(at int) int {
	if at+2 > len(c.data) {
		return 0
	}
	return int(binary.BigEndian.Uint16(c.data[at:]))
}

func (c characters) u32(at int) int {
	if at+4 > len(c.data) {
		return 0
	}
	return int(binary.BigEndian.Uint32(c.data[at:]))
}

// segments returns how many ranges of characters there are.
func (c characters) segments() int {
	if c.wide {
		return min(c.u32(12), (len(c.data)-16)/12)
	}
	return min(c.u16(6)/2, (len(c.data)-16)/8)
}

// segment returns the first and the last character of a range.
func (c characters) segment(i int) (first, last rune) {
	if c.wide {
		return rune(c.u32(16 + 12*i)), rune(c.u32(20 + 12*i))
	}
	return rune(c.u16(16 + 2*c.segments() + 2*i)), rune(c.u16(14 + 2*i))
}

// glyph returns the number of the glyph that stands for a character, 0 for none.
func (c characters) glyph(r rune) int {
	count := c.segments()
	i := sort.Search(count, func(i int) bool {
		_, last := c.segment(i)
		return last >= r
	})
	if i < count {
		if first, _ := c.segment(i); first <= r {
			return c.within(i, r)
		}
	}
	if c.symbol && r <= 0xff {
		return c.glyph(r + 0xf000)
	}
	return 0
}

// within returns the glyph of a character that lies in a range.
func (c characters) within(i int, r rune) int {
	first, _ := c.segment(i)
	if c.wide {
		return (c.u32(24+12*i) + int(r-first)) & 0xffff
	}
	count := c.segments()
	delta, place := c.u16(16+4*count+2*i), 16+6*count+2*i
	shift := c.u16(place)
	if shift == 0 {
		return (int(r) + delta) & 0xffff
	}
	glyph := c.u16(place + shift + 2*int(r-first))
	if glyph == 0 {
		return 0
	}
	return (glyph + delta) & 0xffff
}

// all calls a function with each character that has a glyph, in their order.
func (c characters) all(yield func(rune) bool) {
	next := rune(0)
	for i := range c.segments() {
		first, last := c.segment(i)
		for r := max(first, next); r <= min(last, unicode.MaxRune); r++ {
			next = r + 1
			if utf8.ValidRune(r) && c.within(i, r) != 0 && !yield(r) {
				return
			}
		}
	}
}

// Covers tells whether the font draws all characters of a text. Spaces and
// characters that nobody sees count as drawn.
func (f *Face) Covers(text string) bool {
	for _, r := range text {
		if !unseen(r) && f.characters.glyph(r) == 0 {
			return false
		}
	}
	return true
}

func unseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector)
}
