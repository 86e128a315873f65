package share

import (
	"errors"
	"strings"
)

// writer puts the texts of one picture onto it.
type writer struct {
	canvas        *canvas
	inks          inks
	heading, body *setter
	rtl           bool // whether the title runs from the right to the left, and everything is mirrored
}

// Where the texts are.
const (
	kickerLeft  = edge + markSize + 26
	kickerBase  = markTop + markSize/2 + 10
	titleTop    = 164.0
	titleBottom = 432.0
	titleWidth  = 800.0 // which ends where the sun begins
	leading     = 1.16  // the height of a line of the title, in its size
	tallLeading = 1.36  // the same for writings with signs above and below their letters
	footBase    = 599.0
	footWidth   = pictureWidth - 2*edge
	footGap     = 40.0
)

func oneLine(float64) int { return 1 }

// titleLines lets a title have more lines the smaller it is.
func titleLines(size float64) int {
	switch {
	case size > 86:
		return 1
	case size > 70:
		return 2
	case size > 52:
		return 3
	}
	return 4
}

// tallTitleLines does so for lines that are taller.
func tallTitleLines(size float64) int {
	switch most := titleLines(size); {
	case size > 62:
		return min(most, 2)
	case size > 48:
		return min(most, 3)
	default:
		return most
	}
}

func (w *writer) write(c Card) error {
	title := tidy(c.Title)
	if title == "" {
		return errors.New("a share picture needs a title")
	}
	if err := w.title(title); err != nil {
		return err
	}
	if err := w.kicker(tidy(c.Kicker)); err != nil {
		return err
	}
	return w.foot(tidy(c.Practice), tidy(c.Place))
}

// title stands in the middle between the mark and the sea.
func (w *writer) title(text string) error {
	text, err := w.heading.known(text)
	if err != nil {
		return err
	}
	r, height := room{width: titleWidth, largest: 104, smallest: 48, lines: titleLines}, leading
	if strings.ContainsFunc(text, tall) {
		r.lines, height = tallTitleLines, tallLeading
	}
	b, err := w.heading.fit(text, r)
	if err != nil {
		return err
	}
	step := b.size * height
	free := titleBottom - titleTop - step*float64(len(b.lines))
	base := titleTop + free/2 + step - b.size*.3
	for i, line := range b.lines {
		if err := w.beginning(w.heading, line, w.rtl, point{edge - b.size*.03, base + step*float64(i)}, b.size, w.inks.text); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) kicker(text string) error {
	text, err := w.body.known(text)
	if err != nil {
		return err
	}
	b, err := w.body.fit(text, room{width: pictureWidth - edge - kickerLeft, largest: 32, smallest: 26, lines: oneLine})
	if err != nil || len(b.lines) == 0 {
		return err
	}
	return w.beginning(w.body, b.lines[0], rightToLeft(text), point{kickerLeft, kickerBase}, b.size, w.inks.accent)
}

// beginning draws a line so far from the side where lines begin as start is from the left.
func (w *writer) beginning(s *setter, text string, rtl bool, start point, size float64, ink uint8) error {
	if w.rtl {
		width, err := s.width(text)
		if err != nil {
			return err
		}
		start.x = pictureWidth - start.x - width*size
	}
	return w.line(s, text, rtl, start, size, ink)
}

func (w *writer) line(s *setter, text string, rtl bool, start point, size float64, ink uint8) error {
	contours, err := s.letters(text, rtl, start, size)
	if err != nil {
		return err
	}
	w.canvas.fill(contours, ink)
	return nil
}
