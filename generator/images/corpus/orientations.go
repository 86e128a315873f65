package corpus

import (
	"fmt"
	"image"
	"image/color"
)

// orientations returns the scene stored in each of the eight ways in which a camera may be held. All are upright when shown.
func orientations() []File {
	var all []File
	for n := 1; n <= 8; n++ {
		f := good(fmt.Sprintf("orientation-%d.jpg", n), "jpeg", encodeJPEG(held(n)))
		f.Data = withSegments(f.Data, jpegEXIF(EXIF(n, false)))
		all = append(all, f)
	}
	turned := good("orientation-6.png", "png", encodePNG(held(6)))
	turned.Data = withChunks(turned.Data, chunk("eXIf", EXIF(6, false)))
	webp := good("orientation-5.webp", "webp", extended(vp8xEXIF, stored(losslessWebP), riff("EXIF", EXIF(5, false))))
	webp.Width, webp.Height = Height, Width
	webp.Colours[1], webp.Colours[2] = webp.Colours[2], webp.Colours[1]
	avif := good("orientation-5.avif", "avif", stored(turnedAVIF))
	avif.Width, avif.Height, avif.Colours = webp.Width, webp.Height, webp.Colours
	return append(all, turned, webp, avif)
}

// held returns the scene as it is stored in an orientation, so that it is upright when that is applied.
func held(orientation int) image.Image {
	q := scene()
	tl, tr, bl, br := q[0], q[1], q[2], q[3]
	stored := map[int][4]color.NRGBA{
		1: {tl, tr, bl, br}, 2: {tr, tl, br, bl}, 3: {br, bl, tr, tl}, 4: {bl, br, tl, tr},
		5: {tl, bl, tr, br}, 6: {tr, br, tl, bl}, 7: {br, tr, bl, tl}, 8: {bl, tl, br, tr},
	}[orientation]
	if orientation > 4 {
		return paint(stored, Height, Width)
	}
	return paint(stored, Width, Height)
}
