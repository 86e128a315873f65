package strip

import (
	"bytes"
	"encoding/binary"
)

// The tags of Exif that are looked at.
const (
	tagImageWidth    = 0x0100 // of the second directory: a thumbnail
	tagOrientation   = 0x0112
	tagThumbnail     = 0x0201
	tagPlace         = 0x8825
	tagLatitude      = 2
	tagLongitude     = 4
	typeShort        = 3
	entrySize        = 12
	usual            = 1 // the orientation that needs no turning
	tiffHeaderLength = 8
)

// tiff is the body of an Exif block. The zero tiff has nothing in it.
type tiff struct {
	data  []byte
	order binary.ByteOrder
}

// parseTIFF reads the header. Where it is broken, the block has nothing in it.
func parseTIFF(data []byte) tiff {
	if len(data) < tiffHeaderLength {
		return tiff{}
	}
	switch string(data[:4]) {
	case "II*\x00":
		return tiff{data, binary.LittleEndian}
	case "MM\x00*":
		return tiff{data, binary.BigEndian}
	}
	return tiff{}
}

// directory returns the entries of the directory at an offset, as many as there are bytes for, and the offset
// of the next one, 0 for none. No chain of directories is followed further than one step, so none can hang.
func (t tiff) directory(offset uint32) (entries []byte, next uint32) {
	if t.order == nil || offset < tiffHeaderLength || int64(offset)+2 > int64(len(t.data)) {
		return nil, 0
	}
	rest := t.data[offset:]
	size := int(t.order.Uint16(rest)) * entrySize
	if rest = rest[2:]; len(rest) < size {
		return rest[:len(rest)/entrySize*entrySize], 0
	}
	if len(rest) >= size+4 {
		next = t.order.Uint32(rest[size:])
	}
	return rest[:size], next
}

// entry returns the twelve bytes of the first entry with a tag, nil for none.
func (t tiff) entry(entries []byte, tag uint16) []byte {
	for ; len(entries) >= entrySize; entries = entries[entrySize:] {
		if t.order.Uint16(entries) == tag {
			return entries[:entrySize]
		}
	}
	return nil
}

// first returns the directory that describes the picture, and the offset of the next.
func (t tiff) first() (entries []byte, next uint32) {
	if t.order == nil {
		return nil, 0
	}
	return t.directory(t.order.Uint32(t.data[4:]))
}

// orientation returns how the picture is to be turned, 1 to 8. As in browsers, one that is
// not a single short number from 1 to 8 is none, and 1.
func (t tiff) orientation() int {
	entries, _ := t.first()
	e := t.entry(entries, tagOrientation)
	if e == nil || t.order.Uint16(e[2:]) != typeShort || t.order.Uint32(e[4:]) != 1 {
		return usual
	}
	if value := int(t.order.Uint16(e[8:])); value >= 1 && value <= 8 {
		return value
	}
	return usual
}

// place tells whether the block has a latitude or a longitude.
func (t tiff) place() bool {
	entries, _ := t.first()
	e := t.entry(entries, tagPlace)
	if e == nil {
		return false
	}
	where, _ := t.directory(t.order.Uint32(e[8:]))
	return t.entry(where, tagLatitude) != nil || t.entry(where, tagLongitude) != nil
}

// thumbnail tells whether the block has a small copy of the picture.
func (t tiff) thumbnail() bool {
	_, next := t.first()
	entries, _ := t.directory(next)
	return t.entry(entries, tagThumbnail) != nil || t.entry(entries, tagImageWidth) != nil
}

// minimal returns a TIFF body that has an orientation and nothing else.
func minimal(orientation int) []byte {
	return []byte{
		'M', 'M', 0, '*', 0, 0, 0, tiffHeaderLength,
		0, 1, // one entry
		tagOrientation >> 8, tagOrientation & 0xff, 0, typeShort, 0, 0, 0, 1, 0, byte(orientation), 0, 0,
		0, 0, 0, 0, // no further directory
	}
}

// turned is what remains of the Exif blocks of a picture. The first block decides; what comes after it goes.
type turned struct{ seen bool }

// remains returns the body that stands in for a block: nil for the usual orientation. It is the block itself
// where that has an orientation alone. What goes is noted.
func (o *turned) remains(body []byte, found *finds) []byte {
	t := parseTIFF(body)
	first := !o.seen
	o.seen = true
	if orientation := t.orientation(); first && orientation != usual {
		rest := minimal(orientation)
		if !bytes.Equal(rest, body) {
			found.exif(t)
		}
		return rest
	}
	found.exif(t)
	return nil
}
