package starter

import (
	"math"

	"stillpoint/generator/config"
)

// What tests of other packages hold against the readers of YAML and Markdown.
var (
	Plain = plain
	Link  = link
)

// Zones returns the time zones of all countries and regions that are known.
func Zones() map[string]string {
	all := zones()
	for code, c := range countries() {
		all[code] = c.zone
	}
	return all
}

// Contrast returns the contrast ratio of two colours, reckoned anew from WCAG 2.2, “relative luminance”.
func Contrast(a, b string) float64 {
	light := func(color string) float64 {
		red, green, blue, _ := config.RGB(color)
		part := func(v uint8) float64 {
			if c := float64(v) / 255; c > 0.04045 {
				return math.Pow((c+0.055)/1.055, 2.4)
			}
			return float64(v) / 255 / 12.92
		}
		return 0.2126*part(red) + 0.7152*part(green) + 0.0722*part(blue)
	}
	return (max(light(a), light(b)) + 0.05) / (min(light(a), light(b)) + 0.05)
}
