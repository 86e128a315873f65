package images

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// Markers of JPEG.
const (
	markerSOF  = 0xc0 // and the fifteen after it, but for the three that follow
	markerDHT  = 0xc4
	markerJPG  = 0xc8
	markerDAC  = 0xcc
	markerRST0 = 0xd0
	markerEOI  = 0xd9
	markerSOS  = 0xda
	markerAPP1 = 0xe1
	markerAPP2 = 0xe2
	markerTEM  = 0x01
	markerAdob = 0xee
)

// jpegReader gathers what the segments before the pixels say.
type jpegReader struct {
	*header
	profile   map[byte][]byte // parts of the ICC profile by their number
	oriented  bool
	samples   int64 // of all planes
	planes    int
	ids       [4]byte
	process   byte // the kind of coding, from the marker SOFn
	transform int  // of the colours, from Adobe's segment; -1 where there is none
}

// readJPEG reads the segments up to the first scan.
func readJPEG(h *header, data []byte) error {
	r := &jpegReader{header: h, profile: map[byte][]byte{}, transform: -1}
	rest := data[2:]
	for {
		marker, body, after, err := nextSegment(rest)
		if err != nil {
			return err
		}
		rest = after
		if marker == markerSOS {
			break
		}
		if err := r.segment(marker, body); err != nil {
			return err
		}
	}
	return r.finish(len(rest))
}

// nextSegment returns the next marker, its content and what comes after it.
func nextSegment(data []byte) (marker byte, body, rest []byte, err error) {
	for {
		at := bytes.IndexByte(data, 0xff)
		if at < 0 || at+1 >= len(data) {
			return 0, nil, nil, errTruncated(JPEG)
		}
		marker, data = data[at+1], data[at+1:]
		if marker != 0xff && marker != 0 {
			break
		}
	}
	data = data[1:]
	if marker == markerTEM || marker >= markerRST0 && marker < markerEOI {
		return marker, nil, data, nil
	}
	if marker == markerEOI {
		return 0, nil, nil, broken("the JPEG picture has no pixels")
	}
	if len(data) < 2 {
		return 0, nil, nil, errTruncated(JPEG)
	}
	length := int(binary.BigEndian.Uint16(data))
	if length < 2 {
		return 0, nil, nil, broken("the JPEG picture is damaged: a segment has no length")
	}
	if length > len(data) {
		return 0, nil, nil, errTruncated(JPEG)
	}
	return marker, data[2:length], data[length:], nil
}

func (r *jpegReader) segment(marker byte, body []byte) error {
	switch {
	case marker == markerAPP1 && hasAt(body, 0, "Exif\x00\x00") && !r.oriented:
		r.Orientation, r.oriented = exifOrientation(body), true
	case marker == markerAPP2 && hasAt(body, 0, "ICC_PROFILE\x00") && len(body) > 14:
		r.profile[body[12]] = body[14:]
	case marker == markerAdob && hasAt(body, 0, "Adobe") && len(body) >= 12:
		r.transform = int(body[11])
	case marker >= markerSOF && marker < markerRST0 && marker != markerDHT && marker != markerJPG && marker != markerDAC:
		return r.frame(marker, body)
	}
	return nil
}

// frame reads the measures and the planes.
func (r *jpegReader) frame(marker byte, body []byte) error {
	if marker > markerSOF+2 {
		return unknown("it is a rare kind of JPEG (process %d) that browsers cannot show either", marker-markerSOF)
	}
	if len(body) < 6 || len(body) < 6+3*int(body[5]) {
		return errTruncated(JPEG)
	}
	if body[0] != 8 {
		return unknown("it is a rare kind of JPEG with %d bits for each colour, which browsers cannot show either", body[0])
	}
	if r.planes != 0 {
		return broken("the JPEG picture is damaged: it has two headers")
	}
	r.height, r.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	r.planes, r.process = int(body[5]), marker
	if r.planes != 1 && r.planes != 3 && r.planes != 4 {
		return unknown("it is a rare kind of JPEG with %d planes of colour", r.planes)
	}
	return r.sampling(body[6:])
}

// sampling counts the samples of all planes, of which some may be coarser than others.
func (r *jpegReader) sampling(planes []byte) error {
	most, sum := int64(1), int64(0)
	for i := range r.planes {
		r.ids[i] = planes[3*i]
		area := int64(planes[3*i+1]>>4) * int64(planes[3*i+1]&15)
		if area == 0 {
			return broken("the JPEG picture is damaged: a plane has no samples")
		}
		most, sum = max(most, area), sum+area
	}
	r.samples = int64(r.width) * int64(r.height) * sum / most
	return nil
}

// finish weighs what was gathered, with the number of bytes that follow.
func (r *jpegReader) finish(rest int) error {
	if r.planes == 0 {
		return broken("the JPEG picture is damaged: it does not say how large it is")
	}
	// A block of 64 samples takes at least one bit, so a header that promises much more has lied.
	if r.samples/64/8 > int64(rest)+64 {
		return broken("the JPEG picture is damaged: its header says %d × %d pixels, but there is not nearly that much in it", r.width, r.height)
	}
	r.decoded = r.samples
	if r.process == markerSOF+2 {
		r.decoded += 4 * r.samples // the coefficients are kept until the last scan
	}
	if r.planes == 4 || r.planes == 3 && (r.transform == 0 || string(r.ids[:3]) == "RGB") {
		r.decoded += 4 * int64(r.width) * int64(r.height) // the planes are joined to pixels
	}
	r.space.icc = r.joinProfile()
	return nil
}

func (r *jpegReader) joinProfile() []byte {
	var numbers []byte
	for n := range r.profile {
		numbers = append(numbers, n)
	}
	slices.SortFunc(numbers, cmp.Compare[byte])
	var whole []byte
	for _, n := range numbers {
		whole = append(whole, r.profile[n]...)
	}
	return whole
}
