package corpus

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Marks of private data in the files of [Private]: where one of them is left, something was not taken out.
const (
	Camera = "Lantern 4 by Example"           // the model in EXIF
	Place  = "Brunnengasse 7 at the old well" // in XMP and IPTC
)

// EXIF returns EXIF data with an orientation and, where place is true, the model of a camera and a place at the globe.
func EXIF(orientation int, place bool) []byte {
	le := binary.LittleEndian
	fields := [][]byte{field(0x0112, 3, 1, uint32(orientation))}
	end := uint32(8 + 2 + 12 + 4)
	if !place {
		return directory([]byte("II*\x00\x08\x00\x00\x00"), fields)
	}
	end += 24
	model := append([]byte(Camera), 0)
	gps := end + uint32(len(model)+len(model)&1)
	fields = append([][]byte{field(0x0110, 2, uint32(len(model)), end)}, fields[0], field(0x8825, 4, 1, gps))
	out := directory([]byte("II*\x00\x08\x00\x00\x00"), fields)
	out = append(out, model...)
	out = append(out, make([]byte, len(model)&1)...)
	degrees := gps + 2 + 4*12 + 4
	out = directory(out, [][]byte{
		field(1, 2, 2, 'N'), field(2, 5, 3, degrees), field(3, 2, 2, 'E'), field(4, 5, 3, degrees+24),
	})
	for _, n := range []uint32{47, 1, 22, 1, 9, 1, 8, 1, 32, 1, 30, 1} {
		out = le.AppendUint32(out, n)
	}
	return out
}

func field(tag, kind uint16, count, value uint32) []byte {
	le := binary.LittleEndian
	return le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(nil, tag), kind), count), value)
}

func directory(out []byte, fields [][]byte) []byte {
	out = binary.LittleEndian.AppendUint16(out, uint16(len(fields)))
	return binary.LittleEndian.AppendUint32(append(out, slices.Concat(fields...)...), 0)
}

// xmp returns a packet of XMP that tells a place.
func xmp() []byte {
	return []byte(`<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ` +
		`xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ` +
		`xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="47,22.15N" exif:GPSAreaInformation="` + Place + `"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`)
}

// iptc returns a resource of Photoshop that holds the name of a place.
func iptc() []byte {
	record := binary.BigEndian.AppendUint16([]byte{0x1c, 2, 92}, uint16(len(Place)))
	record = append(record, Place...)
	out := append([]byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00"), binary.BigEndian.AppendUint32(nil, uint32(len(record)))...)
	out = append(out, record...)
	return append(out, make([]byte, len(record)&1)...)
}

// Private returns files that tell where they were taken.
func Private() []File {
	exif := EXIF(1, true)
	all := []File{
		good("place.jpg", "jpeg", withSegments(plainJPEG(), jpegEXIF(exif),
			segment(0xe1, slices.Concat([]byte("http://ns.adobe.com/xap/1.0/\x00"), xmp())), segment(0xed, iptc()), segment(0xfe, []byte(Place)))),
		good("place.png", "png", withChunks(encodePNG(paint(scene(), Width, Height)), chunk("eXIf", exif),
			chunk("iTXt", slices.Concat([]byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"), xmp())), chunk("tEXt", []byte("Location\x00"+Place)))),
		good("place.webp", "webp", extended(vp8xEXIF|vp8xXMP, stored(losslessWebP), riff("EXIF", exif), riff("XMP ", xmp()))),
	}
	for i := range all {
		all[i].Private = true
	}
	return all
}

// jpegEXIF returns the segment that EXIF data stands in.
func jpegEXIF(exif []byte) []byte { return segment(0xe1, append([]byte("Exif\x00\x00"), exif...)) }

func segment(marker byte, body []byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
}

// withSegments puts segments behind the start of a JPEG.
func withSegments(data []byte, segments ...[]byte) []byte {
	return slices.Concat(data[:2], bytes.Join(segments, nil), data[2:])
}
