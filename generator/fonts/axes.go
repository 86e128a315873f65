package fonts

// axis is something that varies in a font, such as its weight.
type axis struct {
	tag                    string
	lowest, usual, highest float64
}

func fixed(v uint32) float64 { return float64(int32(v)) / (1 << 16) }

func small(v uint16) float64 { return float64(int16(v)) / (1 << 14) }

// readAxes reads the table "fvar"; a font without has no axes.
func readAxes(fvar []byte) []axis {
	c := cursor{data: fvar}
	c.take(4)
	start := int(c.u16())
	c.take(2)
	count, size := int(c.u16()), int(c.u16())
	if c.short || size < 20 || start+count*size > len(fvar) {
		return nil
	}
	var all []axis
	for i := range count {
		c := cursor{data: fvar[start+i*size:]}
		all = append(all, axis{string(c.take(4)), fixed(c.u32()), fixed(c.u32()), fixed(c.u32())})
	}
	return all
}

// weightAxis returns the place of the weight among the axes, or -1.
func weightAxis(axes []axis) int {
	for i, a := range axes {
		if a.tag == "wght" && a.lowest <= a.usual && a.usual <= a.highest {
			return i
		}
	}
	return -1
}

// normal brings a value onto the scale from -1 to 1, with the usual value at 0.
func (a axis) normal(value float64) float64 {
	value = min(max(value, a.lowest), a.highest)
	switch {
	case value < a.usual:
		return (value - a.usual) / (a.usual - a.lowest)
	case value > a.usual:
		return (value - a.usual) / (a.highest - a.usual)
	}
	return 0
}

// bent follows the line that the table "avar" draws for an axis: fonts may move
// the weights between the lightest and the heaviest.
func bent(avar []byte, axis int, v float64) float64 {
	c := cursor{data: avar}
	c.take(8)
	for range axis {
		c.take(4 * int(c.u16()))
	}
	count := int(c.u16())
	var from, to float64
	for i := range count {
		nextFrom, nextTo := small(c.u16()), small(c.u16())
		if c.short {
			return v
		}
		if v <= nextFrom {
			if i == 0 || nextFrom == from {
				return nextTo
			}
			return to + (nextTo-to)*(v-from)/(nextFrom-from)
		}
		from, to = nextFrom, nextTo
	}
	return v
}
