package fonts_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/go-fonts/stix/stix2textregular"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/gofont/gobolditalic"
	"golang.org/x/image/font/gofont/goregular"

	"stillpoint/generator/fonts"
)

func sfnt(t testing.TB, data []byte) []entry {
	t.Helper()
	file, err := fonts.SFNT(data)
	if err != nil {
		t.Fatal(err)
	}
	return split(t, file)
}

// same compares the tables of two fonts, outlines by what they draw.
func same(t *testing.T, got, want []entry) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d tables instead of %d", len(got), len(want))
	}
	for _, e := range want {
		data := find(got, e.tag)
		switch e.tag {
		case "loca": // says the same as the outlines
		case "glyf":
			if a, b := shapes(want), shapes(got); !reflect.DeepEqual(a, b) {
				t.Errorf("other outlines: %.500s", cmp.Diff(a, b, cmp.AllowUnexported(shape{}, dot{})))
			}
		case "head":
			data = slices.Concat(data[:8], e.data[8:12], data[12:]) // without the checksum of the file
			fallthrough
		default:
			if !bytes.Equal(data, e.data) {
				t.Errorf("another table %q: %d bytes instead of %d", e.tag, len(data), len(e.data))
			}
		}
	}
}

// withLefts has each glyph stand as far from its left edge as its outline says, as in all fonts whose
// widths WOFF2 packs.
func withLefts(list []entry) []entry {
	hmtx, wide := slices.Clone(find(list, "hmtx")), get16(find(list, "hhea"), 34)
	for i, s := range shapes(list) {
		at := 4*i + 2
		if i >= wide {
			at = 4*wide + 2*(i-wide)
		}
		binary.BigEndian.PutUint16(hmtx[at:], uint16(s.box[0]))
	}
	changed := slices.Clone(list)
	for i, e := range changed {
		if e.tag == "hmtx" {
			changed[i].data = hmtx
		}
	}
	return changed
}

func TestUnpack(t *testing.T) {
	for name, font := range map[string][]byte{"regular": goregular.TTF, "italic": gobolditalic.TTF} {
		list := withLefts(split(t, font))
		t.Run(name+" plain", func(t *testing.T) {
			if file, err := fonts.SFNT(font); err != nil || &file[0] != &font[0] {
				t.Error("a plain file is not returned as it is", err)
			}
		})
		t.Run(name+" WOFF", func(t *testing.T) { same(t, sfnt(t, woff(list)), list) })
		t.Run(name+" WOFF2", func(t *testing.T) { same(t, sfnt(t, woff2(unchanged(list))), list) })
		t.Run(name+" WOFF2 transformed", func(t *testing.T) { same(t, sfnt(t, woff2(transformed(t, list))), list) })
	}
}

// TestFlavor unpacks a font with outlines of PostScript, which must not become one of TrueType.
func TestFlavor(t *testing.T) {
	list := split(t, stix2textregular.TTF)
	for _, packed := range [][]byte{woff(list), woff2(unchanged(list))} {
		copy(packed[4:], "OTTO")
		file, err := fonts.SFNT(packed)
		if err != nil || fonts.Format(file) != "opentype" {
			t.Fatal(fonts.Format(file), err)
		}
		same(t, split(t, file), list)
	}
}

// TestChecksums adds up a file that was put together: programs other than browsers look at that.
func TestChecksums(t *testing.T) {
	file, err := fonts.SFNT(woff2(transformed(t, split(t, goregular.TTF))))
	if err != nil {
		t.Fatal(err)
	}
	sum := uint32(0)
	for i := 0; i < len(file); i += 4 {
		sum += binary.BigEndian.Uint32(file[i:])
	}
	if len(file)%4 != 0 || sum != 0xB1B0AFBA {
		t.Errorf("the file of %d bytes adds up to %x", len(file), sum)
	}
	before := ""
	for i := range get16(file, 4) {
		tag, at := string(file[12+16*i:][:4]), get32(file, 12+16*i+8)
		if tag <= before || at%4 != 0 {
			t.Errorf("the table %q comes after %q, at %d", tag, before, at)
		}
		before = tag
	}
}

