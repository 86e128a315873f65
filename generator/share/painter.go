package share

import (
	"bytes"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"sync"
)

// Look is the theme of the site in light mode. All colours of a picture are these
// or mixes of them.
type Look struct{ Background, Text, Accent color.RGBA }

// Card is what a picture says: the title of a page with a few words above it, and
// below it the practice and the place where it is. All but the title may be empty.
type Card struct{ Title, Kicker, Practice, Place string }

// Picture is a share picture of 1200 by 630 pixels, and the characters that it
// leaves out because its fonts do not have them, in their order.
type Picture struct {
	PNG     []byte
	Omitted []rune
}

// Painter draws share pictures of one look.
type Painter struct {
	heading, body face
	scene         *canvas // never changed: every picture begins with a copy
	inks          inks
	buffers       *buffers
}

// NewPainter prepares everything that is the same on all pictures. It fails for
// colours that are transparent and for fonts that cannot be read.
func NewPainter(look Look, fonts Fonts) (*Painter, error) {
	for _, c := range []color.RGBA{look.Background, look.Text, look.Accent} {
		if c.A != 0xff {
			return nil, errors.New("the colours of a share picture must not be transparent")
		}
	}
	heading, err := newFace("headings", fonts.Heading)
	if err != nil {
		return nil, err
	}
	body, err := newFace("body", fonts.Body)
	if err != nil {
		return nil, err
	}
	base, colors := scene(look)
	return &Painter{heading, body, base, colors, &buffers{}}, nil
}

// Card draws one picture. Several may be drawn at once.
func (p *Painter) Card(c Card) (Picture, error) {
	omitted := omissions{}
	w := &writer{
		canvas: p.scene.clone(), inks: p.inks,
		heading: &setter{face: p.heading, omitted: omitted}, body: &setter{face: p.body, omitted: omitted},
	}
	if err := w.write(c); err != nil {
		return Picture{}, err
	}
	var b bytes.Buffer
	encoder := png.Encoder{BufferPool: p.buffers}
	if err := encoder.Encode(&b, w.canvas.Paletted); err != nil {
		return Picture{}, fmt.Errorf("write a picture: %w", err)
	}
	return Picture{PNG: b.Bytes(), Omitted: omitted.sorted()}, nil
}

// buffers lets pictures that are written one after another share their memory.
type buffers struct{ pool sync.Pool }

// Get returns the memory of an earlier picture, or nil.
func (b *buffers) Get() *png.EncoderBuffer {
	buffer, _ := b.pool.Get().(*png.EncoderBuffer)
	return buffer
}

// Put takes back the memory of a picture.
func (b *buffers) Put(buffer *png.EncoderBuffer) { b.pool.Put(buffer) }
