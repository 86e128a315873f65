package strip_test

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"strings"
	"testing"

	"github.com/bep/imagemeta"
	"github.com/google/go-cmp/cmp"
	_ "golang.org/x/image/webp"

	"stillpoint/generator/strip"
)

// dirty is a picture with something to remove, and what must remain of it.
type dirty struct {
	name, kind  string
	data, clean []byte
	found       string // the names, with commas
}

// check puts a picture through the doors of the package and looks at all that is promised of each.
func check(t *testing.T, d dirty) {
	t.Helper()
	before := bytes.Clone(d.data)
	if diff := cmp.Diff(d.found, strings.Join(strip.Found(d.data), ", ")); diff != "" {
		t.Errorf("found: %s", diff)
	}
	clean, kind, err := strip.Picture(d.data)
	if err != nil || kind != d.kind {
		t.Fatalf("kind %q, error %v", kind, err)
	}
	if !bytes.Equal(before, d.data) {
		t.Error("the bytes that were handed in have changed")
	}
	if !bytes.Equal(clean, d.clean) {
		t.Errorf("%d bytes remain, not %d:\n%s", len(clean), len(d.clean), cmp.Diff(d.clean, clean))
	}
	if bytes.Contains(clean, []byte(secret)) {
		t.Error("a secret remains")
	}
	unchanged(t, clean)
}

// unchanged expects that a picture has nothing to remove.
func unchanged(t *testing.T, data []byte) {
	t.Helper()
	if names := strip.Found(data); names != nil {
		t.Errorf("a clean picture has %q", names)
	}
	again, _, err := strip.Picture(data)
	if err != nil || len(again) != len(data) || &again[0] != &data[0] {
		t.Errorf("a clean picture does not come back as it is (error %v)", err)
	}
}

// samePixels expects that two files show the same.
func samePixels(t *testing.T, a, b []byte) {
	t.Helper()
	one, _, err := image.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	two, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if !cmp.Equal(one, two) {
		t.Error("the pixels have changed")
	}
}

