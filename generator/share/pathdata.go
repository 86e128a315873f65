package share

import "strings"

// pathReader turns the data of a path into an outline.
type pathReader struct {
	scanner
	outline
	at, start point
	control   point // of the curve before
	before    byte  // the command before, as a small letter
}

// readPath returns the outline, or the place where it stopped understanding.
func readPath(data string) (outline, string, bool) {
	r := &pathReader{scanner: scanner{text: data}}
	r.space()
	if r.done() || strings.TrimSpace(data) == "none" {
		return nil, "", true
	}
	for !r.done() {
		place := r.rest()
		command := r.next()
		if small := command | 0x20; arguments(small) < 0 || r.before == 0 && small != 'm' {
			return nil, place, false
		}
		r.scanner.at++
		if !r.run(command) {
			return nil, r.rest(), false
		}
	}
	return r.outline, "", true
}

// arguments returns how many numbers a command takes, or -1 if there is none.
func arguments(small byte) int {
	switch small {
	case 'z':
		return 0
	case 'h', 'v':
		return 1
	case 'm', 'l', 't':
		return 2
	case 's', 'q':
		return 4
	case 'c':
		return 6
	case 'a':
		return 7
	}
	return -1
}

// run reads what follows a command, once or more often.
func (r *pathReader) run(command byte) bool {
	small := command | 0x20
	relative := command == small
	r.space()
	if small == 'z' {
		r.close()
		r.at, r.before = r.start, 'z'
		return true
	}
	for first := true; ; first = false {
		if c := r.next(); !first && (c == 0 || arguments(c|0x20) >= 0) {
			return true
		}
		values, ok := r.values(small)
		if !ok {
			return false
		}
		r.step(small, relative, values)
		if small == 'm' {
			small = 'l'
		}
	}
}

func (r *pathReader) values(small byte) ([7]float64, bool) {
	var values [7]float64
	for i := range arguments(small) {
		read := r.number
		if small == 'a' && (i == 3 || i == 4) {
			read = r.flag
		}
		var ok bool
		if values[i], ok = read(); !ok {
			return values, false
		}
		r.gap()
	}
	return values, true
}

// step draws one command with its numbers.
func (r *pathReader) step(small byte, relative bool, v [7]float64) {
	var base point
	if relative {
		base = r.at
	}
	p := func(i int) point { return base.plus(point{v[i], v[i+1]}) }
	from := r.at
	switch small {
	case 'm':
		r.at = p(0)
		r.move(r.at)
		r.start = r.at
	case 'l':
		r.straight(p(0))
	case 'h':
		r.straight(point{base.x + v[0], from.y})
	case 'v':
		r.straight(point{from.x, base.y + v[0]})
	case 'c', 's', 'q', 't':
		r.bent(small, p)
	case 'a':
		r.at = p(5)
		arc{from, r.at, v[0], v[1], v[2], v[3] == 1, v[4] == 1}.draw(&r.outline)
	}
	r.before = small
}

func (r *pathReader) straight(to point) {
	r.line(to)
	r.at = to
}

// bent draws the curves. The smooth ones go on as the curve before ended.
func (r *pathReader) bent(small byte, p func(int) point) {
	from, onward := r.at, r.at
	cubic := r.before == 'c' || r.before == 's'
	if smooth := small == 's' && cubic || small == 't' && (r.before == 'q' || r.before == 't'); smooth {
		onward = from.times(2).minus(r.control)
	}
	switch small {
	case 'c':
		r.control, r.at = p(2), p(4)
		r.curve(p(0), r.control, r.at)
	case 's':
		r.control, r.at = p(0), p(2)
		r.curve(onward, r.control, r.at)
	case 'q':
		r.control, r.at = p(0), p(2)
		r.bow(from, r.control, r.at)
	case 't':
		r.control, r.at = onward, p(0)
		r.bow(from, onward, r.at)
	}
}
