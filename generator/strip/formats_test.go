package strip_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/strip"
)

const (
	xmpSegment  = "http://ns.adobe.com/xap/1.0/\x00" + xmpPacket
	xmpFurther  = "http://ns.adobe.com/xmp/extension/\x00SECRET"
	jfifHead    = "JFIF\x00\x01\x02\x01\x00\x48\x00\x48"
	adobeColour = "Adobe\x00\x64\x00\x00\x00\x00\x01"
	profilePart = "ICC_PROFILE\x00\x01\x01the colours"
)

// TestJPEG takes from each segment what does not belong to the picture.
func TestJPEG(t *testing.T) {
	plain, exif := plainJPEG(t), jpegExif(exifBody(binary.BigEndian, 1))
	jfif, adobe, profile := segment(0xe0, jfifHead+"\x00\x00"), segment(0xee, adobeColour), segment(0xe2, profilePart)
	turned := jpegExif(turnedBody(8))
	between := func(parts ...[]byte) []byte { return behindStart(plain, parts...) }
	end := plain[:len(plain)-2]
	for _, d := range []dirty{
		{"Exif", "", between(exif), plain, "Exif, place in Exif, thumbnail"},
		{"the first Exif counts", "", between(turned, jpegExif(exifBody(binary.BigEndian, 3))), between(turned), "Exif, place in Exif, thumbnail"},
		{"also where it says nothing", "", between(exif, turned), plain, "Exif, place in Exif, thumbnail"},
		{"more in a small Exif", "", between(jpegExif(append(turnedBody(8), secret...))), between(turned), "Exif"},
		{"XMP", "", between(segment(0xe1, xmpSegment), segment(0xe1, xmpFurther)), plain, "XMP, place in XMP"},
		{"XMP without place", "", between(segment(0xe1, xmpFurther)), plain, "XMP"},
		{"another APP1", "", between(segment(0xe1, secret)), plain, "other data"},
		{"IPTC", "", between(segment(0xed, "Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x06SECRET")), plain, "IPTC"},
		{"Photoshop", "", between(segment(0xed, "Photoshop 3.0\x008BIM\x04\x0cSECRET")), plain, "Photoshop data"},
		{"comment", "", between(segment(0xfe, secret)), plain, "comment"},
		{"C2PA", "", between(segment(0xeb, "JP\x00\x01jumb c2pa SECRET")), plain, "C2PA"},
		{"another APP11", "", between(segment(0xeb, "HDR_RI SECRET")), plain, "other data"},
		{"thumbnail in JFIF", "", between(segment(0xe0, jfifHead+"\x01\x02SECRET")), between(jfif), "thumbnail"},
		{"more in JFIF", "", between(segment(0xe0, jfifHead+"\x00\x00SECRET")), between(jfif), "other data"},
		{"second JFIF", "", between(jfif, jfif), between(jfif), "other data"},
		{"half a JFIF", "", between(segment(0xe0, "JFIF\x00SECRET")), plain, "other data"},
		{"JFXX", "", between(jfif, segment(0xe0, "JFXX\x00\x10SECRET")), between(jfif), "thumbnail"},
		{"more in Adobe", "", between(segment(0xee, adobeColour+secret)), between(adobe), "other data"},
		{"half of Adobe", "", between(segment(0xee, "AdobeSECRET")), plain, "other data"},
		{"profile stays", "", between(profile, segment(0xe2, "FPXR\x00SECRET")), between(profile), "other data"},
		{"profile of nothing", "", between(segment(0xe2, profilePart[:14])), plain, "other data"},
		{"all other APPn", "", between(segment(0xe3, secret), segment(0xe4, secret), segment(0xef, secret)), plain, "other data"},
		{"second picture", "", join(between(segment(0xe2, "MPF\x00SECRET")), between(exif)), plain, "MPF, trailing data"},
		{"behind the end", "", append(bytes.Clone(plain), secret...), plain, "trailing data"},
		{"between segments", "", between(jfif, []byte("\x00SECRET\xff\x00SECRET"), adobe), between(jfif, adobe), "other data"},
		{"fill bytes", "", between([]byte{0xff, 0xff}, segment(0xfe, secret), []byte{0xff, 0xff}, jfif), between([]byte{0xff, 0xff}, jfif), "comment"},
		{"marks without sense", "", between([]byte{0xff, 0xd3}), plain, "other data"},
		{"a small Exif stays", "", between(turned, segment(0xfe, secret)), between(turned), "comment"},
		{"orientation behind the scan", "", join(end, turned, []byte{0xff, 0xd9}), plain, "Exif"},
		{"behind the scan", "", join(end, exif, jfif, adobe, segment(0xfe, secret), []byte{0xff, 0xd9}), plain, "Exif, comment, other data, place in Exif, thumbnail"},
	} {
		t.Run(d.name, func(t *testing.T) {
			d.kind = "jpeg"
			check(t, d)
			samePixels(t, d.data, d.clean)
		})
	}
}

