package images

import (
	"image"
	"image/color"

	"github.com/kovidgoyal/imaging"
)

// pixels returns a picture as red, green, blue and alpha.
func pixels(m image.Image) *image.NRGBA {
	switch m := m.(type) {
	case *image.NRGBA:
		return m
	case *image.YCbCr:
		return fromYCbCr(m)
	case *image.NYCbCrA:
		out := fromYCbCr(&m.YCbCr)
		for y := range m.Rect.Dy() {
			for x, alpha := range m.A[m.AOffset(m.Rect.Min.X, m.Rect.Min.Y+y):][:m.Rect.Dx()] {
				out.Pix[y*out.Stride+4*x+3] = alpha
			}
		}
		return out
	}
	return imaging.AsNRGBA(m)
}

func fromYCbCr(m *image.YCbCr) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, m.Rect.Dx(), m.Rect.Dy()))
	subX, _ := subsampling(m.SubsampleRatio)
	parallel(m.Rect.Dy(), func(y int) {
		at, ct := m.YOffset(m.Rect.Min.X, m.Rect.Min.Y+y), m.COffset(m.Rect.Min.X, m.Rect.Min.Y+y)
		to := out.Pix[y*out.Stride:][:out.Stride]
		for x, luma := range m.Y[at:][:m.Rect.Dx()] {
			r, g, b := color.YCbCrToRGB(luma, m.Cb[ct+x/subX], m.Cr[ct+x/subX])
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = r, g, b, 0xff
		}
	})
	return out
}
