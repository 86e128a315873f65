package corpus

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"slices"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

func encodePNG(m image.Image) []byte {
	var b bytes.Buffer
	must(0, png.Encode(&b, m))
	return b.Bytes()
}

func chunk(name string, body []byte) []byte {
	out := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), name...)
	out = append(out, body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// withChunks puts chunks behind the header of a PNG.
func withChunks(data []byte, chunks ...[]byte) []byte {
	const header = len(pngMagic) + 12 + 13
	return slices.Concat(data[:header], bytes.Join(chunks, nil), data[header:])
}

// rawPNG writes a PNG of which all is given.
func rawPNG(width, height int, depth, kind, interlace byte, rows []byte) []byte {
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(width)), uint32(height))
	header = append(header, depth, kind, 0, 0, interlace)
	return slices.Concat([]byte(pngMagic), chunk("IHDR", header), chunk("IDAT", deflate(rows)), chunk("IEND", nil))
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	must(z.Write(data))
	must(0, z.Close())
	return b.Bytes()
}

// graphics returns PNG and GIF pictures of all kinds of coding.
func graphics() []File {
	m := paint(scene(), Width, Height)
	return exactly(
		good("plain.png", "png", encodePNG(m)),
		good("sixteen-bits.png", "png", encodePNG(deep())),
		grey(good("grey.png", "png", greyPNG(false))),
		glass(grey(good("grey-alpha.png", "png", greyPNG(true)))),
		glass(good("alpha.png", "png", encodePNG(paint(glassScene(), Width, Height)))),
		glass(good("palette.png", "png", encodePNG(paletted(glassScene())))),
		good("interlaced.png", "png", interlacedPNG()),
		good("plain.gif", "gif", encodeGIF(paletted(scene()))),
		good("wrong-ending.jpg", "png", encodePNG(m)),
	)
}

// exactly asks for the very colours.
func exactly(files ...File) []File {
	for i := range files {
		files[i].Tolerance = 1
	}
	return files
}

// glassScene returns the scene with a top right that is half transparent.
func glassScene() [4]color.NRGBA {
	q := scene()
	q[1].A = 128
	return q
}

func glass(f File) File {
	f.Alpha, f.Colours[1].A = true, 128
	return f
}

// deep returns the scene in 16 bits, with lower halves that round to the 8 bits of the scene.
func deep() image.Image {
	m := image.NewNRGBA64(image.Rect(0, 0, Width, Height))
	for y := range Height {
		for x := range Width {
			c := scene()[quarter(x, y, Width, Height)]
			m.SetNRGBA64(x, y, color.NRGBA64{uint16(c.R)*257 + 11, uint16(c.G)*257 + 11, uint16(c.B)*257 + 11, 0xffff})
		}
	}
	return m
}

func paletted(quarters [4]color.NRGBA) *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, Width, Height), color.Palette{quarters[0], quarters[1], quarters[2], quarters[3]})
	for i := range m.Pix {
		m.Pix[i] = uint8(quarter(i%Width, i/Width, Width, Height))
	}
	return m
}

func encodeGIF(m *image.Paletted) []byte {
	var b bytes.Buffer
	must(0, gif.Encode(&b, m, nil))
	return b.Bytes()
}

// greyPNG writes shades of grey, and transparency beside them, which the standard library does not.
func greyPNG(alpha bool) []byte {
	var rows []byte
	for y := range Height {
		rows = append(rows, 0)
		for x := range Width {
			c := glassScene()[quarter(x, y, Width, Height)]
			opaque := color.NRGBA{c.R, c.G, c.B, 255}
			if rows = append(rows, color.GrayModel.Convert(opaque).(color.Gray).Y); alpha {
				rows = append(rows, c.A)
			}
		}
	}
	if alpha {
		return rawPNG(Width, Height, 8, 4, 0, rows)
	}
	return rawPNG(Width, Height, 8, 0, 0, rows)
}

// interlacedPNG writes the seven passes of Adam7, each of which takes every so many pixels of every so many rows.
func interlacedPNG() []byte {
	passes := [7][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}
	var rows []byte
	for _, p := range passes {
		for y := p[1]; y < Height; y += p[3] {
			rows = append(rows, 0)
			for x := p[0]; x < Width; x += p[2] {
				c := scene()[quarter(x, y, Width, Height)]
				rows = append(rows, c.R, c.G, c.B)
			}
		}
	}
	return rawPNG(Width, Height, 8, 2, 1, rows)
}