// drawn makes a font of shapes, without what letters need.
func drawn(all []shape) []entry {
	var glyf, loca []byte
	for _, s := range all {
		loca = u32(loca, len(glyf))
		glyf = appendShape(glyf, s)
	}
	head := make([]byte, 54)
	head[51] = 1
	return []entry{{"glyf", glyf}, {"head", head}, {"loca", u32(loca, len(glyf))}, {"maxp", u16(u32(nil, 1<<16), len(all))}}
}

// appendShape writes steps in their longest form.
func appendShape(out []byte, s shape) []byte {
	if len(s.contours) == 0 {
		return out
	}
	out = u16(out, len(s.contours), int(s.box[0]), int(s.box[1]), int(s.box[2]), int(s.box[3]))
	var flags, xs, ys []byte
	before, count := dot{}, 0
	for _, c := range s.contours {
		count += len(c)
		out = u16(out, count-1)
		for _, d := range c {
			flag := byte(0)
			if d.on {
				flag = 1
			}
			if s.overlap && len(flags) == 0 {
				flag |= 64
			}
			flags, xs, ys, before = append(flags, flag), u16(xs, d.x-before.x), u16(ys, d.y-before.y), d
		}
	}
	out = append(u16(out, len(s.program)), s.program...)
	return slices.Concat(out, flags, xs, ys)
}

// TestShapes packs outlines with steps of all sizes and signs, contours of many
// points, long programs and boxes of their own.
func TestShapes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	step := func() int {
		size := []int{1, 3, 64, 66, 255, 257, 770, 1279, 1281, 4095, 4100, 9000}[random.IntN(12)]
		return []int{0, size, -size, random.IntN(2*size) - size}[random.IntN(4)]
	}
	all := make([]shape, 300)
	for i := range all {
		s := shape{overlap: i%7 == 0, program: bytes.Repeat([]byte{7}, []int{0, 3, 252, 253, 505, 506, 761, 762}[i%8])}
		x, y := 0, 0
		for range i % 5 {
			var c []dot
			for range []int{1, 4, 30, 300, 600}[random.IntN(5)] {
				x, y = clamp(x+step()), clamp(y+step())
				c = append(c, dot{x, y, random.IntN(3) > 0})
			}
			s.contours = append(s.contours, c)
		}
		if s.contours == nil {
			s = shape{}
		} else if s.box = smallest(s); i%3 == 0 {
			s.box[1]--
		}
		all[i] = s
	}
	list := drawn(all)
	same(t, sfnt(t, woff2(transformed(t, list))), list)
}

func clamp(v int) int { return min(max(v, -16000), 16000) }

// TestLongPlaces gives outlines more room than the short form of their places has.
func TestLongPlaces(t *testing.T) {
	var all []shape
	for range 40 {
		s := shape{contours: [][]dot{make([]dot, 900)}}
		for i := range s.contours[0] {
			s.contours[0][i] = dot{i % 2 * 5000, i % 3 * 5000, i%2 == 0}
		}
		s.box = smallest(s)
		all = append(all, s)
	}
	list := drawn(all)
	packed := packGlyphs(t, list)
	packed[7] = 0 // the short form
	file := woff2([]stored{{list[0], packed}, {entry: list[1]}, {list[2], []byte{}}, {entry: list[3]}})
	same(t, sfnt(t, file), list)
}

