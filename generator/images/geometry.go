package images

import (
	"image"
	"math"
)

// Cut says which part of a picture is wanted, and how large.
type Cut struct {
	From          image.Rectangle // in pixels of the source as shown; empty for all of it
	Width, Height int             // of the result, in pixels
}

// Fit returns the largest measures of a picture that are within others and of the same ratio. It never enlarges. A limit of 0 is none.
func Fit(w, h, maxW, maxH int) (int, int) {
	if w <= 0 || h <= 0 {
		return 0, 0
	}
	scale := 1.0
	if maxW > 0 {
		scale = min(scale, float64(maxW)/float64(w))
	}
	if maxH > 0 {
		scale = min(scale, float64(maxH)/float64(h))
	}
	return scaled(w, scale), scaled(h, scale)
}

func scaled(n int, by float64) int { return max(1, int(math.Round(float64(n)*by))) }

// Fill returns the cut that covers an area of toW × toH: as much as possible of the picture in the ratio of that area, as near to
// the focus as can be, which is given as parts of width and height from 0 to 1. It never enlarges: of a picture that is
// too small, the result is smaller than asked for, in the ratio asked for.
func Fill(w, h, toW, toH int, focusX, focusY float64) Cut {
	if w <= 0 || h <= 0 || toW <= 0 || toH <= 0 {
		return Cut{}
	}
	scale := min(float64(w)/float64(toW), float64(h)/float64(toH))
	width, height := min(w, scaled(toW, scale)), min(h, scaled(toH, scale))
	x, y := around(focusX, width, w), around(focusY, height, h)
	cut := Cut{From: image.Rect(x, y, x+width, y+height), Width: toW, Height: toH}
	if scale < 1 {
		cut.Width, cut.Height = width, height
	}
	return cut
}

// around returns where a stretch begins that has the focus in its middle, as far as it stays within the whole.
func around(focus float64, length, whole int) int {
	if !(focus >= 0) { // or is no number
		focus = 0
	}
	return max(0, min(whole-length, int(math.Round(min(focus, 1)*float64(whole)-float64(length)/2))))
}
