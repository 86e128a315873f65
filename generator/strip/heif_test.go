package strip_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/gen2brain/avif"
	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/strip"
)

// notes are an Exif block and a packet of XMP, as items.
func notes() []part {
	return []part{
		{id: 2, kind: "ExifExif\x00", pieces: []string{"\x00\x00\x00\x00" + string(exifBody(binary.BigEndian, 6))}},
		{id: 3, kind: "mimeXMP\x00application/rdf+xml\x00", pieces: []string{xmpPacket}},
	}
}

// emptied are what stays of the notes.
func emptied() []part {
	const empty = `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>`
	parts := notes()
	exif := join(make([]byte, 4), turnedBody(1))
	parts[0].pieces[0] = string(exif) + strings.Repeat("\x00", len(parts[0].pieces[0])-len(exif))
	parts[1].pieces[0] = empty + strings.Repeat(" ", len(parts[1].pieces[0])-len(empty))
	return parts
}

// split cuts the data of all parts in two pieces.
func split(parts []part) []part {
	for i, p := range parts {
		parts[i].pieces = []string{p.pieces[0][:5], p.pieces[0][5:]}
	}
	return parts
}

func inside(parts []part) []part {
	for i := range parts {
		parts[i].inside = true
	}
	return parts
}

func with(parts ...part) album { return album{parts: append([]part{picturePart()}, parts...)} }

// changed lets a function change an album.
func changed(a album, change func(a *album)) album {
	change(&a)
	return a
}

// free is a box in the place of one of a size.
func free(size int) []byte { return isobox("free", make([]byte, size-8)) }

// long is an empty box with a size of eight bytes.
func long(body string) []byte {
	return join(numbers(uint32(1)), []byte("free"), numbers(uint64(16+len(body))), []byte(body))
}

const exifAndXMP = "Exif, XMP, place in Exif, place in XMP, thumbnail"

