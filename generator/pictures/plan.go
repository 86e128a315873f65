package pictures

import (
	"cmp"
	"fmt"
	"image"
	"slices"
	"strings"

	"stillpoint/generator/images"
)

// plan works out in which forms a picture is published and what a page needs to show it.
func (s *Store) plan(e *entry, r Request) (*Image, []*variant) {
	from, shown := frame(e.info, r)
	shown.X, shown.Y = images.Fit(shown.X, shown.Y, s.options.Images.MaxWidth, shown.Y) // or it would be enlarged on the page
	sizes, all := slots(r, shown.X)
	widths := all.widths(min(from.Dx(), s.options.Images.MaxWidth))
	if len(widths) == 0 || r.Single {
		widths = []int{min(shown.X, from.Dx(), s.options.Images.MaxWidth)}
	}
	p := planner{store: s, entry: e, request: r, from: from}
	img := &Image{Width: shown.X, Height: shown.Y, large: shown.X*shown.Y >= large}
	for _, format := range s.formats(r) {
		img.Sources = append(img.Sources, Source{format.MediaType(), p.srcset(format, widths)})
	}
	fallback := cmp.Or(r.Format, fallbackFormat(e.info))
	img.URL = p.address(fallback, fallbackWidth(widths, shown.X))
	if len(widths) > 1 {
		img.Sizes = sizes
	}
	if len(widths) > 1 && len(img.Sources) == 0 { // nothing else to choose from
		img.Srcset = p.srcset(fallback, widths)
	}
	if s.wantsTone(e) {
		img.Tone = toneMark(e.id())
	}
	return img, p.variants
}

// formats are those that stand before the fallback.
func (s *Store) formats(r Request) []images.Format {
	if r.Format != "" || r.Single {
		return nil
	}
	var all []images.Format
	for _, name := range s.options.Images.Formats {
		all = append(all, images.Format(name))
	}
	return all
}

// fallbackFormat is one that every browser shows: PNG where something shines through.
func fallbackFormat(i images.Info) images.Format {
	if i.Alpha {
		return images.PNG
	}
	return images.JPEG
}

// fallbackWidth is the least width that fills the picture's place on a screen with one dot to a pixel.
func fallbackWidth(widths []int, shown int) int {
	for _, w := range widths {
		if w >= shown {
			return w
		}
	}
	return widths[len(widths)-1]
}

// frame returns which part of the picture is shown, in its own pixels, and how large, in CSS pixels. It is never enlarged.
func frame(i images.Info, r Request) (from image.Rectangle, shown image.Point) {
	whole := image.Rect(0, 0, i.Width, i.Height)
	switch {
	case r.Mode == Fill:
		c := images.Fill(i.Width, i.Height, r.Width, r.Height, r.Focus[0], r.Focus[1])
		if c.From.Empty() {
			c.From = whole
		}
		return c.From, image.Pt(c.Width, c.Height)
	case r.Mode == Crop:
		piece := image.Rect(0, 0, min(r.Width, i.Width), min(r.Height, i.Height))
		spare := whole.Size().Sub(piece.Size())
		at := image.Pt(int(float64(spare.X)*r.Focus[0]+0.5), int(float64(spare.Y)*r.Focus[1]+0.5))
		return piece.Add(at), piece.Size()
	}
	w, h := images.Fit(i.Width, i.Height, cmp.Or(r.Width, i.Width), cmp.Or(r.Height, i.Height))
	if r.Width == 0 && r.Height == 0 && r.Sizes != "" { // as wide as its place on a desk
		if place, err := parseSizes(r.Sizes); err == nil {
			w, h = images.Fit(i.Width, i.Height, max(1, int(place.at(deskWidth))), i.Height)
		}
	}
	return whole, image.Pt(w, h)
}

// deskWidth is how wide the window of a desk is taken to be, in CSS pixels.
const deskWidth = 1440

// slots returns how wide a picture is on the page: as the request says, else as wide as it is shown, but never wider than
// the window.
func slots(r Request, shown int) (string, sizes) {
	text := r.Sizes
	if text == "" {
		text = fmt.Sprintf("%dpx", shown)
		if shown > narrow {
			text = fmt.Sprintf("(max-width: %dpx) 100vw, %dpx", shown, shown)
		}
	}
	all, err := parseSizes(text)
	if err != nil { // it has been read before by Options or by the configuration
		all = sizes{}
	}
	return text, all
}

// narrow is what fits into every window, in CSS pixels.
const narrow = 320

// planner collects the forms of one picture.
type planner struct {
	store    *Store
	entry    *entry
	request  Request
	from     image.Rectangle
	variants []*variant
}

func (p *planner) srcset(f images.Format, widths []int) string {
	var set []string
	for _, w := range widths {
		set = append(set, fmt.Sprintf("%s %dw", p.address(f, w), w))
	}
	if len(set) == 1 {
		return p.address(f, widths[0])
	}
	return strings.Join(set, ", ")
}

// address plans a form and returns its address.
func (p *planner) address(f images.Format, width int) string {
	height := max(1, (width*p.from.Dy()+p.from.Dx()/2)/p.from.Dx())
	v := &variant{
		file:     p.request.File,
		cut:      images.Cut{From: p.from, Width: width, Height: height},
		encoding: images.Encoding{Format: f, Quality: p.store.quality(p.request, f)},
	}
	v.key = p.store.key(p.entry, v.cut, v.encoding)
	v.output = outputName(p.request.File, width, v.key, f)
	if !slices.ContainsFunc(p.variants, func(o *variant) bool { return o.output == v.output }) {
		p.variants = append(p.variants, v)
	}
	return p.store.options.URL("/" + v.output)
}
