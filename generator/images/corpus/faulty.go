package corpus

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// The codes of errors.
const (
	broken  = "broken-image"
	large   = "image-too-large"
	unknown = "unknown-image"
)

// Megapixels is a limit of pixels, in millions, that all good files are within, and the bombs among the faulty ones are not.
const Megapixels = 100

// Faulty returns files that must lead to an error: cut short, lying, far too large, or no pictures at all.
func Faulty() []File {
	m := paint(scene(), Width, Height)
	png, jpeg, gif := encodePNG(m), plainJPEG(), encodeGIF(paletted(scene()))
	return slices.Concat(truncated(), []File{
		bad("lying.jpg", jpegSays(jpeg, 9000, 9000), broken),
		bad("lying.png", pngSays(png, 9000, 9000), broken),
		bad("lying.webp", patched(extended(vp8xEXIF, stored(losslessWebP)), "VP8X", 8+4, 99), broken),
		bad("bomb.png", pngSays(png, 60000, 60000), broken),
		bad("bomb-of-zeros.png", rawPNG(10001, 10001, 1, 0, 0, make([]byte, 10001*1252)), large),
		bad("bomb.gif", slices.Concat(gif[:6], []byte{0xff, 0xff, 0xff, 0xff}, gif[10:]), large),
		bad("bomb.webp", riff("RIFF", slices.Concat([]byte("WEBP"), riff("VP8L", []byte{0x2f, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0}))), large),
		bad("bomb.avif", patched(stored(plainAVIF), "ispe", 4+4+1, 0x7f), large),
		bad("zero.png", pngSays(png, 0, 9), broken),
		bad("zero.gif", slices.Concat(gif[:6], []byte{0, 0, 0, 0}, gif[10:]), broken),
		bad("zero.jpg", jpegSays(jpeg, 0, 9), broken),
		bad("damaged.png", patched(png, "IDAT", 9, 0x55), broken),
		bad("damaged.avif", patched(stored(plainAVIF), "mdat", 20, 0xff), broken),
		bad("damaged.webp", patched(stored(losslessWebP), "VP8L", 4+4+9, 0xff), broken),
		bad("two-headers.jpg", slices.Concat(jpeg[:2], segment(0xc0, []byte{8, 0, 8, 0, 8, 1, 1, 0x11, 0}), jpeg[2:]), broken),
		bad("lying.avif", patched(stored(plainAVIF), "iloc", 4+4+2+2+2+2+2+4+1, 1), broken),
		bad("no-end.png", png[:len(png)-12], broken),
		bad("large-frame.webp", patched(animatedWebP(), "ANMF", 4+4, 1), broken),
		bad("lying-frame.webp", patched(animatedWebP(), "ANMF", 4+4+6, 9), broken),
		bad("empty.jpg", nil, broken),
		bad("text.jpg", []byte("This is no picture, whatever its name says.\n"), unknown),
		bad("page.png", []byte("<!doctype html><title>404</title>"), unknown),
		bad("telephone.avif", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"), unknown),
	})
}

func bad(name string, data []byte, fault string) File {
	return File{Name: name, Data: data, Fault: fault}
}

// truncated returns files of which the last third is missing.
func truncated() []File {
	var all []File
	for _, f := range []File{
		bad("truncated.jpg", plainJPEG(), broken),
		bad("truncated-progressive.jpg", stored(progressiveJPEG), broken),
		bad("truncated.png", encodePNG(deep()), broken),
		bad("truncated.gif", encodeGIF(paletted(scene())), broken),
		bad("truncated.webp", stored(lossyWebP), broken),
		bad("truncated.avif", stored(plainAVIF), broken),
	} {
		f.Data = f.Data[:len(f.Data)*2/3]
		all = append(all, f)
	}
	// A JPEG that ends in the midst of its pixels, but with the mark of the end.
	ended := plainJPEG()
	ended = append(ended[:len(ended)-len(ended)/8], 0xff, 0xd9)
	return append(all, bad("truncated-with-end.jpg", ended, broken))
}

// pngSays changes the measures in the header of a PNG, and its check sum.
func pngSays(data []byte, width, height uint32) []byte {
	data = slices.Clone(data)
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// jpegSays changes the measures in the header of a JPEG.
func jpegSays(data []byte, width, height uint16) []byte {
	data = slices.Clone(data)
	frame := data[bytes.Index(data, []byte{0xff, 0xc0}):]
	binary.BigEndian.PutUint16(frame[5:], height)
	binary.BigEndian.PutUint16(frame[7:], width)
	return data
}

// patched changes the byte that is so far behind the start of a text.
func patched(data []byte, text string, offset int, value byte) []byte {
	data = slices.Clone(data)
	data[bytes.Index(data, []byte(text))+offset] = value
	return data
}
