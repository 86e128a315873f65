package fonts_test

import (
	"bytes"
	"math"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"stillpoint/generator/fonts"
)

// check reads a file that may be damaged in any way: what is returned must hold together.
func check(t *testing.T, data []byte) {
	t.Helper()
	before := bytes.Clone(data)
	file, err := fonts.SFNT(data)
	f, failed := fonts.Read(data)
	if !bytes.Equal(data, before) {
		t.Fatal("the file was changed")
	}
	if err != nil {
		if failed == nil {
			t.Fatalf("a font is read that cannot be unpacked: %v", err)
		}
		return
	}
	if again, err := fonts.SFNT(file); err != nil || !bytes.Equal(again, file) {
		t.Fatalf("what was unpacked is no plain file: %v", err)
	}
	if failed != nil {
		return
	}
	f.Covers("Tide")
	fonts.Ranges([]*fonts.Face{f, f})
	for _, one := range f.Fallbacks("serif") {
		for _, v := range []float64{one.SizeAdjust, one.AscentOverride, one.DescentOverride, one.LineGapOverride} {
			if v < 0 || math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%+v", one)
			}
		}
	}
	if f.Weight[0] < 1 || f.Weight[1] > 1000 || f.Weight[0] > f.Weight[1] {
		t.Fatal(f.Weight)
	}
}

// few leaves out what makes a font large.
func few(list []entry) []entry {
	var all []entry
	for _, e := range list {
		switch e.tag {
		case "fpgm", "prep", "cvt ", "post", "gasp":
		default:
			all = append(all, e)
		}
	}
	return all
}

func FuzzRead(f *testing.F) {
	list := few(varied(split(f, goregular.TTF)))
	f.Add(plain(list))
	f.Add(woff(list))
	f.Add(woff2(transformed(f, list)))
	f.Fuzz(check)
}

// FuzzStreams changes what lies packed in a WOFF2 file.
func FuzzStreams(f *testing.F) {
	list := drawn(shapes(split(f, goregular.TTF))[:12])
	list = append(list, entry{"hhea", u16(make([]byte, 34), 12)}, entry{"hmtx", make([]byte, 48)})
	f.Add(packGlyphs(f, list), packWidths(list), uint16(12))
	f.Fuzz(func(t *testing.T, glyphs, widths []byte, count uint16) {
		check(t, woff2([]stored{
			{list[0], glyphs}, {entry: list[1]}, {list[2], []byte{}}, {entry: entry{"maxp", u16(u32(nil, 1<<16), int(count))}},
			{entry: list[4]}, {list[5], widths},
		}))
	})
}

// TestDamage changes and cuts files at many places.
func TestDamage(t *testing.T) {
	list := few(varied(split(t, goregular.TTF)))
	for _, whole := range [][]byte{plain(list), woff(list), woff2(transformed(t, list))} {
		for i := range 50 {
			data := bytes.Clone(whole)
			for at := i * 3; at < len(data); at += 1 + at/2 + i {
				data[at] ^= byte(1 << (i % 8) * 3)
			}
			check(t, data)
			check(t, whole[:len(whole)*i/50])
		}
	}
}