// orientation reads that of a picture with a reader that is not ours; 0 for none.
func orientation(t *testing.T, data []byte, format imagemeta.ImageFormat) (value int) {
	t.Helper()
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF,
		HandleTag: func(tag imagemeta.TagInfo) error {
			if tag.Tag == "Orientation" {
				value = int(tag.Value.(uint16))
			} else {
				t.Errorf("the tag %s remains", tag.Tag)
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// TestOrientation keeps it, in either order of bytes, where it is not the usual one.
func TestOrientation(t *testing.T) {
	vp8x := webpChunks(extendedWebP())
	for want := range 9 {
		for _, o := range []order{binary.BigEndian, binary.LittleEndian} {
			body := exifBody(o, uint16(want))
			for _, p := range []struct {
				format      imagemeta.ImageFormat
				data, plain []byte
			}{
				{imagemeta.JPEG, behindStart(plainJPEG(t), jpegExif(body)), plainJPEG(t)},
				{imagemeta.PNG, behindHeader(plainPNG(t), chunk("eXIf", string(body))), plainPNG(t)},
				{imagemeta.WebP, webp(flagged(vp8x[0], 8), vp8x[1], vp8x[2], riff("EXIF", string(body))), extendedWebP()},
			} {
				clean, _, err := strip.Picture(p.data)
				if err != nil {
					t.Fatal(err)
				}
				unchanged(t, clean)
				samePixels(t, p.data, clean)
				if want < 2 {
					if !bytes.Equal(clean, p.plain) {
						t.Errorf("something remains of orientation %d in format %d", want, p.format)
					}
				} else if got := orientation(t, clean, p.format); got != want {
					t.Errorf("orientation %d in format %d has become %d", want, p.format, got)
				}
			}
		}
	}
}

// TestBrokenExif has blocks that lead nowhere, round in a circle or beyond their end: they go, and nothing else happens.
func TestBrokenExif(t *testing.T) {
	body := exifBody(binary.BigEndian, 6)
	with := func(at int, bytes ...byte) []byte { return join(body[:at], bytes, body[at+len(bytes):]) }
	for name, b := range map[string]struct {
		body   []byte
		turned bool
	}{
		"nothing":               {nil, false},
		"half a header":         {body[:5], false},
		"another header":        {with(0, 'X'), false},
		"directory in header":   {with(4, 0, 0, 0, 4), false},
		"directory as header":   {[]byte("MM\x00*\x00\x00\x00\x00......\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"), false},
		"directory beyond":      {with(4, 0xff, 0xff, 0xff, 0xff), false},
		"directory at the end":  {with(4, 0, 0, 0, byte(len(body)-1)), false},
		"circle":                {with(46, 0, 0, 0, 8), true},
		"place in the circle":   {with(8+2+24+8, 0, 0, 0, 8), true},
		"too many entries":      {with(8, 0xff, 0xff), true},
		"cut in an entry":       {body[:30], false},
		"cut behind it":         {body[:34], true},
		"orientation 9":         {with(8+2+12+9, 9), false},
		"orientation 0":         {with(8+2+12+9, 0), false},
		"orientation is long":   {with(8+2+12+3, 4), false},
		"several orientations":  {with(8+2+12+7, 2), false},
		"next directory beyond": {with(46, 0xff, 0xff, 0xff, 0xff), true},
	} {
		clean := plainJPEG(t)
		if b.turned {
			clean = behindStart(clean, jpegExif(turnedBody(6)))
		}
		t.Run(name, func(t *testing.T) {
			data := behindStart(plainJPEG(t), jpegExif(b.body))
			d := dirty{name, "jpeg", data, clean, strings.Join(strip.Found(data), ", ")}
			if !strings.HasPrefix(d.found, "Exif") {
				t.Errorf("found %q", d.found)
			}
			check(t, d)
		})
	}
}

// TestNoPicture lets pass what is none.
func TestNoPicture(t *testing.T) {
	for _, text := range []string{"", "text", "\xff\xd8", "\x89PNG", "GIF88a.........", "RIFF\x04\x00\x00\x00WAVE", "<svg/>",
		"\x00\x00\x00\x14ftypisom\x00\x00\x00\x00mp41", "\x00\x00\x00\x10ftypmp41avif", "\x00\x00\x00\xffftypavif"} {
		data := []byte(text)
		clean, kind, err := strip.Picture(data)
		if kind != "" || err != nil || string(clean) != text || strip.Found(data) != nil {
			t.Errorf("%q: kind %q, error %v", text, kind, err)
		}
	}
}

// TestBroken has pictures of which nothing can be promised.
func TestBroken(t *testing.T) {
	jpg, pic, anim := plainJPEG(t), plainPNG(t), plainGIF(t)
	vp8x := webpChunks(extendedWebP())
	for _, b := range []struct{ kind, message, data string }{
		{"jpeg", "the JPEG ends without its end mark", string(jpg[:len(jpg)-2])},
		{"jpeg", "the JPEG ends without its end mark", string(jpg[:len(jpg)-1])},
		{"jpeg", "the JPEG ends in the middle of a segment", string(jpg[:30])},
		{"jpeg", "the JPEG ends in the middle of a segment", "\xff\xd8\xff\xe1\x00"},
		{"jpeg", "the JPEG has a segment that is too short to be one", "\xff\xd8\xff\xe1\x00\x01\xff\xd9"},
		{"jpeg", "the JPEG has a marker that is not known (0xf7)", "\xff\xd8\xff\xf7\x00\x02\xff\xd9"},
		{"jpeg", "the JPEG has a marker that is not known (0xd8)", "\xff\xd8\xff\xd8\x00\x02\xff\xd9"},
		{"jpeg", "the JPEG has a marker that is not known (0xc8)", "\xff\xd8\xff\xc8\x00\x02\xff\xd9"},
		{"png", "the PNG ends without its end mark", string(pic[:len(pic)-12])},
		{"png", "the PNG ends in the middle of a chunk", string(pic[:len(pic)-1])},
		{"png", "the PNG ends in the middle of a chunk", string(pic[:len(pic)-13])},
		{"png", "the PNG does not begin with its header", string(join(pic[:8], chunk("tEXt", "x"), pic[8:]))},
		{"png", "the PNG does not begin with its header", string(behindHeader(pic, pic[8:pngHeader]))},
		{"png", `the PNG has a chunk that it cannot be shown without and that is not known ("CgBI")`, string(behindHeader(pic, chunk("CgBI", "x")))},
		{"gif", "the GIF ends in the middle of a block", string(anim[:8])},
		{"gif", "the GIF ends in the middle of a block", string(anim[:14])},
		{"gif", "the GIF ends in the middle of a block", string(anim[:len(anim)-2])},
		{"gif", "the GIF has a block that is not known (0x41)", string(join(anim[:len(anim)-1], []byte("A;")))},
		{"webp", "the WebP is shorter than it says", string(simpleWebP()[:77])},
		{"webp", "the WebP ends in the middle of a chunk", string(webp(riff("VP8 ", "x")[:8]))},
		{"webp", "the WebP ends in the middle of a chunk", string(webp(webpChunks(simpleWebP())[0], []byte("EXIF\x00")))},
		{"webp", "the WebP ends in the middle of a chunk", string(webp(vp8x[0], []byte("EXIF\x02\x00\x00\x00x")))},
		{"webp", "the WebP does not begin with a picture", string(webp(riff("EXIF", "x")))},
		{"webp", "the WebP has a header of a size that is not known", string(webp(riff("VP8X", "12345678")))},
		{"webp", "the WebP has a header of a size that is not known", string(webp(riff("VP8X", "1234567890SECRET")))},
		{"webp", "the WebP has a frame that is too short", string(webp(vp8x[0], riff("ANMF", "123456789012345")))},
	} {
		clean, kind, err := strip.Picture([]byte(b.data))
		if clean != nil || kind != b.kind || err == nil || err.Error() != b.message {
			t.Errorf("%s: kind %q, %d bytes, error %v", b.message, kind, len(clean), err)
		}
	}
	if got := strip.Found(behindStart(jpg, segment(0xfe, secret))[:40]); !cmp.Equal(got, []string{"comment"}) {
		t.Errorf("before the break there is %q", got)
	}
}
