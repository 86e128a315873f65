package fonts_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/andybalholm/brotli"
)

// entry is a table of a font in a test.
type entry struct {
	tag  string
	data []byte
}

func u16(out []byte, values ...int) []byte {
	for _, v := range values {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

func u32(out []byte, values ...int) []byte {
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	return out
}

func get16(data []byte, at int) int { return int(binary.BigEndian.Uint16(data[at:])) }

func get32(data []byte, at int) int { return int(binary.BigEndian.Uint32(data[at:])) }

// plain writes tables as a TrueType file, in their order and without checksums.
func plain(list []entry) []byte {
	out := u16([]byte("\x00\x01\x00\x00"), len(list), 0, 0, 0)
	at := 12 + 16*len(list)
	for _, e := range list {
		out = u32(append(out, e.tag...), 0, at, len(e.data))
		at += len(e.data)
	}
	for _, e := range list {
		out = append(out, e.data...)
	}
	return out
}

// split finds the tables of a TrueType file.
func split(t testing.TB, data []byte) []entry {
	t.Helper()
	var list []entry
	for i := range get16(data, 4) {
		at := 12 + 16*i
		from, size := get32(data, at+8), get32(data, at+12)
		list = append(list, entry{string(data[at : at+4]), data[from : from+size]})
	}
	return list
}

func find(list []entry, tag string) []byte {
	for _, e := range list {
		if e.tag == tag {
			return e.data
		}
	}
	return nil
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

func brotlied(data []byte) []byte {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, 0)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

// woff packs each table for itself; those that do not get smaller stay as they are.
func woff(list []entry) []byte {
	out := u32([]byte("wOFF\x00\x01\x00\x00"), 0)
	out = u16(out, len(list), 0)
	out = append(out, make([]byte, 28)...)
	at := len(out) + 20*len(list)
	var body []byte
	for _, e := range list {
		packed := deflated(e.data)
		if len(packed) >= len(e.data) {
			packed = e.data
		}
		out = u32(append(out, e.tag...), at+len(body), len(packed), len(e.data), 0)
		body = append(body, packed...)
	}
	return append(out, body...)
}

// stored is a table as a WOFF2 file has it: changed is its other form, nil for none.
type stored struct {
	entry
	changed []byte
}

// woff2 packs all tables into one stream.
func woff2(list []stored) []byte {
	var names, stream []byte
	for _, s := range list {
		version := byte(0)
		switch other := s.tag == "glyf" || s.tag == "loca"; {
		case other && s.changed == nil:
			version = 3 << 6
		case !other && s.changed != nil:
			version = 1 << 6
		}
		names = base128(append(append(names, version|0x3f), s.tag...), len(s.data))
		if s.changed != nil {
			names = base128(names, len(s.changed))
			stream = append(stream, s.changed...)
			continue
		}
		stream = append(stream, s.data...)
	}
	return woff2File("\x00\x01\x00\x00", len(list), names, brotlied(stream))
}

func woff2File(flavor string, count int, names, stream []byte) []byte {
	out := u32(append([]byte("wOF2"), flavor...), 0)
	out = u16(out, count, 0)
	out = u32(out, 0, len(stream))
	out = append(out, make([]byte, 24)...)
	return slices.Concat(out, names, stream)
}

func base128(out []byte, v int) []byte {
	for shift := 28; shift > 0; shift -= 7 {
		if v>>shift > 0 {
			out = append(out, byte(v>>shift)|0x80)
		}
	}
	return append(out, byte(v&0x7f))
}

func unchanged(list []entry) []stored {
	var all []stored
	for _, e := range list {
		all = append(all, stored{entry: e})
	}
	return all
}

// transformed gives outlines and widths the form that WOFF2 has for them.
func transformed(t testing.TB, list []entry) []stored {
	t.Helper()
	all := unchanged(list)
	for i, s := range all {
		switch s.tag {
		case "glyf":
			all[i].changed = packGlyphs(t, list)
		case "loca":
			all[i].changed = []byte{}
		case "hmtx":
			all[i].changed = packWidths(list)
		}
	}
	return all
}

// packWidths leaves out what the outlines say too.
func packWidths(list []entry) []byte {
	hmtx, wide := find(list, "hmtx"), get16(find(list, "hhea"), 34)
	out := []byte{3}
	for i := range wide {
		out = append(out, hmtx[4*i:4*i+2]...)
	}
	return out
}
