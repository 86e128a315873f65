package vector

import (
	"math"
	"strconv"
	"strings"
)

// Size returns how large the drawing is meant to be seen, in CSS pixels: its
// width and height, else the measures of its view box; 0, 0 where neither is
// known. A percentage is no size; of one length alone and a view box, the other
// follows. An em is taken as 16 pixels.
func (d *Drawing) Size() (width, height float64) {
	width, height = pixels(d.tree().get("width")), pixels(d.tree().get("height"))
	if width > 0 && height > 0 {
		return width, height
	}
	box, ok := parseViewBox(d.tree().get("viewBox"))
	switch {
	case !ok || box[2] == 0 || box[3] == 0:
		return 0, 0
	case width > 0:
		return finite(width, width*box[3]/box[2])
	case height > 0:
		return finite(height*box[2]/box[3], height)
	}
	return box[2], box[3]
}

// finite returns the size, or none where it is beyond all numbers.
func finite(width, height float64) (float64, float64) {
	if math.IsInf(width, 0) || math.IsInf(height, 0) {
		return 0, 0
	}
	return width, height
}

// pixels returns the pixels of a length such as "12mm", 0 where it is not known. It may be negative, which is no size either.
func pixels(length string) float64 {
	length = strings.TrimSpace(strings.ToLower(length))
	end := len(strings.TrimRight(length, "abcdefghijklmnopqrstuvwxyz%"))
	scale := map[string]float64{
		"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "mm": 96 / 25.4, "cm": 96 / 2.54, "q": 96 / 101.6, "em": 16, "rem": 16, "ex": 8,
	}[length[end:]]
	number, ok := parseNumber(length[:end])
	if !ok {
		return 0
	}
	number, _ = finite(number*scale, 0)
	return number
}

// parseNumber reads a number as SVG has it, so none of the other forms of Go ("0x1p4", "1_000", "inf").
func parseNumber(text string) (float64, bool) {
	if strings.Trim(text, "+-.0123456789eE") != "" || strings.ContainsAny(text, "xXpP_") {
		return 0, false
	}
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil
}

// parseViewBox reads four numbers between commas or blanks, the latter two of which are no less than zero.
func parseViewBox(text string) (box [4]float64, ok bool) {
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) })
	if len(fields) != len(box) {
		return box, false
	}
	for i, field := range fields {
		if box[i], ok = parseNumber(field); !ok {
			return box, false
		}
	}
	return box, box[2] >= 0 && box[3] >= 0
}

// decimal writes a number as short as it can be.
func decimal(number float64) string { return strconv.FormatFloat(number, 'f', -1, 64) }
