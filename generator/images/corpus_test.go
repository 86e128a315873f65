package images_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"stillpoint/generator/images"
	"stillpoint/generator/images/corpus"
)

func limits() images.Limits {
	return images.Limits{Pixels: corpus.Megapixels * 1_000_000, Memory: 768 << 20}
}

func formats() []images.Format {
	return []images.Format{images.JPEG, images.PNG, images.GIF, images.WebP, images.AVIF}
}

func each(t *testing.T, want func(corpus.File) bool, test func(t *testing.T, f corpus.File)) {
	t.Helper()
	for _, f := range corpus.All() {
		if want(f) {
			t.Run(f.Name, func(t *testing.T) { test(t, f) })
		}
	}
}

func good(f corpus.File) bool   { return f.Fault == "" }
func faulty(f corpus.File) bool { return f.Fault != "" }

func decode(t testing.TB, data []byte) *images.Picture {
	t.Helper()
	p, err := images.Decode(context.Background(), data, limits(), image.Point{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func encode(t testing.TB, p *images.Picture, c images.Cut, e images.Encoding) []byte {
	t.Helper()
	data, err := p.Encode(context.Background(), c, e)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// whole is a cut of all pixels of a picture.
func whole(p *images.Picture) images.Cut {
	width, height := p.Bounds()
	return images.Cut{Width: width, Height: height}
}

// seen returns the pixels of a file as PNG has them.
func seen(t testing.TB, data []byte) image.Image {
	t.Helper()
	p := decode(t, data)
	m, _, err := image.Decode(bytes.NewReader(encode(t, p, whole(p), images.Encoding{Format: images.PNG})))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// quarters returns the colours in the middle of the quarters.
func quarters(m image.Image) [4]color.NRGBA {
	b := m.Bounds()
	at := func(x, y int) color.NRGBA {
		return color.NRGBAModel.Convert(m.At(b.Min.X+x*b.Dx()/4, b.Min.Y+y*b.Dy()/4)).(color.NRGBA)
	}
	return [4]color.NRGBA{at(1, 1), at(3, 1), at(1, 3), at(3, 3)}
}

// compare wants each channel of the colours within a tolerance.
func compare(t *testing.T, what string, got, want [4]color.NRGBA, tolerance int) {
	t.Helper()
	apart := func(a, b uint8) bool { return max(int(a)-int(b), int(b)-int(a)) > tolerance }
	for i, g := range got {
		if w := want[i]; apart(g.R, w.R) || apart(g.G, w.G) || apart(g.B, w.B) || apart(g.A, w.A) {
			t.Errorf("%s: quarter %d is %v, not %v within %d", what, i, g, w, tolerance)
		}
	}
}

func TestInspect(t *testing.T) {
	each(t, good, func(t *testing.T, f corpus.File) {
		i, err := images.Inspect(f.Data, limits())
		if err != nil {
			t.Fatal(err)
		}
		if string(i.Format) != f.Format || i.Width != f.Width || i.Height != f.Height || i.Alpha != f.Alpha || i.Animated != f.Animated {
			t.Errorf("it says %+v", i)
		}
		if i.Memory() < 4*corpus.Width*corpus.Height || i.Memory() > 1<<20 {
			t.Errorf("%d bytes are needed", i.Memory())
		}
	})
}

func TestDecode(t *testing.T) {
	each(t, good, func(t *testing.T, f corpus.File) {
		m := seen(t, f.Data)
		if m.Bounds().Dx() != f.Width || m.Bounds().Dy() != f.Height {
			t.Errorf("it is %v large", m.Bounds())
		}
		compare(t, "decoded", quarters(m), f.Colours, f.Tolerance)
	})
}

// TestEncode writes each picture in each format, and reads it again.
func TestEncode(t *testing.T) {
	each(t, good, func(t *testing.T, f corpus.File) {
		p := decode(t, f.Data)
		for _, format := range formats() {
			if costly(format) && !slices.Contains(thorough(), f.Name) {
				continue
			}
			data := encode(t, p, whole(p), images.Encoding{Format: format, Quality: 90})
			i, err := images.Inspect(data, limits())
			if err != nil || i.Format != format || i.Width != f.Width || i.Height != f.Height || i.Orientation != 1 {
				t.Errorf("%s: it says %+v, %v", format, i, err)
			}
			if format == images.GIF && f.Alpha {
				continue // it has no half transparent colours
			}
			want := f.Colours
			if format == images.JPEG {
				want = onWhite(want)
			}
			compare(t, string(format), quarters(seen(t, data)), want, f.Tolerance+extra(format))
			noMetadata(t, format, data)
		}
	})
}

// costly tells the formats whose encoders run in WebAssembly, which takes its time when it is watched for races.
func costly(f images.Format) bool { return f == images.WebP || f == images.AVIF }

// thorough are the files that are written in the costly formats, too. What all of them look like decoded, TestDecode compares.
func thorough() []string {
	return []string{"orientation-6.jpg", "plain.jpg", "grey.png", "alpha.png", "palette.png", "lossy-alpha.webp", "alpha.avif", "place.png"}
}

// extra is by how much a format may change a channel of a plain colour at quality 90. GIF has 256 colours.
func extra(f images.Format) int {
	return map[images.Format]int{images.JPEG: 4, images.WebP: 5, images.AVIF: 5, images.GIF: 26}[f]
}

func onWhite(colours [4]color.NRGBA) [4]color.NRGBA {
	for i, c := range colours {
		mix := func(v uint8) uint8 { return uint8((int(v)*int(c.A) + 255*(255-int(c.A)) + 127) / 255) }
		colours[i] = color.NRGBA{mix(c.R), mix(c.G), mix(c.B), 255}
	}
	return colours
}

// noMetadata wants only what the pixels need in a file.
func noMetadata(t *testing.T, f images.Format, data []byte) {
	t.Helper()
	for _, mark := range []string{corpus.Camera, corpus.Place, "Exif", "EXIF", "http://ns.adobe", "XMP", "xmp", "ICC", "Photoshop"} {
		if bytes.Contains(data, []byte(mark)) {
			t.Errorf("%s: there is %q in it", f, mark)
		}
	}
	allowed := map[images.Format]string{
		images.JPEG: "db c0 c4 da", images.PNG: "IHDR PLTE tRNS IDAT IEND", images.WebP: "VP8X ALPH VP8  VP8L",
	}
	for _, part := range parts(f, data) {
		if !strings.Contains(allowed[f], part) {
			t.Errorf("%s: there is a part %q in it", f, part)
		}
	}
}

// parts lists the names of the pieces of a JPEG, a PNG or a WebP.
func parts(f images.Format, data []byte) []string {
	var all []string
	switch f {
	case images.JPEG:
		for rest := data[2:]; !slices.Contains(all, "da"); rest = rest[2+binary.BigEndian.Uint16(rest[2:]):] {
			all = append(all, string("0123456789abcdef"[rest[1]>>4])+string("0123456789abcdef"[rest[1]&15]))
		}
	case images.PNG:
		for rest := data[8:]; len(rest) > 0; rest = rest[12+binary.BigEndian.Uint32(rest):] {
			all = append(all, string(rest[4:8]))
		}
	case images.WebP:
		for rest := data[12:]; len(rest) > 0; {
			all = append(all, string(rest[:4]))
			length := binary.LittleEndian.Uint32(rest[4:])
			rest = rest[8+length+length&1:]
		}
	}
	return all
}

func TestFaults(t *testing.T) {
	each(t, faulty, func(t *testing.T, f corpus.File) {
		p, err := images.Decode(context.Background(), f.Data, limits(), image.Point{})
		plain := (*images.Error)(nil)
		if !errors.As(err, &plain) || p != nil {
			t.Fatalf("decoded to %v with the error %v", p, err)
		}
		if plain.Code != f.Fault || plain.Message == "" || plain.Hint == "" || strings.Contains(plain.Message, "\n") {
			t.Errorf("%+v, not %s", plain, f.Fault)
		}
		if _, err := images.Inspect(f.Data, limits()); err != nil && !errors.As(err, &plain) {
			t.Errorf("the header leads to %v", err)
		}
	})
}

// TestFaultsOfHeaders are those that must be seen before anything is decoded: they ask for much memory.
func TestFaultsOfHeaders(t *testing.T) {
	for _, name := range []string{
		"lying.jpg", "lying.png", "lying.webp", "lying.avif", "bomb.png", "bomb-of-zeros.png", "bomb.gif", "bomb.webp", "zero.png", "zero.gif", "zero.jpg",
		"truncated.png", "truncated.webp", "truncated.avif", "empty.jpg", "text.jpg",
		"two-headers.jpg", "no-end.png", "large-frame.webp", "lying-frame.webp",
	} {
		f := corpus.Find(name)
		_, err := images.Inspect(f.Data, limits())
		if plain := (*images.Error)(nil); !errors.As(err, &plain) || plain.Code != f.Fault {
			t.Errorf("%s: %v, not %s", name, err, f.Fault)
		}
	}
}
