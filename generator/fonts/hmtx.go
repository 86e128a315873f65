package fonts

import (
	"encoding/binary"
	"errors"
)

var errMetrics = errors.New("the widths of the letters are damaged")

// restoreMetrics makes the table "hmtx" out of its packed form (WOFF2, 5.4),
// which leaves out how far glyphs stand from their left edge where their
// outlines say the same.
func (t *parts) restoreMetrics() error {
	c := cursor{data: t.get("hmtx")}
	flags := c.u8()
	lefts, err := t.leftEdges()
	if err != nil {
		return err
	}
	hhea := t.get("hhea")
	if len(hhea) < 36 || flags&3 == 0 || flags&^3 != 0 {
		return errMetrics
	}
	wide := int(binary.BigEndian.Uint16(hhea[34:]))
	if wide == 0 || wide > len(lefts) {
		return errMetrics
	}
	widths := c.take(2 * wide)
	for i := range lefts {
		if absent := flags&1 != 0 && i < wide || flags&2 != 0 && i >= wide; !absent {
			lefts[i] = c.u16()
		}
	}
	if c.short {
		return errMetrics
	}
	out := make([]byte, 0, 2*wide+2*len(lefts))
	for i, left := range lefts {
		if i < wide {
			out = append(out, widths[2*i:2*i+2]...)
		}
		out = binary.BigEndian.AppendUint16(out, left)
	}
	t.put("hmtx", out)
	return nil
}

// leftEdges returns where the outline of each glyph begins at its left, zero
// for those that have none.
func (t *parts) leftEdges() ([]uint16, error) {
	head, maxp, loca, glyf := t.get("head"), t.get("maxp"), t.get("loca"), t.get("glyf")
	if len(head) < headLength || len(maxp) < 6 {
		return nil, errMetrics
	}
	count := int(binary.BigEndian.Uint16(maxp[4:]))
	places, err := readPlaces(loca, count+1, head[longPlaces] != 0)
	if err != nil {
		return nil, err
	}
	lefts := make([]uint16, count)
	for i := range lefts {
		from, to := places[i], places[i+1]
		if from == to {
			continue
		}
		if from > to || to-from < 10 || to > len(glyf) {
			return nil, errGlyphs
		}
		lefts[i] = binary.BigEndian.Uint16(glyf[from+2:])
	}
	return lefts, nil
}

// readPlaces reads the table "loca".
func readPlaces(loca []byte, count int, long bool) ([]int, error) {
	c := cursor{data: loca}
	places := make([]int, count)
	for i := range places {
		if long {
			places[i] = int(c.u32())
		} else {
			places[i] = 2 * int(c.u16())
		}
	}
	if c.short {
		return nil, errGlyphs
	}
	return places, nil
}