// TestTemporaryMark has a mark that belongs to no picture in a file; the decoder of the standard library refuses it.
func TestTemporaryMark(t *testing.T) {
	plain := plainJPEG(t)
	check(t, dirty{"", "jpeg", behindStart(plain, []byte{0xff, 0x01}), plain, "other data"})
}

// TestScans finds its way through several scans and restart markers, with comments between them. Every byte of the
// picture stays; the decoder of the standard library cannot read this one.
func TestScans(t *testing.T) {
	plain := scansJPEG()
	unchanged(t, plain)
	if restarts := bytes.Count(plain, []byte{0xff, 0xd0}); restarts == 0 || bytes.Count(plain, []byte{0xff, 0xda}) < 3 {
		t.Fatal("the sample has no restart markers or too few scans")
	}
	table := []byte{0xff, 0xc4} // one stands before most scans
	data := bytes.ReplaceAll(plain, table, join(segment(0xfe, secret), table))
	clean, _, err := strip.Picture(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(clean, plain) {
		t.Errorf("%d bytes remain, not %d", len(clean), len(plain))
	}
}

// TestStuffed keeps the bytes 0xFF within the coded pixels, which a byte 0 follows.
func TestStuffed(t *testing.T) {
	noise := image.NewGray(image.Rect(0, 0, 64, 64))
	for i, random := 0, uint32(1); i < len(noise.Pix); i++ {
		random = random*1664525 + 1013904223
		noise.Pix[i] = byte(random >> 24)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, noise, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	scan := b.Bytes()[bytes.Index(b.Bytes(), []byte{0xff, 0xda}):]
	if !bytes.Contains(scan, []byte{0xff, 0}) {
		t.Fatal("the sample has no such byte")
	}
	unchanged(t, b.Bytes())
}

// TestPNG takes what does not belong to the picture chunk by chunk.
func TestPNG(t *testing.T) {
	plain, turned := plainPNG(t), chunk("eXIf", string(turnedBody(5)))
	between := func(parts ...[]byte) []byte { return behindHeader(plain, parts...) }
	profile := chunk("iCCP", "icc\x00\x00zipped")
	kept := join(chunk("gAMA", "1234"), chunk("cHRM", strings.Repeat("c", 32)), chunk("sRGB", "\x00"), chunk("cICP", "1234"), chunk("mDCV", strings.Repeat("c", 24)),
		chunk("cLLI", "12345678"), chunk("sBIT", "1234"), chunk("pHYs", "123456789"), chunk("bKGD", "123456"), chunk("acTL", "12345678"), chunk("fcTL", strings.Repeat("f", 26)))
	for _, d := range []dirty{
		{"texts", "", between(chunk("tEXt", "Author\x00SECRET"), chunk("zTXt", "Title\x00SECRET"), chunk("iTXt", "x\x00SECRET")), plain, "text"},
		{"comment", "", between(chunk("tEXt", "Comment\x00SECRET")), plain, "comment"},
		{"XMP", "", between(chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+xmpPacket)), plain, "XMP, place in XMP"},
		{"raw profiles", "", between(chunk("zTXt", "Raw profile type exif\x00SECRET"), chunk("tEXt", "Raw profile type iptc\x00SECRET")), plain, "Exif, IPTC"},
		{"time", "", between(chunk("tIME", "SECRET.")), plain, "time"},
		{"C2PA", "", between(chunk("caBX", secret)), plain, "C2PA"},
		{"unknown", "", between(chunk("prVt", secret), chunk("sPLT", secret), chunk("oFFs", secret)), plain, "other data"},
		{"all that is needed stays", "", between(kept, chunk("tIME", "SECRET.")), between(kept), "time"},
		{"more than there can be", "", between(chunk("gAMA", "1234SECRET"), chunk("sRGB", secret), chunk("hIST", strings.Repeat(secret, 100))), plain, "other data"},
		{"name of the profile", "", between(chunk("iCCP", "SECRET screen\x00\x00zipped")), between(profile), "profile name"},
		{"second profile", "", between(profile, chunk("iCCP", "icc\x00SECRET")), between(profile), "other data"},
		{"profile without a name", "", between(chunk("iCCP", "\x00SECRET"), chunk("iCCP", secret)), plain, "other data"},
		{"Exif", "", between(chunk("eXIf", string(exifBody(binary.LittleEndian, 5)))), between(turned), "Exif, place in Exif, thumbnail"},
		{"the first Exif counts", "", between(turned, chunk("eXIf", string(turnedBody(2)))), between(turned), "Exif"},
		{"behind the end", "", append(bytes.Clone(plain), secret...), plain, "trailing data"},
	} {
		t.Run(d.name, func(t *testing.T) {
			d.kind = "png"
			check(t, d)
		})
	}
	samePixels(t, plain, between(profile, turned))
}

// TestGIF takes the comments and what programs have left.
func TestGIF(t *testing.T) {
	plain := plainGIF(t)
	end, foot := plain[:len(plain)-1], []byte(";")
	behind := func(parts ...[]byte) []byte { return join(end, join(parts...), foot) }
	head := bytes.Index(plain, extension(0xff, "NETSCAPE2.0")[:14])
	loop := extension(0xff, "ANIMEXTS1.0", "\x01\x00\x00")
	for _, d := range []dirty{
		{"comment", "", behind(extension(0xfe, secret, secret)), plain, "comment"},
		{"program", "", behind(extension(0xff, "SECRETS 1.0", secret)), plain, "other data"},
		{"XMP", "", behind(extension(0xff, "XMP DataXMP", xmpPacket)), plain, "XMP, place in XMP"},
		{"loop stays", "", behind(loop, extension(0xfe, secret)), behind(loop), "comment"},
		{"more in a loop", "", behind(extension(0xff, "NETSCAPE2.0", "\x01\x00\x00", secret)), plain, "other data"},
		{"longer name", "", behind(extension(0xff, "NETSCAPE2.0ABC")), plain, "other data"},
		{"half a name", "", behind(extension(0xff, "NETSCAPE")), plain, "other data"},
		{"shown text stays", "", behind(extension(0x01, "shown"), extension(0xfe, secret)), behind(extension(0x01, "shown")), "comment"},
		{"more in a timing", "", behind(extension(0xf9, "1234SECRET")), plain, "other data"},
		{"unknown", "", behind(extension(0x77, secret)), plain, "other data"},
		{"end of a block twice", "", behind([]byte{0, 0}), plain, "other data"},
		{"behind the end", "", append(bytes.Clone(plain), secret...), plain, "trailing data"},
		{"no end mark", "", join(end, extension(0xfe, secret)), end, "comment"},
		{"at the beginning", "", join(plain[:head], extension(0xfe, secret), plain[head:]), plain, "comment"},
	} {
		t.Run(d.name, func(t *testing.T) {
			d.kind = "gif"
			check(t, d)
		})
	}
	unchanged(t, plain)
	var b bytes.Buffer
	if err := gif.Encode(&b, sample(), nil); err != nil {
		t.Fatal(err)
	}
	if b.Bytes()[10]&0x80 == 0 {
		t.Fatal("the sample has no table of colours at its beginning")
	}
	unchanged(t, b.Bytes())
	samePixels(t, plain, join(plain[:head], extension(0xfe, secret), plain[head:]))
}

// TestWebP takes chunks, also those in the frames of an animation, and mends what the header says about them.
func TestWebP(t *testing.T) {
	simple, extended := webpChunks(simpleWebP())[0], webpChunks(extendedWebP())
	header, alpha, pixels := extended[0], extended[1], extended[2]
	noted, turned := flagged(header, 0x0c), riff("EXIF", string(turnedBody(7)))
	exif := riff("EXIF", string(exifBody(binary.LittleEndian, 1)))
	exif7 := string(exifBody(binary.LittleEndian, 7))
	frame := func(chunks ...[]byte) []byte { return riff("ANMF", "1234567890123456"+string(join(chunks...))) }
	moving, anim := flagged(header, 0x02), riff("ANIM", "123456")
	unpadded := webp(header, alpha, pixels, riff("ALPH", "x")[:9])
	unpadded = unpadded[:len(unpadded)-1]
	for _, d := range []dirty{
		{"Exif and XMP", "", webp(noted, alpha, pixels, exif, riff("XMP ", xmpPacket)), extendedWebP(), "Exif, XMP, place in Exif, place in XMP, thumbnail"},
		{"orientation", "", webp(noted, alpha, pixels, riff("EXIF", exif7)), webp(flagged(header, 8), alpha, pixels, turned), "Exif, place in Exif, thumbnail"},
		{"Exif as in a JPEG", "", webp(noted, alpha, pixels, riff("EXIF", "Exif\x00\x00"+exif7)), webp(flagged(header, 8), alpha, pixels, turned), "Exif, place in Exif, thumbnail"},
		{"the first Exif counts", "", webp(header, pixels, turned, turned), webp(flagged(header, 8), pixels, turned), "Exif"},
		{"flags alone", "", webp(noted, alpha, pixels), extendedWebP(), "other data"},
		{"C2PA and unknown", "", webp(header, alpha, riff("SECR", "ET SECRET"), pixels, riff("C2PA", secret)), extendedWebP(), "C2PA, other data"},
		{"profile stays", "", webp(header, riff("ICCP", "colours"), pixels, exif), webp(header, riff("ICCP", "colours"), pixels), "Exif, place in Exif, thumbnail"},
		{"simple file", "", webp(simple, exif, riff("XMP ", xmpPacket), riff("ALPH", secret)), simpleWebP(), "Exif, XMP, other data, place in Exif, place in XMP, thumbnail"},
		{"animation", "", webp(moving, anim, frame(alpha, riff("SECR", secret), pixels), frame(pixels, riff("EXIF", secret))), webp(moving, anim, frame(alpha, pixels), frame(pixels)), "Exif, other data"},
		{"behind the end", "", append(extendedWebP(), secret...), extendedWebP(), "trailing data"},
		{"without padding", "", append(bytes.Clone(unpadded), secret...), unpadded, "trailing data"},
	} {
		t.Run(d.name, func(t *testing.T) {
			d.kind = "webp"
			check(t, d)
		})
	}
	for _, plain := range [][]byte{simpleWebP(), extendedWebP()} {
		unchanged(t, plain)
	}
	samePixels(t, extendedWebP(), webp(flagged(header, 8), alpha, pixels, turned))
}

// TestGrowth lets no picture grow by more than the orientation it keeps, however often that is there.
func TestGrowth(t *testing.T) {
	small := string(turnedBody(3)[:22]) // without the last number
	for _, data := range [][]byte{
		behindStart(plainJPEG(t), jpegExif([]byte(small)), jpegExif([]byte(small))),
		behindHeader(plainPNG(t), chunk("eXIf", small), chunk("eXIf", small), chunk("iCCP", "x\x00"), chunk("iCCP", "x\x00")),
	} {
		clean, kind, err := strip.Picture(data)
		if err != nil || len(clean) > len(data)+26 {
			t.Errorf("%s: %d bytes have become %d, error %v", kind, len(data), len(clean), err)
		}
		if diff := cmp.Diff([]string(nil), strip.Found(clean)); diff != "" {
			t.Error(diff)
		}
	}
}
