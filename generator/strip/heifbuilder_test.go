package strip_test

import (
	"bytes"
	"encoding/binary"
)

// plainAVIF is of 8 by 8 pixels, made with libavif.
func plainAVIF() []byte {
	return fromBase64("AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAACgAAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAgAAAAIAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgSAAAAAAABNjb2xybmNseAACAAIAAoAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAADBtZGF0EgAKBTgIv2CQMh0WQAYYYYQAAS8cg537UhhNMzYTol3FYNRkF/4sLg==")
}

func isobox(name string, parts ...[]byte) []byte {
	body := join(parts...)
	return join(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), []byte(name), body)
}

// numbers writes numbers of two, four or eight bytes.
func numbers(values ...any) []byte {
	var data []byte
	for _, value := range values {
		data, _ = binary.Append(data, binary.BigEndian, value)
	}
	return data
}

// part is an item of a file, its data in as many pieces as are given.
type part struct {
	id      uint32
	kind    string // with the name of the item, and what follows it
	pieces  []string
	inside  bool // its data stands in the description
	thumbOf uint32
}

// album is a file of several items, the first of which is the picture.
type album struct {
	parts    []part
	wide     bool     // numbers of items have four bytes, places eight
	inMeta   [][]byte // boxes to add to the description
	inFile   [][]byte // and behind it
	behind   []byte   // what follows the last box
	property []byte   // a property beside those of the picture
	gap      string   // bytes that belong to no item
}

// pixels is the coded picture in the plain file.
func pixels() string {
	file := plainAVIF()
	return string(file[bytes.Index(file, []byte("mdat"))+4:])
}

func picturePart() part { return part{id: 1, kind: "av01Color\x00", pieces: []string{pixels()}} }

func (a album) id(id uint32) any {
	if a.wide {
		return id
	}
	return uint16(id)
}

func (a album) infos() []byte {
	list := numbers(uint32(0), uint16(len(a.parts)))
	version := uint32(2 << 24)
	if a.wide {
		list, version = numbers(uint32(1<<24), uint32(len(a.parts))), 3<<24
	}
	for _, p := range a.parts {
		list = append(list, isobox("infe", numbers(version, a.id(p.id), uint16(0)), []byte(p.kind))...)
	}
	return isobox("iinf", list)
}

// places writes where the items lie, when the data begins at a place in the file.
func (a album) places(media int) []byte {
	list := numbers(uint32(1<<24), uint16(0x4400), uint16(len(a.parts)))
	if a.wide {
		list = numbers(uint32(2<<24), uint16(0x8888), uint32(len(a.parts)))
	}
	inside, at := 0, media+len(a.gap)
	for _, p := range a.parts {
		method, place, base := uint16(0), &at, 1
		if p.inside {
			method, place, base = 1, &inside, 0
		}
		list = append(list, numbers(a.id(p.id), method, uint16(0))...)
		if a.wide {
			list = append(list, numbers(uint64(base))...)
		}
		list = append(list, numbers(uint16(len(p.pieces)))...)
		for _, piece := range p.pieces {
			if a.wide {
				list = append(list, numbers(uint64(9), uint64(*place-base), uint64(len(piece)))...)
			} else {
				list = append(list, numbers(uint32(*place), uint32(len(piece)))...)
			}
			*place += len(piece)
		}
	}
	return isobox("iloc", list)
}

func (a album) references() []byte {
	var list [][]byte
	for _, p := range a.parts {
		if p.thumbOf != 0 {
			list = append(list, isobox("thmb", numbers(a.id(p.id), uint16(1), a.id(p.thumbOf))))
		}
	}
	version := uint32(0)
	if a.wide {
		version = 1 << 24
	}
	return isobox("iref", append([][]byte{numbers(version)}, list...)...)
}

// properties are those of the plain file, and one more.
func (a album) properties() []byte {
	file := plainAVIF()
	at := bytes.Index(file, []byte("iprp")) - 4
	inner := file[at+8 : at+int(binary.BigEndian.Uint32(file[at:]))]
	size := int(binary.BigEndian.Uint32(inner))
	return isobox("iprp", isobox("ipco", inner[8:size], a.property), inner[size:])
}

// data returns the data of the items that stand in the description, or of the others.
func (a album) data(inside bool) (data []byte) {
	for _, p := range a.parts {
		for _, piece := range p.pieces {
			if p.inside == inside {
				data = append(data, piece...)
			}
		}
	}
	return data
}

func (a album) description(media int) []byte {
	main := numbers(uint32(0), uint16(1))
	if a.wide {
		main = numbers(uint32(1<<24), uint32(1))
	}
	var inside []byte
	if data := a.data(true); data != nil {
		inside = isobox("idat", data)
	}
	return isobox("meta", numbers(uint32(0)), isobox("hdlr", numbers(uint64(0)), []byte("pict"), make([]byte, 13)),
		isobox("pitm", main), a.places(media), a.infos(), a.references(), a.properties(), inside, join(a.inMeta...))
}

func (a album) bytes() []byte {
	head := isobox("ftyp", []byte("avif\x00\x00\x00\x00avifmif1miaf"))
	media := len(head) + len(a.description(0)) + len(join(a.inFile...)) + 8
	return join(head, a.description(media), join(a.inFile...), isobox("mdat", []byte(a.gap), a.data(false)), a.behind)
}
