package share

// label is a text of one line at the foot of the picture.
type label struct {
	*setter
	text  string
	room  room
	taken float64 // its width in pixels, if it could be as large as it likes
}

func newLabel(s *setter, text string, largest, smallest float64) (label, error) {
	text, err := s.known(text)
	if err != nil {
		return label{}, err
	}
	ems, err := s.width(text)
	return label{s, text, room{largest: largest, smallest: smallest, lines: oneLine}, ems * largest}, err
}

// foot stands in the sea: the practice where lines begin, the place where they end. Each
// of them may take half of the room, and what the other leaves.
func (w *writer) foot(practice, place string) error {
	left, err := newLabel(w.heading, practice, 34, 26)
	if err != nil {
		return err
	}
	right, err := newLabel(w.body, place, 28, 24)
	if err != nil {
		return err
	}
	switch {
	case left.text == "":
		return w.label(right, footWidth, 0)
	case right.text == "":
		return w.label(left, footWidth, 0)
	}
	const half = (footWidth - footGap) / 2
	if err := w.label(left, max(half, footWidth-footGap-right.taken), 0); err != nil {
		return err
	}
	return w.label(right, max(half, footWidth-footGap-left.taken), 1)
}

// label draws a line where those of the foot begin, or by a part of what is free
// further on.
func (w *writer) label(l label, width, part float64) error {
	if l.text == "" {
		return nil
	}
	l.room.width = width
	b, err := l.fit(l.text, l.room)
	if err != nil {
		return err
	}
	taken, err := l.width(b.lines[0])
	if err != nil {
		return err
	}
	if w.rtl {
		part = 1 - part
	}
	start := point{edge + (footWidth-taken*b.size)*part, footBase}
	return w.line(l.setter, b.lines[0], rightToLeft(l.text), start, b.size, w.inks.onSea)
}
