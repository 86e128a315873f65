package share

import (
	"encoding/hex"
	"image/color"
	"strings"
)

// readColor understands #rgb, #rgba, #rrggbb, #rrggbbaa, rgb() and a few names,
// all in small letters.
func readColor(text string) (color.NRGBA, bool) {
	if digits, ok := strings.CutPrefix(text, "#"); ok {
		return hexColor(digits)
	}
	if inner, ok := strings.CutPrefix(text, "rgb("); ok {
		inner, ok = strings.CutSuffix(inner, ")")
		c, read := channels(inner)
		return c, ok && read
	}
	digits, ok := map[string]string{
		"black": "000", "silver": "c0c0c0", "gray": "808080", "grey": "808080", "white": "fff",
		"maroon": "800000", "red": "f00", "purple": "800080", "fuchsia": "f0f", "magenta": "f0f",
		"green": "008000", "lime": "0f0", "olive": "808000", "yellow": "ff0", "orange": "ffa500",
		"navy": "000080", "blue": "00f", "teal": "008080", "aqua": "0ff", "cyan": "0ff",
		"brown": "a52a2a", "pink": "ffc0cb", "gold": "ffd700", "transparent": "0000",
	}[text]
	if !ok {
		return color.NRGBA{}, false
	}
	return hexColor(digits)
}

func hexColor(digits string) (color.NRGBA, bool) {
	if len(digits) == 3 || len(digits) == 4 {
		var b strings.Builder
		for i := range digits {
			b.WriteString(digits[i:i+1] + digits[i:i+1])
		}
		digits = b.String()
	}
	v, err := hex.DecodeString(digits)
	switch {
	case err != nil || len(v) < 3 || len(v) > 4:
		return color.NRGBA{}, false
	case len(v) == 3:
		v = append(v, 0xff)
	}
	return color.NRGBA{v[0], v[1], v[2], v[3]}, true
}

// channels reads the numbers of rgb(), with commas or without, all of them in
// percent or none.
func channels(text string) (color.NRGBA, bool) {
	s := &scanner{text: strings.TrimSpace(text)}
	percent := strings.Count(text, "%") == 3
	var v [3]uint8
	for i := range v {
		value, ok := s.number()
		if !ok {
			return color.NRGBA{}, false
		}
		if percent && s.next() == '%' {
			s.at++
			value *= 2.55
		}
		v[i] = uint8(min(max(value, 0), 255) + .5)
		s.gap()
	}
	return color.NRGBA{v[0], v[1], v[2], 0xff}, s.done()
}
