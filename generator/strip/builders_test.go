package strip_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

// secret is in all that must not remain.
const secret = "SECRET"

// sample is a small picture of many colours.
func sample() image.Image {
	i := image.NewNRGBA(image.Rect(0, 0, 9, 7))
	for y := range 7 {
		for x := range 9 {
			i.Set(x, y, color.NRGBA{uint8(x * 25), uint8(y * 30), 90, uint8(255 - x*y)})
		}
	}
	return i
}

func fromBase64(text string) []byte {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return data
}

func join(parts ...[]byte) []byte { return slices.Concat(parts...) }

// order is one of the two orders of bytes in an Exif block.
type order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// exifBody is an Exif block with a maker, an orientation, a place and a thumbnail.
func exifBody(o order, orientation uint16) []byte {
	const place, second, data = 50, 68, 98
	body := []byte("MM\x00*")
	if o == order(binary.LittleEndian) {
		body = []byte("II*\x00")
	}
	entry := func(tag, kind uint16, count, value uint32) {
		body = o.AppendUint16(o.AppendUint16(body, tag), kind)
		body = o.AppendUint32(body, count)
		if kind == 3 {
			body = o.AppendUint16(o.AppendUint16(body, uint16(value)), 0)
			return
		}
		body = o.AppendUint32(body, value)
	}
	body = o.AppendUint16(o.AppendUint32(body, 8), 3)
	entry(0x010f, 2, 13, data)
	entry(0x0112, 3, 1, uint32(orientation))
	entry(0x8825, 4, 1, place)
	body = o.AppendUint16(o.AppendUint32(body, second), 1)
	entry(2, 5, 3, data+13)
	body = o.AppendUint16(o.AppendUint32(body, 0), 2)
	entry(0x0201, 4, 1, data+37)
	entry(0x0202, 4, 1, 12)
	body = o.AppendUint32(body, 0)
	return append(body, "SECRET maker\x00SECRET degrees SECRET..SECRET thumb"...)
}

// turnedBody is what remains of an Exif block.
func turnedBody(orientation byte) []byte {
	return []byte{'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0}
}

const xmpPacket = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>SECRET</exif:GPSLatitude></x:xmpmeta>`

func plainJPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, sample(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func segment(mark byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(body)+2)), body...)
}

func jpegExif(body []byte) []byte { return segment(0xe1, "Exif\x00\x00"+string(body)) }

// behindStart puts segments behind the first two bytes of a JPEG.
func behindStart(picture []byte, segments ...[]byte) []byte {
	return join(picture[:2], join(segments...), picture[2:])
}

func plainPNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, sample()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func chunk(name, body string) []byte {
	data := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), name+body...)
	return binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(data[4:]))
}

// pngHeader is the size of the signature and the first chunk.
const pngHeader = 8 + 25

func behindHeader(picture []byte, chunks ...[]byte) []byte {
	return join(picture[:pngHeader], join(chunks...), picture[pngHeader:])
}

func plainGIF(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 9, 7), color.Palette{color.Black, color.White, color.Transparent})
	for i := range frame.Pix {
		frame.Pix[i] = uint8(i % 3)
	}
	moving := gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{5, 5}, LoopCount: 3}
	if err := gif.EncodeAll(&b, &moving); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// extension is a block of GIF with texts of at most 255 bytes.
func extension(kind byte, texts ...string) []byte {
	data := []byte{0x21, kind}
	for _, text := range texts {
		data = append(append(data, byte(len(text))), text...)
	}
	return append(data, 0)
}

// simpleWebP has one chunk of 58 bytes: 8 by 8 pixels, made with libwebp.
func simpleWebP() []byte {
	return fromBase64("UklGRkYAAABXRUJQVlA4IDoAAAAQAgCdASoIAAgAAoBCJbACdLoAArl9W8wAAP729HPkFsXkJZQHUVoRG+mZ9u0j/wYy7pPrRgvDwAAA")
}

// extendedWebP has the chunks VP8X, ALPH and VP8.
func extendedWebP() []byte {
	return fromBase64("UklGRnIAAABXRUJQVlA4WAoAAAAQAAAABwAABwAAQUxQSBIAAAABD/Cy/4iIIBBI2l97iIj+Rw5WUDggOgAAABACAJ0BKggACAACgEIlsAJ0ugACuX1bzAAA" +
		"/vb0c+QWxeQllCCz7Kwbx5do7A3+1d/ruutGC8PAAAA=")
}

func riff(name, body string) []byte {
	data := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
	if len(body)%2 == 1 {
		data = append(data, 0)
	}
	return data
}

// webp makes a file of chunks.
func webp(chunks ...[]byte) []byte { return riff("RIFF", "WEBP"+string(join(chunks...))) }

// webpChunks takes one apart.
func webpChunks(data []byte) (chunks [][]byte) {
	for rest := data[12:]; len(rest) > 0; {
		size := 8 + int(binary.LittleEndian.Uint32(rest[4:])+1)/2*2
		chunks, rest = append(chunks, rest[:size:size]), rest[size:]
	}
	return chunks
}

// flagged sets the flags in a chunk VP8X.
func flagged(vp8x []byte, flags byte) []byte {
	vp8x = bytes.Clone(vp8x)
	vp8x[8] |= flags
	return vp8x
}

// scansJPEG has several scans with restart markers: 16 by 16 pixels, made with cjpeg -progressive -restart 1B.
func scansJPEG() []byte {
	return fromBase64(progressive)
}

const progressive = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wgARCAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAwT/xAAVAQEBAAAAAAAAAAAAAAAAAAAAAv/dAAQAAf/aAAwDAQACEAMQAAABhd3l/8QAFhAAAwAAAAAAAAAAAAAAAAAAAAEC/9oACAEBAAEFAlJ//9BSf//RUn//0lJ//8QAFREBAQAAAAAAAAAAAAAAAAAAAwD/2gAIAQMBAT8BFb//xAAWEQADAAAAAAAAAAAAAAAAAAAAAgP/2gAIAQIBAT8Bah//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAY/An//0H//0X//0n//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/IX//0H//0X//0n//2gAMAwEAAgADAAAAEAf/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/EB//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/EB//xAAVEAEBAAAAAAAAAAAAAAAAAAAAYf/aAAgBAQABPxCL/9CL/9GL/9KL/9k="