// TestHEIF overwrites notes in their place, wherever that is.
func TestHEIF(t *testing.T) {
	uuid := isobox("uuid", []byte("\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81SECRET"))
	xmp := isobox("uuid", []byte("\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"+xmpPacket))
	udta := isobox("udta", []byte(secret))
	wide := func(a *album) { a.wide = true }
	small := part{id: 4, kind: "av01\x00", pieces: []string{"SECRET pixels"}}
	blank := part{id: 4, kind: small.kind, pieces: []string{strings.Repeat("\x00", 13)}}
	for _, c := range []struct {
		name         string
		dirty, clean album
		found        string
	}{
		{"Exif and XMP", with(notes()...), with(emptied()...), exifAndXMP},
		{"in pieces", with(split(notes())...), with(split(emptied())...), exifAndXMP},
		{"in the description", with(inside(notes())...), with(inside(emptied())...), exifAndXMP},
		{"in wide numbers", changed(with(split(notes())...), wide), changed(with(split(emptied())...), wide), exifAndXMP},
		{"inside, in wide numbers", changed(with(inside(split(notes()))...), wide), changed(with(inside(split(emptied()))...), wide), exifAndXMP},
		{"small notes", with(part{id: 2, kind: "Exif\x00", pieces: []string{"SECRET"}}, part{id: 3, kind: notes()[1].kind, pieces: []string{secret}}),
			with(part{id: 2, kind: "Exif\x00", pieces: []string{"\x00\x00\x00\x00MM"}}, part{id: 3, kind: notes()[1].kind, pieces: []string{"\x00\x00\x00\x00\x00\x00"}}), "Exif, XMP"},
		{"unknown items", with(part{id: 2, kind: "mime\x00text/plain\x00", pieces: []string{secret}}, part{id: 3, kind: "uri \x00", pieces: []string{secret}}),
			with(part{id: 2, kind: "mime\x00text/plain\x00", pieces: []string{"\x00\x00\x00\x00\x00\x00"}}, part{id: 3, kind: "uri \x00", pieces: []string{"\x00\x00\x00\x00\x00\x00"}}), "other data"},
		{"boxes", album{parts: with().parts, inMeta: [][]byte{uuid, udta}, inFile: [][]byte{xmp, uuid, isobox("free", []byte(secret))}, property: isobox("udes", []byte(secret))},
			album{parts: with().parts, inMeta: [][]byte{free(len(uuid)), free(len(udta))}, inFile: [][]byte{free(len(xmp)), free(len(uuid)), free(14)}, property: free(14)}, "C2PA, XMP, other data, place in XMP"},
		{"behind the end", album{parts: with().parts, behind: []byte("SECRET behind")}, with(), "trailing data"},
		{"boxes behind the end", album{parts: with().parts, behind: join(isobox("mpvd", []byte(secret)), free(20), uuid)}, with(), "C2PA, other data"},
		{"an empty box behind the end", album{parts: with().parts, behind: free(20)}, with(), "other data"},
		{"half a box behind the end", album{parts: with().parts, behind: []byte("\x00\x00\x00\x04free....SECRET")}, with(), "trailing data"},
		{"half a long box behind the end", album{parts: with().parts, behind: []byte("\x00\x00\x00\x01free")}, with(), "trailing data"},
		{"a long box", album{parts: with().parts, inFile: [][]byte{long(secret)}}, album{parts: with().parts, inFile: [][]byte{long("\x00\x00\x00\x00\x00\x00")}}, "other data"},
		{"a second head", album{parts: with().parts, inFile: [][]byte{isobox("ftyp", []byte(secret)), isobox("meta", []byte(secret))}},
			album{parts: with().parts, inFile: [][]byte{free(14), free(14)}}, "other data"},
		{"Exif as a thumbnail", with(part{id: 2, kind: "Exif\x00", pieces: []string{"SECRET"}, thumbOf: 1}), with(part{id: 2, kind: "Exif\x00", pieces: []string{"\x00\x00\x00\x00MM"}, thumbOf: 1}), "Exif"},
		{"too little behind the end", album{parts: with().parts, behind: []byte("\x00")}, with(), "trailing data"},
		{"between the items", changed(with(), func(a *album) { a.gap = secret }), changed(with(), func(a *album) { a.gap = "\x00\x00\x00\x00\x00\x00" }), "other data"},
		{"another picture stays", with(blank), with(blank), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			check(t, dirty{c.name, "avif", c.dirty.bytes(), c.clean.bytes(), c.found})
		})
	}
	t.Run("thumbnail", func(t *testing.T) { testThumb(t, small, blank) })
}

// testThumb empties a thumbnail; it is no longer said to be one, and hidden.
func testThumb(t *testing.T, small, blank part) {
	small.thumbOf, blank.thumbOf = 1, 1
	for _, wide := range []bool{false, true} {
		data, clean := with(small), with(blank)
		data.wide, clean.wide = wide, wide
		want := bytes.Replace(clean.bytes(), []byte("thmb"), []byte("free"), 1)
		want[bytes.LastIndex(want, []byte("infe"))+4+3] = 1
		check(t, dirty{"thumbnail", "avif", data.bytes(), want, "thumbnail"})
	}
}

// TestHEIFPixels decodes what remains.
func TestHEIFPixels(t *testing.T) {
	unchanged(t, plainAVIF())
	plain, err := avif.Decode(bytes.NewReader(plainAVIF()))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []album{with(), with(split(notes())...), with(inside(notes())...)} {
		clean, _, err := strip.Picture(a.bytes())
		if err != nil {
			t.Fatal(err)
		}
		got, err := avif.Decode(bytes.NewReader(clean))
		if err != nil {
			t.Fatal(err)
		}
		if !cmp.Equal(plain, got) {
			t.Error("the pixels have changed")
		}
	}
}

