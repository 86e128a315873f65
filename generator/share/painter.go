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
// Where the title begins with a letter of a writing from right to left, the picture
// is mirrored. Language is the tag of the language (BCP 47), for fonts whose
// letters have other forms in some languages; it may be empty.
type Card struct{ Title, Kicker, Practice, Place, Language string }

// Picture is a share picture of 1200 by 630 pixels, and the characters that it
// leaves out because its fonts do not have them, in their order.
type Picture struct {
	PNG     []byte
	Omitted []rune
}

// Painter draws share pictures of one look.
type Painter struct {
	fonts   collection
	scenes  [2]func() (*canvas, inks) // from left to right, and mirrored; never changed: every picture begins with a copy
	desks   *sync.Pool
	buffers *buffers
}

// NewPainter prepares everything that is the same on all pictures. It fails for
// colours that are transparent and for fonts that cannot be read.
func NewPainter(look Look, fonts Fonts) (*Painter, error) {
	for _, c := range []color.RGBA{look.Background, look.Text, look.Accent} {
		if c.A != 0xff {
			return nil, errors.New("the colours of a share picture must not be transparent")
		}
	}
	read, err := readFonts(fonts)
	if err != nil {
		return nil, err
	}
	p := &Painter{fonts: read, desks: &sync.Pool{}, buffers: &buffers{}}
	for i, mirrored := range []bool{false, true} {
		p.scenes[i] = sync.OnceValues(func() (*canvas, inks) { return scene(look, mirrored) })
	}
	return p, nil
}

// desk returns that of an earlier picture, or a new one.
func (p *Painter) desk() (*desk, error) {
	if d, ok := p.desks.Get().(*desk); ok {
		return d, nil
	}
	return newDesk(p.fonts)
}

// Card draws one picture. Several may be drawn at once.
func (p *Painter) Card(c Card) (Picture, error) {
	d, err := p.desk()
	if err != nil {
		return Picture{}, err
	}
	omitted := omissions{}
	w := &writer{rtl: rightToLeft(tidy(c.Title))}
	base, colors := p.scenes[0]()
	if w.rtl {
		base, colors = p.scenes[1]()
	}
	w.canvas, w.inks = base.clone(), colors
	w.heading, w.body = d.setters(c.Language, omitted)
	if err := w.write(c); err != nil {
		return Picture{}, err
	}
	p.desks.Put(d)
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
