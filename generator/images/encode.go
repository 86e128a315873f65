package images

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"

	"github.com/gen2brain/avif"
	"github.com/gen2brain/webp"
)

// Encoding says in which format, and how closely to the source, a picture is written.
type Encoding struct {
	Format  Format
	Quality int // from 1 to 100; 0 for the default of the format. PNG and GIF have none.
}

// Default qualities. They were chosen from the table that quality_test.go prints.
const (
	defaultJPEG = 80
	defaultWebP = 80
	defaultAVIF = 60
)

// How much time the encoders of WebP and AVIF take: from 0 (quick) to 6 for the one, from 0 (slow) to 10 for the other.
const (
	webpMethod = 2
	avifSpeed  = 8
)

func (e Encoding) quality() int {
	if e.Quality != 0 {
		return max(1, min(e.Quality, 100))
	}
	return map[Format]int{JPEG: defaultJPEG, WebP: defaultWebP, AVIF: defaultAVIF}[e.Format]
}

// Encode returns a cut of the picture as a file without any metadata. A cut without measures, or one that is not within the
// picture, is an error. It may be larger than what it is cut from, but Fit and Fill do not ask for that. Between
// its steps Encode heeds the context.
func (p *Picture) Encode(ctx context.Context, c Cut, e Encoding) ([]byte, error) {
	whole := image.Rect(0, 0, p.info.Width, p.info.Height)
	if c.From.Empty() {
		c.From = whole
	}
	if c.Width <= 0 || c.Height <= 0 || !c.From.In(whole) {
		return nil, fmt.Errorf("%d × %d pixels cannot be cut from %v of a picture of %d × %d", c.Width, c.Height, c.From, p.info.Width, p.info.Height)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var out []byte
	err := guard(func() (err error) {
		pix := p.shape(c)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		out, err = p.write(pix, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("cannot be encoded as %s: %w", e.Format.label(), err)
	}
	return out, nil
}

func (p *Picture) write(pix *image.NRGBA, e Encoding) ([]byte, error) {
	switch e.Format {
	case JPEG:
		var b bytes.Buffer
		err := jpeg.Encode(&b, onWhite(pix), &jpeg.Options{Quality: e.quality()})
		return b.Bytes(), err
	case PNG:
		return writePNG(pix)
	case GIF:
		return writeGIF(pix)
	case WebP:
		return p.writeWebP(pix, e.quality())
	case AVIF:
		var b bytes.Buffer
		err := avif.Encode(&b, premultiplied(pix),
			avif.Options{Quality: e.quality(), QualityAlpha: e.quality(), Speed: avifSpeed, ChromaSubsampling: image.YCbCrSubsampleRatio420})
		return b.Bytes(), err
	}
	return nil, fmt.Errorf("there is no format %q", e.Format)
}

// writeWebP tries without loss, too, where that may well be smaller.
func (p *Picture) writeWebP(pix *image.NRGBA, quality int) ([]byte, error) {
	var b bytes.Buffer
	if err := webp.Encode(&b, pix, webp.Options{Quality: quality, Method: webpMethod}); err != nil {
		return nil, err
	}
	if p.info.Format != PNG && p.info.Format != GIF || !drawn(pix) {
		return b.Bytes(), nil
	}
	var exact bytes.Buffer
	if err := webp.Encode(&exact, pix, webp.Options{Quality: 75, Lossless: true, Method: webpMethod}); err != nil {
		return nil, err
	}
	if exact.Len() <= b.Len() {
		return exact.Bytes(), nil
	}
	return b.Bytes(), nil
}

// sameBytes returns opaque pixels as the kind of picture that other encoders know best. With alpha 255 in each of them
// both kinds have the same bytes.
func sameBytes(m *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
}

// onWhite puts a picture on white paper.
func onWhite(m *image.NRGBA) *image.RGBA {
	if m.Opaque() {
		return sameBytes(m)
	}
	return over(m, 255)
}

// premultiplied returns colours weighted by their alpha.
func premultiplied(m *image.NRGBA) *image.RGBA {
	if m.Opaque() {
		return sameBytes(m)
	}
	out := over(m, 0)
	for i := 3; i < len(out.Pix); i += 4 {
		out.Pix[i] = m.Pix[i]
	}
	return out
}

// over puts a picture on grey paper of a brightness.
func over(m *image.NRGBA, paper uint32) *image.RGBA {
	out := image.NewRGBA(m.Rect)
	for i := 0; i+4 <= len(m.Pix); i += 4 {
		alpha := uint32(m.Pix[i+3])
		for c := range 3 {
			out.Pix[i+c] = uint8((uint32(m.Pix[i+c])*alpha + paper*(255-alpha) + 127) / 255)
		}
		out.Pix[i+3] = 255
	}
	return out
}
