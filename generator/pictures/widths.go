package pictures

import (
	"math"
	"slices"
)

// device is a window of a width in CSS pixels, on a screen with so many dots to each of them.
type device struct{ window, density float64 }

// devices stand for those that pages are read on: phones, tablets and desks. Screens with three dots to a pixel are served
// two, which an eye at reading distance does not tell apart from three.
func devices() []device {
	return []device{
		{360, 2}, {390, 2}, {412, 1.75}, {430, 2}, {768, 1}, {768, 2}, {1024, 1}, {1024, 2},
		{1280, 1}, {1440, 1}, {1440, 2}, {1920, 1}, {1920, 2},
	}
}

// spread is how much wider than needed a picture may be, so that one serves several devices.
const spread = 1.15

// widths returns the widths in dots that the devices need of a picture, the smallest first: at most limit, and none
// of them twice within the spread.
func (s sizes) widths(limit int) []int {
	var needs []int
	for _, d := range devices() {
		if need := s.at(d.window) * d.density; need > 0 {
			needs = append(needs, int(math.Ceil(min(need, float64(limit)))))
		}
	}
	slices.Sort(needs)
	var widths []int
	least := 0 // of those that the last width serves
	for _, need := range needs {
		if len(widths) > 0 && float64(need) <= spread*float64(least) {
			widths[len(widths)-1] = need
			continue
		}
		widths, least = append(widths, need), need
	}
	return widths
}
