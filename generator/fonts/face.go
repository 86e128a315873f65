package fonts

import (
	"errors"
	"math"
)

// Face is what a font file says of itself.
type Face struct {
	Family  string  // such as "Lora", without what is said by weight and style
	Weight  [2]int  // from 1 to 1000: the lightest and the heaviest of a font whose weight varies, else twice the same
	Italic  bool    // or oblique
	Format  string  // of the file, as CSS names it; see [Format]
	Metrics Metrics // of the regular weight, where the weight varies

	// Ranges is what [Face.CSS] writes as unicode-range, nothing if it is empty.
	// [Read] leaves it so; [Ranges] tells where it is of use.
	Ranges string

	characters characters
	widths     widths
}

// Metrics are the measures of a font. All but AverageWidth are in units, of which
// UnitsPerEm make an em. Ascent and Descent are what lines of text take above and
// below the baseline, both as positive numbers as a rule; LineGap comes between lines.
type Metrics struct {
	UnitsPerEm, Ascent, Descent, LineGap int
	XHeight, CapHeight                   int     // 0 where the font does not tell
	AverageWidth                         float64 // of what Latin text is made of, weighted by how often it occurs, in ems; 0 if the font lacks any of it
}

var errIncomplete = errors.New("the font lacks a table that every font has (head, hhea, hmtx), or has it damaged")

// Read reads a font of any format that [SFNT] knows. The family is empty where
// the font does not tell it. What it returns refers to data only where the
// file is plain; a packed one is unpacked.
func Read(data []byte) (*Face, error) {
	t, err := unpack(data)
	if err != nil {
		return nil, err
	}
	f := &Face{Format: Format(data), Family: family(t.get("name"))}
	if f.characters, err = readCharacters(t.get("cmap")); err != nil {
		return nil, err
	}
	head, hhea := t.get("head"), t.get("hhea")
	if len(head) < headLength || len(hhea) < 36 || len(t.get("hmtx")) < 4 {
		return nil, errIncomplete
	}
	s := readStyle(t.get("OS/2"))
	f.Italic = s.italic || head[45]&2 != 0
	weight := s.told(t.get("name"))
	f.Weight = [2]int{weight, weight}
	if err := f.measure(&t, s); err != nil {
		return nil, err
	}
	return f, nil
}

// The weights that CSS calls normal and bold.
const (
	normalWeight = 400
	boldWeight   = 700
)

// measure reads how large everything is.
func (f *Face) measure(t *parts, s style) error {
	c := at(t.get("head"), 18)
	units := int(c.u16())
	c = at(t.get("hhea"), 34)
	count := int(c.u16())
	if units < 16 || units > 16384 || count == 0 {
		return errIncomplete
	}
	w := widths{hmtx: t.get("hmtx"), count: count, units: float64(units), avar: t.get("avar")}
	axes := readAxes(t.get("fvar"))
	if i := weightAxis(axes); i >= 0 {
		w.axis = axes[i]
		w.changes = variations{t.get("HVAR"), i}
		f.Weight = [2]int{weightOf(w.axis.lowest), weightOf(w.axis.highest)}
	}
	f.widths = w
	f.Metrics = s.lines(t.get("hhea"))
	f.Metrics.UnitsPerEm = units
	f.Metrics.AverageWidth = f.average(min(max(normalWeight, f.Weight[0]), f.Weight[1]))
	return nil
}

func weightOf(v float64) int { return int(math.Round(min(max(v, 1), 1000))) }

// average returns the width of the average letter at a weight, in ems.
func (f *Face) average(weight int) float64 { return f.widths.average(f.characters, float64(weight)) }
