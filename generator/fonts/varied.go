package fonts

// variations is the table "HVAR" of a font, which says how widths change with
// what varies. Only the weight varies here; everything else stays as usual.
type variations struct {
	hvar   []byte
	weight int // the place of the weight among the axes
}

// at returns a cursor at a place of some bytes.
func at(data []byte, offset int) cursor {
	c := cursor{data: data}
	c.take(offset)
	return c
}

// delta returns how much wider a glyph is, in units of the font, where the weight
// is so far on the scale from -1 to 1.
func (v variations) delta(glyph int, weight float64) float64 {
	c := at(v.hvar, 4)
	store, mapping := int(c.u32()), int(c.u32())
	if c.short {
		return 0
	}
	outer, inner := v.place(mapping, glyph)
	c = at(v.hvar, store+2)
	regions := store + int(c.u32())
	if count := int(c.u16()); outer >= count {
		return 0
	}
	c.take(4 * outer)
	row := at(v.hvar, store+int(c.u32()))
	if c.short {
		return 0
	}
	return v.sum(row, inner, regions, weight)
}

// place returns where a glyph has its row.
func (v variations) place(mapping, glyph int) (outer, inner int) {
	if mapping == 0 {
		return 0, glyph
	}
	c := at(v.hvar, mapping)
	format, entry := c.u8(), c.u8()
	count := 0
	if format == 0 {
		count = int(c.u16())
	} else {
		count = int(c.u32())
	}
	if count == 0 {
		return 0, glyph
	}
	size := int(entry>>4&3) + 1
	c.take(size * min(glyph, count-1))
	value := 0
	for _, b := range c.take(size) {
		value = value<<8 | int(b)
	}
	bits := entry&15 + 1
	return value >> bits, value & (1<<bits - 1)
}

// sum adds up the changes of one row, each as far as its region reaches.
func (v variations) sum(c cursor, inner, regions int, weight float64) float64 {
	items, words, count := int(c.u16()), int(c.u16()), int(c.u16())
	indexes := cursor{data: c.take(2 * count)}
	wide, narrow := 2, 1
	if words&0x8000 != 0 {
		wide, narrow, words = 4, 2, words&0x7fff
	}
	if inner >= items || words > count {
		return 0
	}
	c.take(inner * (words*wide + (count-words)*narrow))
	total := 0.0
	for i := range count {
		size := narrow
		if i < words {
			size = wide
		}
		total += number(c.take(size)) * v.reach(regions, int(indexes.u16()), weight)
	}
	if c.short || indexes.short {
		return 0
	}
	return total
}

// number reads a number with a sign, of any size.
func number(bytes []byte) float64 {
	v := 0
	for i, b := range bytes {
		if i == 0 {
			v = int(int8(b))
			continue
		}
		v = v<<8 | int(b)
	}
	return float64(v)
}

// reach returns from 0 to 1 how much of a region's change counts.
func (v variations) reach(regions, index int, weight float64) float64 {
	c := at(v.hvar, regions)
	axes := int(c.u16())
	if count := int(c.u16()); index >= count {
		return 0
	}
	c.take(6 * axes * index)
	reach := 1.0
	for i := range axes {
		value := 0.0
		if i == v.weight {
			value = weight
		}
		reach *= tent(small(c.u16()), small(c.u16()), small(c.u16()), value)
	}
	if c.short {
		return 0
	}
	return reach
}

// tent rises from start to peak and falls to end. An axis whose peak is at 0 says nothing.
func tent(start, peak, end, value float64) float64 {
	switch {
	case peak == 0 || value == peak || start > peak || peak > end || start < 0 && end > 0:
		return 1
	case value <= start || value >= end:
		return 0
	case value < peak:
		return (value - start) / (peak - start)
	}
	return (end - value) / (end - peak)
}
