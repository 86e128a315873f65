package images

import "encoding/binary"

// Flags of the extended header of WebP.
const (
	webpAnimated = 0x02
	webpAlpha    = 0x10
)

// webpReader walks over the chunks of a WebP file.
type webpReader struct {
	*header
	extended bool
	found    bool // the pixels, or the first frame
	lossless bool
}

// readWebP reads the header, and walks over all chunks, since EXIF data is at the end.
func readWebP(h *header, data []byte) error {
	if uint64(binary.LittleEndian.Uint32(data[4:]))+8 > uint64(len(data)) {
		return errTruncated(WebP)
	}
	r := &webpReader{header: h}
	err := eachChunk(data[12:8+binary.LittleEndian.Uint32(data[4:])], r.chunk)
	if err != nil {
		return err
	}
	if !r.found {
		return broken("the WebP picture has no pixels")
	}
	pixels := int64(h.width) * int64(h.height)
	if h.decoded = 3 * pixels; r.lossless || h.Alpha {
		h.decoded = 8 * pixels
	}
	return nil
}

// eachChunk calls a function for each chunk of a RIFF container.
func eachChunk(data []byte, f func(name string, body []byte) error) error {
	for len(data) >= 8 {
		length := uint64(binary.LittleEndian.Uint32(data[4:]))
		if length+8 > uint64(len(data)) {
			return errTruncated(WebP)
		}
		if err := f(string(data[:4]), data[8:8+length]); err != nil {
			return err
		}
		data = data[min(uint64(len(data)), 8+length+length&1):]
	}
	return nil
}

func (r *webpReader) chunk(name string, body []byte) error {
	switch name {
	case "VP8X":
		return r.canvas(body)
	case "VP8 ", "VP8L":
		return r.bitstream(name, body)
	case "ANMF":
		if len(body) < 16 {
			return errTruncated(WebP)
		}
		if !r.found {
			r.found = true
			return r.frame(body)
		}
	case "ICCP":
		r.space.icc = body
	case "EXIF":
		r.Orientation = exifOrientation(body)
	}
	return nil
}

func (r *webpReader) canvas(body []byte) error {
	if len(body) < 10 {
		return errTruncated(WebP)
	}
	r.extended = true
	r.Animated, r.Alpha = body[0]&webpAnimated != 0, body[0]&webpAlpha != 0
	r.width, r.height = 1+uint24(body[4:]), 1+uint24(body[7:])
	return nil
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// frame checks the first frame of an animation, which must lie on the canvas.
func (r *webpReader) frame(body []byte) error {
	x, y := 2*uint24(body), 2*uint24(body[3:])
	width, height := 1+uint24(body[6:]), 1+uint24(body[9:])
	if x+width > r.width || y+height > r.height {
		return broken("the WebP picture is damaged: a frame is larger than the whole")
	}
	return eachChunk(body[16:], func(name string, inner []byte) error {
		w, h, _, err := bitstreamSize(name, inner)
		if err == nil && w != 0 && (w != width || h != height) {
			err = broken("the WebP picture is damaged: its headers contradict each other")
		}
		return err
	})
}

// bitstream reads the measures of the pixels themselves, which must be those of the canvas.
func (r *webpReader) bitstream(name string, body []byte) error {
	width, height, alpha, err := bitstreamSize(name, body)
	if err != nil || r.found {
		return err
	}
	if r.extended && (width != r.width || height != r.height) {
		return broken("the WebP picture is damaged: its headers contradict each other")
	}
	r.found, r.lossless = true, name == "VP8L"
	r.width, r.height, r.Alpha = width, height, r.Alpha || alpha
	return nil
}

// bitstreamSize returns the measures that lossy or lossless data begins with; zero for other chunks.
func bitstreamSize(name string, body []byte) (width, height int, alpha bool, err error) {
	switch {
	case name == "VP8 " && len(body) >= 10 && hasAt(body, 3, "\x9d\x01\x2a"):
		return int(binary.LittleEndian.Uint16(body[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(body[8:]) & 0x3fff), false, nil
	case name == "VP8L" && len(body) >= 5 && body[0] == 0x2f:
		bits := binary.LittleEndian.Uint32(body[1:])
		return 1 + int(bits&0x3fff), 1 + int(bits>>14&0x3fff), bits>>28&1 != 0, nil
	case name == "VP8 " || name == "VP8L":
		return 0, 0, false, broken("the WebP picture is damaged: its pixels do not begin as they should")
	}
	return 0, 0, false, nil
}
