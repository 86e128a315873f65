package share

// transform reads the attribute of that name, where the last word applies first.
func (e element) transform(text string) (matrix, error) {
	s := &scanner{text: text}
	m := identity()
	s.space()
	for !s.done() {
		place := s.rest()
		next, ok := s.transformation()
		if !ok {
			return m, e.fail("transform of <%s> cannot be read from %q on: use translate, scale, rotate or matrix", e.name, place)
		}
		m = m.after(next)
		if !m.sound() {
			return m, e.fail("transform of <%s> makes it too large", e.name)
		}
		s.gap()
	}
	return m, nil
}

// transformation reads one word with its numbers.
func (s *scanner) transformation() (matrix, bool) {
	name := s.word()
	s.space()
	if s.next() != '(' {
		return matrix{}, false
	}
	s.at++
	v := s.list()
	if s.next() != ')' {
		return matrix{}, false
	}
	s.at++
	return makeMatrix(name, v)
}

func makeMatrix(name string, v []float64) (matrix, bool) {
	switch {
	case name == "translate" && len(v) == 1:
		return translation(v[0], 0), true
	case name == "translate" && len(v) == 2:
		return translation(v[0], v[1]), true
	case name == "scale" && len(v) == 1:
		return scaling(v[0], v[0]), true
	case name == "scale" && len(v) == 2:
		return scaling(v[0], v[1]), true
	case name == "rotate" && len(v) == 1:
		return rotation(v[0]), true
	case name == "rotate" && len(v) == 3:
		return translation(v[1], v[2]).after(rotation(v[0])).after(translation(-v[1], -v[2])), true
	case name == "matrix" && len(v) == 6:
		return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}, true
	}
	return matrix{}, false
}
