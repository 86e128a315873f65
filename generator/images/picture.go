package images

import (
	"image"
	"sync"

	"github.com/kovidgoyal/imaging"
)

// Picture is a decoded picture, upright and in sRGB. It is safe for concurrent use.
//
// It is a pyramid: on each level it has half the width and height of the level below. What a cut looks like depends on the source and
// on the cut alone, since it is always taken from the level that fits it: not on what was needed at the time of decoding, or asked
// for before.
type Picture struct {
	info    Info
	space   space
	convert conversion
	lowest  int // the first level that is kept; 0 has all pixels

	mu        sync.Mutex
	base      image.Image // as the decoder returned it, but for being halved as often as baseLevel says
	baseLevel int
	levels    map[int]*image.NRGBA
	have      []shaped // all of the same part
}

// shaped is a part of a picture at a size that was asked for: often the same is wanted in another format next.
type shaped struct {
	cut Cut
	pix *image.NRGBA
}

// shapedKept is how many sizes of one part are kept: the widths that a page offers.
const shapedKept = 6

// spare is how many times more pixels than needed there must be at least, in each direction, for the filter that makes the last step.
// With it, sizes are like those that the filter makes of all pixels to 0.99 (SSIM, as TestSharp measures it); with 1.0, to 0.97.
const spare = 1.25

// levelFor returns the highest level whose pixels suffice for a size of the whole; 0 for a size of zero.
func levelFor(width, height int, need image.Point) int {
	if need.X <= 0 && need.Y <= 0 {
		return 0
	}
	ratio := min(float64(width)/float64(max(1, need.X)), float64(height)/float64(max(1, need.Y)))
	level := 0
	for ; ratio >= 2*spare; ratio /= 2 {
		level++
	}
	return level
}

// at returns the pixels of a level, which must not be below the lowest.
func (p *Picture) at(level int) *image.NRGBA {
	for p.baseLevel <= level {
		pix := pixels(fromInks(p.base, p.space))
		if p.convert != nil {
			if p.base == image.Image(pix) {
				pix = imaging.Clone(pix) // the base is still needed as it is
			}
			p.convert.toSRGB(pix)
		}
		p.levels[p.baseLevel] = turn(pix, p.info.Orientation)
		p.base, p.baseLevel = halve(p.base), p.baseLevel+1
	}
	return p.levels[level]
}

// Bounds returns the width and height of the source as shown, in pixels.
func (p *Picture) Bounds() (width, height int) { return p.info.Width, p.info.Height }

// toneGrid is how many pixels in each direction the small picture has at least that the tone is taken from.
const toneGrid = 64

// toneLevel is the level that the tone is taken from, which is kept whatever else is needed.
func toneLevel(i Info) int { return levelFor(i.Width, i.Height, image.Pt(toneGrid, toneGrid)) }

// Tone returns a calm colour that can stand for the picture until it has come: the mean of its light, as the
// eye would see it from far away. Where it is transparent, it counts as lying on white paper.
func (p *Picture) Tone() [3]uint8 {
	p.mu.Lock()
	small := p.at(toneLevel(p.info))
	p.mu.Unlock()
	var sum [3]float64
	for i := 0; i+4 <= len(small.Pix); i += 4 {
		alpha := float64(small.Pix[i+3]) / 255
		for c := range sum {
			sum[c] += toLinear(float64(small.Pix[i+c])/255*alpha + 1 - alpha)
		}
	}
	var tone [3]uint8
	for c := range sum {
		tone[c] = level(fromLinear(sum[c] / float64(len(small.Pix)/4)))
	}
	return tone
}

// shape returns the pixels of a cut.
func (p *Picture) shape(c Cut) *image.NRGBA {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.have) > 0 && p.have[0].cut.From != c.From {
		p.have = nil
	}
	for _, s := range p.have {
		if s.cut == c {
			return s.pix
		}
	}
	made := shaped{c, resize(p.part(c), c.Width, c.Height)}
	if len(p.have) < shapedKept {
		p.have = append(p.have, made)
	}
	return made.pix
}

// part returns what a cut is made from, as pixels of the level that fits.
func (p *Picture) part(c Cut) *image.NRGBA {
	level := max(p.lowest, levelFor(c.From.Dx(), c.From.Dy(), image.Pt(c.Width, c.Height)))
	pix := p.at(level)
	scale := func(n, whole, length int) int {
		if n == whole {
			return length
		}
		return (n + 1<<level/2) >> level
	}
	x := func(n int) int { return scale(n, p.info.Width, pix.Rect.Dx()) }
	y := func(n int) int { return scale(n, p.info.Height, pix.Rect.Dy()) }
	r := image.Rect(x(c.From.Min.X), y(c.From.Min.Y), x(c.From.Max.X), y(c.From.Max.Y))
	r.Min.X, r.Min.Y = min(r.Min.X, pix.Rect.Dx()-1), min(r.Min.Y, pix.Rect.Dy()-1)
	r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
	return pix.SubImage(r).(*image.NRGBA)
}

// resize returns pixels in another size. The result is its own, without gaps between its rows.
func resize(m *image.NRGBA, width, height int) *image.NRGBA {
	if m.Rect.Dx() == width && m.Rect.Dy() == height {
		return imaging.Clone(m)
	}
	out := imaging.AsNRGBA(imaging.ResizeWithOpacity(m, width, height, imaging.CatmullRom, m.Opaque()))
	out.Rect = image.Rect(0, 0, width, height)
	return out
}
