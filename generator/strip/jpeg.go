package strip

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// The markers of JPEG that are looked at; each stands behind a byte 0xFF.
const (
	markTEM   = 0x01
	markSOF0  = 0xc0
	markJPG   = 0xc8
	markRST0  = 0xd0
	markRST7  = 0xd7
	markSOI   = 0xd8
	markEOI   = 0xd9
	markSOS   = 0xda
	markAPP0  = 0xe0
	markAPP15 = 0xef
	markCOM   = 0xfe
)

func isJPEG(data []byte) bool { return bytes.HasPrefix(data, []byte{0xff, 0xd8, 0xff}) }

// jpegWalk goes from marker to marker.
type jpegWalk struct {
	cut
	at      int
	found   *finds
	turned  turned
	jfif    bool // the header of JFIF has been seen
	scanned bool // a scan has been seen; browsers look for no metadata behind it
}

func stripJPEG(data []byte, found *finds) ([]byte, error) {
	j := jpegWalk{cut: cut{in: data}, at: 2, found: found}
	for {
		start, mark, err := j.marker()
		if err != nil {
			return nil, err
		}
		if mark == markEOI {
			if j.at < len(data) {
				found.add(trailingData)
			}
			return j.upTo(j.at), nil
		}
		if err := j.part(start, mark); err != nil {
			return nil, err
		}
	}
}

// marker finds the next marker, and drops what does not belong between two segments: decoders skip it. The start
// is where the fill bytes before the marker begin.
func (j *jpegWalk) marker() (start int, mark byte, err error) {
	from := j.at
	for {
		i := bytes.IndexByte(j.in[j.at:], 0xff)
		if i < 0 {
			return 0, 0, errors.New("the JPEG ends without its end mark")
		}
		start = j.at + i
		for j.at = start; j.at < len(j.in) && j.in[j.at] == 0xff; j.at++ {
		}
		if j.at == len(j.in) {
			return 0, 0, errors.New("the JPEG ends without its end mark")
		}
		mark = j.in[j.at]
		j.at++
		if mark != 0 {
			break
		}
	}
	if start > from {
		j.found.add(otherData)
		j.drop(from, start)
	}
	return start, mark, nil
}

// part deals with what a marker begins, its own two bytes included.
func (j *jpegWalk) part(start int, mark byte) error {
	switch {
	case mark >= markRST0 && mark <= markRST7 || mark == markTEM:
		j.found.add(otherData) // it has a meaning within a scan alone
		j.drop(start, j.at)
		return nil
	case !segmented(mark):
		return fmt.Errorf("the JPEG has a marker that is not known (%#02x)", mark)
	}
	body, err := j.segment()
	if err != nil {
		return err
	}
	switch {
	case mark == markCOM:
		j.found.add(aComment)
		j.drop(start, j.at)
	case mark >= markAPP0:
		j.application(start, mark, body)
	case mark == markSOS:
		j.scan()
	}
	return nil
}

// segmented tells whether a marker is known to begin a segment. Another one says that this is no JPEG as browsers know it.
func segmented(mark byte) bool {
	switch {
	case mark == markJPG, mark == markSOI:
		return false
	case mark >= markSOF0 && mark <= markAPP15, mark == markCOM:
		return true
	}
	return false
}

// segment returns what is in a segment, and goes to its end.
func (j *jpegWalk) segment() ([]byte, error) {
	rest := j.in[j.at:]
	if len(rest) < 2 {
		return nil, errors.New("the JPEG ends in the middle of a segment")
	}
	size := int(binary.BigEndian.Uint16(rest))
	if size < 2 {
		return nil, errors.New("the JPEG has a segment that is too short to be one")
	}
	if size > len(rest) {
		return nil, errors.New("the JPEG ends in the middle of a segment")
	}
	j.at += size
	return rest[2:size], nil
}

// scan goes to the end of the coded pixels: to a marker that is neither a restart nor a stuffed byte.
func (j *jpegWalk) scan() {
	j.scanned = true
	for {
		i := bytes.IndexByte(j.in[j.at:], 0xff)
		if i < 0 || j.at+i+1 >= len(j.in) {
			j.at = len(j.in)
			return
		}
		j.at += i
		switch next := j.in[j.at+1]; {
		case next == 0 || next >= markRST0 && next <= markRST7:
			j.at += 2
		case next == 0xff:
			j.at++
		default:
			return
		}
	}
}
