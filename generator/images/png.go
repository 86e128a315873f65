package images

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"

	"github.com/kovidgoyal/imaging/prism/meta"
)

// Kinds of colour in PNG.
const (
	pngGrey      = 0
	pngColour    = 2
	pngPalette   = 3
	pngGreyAlpha = 4
	pngAlpha     = 6
)

// pngReader gathers what the chunks say.
type pngReader struct {
	*header
	depth, kind int
	interlaced  bool
	pixels      int64 // bytes of compressed pixels
	ended       bool
}

// readPNG walks over all chunks, and reads those that concern the header.
func readPNG(h *header, data []byte) error {
	r := &pngReader{header: h}
	rest := data[8:]
	for len(rest) > 0 && !r.ended {
		if len(rest) < 12 {
			return errTruncated(PNG)
		}
		length := uint64(binary.BigEndian.Uint32(rest))
		if length+12 > uint64(len(rest)) {
			return errTruncated(PNG)
		}
		if err := r.chunk(string(rest[4:8]), rest[8:8+length]); err != nil {
			return err
		}
		rest = rest[12+length:]
	}
	return r.finish()
}

func (r *pngReader) chunk(name string, body []byte) error {
	if r.depth == 0 {
		if name != "IHDR" || len(body) != 13 {
			return broken("the PNG picture is damaged: it does not begin with its header")
		}
		return r.start(body)
	}
	switch name {
	case "IDAT":
		r.pixels += int64(len(body))
	case "IEND":
		r.ended = true
	case "tRNS":
		r.Alpha = true
	case "acTL":
		r.Animated = r.pixels == 0
	case "eXIf":
		r.Orientation = exifOrientation(body)
	default:
		r.space.chunk(name, body)
	}
	return nil
}

func (r *pngReader) start(body []byte) error {
	width, height := binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])
	if width > 1<<31-1 || height > 1<<31-1 {
		return broken("the PNG picture is damaged: its measures make no sense")
	}
	r.width, r.height = int(width), int(height)
	r.depth, r.kind, r.interlaced = int(body[8]), int(body[9]), body[12] != 0
	r.Alpha = r.kind == pngGreyAlpha || r.kind == pngAlpha
	if r.depth == 0 || r.depth > 16 {
		return broken("the PNG picture is damaged: it has %d bits for each colour", r.depth)
	}
	return nil
}

// channels returns how many values a pixel has in the file.
func (r *pngReader) channels() int64 {
	return map[int]int64{pngColour: 3, pngGreyAlpha: 2, pngAlpha: 4}[r.kind] + boolInt(r.kind == pngGrey || r.kind == pngPalette)
}

func boolInt(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func (r *pngReader) finish() error {
	switch {
	case r.depth == 0 || !r.ended:
		return errTruncated(PNG)
	case r.channels() == 0:
		return broken("the PNG picture is damaged: there is no kind %d of colour", r.kind)
	}
	// Deflate makes at most 1032 bytes out of one, so a header that promises more has lied.
	row := (int64(r.width)*r.channels()*int64(r.depth)+7)/8 + 1
	if row > (1<<62)/max(1, int64(r.height)) || row*int64(r.height)/1032 > r.pixels+64 {
		return broken("the PNG picture is damaged: its header says %d × %d pixels, but there is not nearly that much in it", r.width, r.height)
	}
	r.decoded = int64(r.width) * int64(r.height) * r.pixelBytes()
	if r.interlaced {
		r.decoded += r.decoded / 2 // the last pass is held beside the whole
	}
	return nil
}

// pixelBytes returns how many bytes a pixel takes when it is decoded.
func (r *pngReader) pixelBytes() int64 {
	bytes := int64(4)
	if r.kind == pngPalette || r.kind == pngGrey && !r.Alpha {
		bytes = 1
	}
	if r.depth == 16 {
		bytes *= 2
	}
	return bytes
}

// chunk takes what a chunk of PNG says of colours. The newest way of saying it counts: cICP, then iCCP, sRGB, gAMA with cHRM.
func (s *space) chunk(name string, body []byte) {
	switch {
	case name == "cICP" && len(body) == 4:
		s.cicp = meta.CodingIndependentCodePoints{
			ColorPrimaries: body[0], TransferCharacteristics: body[1], MatrixCoefficients: body[2], VideoFullRange: body[3], IsSet: true,
		}
	case name == "iCCP":
		s.icc = inflateProfile(body)
	case name == "sRGB":
		s.declared = true
	case name == "gAMA" && len(body) == 4:
		s.gamma = float64(binary.BigEndian.Uint32(body)) / 100000
	case name == "cHRM" && len(body) == 32:
		s.primaries = readPrimaries(body)
	}
}

func readPrimaries(body []byte) *meta.Primaries {
	at := func(i int) meta.XY {
		return meta.XY{
			X: float64(binary.BigEndian.Uint32(body[8*i:])) / 100000, Y: float64(binary.BigEndian.Uint32(body[8*i+4:])) / 100000,
		}
	}
	return &meta.Primaries{White: at(0), Red: at(1), Green: at(2), Blue: at(3)}
}

// profileLimit is the most bytes that a colour profile may have.
const profileLimit = 8 << 20

// inflateProfile returns the profile of an iCCP chunk: a name, a zero, the method, which is 0, and compressed data.
func inflateProfile(body []byte) []byte {
	_, packed, found := bytes.Cut(body, []byte{0})
	if !found || len(packed) < 2 || packed[0] != 0 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, profileLimit))
	if err != nil {
		return nil
	}
	return profile
}
