package strip_test

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/strip"
)

// scattered are parts of a file, some of which are to go, in a random order between the fixed ones.
type scattered struct{ all, kept [][]byte }

// draw puts random parts at random places behind each of the fixed ones but the last.
func draw(t *rapid.T, fixed [][]byte, gone []func(text []byte) []byte) (s scattered) {
	for i, part := range fixed {
		s.all, s.kept = append(s.all, part), append(s.kept, part)
		if i == len(fixed)-1 {
			break
		}
		for range rapid.IntRange(0, 3).Draw(t, "how many") {
			text := append([]byte(secret), rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "text")...)
			s.all = append(s.all, rapid.SampledFrom(gone).Draw(t, "part")(text))
		}
	}
	return s
}

// TestScattered takes parts that do not belong to a picture from wherever they stand, and no other byte.
func TestScattered(t *testing.T) {
	jpg, pic, anim := plainJPEG(t), plainPNG(t), plainGIF(t)
	loop := bytes.Index(anim, []byte("\x21\xff\x0b"))
	segmentOf := func(marks ...byte) (list []func([]byte) []byte) {
		for _, mark := range marks {
			list = append(list, func(text []byte) []byte { return segment(mark, string(text)) })
		}
		return list
	}
	chunkOf := func(make func(name, body string) []byte, names ...string) (list []func([]byte) []byte) {
		for _, name := range names {
			list = append(list, func(text []byte) []byte { return make(name, string(text)) })
		}
		return list
	}
	for _, p := range []struct {
		name  string
		fixed [][]byte
		gone  []func([]byte) []byte
		whole func(parts ...[]byte) []byte
	}{
		{"JPEG", segments(jpg), segmentOf(0xe0, 0xe1, 0xe2, 0xe5, 0xeb, 0xed, 0xef, 0xfe), join},
		{"PNG", chunksOf(pic), chunkOf(chunk, "tEXt", "zTXt", "iTXt", "tIME", "caBX", "prVt", "eXIf", "sPLT"), join},
		{"GIF", [][]byte{anim[:loop], anim[loop : loop+19], anim[loop+19 : len(anim)-1], anim[len(anim)-1:]},
			[]func([]byte) []byte{func(b []byte) []byte { return extension(0xfe, string(b)) }, func(b []byte) []byte { return extension(0xff, "SECRETS 1.0", string(b)) }}, join},
		{"WebP", append(webpChunks(extendedWebP()), nil), chunkOf(riff, "EXIF", "XMP ", "SECR", "C2PA"), webp},
	} {
		t.Run(p.name, rapid.MakeCheck(func(t *rapid.T) {
			s := draw(t, p.fixed, p.gone)
			data, want := p.whole(s.all...), p.whole(s.kept...)
			clean, _, err := strip.Picture(data)
			if err != nil || !bytes.Equal(clean, want) {
				t.Fatalf("%d bytes remain, not %d; error %v", len(clean), len(want), err)
			}
			if (strip.Found(data) == nil) != (len(s.all) == len(s.kept)) || strip.Found(clean) != nil {
				t.Fatalf("found %q, then %q", strip.Found(data), strip.Found(clean))
			}
		}))
	}
}

// segments takes a JPEG of one scan apart.
func segments(data []byte) (parts [][]byte) {
	parts, rest := append(parts, data[:2]), data[2:]
	for rest[1] != 0xda {
		size := 2 + int(rest[2])<<8 + int(rest[3])
		parts, rest = append(parts, rest[:size]), rest[size:]
	}
	return append(parts, rest)
}

// chunksOf takes a PNG apart.
func chunksOf(data []byte) (parts [][]byte) {
	parts, rest := append(parts, data[:pngHeader]), data[pngHeader:]
	for len(rest) > 0 {
		size := 12 + int(rest[2])<<8 + int(rest[3])
		parts, rest = append(parts, rest[:size]), rest[size:]
	}
	return parts
}