// TestHEIC is recognised by its brand, and treated as the other kind.
func TestHEIC(t *testing.T) {
	heic := func(a album) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(a.bytes(), []byte("avif"), []byte("heic")), []byte("av01"), []byte("hvc1"))
	}
	check(t, dirty{"HEIC", "heic", heic(with(notes()...)), heic(with(emptied()...)), exifAndXMP})
}

// movie is a file of an animation, with the times when it was made.
func movie(time uint32, handler string, notes ...[]byte) []byte {
	long := numbers(uint32(1<<24), uint64(time), uint64(time), uint64(1))
	short := numbers(uint32(0), time, time, uint64(1))
	media := isobox("mdia", isobox("mdhd", long), isobox("hdlr", numbers(uint64(0)), []byte(handler), make([]byte, 13)), isobox("minf", []byte("samples")), notes[0])
	track := isobox("trak", isobox("tkhd", short), media, isobox("edts"), notes[1])
	return join(isobox("ftyp", []byte("avis\x00\x00\x00\x00avis")), isobox("moov", isobox("mvhd", long), track, notes[2]), isobox("mdat", []byte("samples")))
}

// TestMovie takes from an animation its notes and times.
func TestMovie(t *testing.T) {
	udta := isobox("udta", []byte(secret))
	clean := movie(0, "pict", free(14), free(14), free(14))
	check(t, dirty{"", "avif", movie(0xfefefefe, "pict", udta, isobox("uuid", []byte(secret)), udta), clean, "other data, time"})
	if _, _, err := strip.Picture(movie(0, "pict", udta, isobox("meta"), udta)); err == nil || !strings.Contains(err.Error(), "within its animation alone") {
		t.Errorf("notes within the animation: %v", err)
	}
	check(t, dirty{"", "avif", join(clean, isobox("moov", []byte(secret))), clean, "other data"})
	for _, handler := range []string{"meta", "text", "soun"} {
		if _, _, err := strip.Picture(movie(0, handler, udta, udta, udta)); err == nil || err.Error() != "the AVIF has a track that is not of pictures, which cannot be removed" {
			t.Errorf("%s: %v", handler, err)
		}
	}
}

// TestOddHEIF lets files be that are put together in a way that is allowed, but rare.
func TestOddHEIF(t *testing.T) {
	alter := func(data []byte, at int, value ...byte) []byte { return join(data[:at], value, data[at+len(value):]) }
	plain := plainAVIF()
	places, media := bytes.Index(plain, []byte("iloc"))+4, bytes.Index(plain, []byte("mdat"))
	second := part{id: 4, kind: "av01\x00", pieces: []string{strings.Repeat("\x00", 13)}}
	empty := part{id: 2, kind: "Exif\x00", pieces: []string{""}}
	self := with()
	self.parts[0].thumbOf = 1
	// share lets the second item of an album begin in the middle of the first.
	share := func(a album) []byte {
		data := a.bytes()
		return alter(data, bytes.Index(data, []byte("iloc"))+4+32, numbers(uint32(bytes.Index(data, []byte(pixels()))+1))...)
	}
	second.thumbOf = 1
	stray := bytes.Replace(with(second).bytes(), []byte("thmb\x00\x04"), []byte("thmb\x00\x09"), 1)
	second.thumbOf = 0
	for name, data := range map[string][]byte{
		"reserved bits":               alter(plain, places+5, 4),
		"picture to the end of data":  alter(plain, places+18, 0, 0, 0, 0),
		"data to the end of file":     alter(plain, media-4, 0, 0, 0, 0),
		"empty note":                  with(empty).bytes(),
		"empty note in the picture":   share(with(empty)),
		"pictures that share data":    share(with(second)),
		"thumbnail of itself":         self.bytes(),
		"thumbnail that is not there": stray,
	} {
		t.Run(name, func(t *testing.T) { unchanged(t, data) })
	}
	second.pieces[0] = strings.Repeat("\x00", 13)
	data := share(with(second, notes()[0]))
	third := bytes.Index(data, []byte("iloc")) + 4 + 48
	data = alter(data, third, numbers(uint32(bytes.Index(data, []byte(pixels()))+20))...)
	if _, _, err := strip.Picture(data); err == nil || !strings.Contains(err.Error(), "shares its place") {
		t.Errorf("a note in a picture behind another one: %v", err)
	}
	elsewhere := with(notes()[0]).bytes()
	at := bytes.Index(elsewhere, []byte("iloc")) + 4 + 24
	if clean, _, err := strip.Picture(alter(elsewhere, at+5, 1, 0, 1, 0xff)); err != nil || bytes.Contains(clean, []byte(secret)) {
		t.Errorf("a note in another file: %v", err)
	}
}

