package images

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"

	"github.com/gen2brain/avif"
	"github.com/kovidgoyal/imaging"
	"github.com/kovidgoyal/imaging/prism/meta/icc"
)

// Decode returns a picture ready to be cut and encoded: upright, in sRGB, and of an animation the first frame. The need says
// the largest width and height, as shown, that the picture as a whole will be asked for: it may be kept smaller than
// it is, but not smaller than that. A zero need keeps all pixels. Errors about the picture are of type *[Error].
func Decode(ctx context.Context, data []byte, l Limits, need image.Point) (*Picture, error) {
	h, err := inspect(data, l)
	if err != nil {
		return nil, err
	}
	level := min(levelFor(h.Width, h.Height, need), toneLevel(h.Info))
	kept := int64(h.width) * int64(h.height) >> (2 * level)
	if err := l.checkMemory(h.Info, h.memory(kept, 0)); err != nil {
		return nil, err
	}
	p := &Picture{info: h.Info, space: h.space, levels: map[int]*image.NRGBA{}}
	err = guard(func() error { return p.develop(ctx, h, data, level) })
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, asError(h.Format, err)
	}
	return p, nil
}

// develop takes the steps from bytes to pixels.
func (p *Picture) develop(ctx context.Context, h *header, data []byte, level int) error {
	m, err := decode(h, data)
	if err != nil {
		return err
	}
	if b := m.Bounds(); b.Dx() != h.width || b.Dy() != h.height {
		return broken("the %s picture is damaged: it has %d × %d pixels, but its header says %d × %d", h.Format.label(), b.Dx(), b.Dy(), h.width, h.height)
	}
	for range level {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		m = halve(m)
	}
	p.base, p.baseLevel, p.lowest = m, level, level
	p.convert = h.space.conversion()
	p.at(level)
	return ctx.Err()
}

// decode returns the pixels as the file has them, but for the range of their values, which is made full.
func decode(h *header, data []byte) (image.Image, error) {
	r := bytes.NewReader(data)
	switch h.Format {
	case JPEG:
		return jpeg.Decode(r)
	case PNG:
		return png.Decode(r)
	case GIF:
		m, err := gif.Decode(r)
		if err != nil {
			return nil, err
		}
		return onCanvas(m, h.width, h.height), nil
	case WebP:
		return decodeWebP(h, data)
	}
	return decodeAVIF(r)
}

// onCanvas puts a frame in its place on the whole, which is clear where the frame does not cover it.
func onCanvas(m image.Image, width, height int) image.Image {
	if m.Bounds() == image.Rect(0, 0, width, height) {
		return m
	}
	whole := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(whole, m.Bounds(), m, m.Bounds().Min, draw.Src)
	return whole
}

// decodeAVIF decodes the first frame.
func decodeAVIF(r *bytes.Reader) (image.Image, error) {
	m, err := avif.Decode(r)
	if err != nil {
		return nil, err
	}
	return m, visible(m)
}

// visible complains of clear black, which is what the library for AVIF returns where its codec found no picture.
func visible(m image.Image) error {
	var pix []uint8
	switch m := m.(type) {
	case *image.RGBA:
		pix = m.Pix
	case *image.RGBA64:
		pix = m.Pix
	}
	if len(bytes.TrimLeft(pix, "\x00")) == 0 {
		return broken("the AVIF picture is damaged: there is nothing to see in it")
	}
	return nil
}

// fromInks converts a picture for print by its profile, if it has one. Else it is left to simple arithmetic.
func fromInks(m image.Image, s space) image.Image {
	inks, ok := m.(*image.CMYK)
	if !ok {
		return m
	}
	p := s.profile()
	if p == nil || p.Header.DataColorSpace != icc.ColorSpaceCMYK {
		return m
	}
	err := guard(func() error {
		converted, err := imaging.ConvertToSRGB(p, icc.RelativeColorimetricRenderingIntent, true, inks)
		if err == nil {
			m = converted
		}
		return err
	})
	if err != nil {
		return inks
	}
	return m
}

// turn puts a picture upright that is stored in one of the eight orientations of EXIF.
func turn(m *image.NRGBA, orientation int) *image.NRGBA {
	turns := [...]func(image.Image) image.Image{
		2: imaging.FlipH, 3: imaging.Rotate180, 4: imaging.FlipV, 5: imaging.Transpose,
		6: imaging.Rotate270, 7: imaging.Transverse, 8: imaging.Rotate90,
	}
	if orientation < 2 {
		return m
	}
	return imaging.AsNRGBA(turns[orientation](m))
}