// seeds are files of all kinds, with much to remove.
func seeds(t testing.TB) [][]byte {
	exif := string(exifBody(binary.BigEndian, 6))
	parts := webpChunks(extendedWebP())
	wide := changed(with(split(notes())...), func(a *album) { a.wide, a.inMeta = true, [][]byte{isobox("udta", []byte(secret))} })
	thumb := part{id: 4, kind: "av01\x00", pieces: []string{secret}, thumbOf: 1}
	return [][]byte{
		nil,
		join(behindStart(plainJPEG(t), segment(0xe0, jfifHead+"\x01\x01xxx"), jpegExif([]byte(exif)), segment(0xe1, xmpSegment), segment(0xee, adobeColour+"x")), plainJPEG(t)),
		scansJPEG(),
		join(behindHeader(plainPNG(t), chunk("eXIf", exif), chunk("iCCP", "x\x00\x00"), chunk("tEXt", "x\x00y")), []byte("x")),
		join(plainGIF(t), extension(0xfe, secret)),
		webp(flagged(parts[0], 8), parts[1], parts[2], riff("EXIF", exif), riff("ANMF", "1234567890123456"+string(join(parts[1], riff("x   ", "x"))))),
		simpleWebP(),
		plainAVIF(),
		with(append(notes(), thumb)...).bytes(),
		with(inside(append(notes(), thumb))...).bytes(),
		wide.bytes(),
		movie(5, "pict", isobox("udta"), isobox("udta"), isobox("udta", []byte(secret))),
	}
}

// holds tells what is promised for any bytes at all.
func holds(t interface{ Fatalf(string, ...any) }, data []byte) {
	before := bytes.Clone(data)
	clean, kind, err := strip.Picture(data)
	names := strip.Found(data)
	switch {
	case !bytes.Equal(before, data):
		t.Fatalf("the bytes that were handed in have changed")
	case err != nil && clean != nil:
		t.Fatalf("something comes back with the error %v", err)
	case err != nil:
		return
	case len(clean) > len(data)+26:
		t.Fatalf("%d bytes have become %d", len(data), len(clean))
	case (names == nil) != bytes.Equal(clean, data) || !slices.IsSorted(names):
		t.Fatalf("found %q", names)
	}
	again, same, err := strip.Picture(clean)
	if err != nil || same != kind || !bytes.Equal(again, clean) || strip.Found(clean) != nil {
		t.Fatalf("a clean %s has %q, %d bytes become %d, error %v", kind, strip.Found(clean), len(clean), len(again), err)
	}
}

// TestMutated damages files at random and expects the promises to hold.
func TestMutated(t *testing.T) {
	all := seeds(t)
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Clone(rapid.SampledFrom(all).Draw(t, "file"))
		for range rapid.IntRange(0, 4).Draw(t, "how often") {
			if len(data) == 0 {
				break
			}
			at := rapid.IntRange(0, len(data)-1).Draw(t, "place")
			switch rapid.IntRange(0, 3).Draw(t, "how") {
			case 0, 1:
				data[at] = rapid.Byte().Draw(t, "value")
			case 2:
				data = data[:at]
			case 3:
				data = slices.Insert(data, at, rapid.SliceOfN(rapid.Byte(), 1, 4).Draw(t, "values")...)
			}
		}
		holds(t, data)
	})
}

// TestCut cuts files off at every place. What could be the whole of a picture by then is none of a broken one.
func TestCut(t *testing.T) {
	for _, data := range seeds(t) {
		for n := range data {
			holds(t, data[:n:n])
		}
	}
	for _, data := range [][]byte{plainJPEG(t), scansJPEG(), plainPNG(t), simpleWebP(), extendedWebP(), plainAVIF()} {
		for n := range data {
			if _, kind, err := strip.Picture(data[:n:n]); kind != "" && err == nil {
				t.Errorf("a %s of %d bytes is taken for whole with %d", kind, len(data), n)
			}
		}
	}
}

// FuzzPicture expects the promises to hold for any bytes.
func FuzzPicture(f *testing.F) {
	for _, data := range seeds(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { holds(t, data) })
}