// TestBrokenHEIF has files of which nothing can be promised.
func TestBrokenHEIF(t *testing.T) {
	plain := with(notes()...).bytes()
	change := func(old, new string) []byte { return bytes.Replace(plain, []byte(old), []byte(new), 1) }
	at := bytes.Index(plain, []byte("iloc")) + 4
	round := changed(with(), func(a *album) { a.wide = true }).bytes()
	base := bytes.Index(round, []byte("iloc")) + 4 + 18
	round = join(round[:base], bytes.Repeat([]byte{0xff}, 8), round[base+8:base+18],
		numbers(uint64(bytes.Index(round, []byte(pixels()))+1)), round[base+26:]) // one less than 0, and one more than the place
	place := func(offset int, value ...byte) []byte {
		return join(plain[:at+offset], value, plain[at+offset+len(value):])
	}
	shared := numbers(uint32(bytes.Index(plain, []byte(pixels())) + 1))
	for _, b := range []struct {
		message string
		data    []byte
	}{
		{"ends in the middle of its data", plain[:len(plain)-1]},
		{"ends in the middle of its data", plain[:100]},
		{"has no description of its picture that is known", change("meta", "mini")},
		{"is in fragments, which are not known", join(plain, isobox("moof"))},
		{"has a picture of a kind that is not known", change("av01", "zz01")},
		{"has two descriptions of the same thing (iloc)", change("pitm", "iloc")},
		{"has an item that lies outside of its data", place(16, 0xff)},
		{"has an item that lies outside of its data", place(16, 0, 0, 0, 0)},
		{"has an item that lies outside of its data", round},
		{"has an item that is kept in another one, which is not known", place(11, 2)},
		{"says where its items lie in a way that is not known", place(0, 3)},
		{"ends in the middle of saying where its items lie", place(6, 0x0f)},
		{"has a note that shares its place with something else", place(16+16, shared...)},
		{"describes an item twice", bytes.Replace(plain, []byte("\x00\x02\x00\x00Exif"), []byte("\x00\x01\x00\x00Exif"), 1)},
		{"says where its items lie in a way that is not known", place(4, 0xf4)},
		{"has an item of a kind that is not known", change("infe\x02", "infe\x01")},
		{"has an item of a kind that is not known", with(part{id: 2}).bytes()},
		{"has a description that is too short", join(plain[:28], isobox("meta", []byte("123")))},
		{"has the head of an animation that is too short", join(plain[:28], isobox("moov", isobox("mvhd", []byte("1234"))))},
		{"has a track that is not of pictures, which cannot be removed", join(plain[:28], isobox("moov", isobox("trak", isobox("mdia", isobox("hdlr", []byte("123456"))))))},
		{"has its data in more than 1000 parts", join(plain, bytes.Repeat(isobox("mdat"), 1000))},
		{"says of an item that it lies several times in the same place", join(plain[:at+4], []byte{0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 2}, plain[at+16:])},
		{"has a part that is longer than the one around it", change("\x00\x00\x00\x0epitm", "\x00\x00\xff\x0epitm")},
	} {
		clean, kind, err := strip.Picture(b.data)
		if clean != nil || kind != "avif" || err == nil || err.Error() != "the AVIF "+b.message {
			t.Errorf("%s: kind %q, %d bytes, error %v", b.message, kind, len(clean), err)
		}
	}
}
