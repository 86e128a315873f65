package strip

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// The sizes of parts of WebP in bytes.
const (
	riffHead     = 12 // "RIFF", size, "WEBP"
	riffChunk    = 8  // name and size of a chunk
	vp8xSize     = 10
	anmfHead     = 16 // place, size, duration and flags of a frame
	vp8xExifFlag = 0x08
	vp8xXMPFlag  = 0x04
)

var errWebPShort = errors.New("the WebP ends in the middle of a chunk")

func isWebP(data []byte) bool {
	return len(data) >= riffHead && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
}

// webpWalk goes from chunk to chunk.
type webpWalk struct {
	cut
	found    *finds
	turned   turned
	flags    int  // where the flags of an extended file stand; 0 for a simple one
	oriented bool // an Exif chunk remains
}

func stripWebP(data []byte, found *finds) ([]byte, error) {
	size := int64(binary.LittleEndian.Uint32(data[4:])) + riffChunk
	if size > int64(len(data)) {
		return nil, errors.New("the WebP is shorter than it says")
	}
	if size < int64(len(data)) {
		found.add(trailingData)
	}
	w := webpWalk{cut: cut{in: data[:size]}, found: found}
	if err := w.chunks(); err != nil {
		return nil, err
	}
	return w.finish(), nil
}

// chunks decides about each chunk of the file. The first one says whether it is an extended file; in a simple
// one nothing else counts.
func (w *webpWalk) chunks() error {
	end, name, err := w.chunk(riffHead, len(w.in))
	if err != nil {
		return err
	}
	switch name {
	case "VP8X":
		return w.extended(end)
	case "VP8 ", "VP8L":
		return w.each(end, len(w.in), w.away)
	}
	return errors.New("the WebP does not begin with a picture")
}

// each calls a function for the chunks from a place to a limit.
func (w *webpWalk) each(at, limit int, f func(start, end int, name string) error) error {
	for at < limit {
		end, name, err := w.chunk(at, limit)
		if err != nil {
			return err
		}
		if err := f(at, end, name); err != nil {
			return err
		}
		at = end
	}
	return nil
}

// chunk reads the head of a chunk that lies before a limit, and returns where it ends, with its byte of
// padding. The last one may do without that.
func (w *webpWalk) chunk(start, limit int) (end int, name string, err error) {
	if limit-start < riffChunk {
		return 0, "", errWebPShort
	}
	size := int64(binary.LittleEndian.Uint32(w.in[start+4:]))
	if size > int64(limit-start-riffChunk) {
		return 0, "", errWebPShort
	}
	end = min(start+riffChunk+int(size+size%2), limit)
	return end, string(w.in[start : start+4]), nil
}

// extended goes through a file whose first chunk, up to a place, is a header.
func (w *webpWalk) extended(end int) error {
	w.flags = riffHead + riffChunk
	if end != w.flags+vp8xSize {
		return errors.New("the WebP has a header of a size that is not known")
	}
	return w.each(end, len(w.in), w.part)
}

// part keeps of a chunk what is needed to show the picture.
func (w *webpWalk) part(start, end int, name string) error {
	switch name {
	case "ICCP", "ANIM", "ALPH", "VP8 ", "VP8L":
		return nil
	case "ANMF":
		return w.frame(start, end)
	case "EXIF":
		w.exif(start, end)
		return nil
	}
	return w.away(start, end, name)
}

// frame keeps of one picture of an animation the pixels alone.
func (w *webpWalk) frame(start, end int) error {
	body := start + riffChunk
	limit := body + int(binary.LittleEndian.Uint32(w.in[start+4:]))
	if limit-body < anmfHead {
		return errors.New("the WebP has a frame that is too short")
	}
	inner := webpWalk{cut: cut{in: w.in[:limit], done: body}, found: w.found}
	err := inner.each(body+anmfHead, limit, func(start, end int, name string) error {
		switch name {
		case "ALPH", "VP8 ", "VP8L":
			return nil
		}
		return inner.away(start, end, name)
	})
	if inner.out != nil {
		w.replace(start, end, riff("ANMF", inner.upTo(limit)))
	}
	return err
}

// exif keeps the orientation.
func (w *webpWalk) exif(start, end int) {
	body := w.in[start+riffChunk : end]
	rest := w.turned.remains(bytes.TrimPrefix(body, []byte(exifName+"\x00")), w.found)
	if rest == nil {
		w.drop(start, end)
		return
	}
	w.oriented = true
	w.replace(start, end, riff("EXIF", rest))
}

func riff(name string, body []byte) []byte {
	whole := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
	whole = append(whole, body...)
	if len(body)%2 == 1 {
		whole = append(whole, 0)
	}
	return whole
}

// away drops a chunk, and names it.
func (w *webpWalk) away(start, end int, name string) error {
	switch body := w.in[start+riffChunk : end]; name {
	case "EXIF":
		w.found.exif(parseTIFF(bytes.TrimPrefix(body, []byte(exifName+"\x00"))))
	case "XMP ":
		w.found.xmp(body)
	case "C2PA":
		w.found.add(aC2PA)
	default:
		w.found.add(otherData)
	}
	w.drop(start, end)
	return nil
}

// finish mends the size of the file and the flags that say what is in it.
func (w *webpWalk) finish() []byte {
	whole := bytes.Clone(w.upTo(len(w.in)))
	binary.LittleEndian.PutUint32(whole[4:], uint32(len(whole)-riffChunk))
	if w.flags != 0 {
		whole[w.flags] &^= vp8xXMPFlag | vp8xExifFlag
		if w.oriented {
			whole[w.flags] |= vp8xExifFlag
		}
	}
	return whole
}