func TestRefused(t *testing.T) {
	list := split(t, goregular.TTF)
	some := []byte("abcd")
	glyphs := packGlyphs(t, list)
	huge := base128([]byte{0x3f, 'h', 'u', 'g', 'e'}, 65<<20)
	for want, data := range map[string][]byte{
		"the file is empty": {},
		"this is not a font of a known format (WOFF2, WOFF, OpenType, TrueType)":                   []byte("GIF89a and so on"),
		"this is a collection of fonts (TTC), which browsers do not load: take one font out of it": []byte("ttcf\x00\x01\x00\x00"),
		"this is a font of the old format EOT: use WOFF2":                                          append(make([]byte, 34), "LP\x00\x00\x00"...),
		"this is a page or a drawing, not a font: it may have been saved instead of the font":      []byte("\n <!doctype html>"),
		"the file is cut off: its tables reach beyond its end":                                     goregular.TTF[:len(goregular.TTF)-9],
		"the font claims to have 0 tables":                                                         plain(nil),
		"the font claims to have 257 tables":                                                       plain(make([]entry, 257)),
		`the font has the table "abcd" twice`:                                                      plain([]entry{{"abcd", some}, {"abcd", some}}),
		"the font unpacks to more than 64 MiB":                                                     woff2File("OTTO", 1, huge, brotlied(nil)),
		`the file packs something of the kind "ABCD", which is no font`:                            woff2File("ABCD", 1, huge, nil),
		"the list of tables is damaged":                                                            woff2File("OTTO", 1, []byte{0x3f, 'a', 'b', 'c', 'd', 0x80, 1}, nil),
		"the font cannot be unpacked: it has another length than the 4 bytes that it claims":       woff2File("OTTO", 1, append([]byte{0x3f}, "abcd\x04"...), brotlied(make([]byte, 5))),
		`the table "maxp" has a form that is not known`:                                            woff2([]stored{{entry{"maxp", some}, some}}),
		"the font has its outlines in one form and their places in another":                        woff2([]stored{{entry{"glyf", some}, some}, {entry: entry{"loca", some}}}),
		"the outlines of the font are damaged":                                                     woff2([]stored{{entry{"glyf", some}, glyphs[:len(glyphs)/2]}, {entry{"loca", some}, []byte{}}}),
		"the font unpacks to more than 64 MiB ":                                                    woffBomb(65<<20, deflated(some)),
		"the font unpacks to more than 64 MiB  ":                                                   append([]byte("OTTO"), make([]byte, 64<<20)...),
		"the list of tables is damaged ":                                                           woff2File("OTTO", 1, append([]byte{0x3f}, "abcd\xff\xff\xff\xff\x7f"...), nil),
		"the file is cut off: its tables reach beyond its end ":                                    woffBomb(4, deflated(some)),
		"the widths of the letters are damaged":                                                    woff2([]stored{{entry{"hmtx", some}, some}}),
	} {
		if _, err := fonts.SFNT(data); err == nil || err.Error() != strings.TrimSpace(want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	for i, file := range [][]byte{woff(list), woff2(transformed(t, list))} {
		if _, err := fonts.SFNT(file[:len(file)-9]); err == nil || err.Error() != "the file is cut off: its tables reach beyond its end" {
			t.Error(i, err)
		}
		file = bytes.Clone(file)
		file[len(file)-len(file)/3] ^= 0x55
		if _, err := fonts.SFNT(file); err == nil || !strings.Contains(err.Error(), "cannot be unpacked") {
			t.Error(i, err)
		}
	}
}

// TestBomb unpacks what claims little and is much, and what claims much and is
// little: neither may take much memory.
func TestBomb(t *testing.T) {
	bomb := brotlied(make([]byte, 14<<20))
	small := append([]byte{0x3f}, "abcd"...)
	for _, data := range [][]byte{
		woff2File("OTTO", 1, base128(small, 100), bomb),
		woff2File("OTTO", 1, base128(small, 63<<20), brotlied(make([]byte, 100))),
		woffBomb(100, deflated(make([]byte, 14<<20))),
		woffBomb(63<<20, deflated(make([]byte, 100))),
		woffBomb(65<<20, deflated(make([]byte, 100))),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := fonts.SFNT(data); err == nil {
			t.Error("a bomb is unpacked")
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 12<<20 {
			t.Errorf("a file of %d bytes took %d MiB", len(data), used>>20)
		}
	}
}

func woffBomb(claimed int, packed []byte) []byte {
	file := woff([]entry{{"abcd", []byte("abcd")}})
	out := u32(append(file[:44:44], "abcd"...), 64, len(packed), claimed, 0)
	return append(out, packed...)
}
