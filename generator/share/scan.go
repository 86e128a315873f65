package share

import (
	"math"
	"strconv"
	"strings"
)

// largest is the largest number that a drawing may use.
const largest = 1e6

// scanner reads the numbers and words of an attribute.
type scanner struct {
	text string
	at   int
}

// rest returns the beginning of what could not be read, to show in a complaint.
func (s *scanner) rest() string {
	const shown = 20
	runes := []rune(strings.ToValidUTF8(s.text[s.at:min(len(s.text), s.at+4*shown)], "�"))
	return string(runes[:min(len(runes), shown)])
}

func (s *scanner) space() {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n\f", s.text[s.at]) >= 0 {
		s.at++
	}
}

// gap steps over white space with one comma in it at most.
func (s *scanner) gap() {
	s.space()
	if s.next() == ',' {
		s.at++
		s.space()
	}
}

func (s *scanner) done() bool { return s.at >= len(s.text) }

// next returns the coming byte without stepping over it, or 0 at the end.
func (s *scanner) next() byte {
	if s.done() {
		return 0
	}
	return s.text[s.at]
}

func (s *scanner) digits() int {
	from := s.at
	for c := s.next(); '0' <= c && c <= '9'; c = s.next() {
		s.at++
	}
	return s.at - from
}

func (s *scanner) sign() {
	if c := s.next(); c == '+' || c == '-' {
		s.at++
	}
}

// number reads a number as SVG writes it: the next one may follow without a gap,
// such as in 1.5.5-3. It stays where it is if there is none, or one too large.
func (s *scanner) number() (float64, bool) {
	from := s.at
	s.sign()
	count := s.digits()
	if s.next() == '.' {
		s.at++
		count += s.digits()
	}
	end := s.at
	if c := s.next(); count > 0 && (c == 'e' || c == 'E') {
		s.at++
		s.sign()
		if s.digits() > 0 {
			end = s.at
		}
	}
	s.at = end
	value, err := strconv.ParseFloat(s.text[from:end], 64)
	if count == 0 || err != nil || math.Abs(value) > largest {
		s.at = from
		return 0, false
	}
	return value, true
}

// flag reads 0 or 1, as arcs have them.
func (s *scanner) flag() (float64, bool) {
	c := s.next()
	if c != '0' && c != '1' {
		return 0, false
	}
	s.at++
	return float64(c - '0'), true
}

// word reads letters.
func (s *scanner) word() string {
	from := s.at
	for c := s.next() | 0x20; 'a' <= c && c <= 'z'; c = s.next() | 0x20 {
		s.at++
	}
	return s.text[from:s.at]
}

// list reads numbers up to the end or up to what is none.
func (s *scanner) list() []float64 {
	var values []float64
	s.space()
	for {
		v, ok := s.number()
		if !ok {
			return values
		}
		values = append(values, v)
		s.gap()
	}
}
