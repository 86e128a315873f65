package fonts_test

import (
	"bytes"
	"slices"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"stillpoint/generator/fonts"
)

// packed makes a WOFF2 file of outlines in their packed form.
func packed(list []entry, glyphs []byte) []byte {
	return woff2([]stored{{entry{"glyf", nil}, glyphs}, {entry: entry{"head", find(list, "head")}}, {entry{"loca", nil}, []byte{}}})
}

// streamed writes outlines in their packed form, stream by stream: contours,
// points, flags, glyphs, composites, boxes, programs.
func streamed(count int, streams ...[]byte) []byte {
	out := u16(nil, 0, 0, count, 1)
	for _, s := range streams {
		out = u32(out, len(s))
	}
	return append(out, slices.Concat(streams...)...)
}

func TestDamagedOutlines(t *testing.T) {
	list := drawn(shapes(split(t, goregular.TTF))[:200])
	glyphs := packGlyphs(t, list)
	none, boxless, boxed, box := []byte{}, make([]byte, 4), []byte{0x80, 0, 0, 0}, make([]byte, 8)
	many := make([]byte, 2*65535)
	for name, data := range map[string][]byte{
		"no streams":            glyphs[:20],
		"no streams, no glyphs": streamed(0, none, none, none, none, none, none, none)[:30],
		"boxes cut off":         streamed(1, u16(nil, 0), none, none, none, none, boxless[:2], none),
		"nothing with a box":    streamed(1, u16(nil, 0), none, none, none, none, slices.Concat(boxed, box), none),
		"parts without a box":   streamed(1, u16(nil, 0xffff), none, none, none, u16(nil, 0, 1, 0), boxless, none),
		"contours below zero":   streamed(1, u16(nil, 0xfffe), none, none, none, u16(nil, 0, 1, 0), slices.Concat(boxed, box), none),
		"a contour of nothing":  streamed(1, u16(nil, 1), none, none, none, none, boxless, none),
		"too many points": streamed(1, u16(nil, 2), []byte{253, 255, 255, 253, 255, 255}, bytes.Clone(many), append(bytes.Clone(many), 0),
			none, boxless, none),
	} {
		if _, err := fonts.SFNT(packed(list, data)); err == nil || err.Error() != "the outlines of the font are damaged" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := fonts.SFNT(packed(list, glyphs)); err != nil {
		t.Fatal(err)
	}
	at := 36
	for i := range 7 { // take the last byte of each stream away, as far as it has any
		size := get32(glyphs, 8+4*i)
		if at += size; size == 0 {
			continue
		}
		short := slices.Concat(glyphs[:at-1], glyphs[at:])
		copy(short[8+4*i:], u32(nil, size-1))
		if _, err := fonts.SFNT(packed(list, short)); err == nil {
			t.Errorf("stream %d is cut off", i)
		}
	}
}

func TestDamagedWidths(t *testing.T) {
	list := drawn([]shape{{}, {contours: [][]dot{{{1, 2, true}, {3, 4, true}}}, box: [4]int16{1, 2, 3, 4}}})
	hhea := func(count int) []byte { return u16(make([]byte, 34), count) }
	places := find(list, "loca")
	end := get32(places, 8)
	good := []byte{3, 0, 5, 0, 6}
	unpack := func(glyf, loca, head, hhea, hmtx []byte) error {
		_, err := fonts.SFNT(woff2([]stored{
			{entry: entry{"glyf", glyf}}, {entry: entry{"loca", loca}}, {entry: entry{"head", head}}, {entry: list[3]},
			{entry: entry{"hhea", hhea}}, {entry{"hmtx", nil}, hmtx},
		}))
		return err
	}
	glyf, head := list[0].data, list[1].data
	if err := unpack(glyf, places, head, hhea(2), good); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"nothing left out":     unpack(glyf, places, head, hhea(2), []byte{0, 0, 5, 0, 6, 0, 0, 0, 1}),
		"flags of the future":  unpack(glyf, places, head, hhea(2), []byte{7, 0, 5, 0, 6}),
		"no widths":            unpack(glyf, places, head, hhea(0), []byte{3}),
		"too many widths":      unpack(glyf, places, head, hhea(3), []byte{3, 0, 5, 0, 6, 0, 7}),
		"cut off":              unpack(glyf, places, head, hhea(2), good[:4]),
		"no table hhea":        unpack(glyf, places, head, nil, good),
		"no table head":        unpack(glyf, places, nil, hhea(2), good),
		"no places":            unpack(glyf, places[:8], head, hhea(2), good),
		"places backwards":     unpack(glyf, u32(nil, 0, end, 0), head, hhea(2), good),
		"places beyond":        unpack(glyf, u32(nil, 0, 0, end+20), head, hhea(2), good),
		"a glyph of two bytes": unpack(glyf, u32(nil, 0, end-2, end), head, hhea(2), good),
	} {
		if err == nil {
			t.Error(name)
		}
	}
}

// changed returns a font with some bytes of a table replaced.
func changed(list []entry, tag string, at int, bytes []byte) []byte {
	data := slices.Clone(find(list, tag))
	copy(data[at:], bytes)
	return plain(with(list, tag, data))
}

func TestDamagedTables(t *testing.T) {
	list := split(t, goregular.TTF)
	for name, data := range map[string][]byte{
		"no units":  changed(list, "head", 18, u16(nil, 0)),
		"no widths": changed(list, "hhea", 34, u16(nil, 0)),
	} {
		if _, err := fonts.Read(data); err == nil {
			t.Error(name)
		}
	}
	if f := read(t, plain(with(with(list, "hmtx", u16(nil, 1000, 0)), "name", names(label{3, 1, 0x409, 1, "Lora"})[:20]))); f.Family != "" || f.Metrics.AverageWidth > .5 {
		t.Errorf("%q %v", f.Family, f.Metrics.AverageWidth)
	}
	for name, groups := range map[string][]byte{"more than there are": u32(nil, 0xffffffff, 'a', 'z', 3), "beyond Unicode": u32(nil, 1, 0, 0x7fffffff, 3)} {
		cmap := u32(u16(u16(nil, 0, 1), 3, 10), 12)
		cmap = append(u32(u16(cmap, 12, 0), 0, 0), groups...)
		f := read(t, plain(with(list, "cmap", cmap)))
		if got := fonts.Ranges([]*fonts.Face{f, f}); got[0] == "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestDamagedAxes(t *testing.T) {
	list := varied(split(t, goregular.TTF))
	for name, data := range map[string][]byte{
		"small axes":     changed(list, "fvar", 10, u16(nil, 4)),
		"axes far away":  changed(list, "fvar", 4, u16(nil, 0xffff)),
		"axes backwards": changed(list, "fvar", 20, u32(nil, 900<<16, 400<<16, 300<<16)),
	} {
		if f := read(t, data); f.Weight != [2]int{400, 400} {
			t.Errorf("%s: %v", name, f.Weight)
		}
	}
	usual := read(t, plain(split(t, goregular.TTF))).Metrics.AverageWidth
	hvar := find(list, "HVAR")
	for name, data := range map[string][]byte{
		"changes cut off": plain(with(list, "HVAR", hvar[:len(hvar)-1])),
		"no such row":     changed(list, "HVAR", 8, u32(nil, 0)),
	} {
		if got := read(t, data).Fallbacks("serif")[1].SizeAdjust; !near(got/100, usual/.4350093) {
			t.Errorf("%s: %v, want %v", name, got/100, usual/.4350093)
		}
	}
}
