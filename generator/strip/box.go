package strip

import (
	"encoding/binary"
	"math"
)

// span is a run of bytes in a file, the end not included.
type span struct{ from, to int }

func (s span) holds(o span) bool { return s.from <= o.from && o.to <= s.to }

// box is one of the boxes that the files of ISO 14496-12 are made of, AVIF and HEIC among them.
type box struct {
	name  string
	start int  // where its size stands
	body  span // what is in it
}

// The sizes of the head of a box and of a long one, in bytes.
const boxHead, longBoxHead = 8, 16

// boxes lists the boxes that lie within a run of bytes. The rest is where the first begins that is none, or the
// end of the run.
func boxes(data []byte, within span) (list []box, rest int) {
	at := within.from
	for at < within.to {
		b, ok := boxAt(data[:within.to], at)
		if !ok {
			return list, at
		}
		list = append(list, b)
		at = b.body.to
	}
	return list, at
}

func boxAt(data []byte, at int) (box, bool) {
	room := uint64(len(data) - at)
	if room < boxHead {
		return box{}, false
	}
	size, head := uint64(binary.BigEndian.Uint32(data[at:])), uint64(boxHead)
	switch {
	case size == 0: // to the end
		size = room
	case size == 1 && room >= longBoxHead:
		size, head = binary.BigEndian.Uint64(data[at+boxHead:]), longBoxHead
	}
	if size < head || size > room {
		return box{}, false
	}
	return box{string(data[at+4 : at+boxHead]), at, span{at + int(head), at + int(size)}}, true
}

// fields reads numbers one after the other. When they run out it is short, and all further ones are 0.
type fields struct {
	rest  []byte
	short bool
}

// number reads a number of so many bytes: 0 to 8. One of no bytes is 0.
func (f *fields) number(size int) uint64 {
	if len(f.rest) < size {
		f.short, f.rest = true, nil
		return 0
	}
	var n uint64
	for _, b := range f.rest[:size] {
		n = n<<8 | uint64(b)
	}
	f.rest = f.rest[size:]
	return n
}

// id reads the number of an item, which has two bytes or four.
func (f *fields) id(long bool) uint32 {
	if long {
		return uint32(f.number(4))
	}
	return uint32(f.number(2))
}

// version reads the head of a box that has a version, and passes its flags by.
func (f *fields) version() int {
	version := f.number(1)
	f.number(3)
	return int(version)
}

// sum adds two places in a file; what no file can reach becomes the farthest there is.
func sum(a, b uint64) int {
	if s := a + b; s >= a && s <= math.MaxInt {
		return int(s)
	}
	return math.MaxInt
}
