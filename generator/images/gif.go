package images

import "encoding/binary"

// gifReader walks over the blocks of a GIF.
type gifReader struct {
	*header
	rest        []byte
	frames      int
	transparent bool // the next frame has a transparent colour
}

// readGIF reads the header, and counts the frames up to two.
func readGIF(h *header, data []byte) error {
	if len(data) < 13 {
		return errTruncated(GIF)
	}
	h.width, h.height = int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	h.decoded = int64(h.width) * int64(h.height)
	r := &gifReader{header: h, rest: data[13:]}
	if !r.skip(colourTable(data[10])) {
		return errTruncated(GIF)
	}
	for r.frames < 2 {
		if more, err := r.block(); err != nil || !more {
			return r.finish(err)
		}
	}
	r.Animated = true
	return nil
}

// finish is lenient to what comes after the first frame, which is all that is decoded.
func (r *gifReader) finish(err error) error {
	if r.frames > 0 {
		return nil
	}
	if err == nil {
		err = broken("the GIF picture has no pixels")
	}
	return err
}

// colourTable returns the length of the table of colours that flags announce.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

func (r *gifReader) skip(n int) bool {
	if n > len(r.rest) {
		return false
	}
	r.rest = r.rest[n:]
	return true
}

// block passes the next block; more is false at the end.
func (r *gifReader) block() (more bool, err error) {
	if len(r.rest) < 2 {
		if len(r.rest) == 1 && r.rest[0] == ';' {
			return false, nil
		}
		return false, errTruncated(GIF)
	}
	switch r.rest[0] {
	case '!':
		return true, r.extension()
	case ',':
		return true, r.frame()
	case ';':
		return false, nil
	}
	return false, broken("the GIF picture is damaged: there is a block of an unknown kind")
}

func (r *gifReader) extension() error {
	if r.rest[1] == 0xf9 && len(r.rest) > 3 {
		r.transparent = r.rest[3]&1 != 0
	}
	r.rest = r.rest[2:]
	return r.subBlocks()
}

func (r *gifReader) frame() error {
	if len(r.rest) < 11 {
		return errTruncated(GIF)
	}
	width, height := int(binary.LittleEndian.Uint16(r.rest[5:])), int(binary.LittleEndian.Uint16(r.rest[7:]))
	if r.frames == 0 {
		r.Alpha = r.transparent || width != r.width || height != r.height
	}
	table := colourTable(r.rest[9])
	r.rest = r.rest[10:]
	if !r.skip(table + 1) { // and the size of the codes
		return errTruncated(GIF)
	}
	if err := r.subBlocks(); err != nil {
		return err
	}
	r.frames++
	return nil
}

// subBlocks passes the data of a block, which comes in pieces that begin with their length. The last is empty.
func (r *gifReader) subBlocks() error {
	for len(r.rest) > 0 {
		n := int(r.rest[0])
		if !r.skip(n + 1) {
			break
		}
		if n == 0 {
			return nil
		}
	}
	return errTruncated(GIF)
}
