package share

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// render draws into a square that keeps a margin from the borders of a picture
// of the given size. What is not as wide as high stands in the middle.
func (d drawing) render(picture *image.RGBA, margin int) {
	side := float64(picture.Bounds().Dx() - 2*margin)
	scale := side / max(d.box.width, d.box.height)
	width, height := d.box.width*scale, d.box.height*scale
	left := float64(margin) + (side-width)/2
	top := float64(margin) + (side-height)/2
	window := image.Rect(int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(left+width)), int(math.Ceil(top+height)))
	to := translation(left, top).after(scaling(scale, scale)).after(translation(-d.box.x, -d.box.y))
	d.root.draw(picture.SubImage(window).(*image.RGBA), to)
}

// draw shows a node with all within it.
func (n node) draw(picture *image.RGBA, to matrix) {
	if n.opacity == 0 || picture.Bounds().Empty() {
		return
	}
	canvas := picture
	if n.opacity < 1 {
		canvas = image.NewRGBA(picture.Bounds())
	}
	to = to.after(n.to)
	n.drawShape(canvas, to)
	for _, child := range n.children {
		child.draw(canvas, to)
	}
	if n.opacity < 1 {
		cover(picture, canvas, uint32(n.opacity*0xffff+.5))
	}
}

// cover lays one picture over another of the same size, with an opacity of up to
// 0xffff.
func cover(picture, above *image.RGBA, opacity uint32) {
	area := picture.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		to := picture.Pix[picture.PixOffset(area.Min.X, y):][:4*area.Dx()]
		from := above.Pix[above.PixOffset(area.Min.X, y):][:4*area.Dx()]
		for x := 0; x < len(to); x += 4 {
			rest := 0xff*0xffff - uint32(from[x+3])*opacity
			if rest == 0xff*0xffff {
				continue
			}
			for i := range 4 {
				under := uint32(to[x+i]) * rest / 0xff // just fits into 32 bits
				to[x+i] = uint8((uint32(from[x+i])*opacity + under + 0x7fff) / 0xffff)
			}
		}
	}
}

func (n node) drawShape(picture *image.RGBA, to matrix) {
	stretch := to.stretch()
	if len(n.outline) == 0 || stretch == 0 {
		return
	}
	tolerance := roughness / stretch
	contours := n.outline.flatten(tolerance)
	fill(picture, placed(contours, to), n.style.ink(n.style.fill, n.style.fillOpacity))
	ink := n.style.ink(n.style.stroke, n.style.strokeOpacity)
	if n.style.pen.width > 0 && ink.A > 0 {
		fill(picture, placed(n.style.pen.stroke(contours, tolerance), to), ink)
	}
}

// placed returns contours where a matrix puts them. One that turns them over
// turns all of them over, which is as good.
func placed(contours []contour, to matrix) []contour {
	moved := make([]contour, 0, len(contours))
	for _, c := range contours {
		points := make([]point, 0, len(c.points))
		for _, p := range c.points {
			points = append(points, to.apply(p))
		}
		moved = append(moved, contour{points, c.closed})
	}
	return moved
}

func fill(picture *image.RGBA, contours []contour, ink color.NRGBA) {
	area := frame(contours, picture.Bounds())
	if area.Empty() || ink.A == 0 {
		return
	}
	z := trace(contours, area)
	z.DrawOp = draw.Over
	z.Draw(picture, area, image.NewUniform(ink), image.Point{})
}
