package images

import (
	"image"
	"image/draw"

	"github.com/kovidgoyal/imaging"
)

// A photograph of a telephone has some ten times the pixels that a page shows. Before any costly step, blocks of 2 × 2 of its
// pixels are averaged, and blocks of the result, as often as can be. For JPEG and lossy WebP this is done on the planes of
// brightness and colour as they come from the decoder, so that a picture of 100 megapixels is never held as pixels of red, green
// and blue, and in a fraction of the time that a filter takes.

// halve averages blocks of 2 × 2 pixels. At the right and the bottom blocks may be smaller.
func halve(m image.Image) image.Image {
	switch m := m.(type) {
	case *image.YCbCr:
		return halveYCbCr(m)
	case *image.Gray:
		out := image.NewGray(half(m.Rect))
		halvePlane(plane{out.Pix, out.Stride, out.Rect.Dx(), out.Rect.Dy()}, plane{m.Pix, m.Stride, m.Rect.Dx(), m.Rect.Dy()}, 1, 1)
		return out
	case *image.CMYK:
		out := image.NewCMYK(half(m.Rect))
		halveRows(out.Pix, out.Rect, m.Rect.Dy(), func(y int) []uint8 { return m.Pix[y*m.Stride:][:4*m.Rect.Dx()] })
		return out
	}
	return halvePixels(m)
}

// half returns the measures of what is left.
func half(r image.Rectangle) image.Rectangle {
	return image.Rect(0, 0, (r.Dx()+1)/2, (r.Dy()+1)/2)
}

// plane is a rectangle of samples.
type plane struct {
	pix           []uint8
	stride        int
	width, height int
}

// halvePlane averages blocks of samples of a plane that is coarser than the picture by factors: of 1, blocks of 2; of 2, each sample stands
// as it is; of 4, it stands for two.
func halvePlane(out, in plane, subX, subY int) {
	parallel(out.height, func(y int) {
		top, bottom := block(y, subY, in.height)
		to := out.pix[y*out.stride:][:out.width]
		for x := range to {
			left, right := block(x, subX, in.width)
			sum := uint32(0)
			for row := top; row < bottom; row++ {
				for _, v := range in.pix[row*in.stride+left : row*in.stride+right] {
					sum += uint32(v)
				}
			}
			n := uint32((bottom - top) * (right - left))
			to[x] = uint8((sum + n/2) / n)
		}
	})
}

// block returns which samples are averaged to one.
func block(at, sub, length int) (from, to int) {
	return at * 2 / sub, min(length, (at*2+1)/sub+1)
}

// halvePairs does the same for the usual case, blocks of four samples, in a third of the time.
func halvePairs(out, in plane) {
	parallel(in.height/2, func(y int) {
		to := out.pix[y*out.stride:][:in.width/2]
		upper, lower := in.pix[2*y*in.stride:][:2*len(to)], in.pix[(2*y+1)*in.stride:][:2*len(to)]
		for x := range to {
			to[x] = uint8((uint32(upper[2*x]) + uint32(upper[2*x+1]) + uint32(lower[2*x]) + uint32(lower[2*x+1]) + 2) / 4)
		}
	})
}

// halveYCbCr averages each plane, and returns the colours in full: one sample of colour for each of brightness.
func halveYCbCr(m *image.YCbCr) *image.YCbCr {
	out := image.NewYCbCr(half(m.Rect), image.YCbCrSubsampleRatio444)
	w, h := m.Rect.Dx(), m.Rect.Dy()
	subX, subY := subsampling(m.SubsampleRatio)
	for _, p := range []struct {
		out, in    []uint8
		stride     int
		subX, subY int
	}{{out.Y, m.Y, m.YStride, 1, 1}, {out.Cb, m.Cb, m.CStride, subX, subY}, {out.Cr, m.Cr, m.CStride, subX, subY}} {
		to := plane{p.out, out.YStride, out.Rect.Dx(), out.Rect.Dy()}
		from := plane{p.in, p.stride, (w + p.subX - 1) / p.subX, (h + p.subY - 1) / p.subY}
		if p.subX == 1 && p.subY == 1 && w%2 == 0 && h%2 == 0 {
			halvePairs(to, from)
			continue
		}
		halvePlane(to, from, p.subX, p.subY)
	}
	return out
}

// subsampling returns how much coarser the colours are than the brightness.
func subsampling(r image.YCbCrSubsampleRatio) (x, y int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	}
	return 1, 1
}

// halvePixels averages pixels of any kind. They are weighted by how opaque they are, so that the colours of what is not seen do not show.
func halvePixels(m image.Image) *image.NRGBA {
	b := m.Bounds()
	out := image.NewRGBA(half(b))
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	halveRows(out.Pix, out.Rect, b.Dy(), func(y int) []uint8 {
		draw.Draw(strip, strip.Rect, m, image.Pt(b.Min.X, b.Min.Y+y), draw.Src)
		return strip.Pix
	})
	return imaging.AsNRGBA(out)
}

// halveRows averages blocks of pixels of four values, whose rows a function returns one after the other.
func halveRows(to []uint8, r image.Rectangle, height int, row func(y int) []uint8) {
	sums := make([]uint32, 4*r.Dx())
	for y := range r.Dy() {
		clear(sums)
		rows, width := min(2, height-2*y), 0
		for i := range rows {
			line := row(2*y + i)
			width = len(line) / 4
			for at, v := range line {
				sums[at/8*4+at%4] += uint32(v)
			}
		}
		for i := range sums {
			n := uint32(rows * min(2, width-i/4*2))
			to[4*y*r.Dx()+i] = uint8((sums[i] + n/2) / n)
		}
	}
}
