package share_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"os"
	"reflect"
	"testing"

	"stillpoint/generator/share"
)

func sea() color.RGBA { return color.RGBA{0x1d, 0x64, 0x62, 0xff} }

func icons(t *testing.T) share.IconSet {
	t.Helper()
	svg, err := os.ReadFile("../../assets/icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	set, err := share.Icons(svg, sea())
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func decode(t *testing.T, file []byte, size int) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if picture.Bounds() != image.Rect(0, 0, size, size) {
		t.Fatalf("got %v, want %d pixels", picture.Bounds(), size)
	}
	return picture
}

func alpha(picture image.Image, x, y int) uint32 {
	_, _, _, a := picture.At(x, y).RGBA()
	return a
}

func TestIcons(t *testing.T) {
	set := icons(t)
	for size, file := range map[int][]byte{192: set.Icon192, 512: set.Icon512} {
		if picture := decode(t, file, size); alpha(picture, 0, 0) != 0 || alpha(picture, size/2, size/2) != 0xffff {
			t.Errorf("the corners of the icon of %d pixels are not round", size)
		}
	}
	for size, file := range map[int][]byte{180: set.AppleTouch, 512: set.Maskable512} {
		picture := decode(t, file, size)
		if opaque, ok := picture.(interface{ Opaque() bool }); !ok || !opaque.Opaque() {
			t.Errorf("the icon of %d pixels is transparent", size)
		}
		if got := color.RGBAModel.Convert(picture.At(0, 0)); got != sea() {
			t.Errorf("the corner of the icon of %d pixels is %v", size, got)
		}
	}
	if !reflect.DeepEqual(set, icons(t)) {
		t.Error("the same drawing gives other icons")
	}
}

func TestMaskableKeepsToTheMiddle(t *testing.T) {
	set, err := share.Icons([]byte(`<svg viewBox="0 0 1 1"><rect x="-1" y="-1" width="3" height="3" fill="red"/></svg>`), sea())
	if err != nil {
		t.Fatal(err)
	}
	picture := decode(t, set.Maskable512, 512)
	for x := range 512 {
		inside := x >= 52 && x < 460
		red := color.RGBAModel.Convert(picture.At(x, 256)) == color.RGBA{0xff, 0, 0, 0xff}
		if inside != red {
			t.Fatalf("at %d: drawing %v, inside %v", x, red, inside)
		}
	}
}

func TestICO(t *testing.T) {
	file := icons(t).ICO
	if head := file[:6]; !bytes.Equal(head, []byte{0, 0, 1, 0, 3, 0}) {
		t.Fatalf("head %v", head)
	}
	end := 6 + 3*16
	for i, size := range []int{16, 32, 48} {
		entry := file[6+16*i:][:16]
		if want := []byte{byte(size), byte(size), 0, 0, 1, 0, 32, 0}; !bytes.Equal(entry[:8], want) {
			t.Errorf("entry %v, want %v", entry[:8], want)
		}
		length, at := int(binary.LittleEndian.Uint32(entry[8:])), int(binary.LittleEndian.Uint32(entry[12:]))
		if at != end {
			t.Errorf("picture %d stands at %d, want %d", i, at, end)
		}
		picture := file[at : at+length]
		if colorType := picture[25]; colorType != 6 {
			t.Errorf("picture %d has colour type %d, want 6, with transparency", i, colorType)
		}
		decode(t, picture, size)
		end += length
	}
	if end != len(file) {
		t.Errorf("%d bytes behind the pictures", len(file)-end)
	}
}

func TestIconsComplain(t *testing.T) {
	for want, background := range map[string]color.RGBA{
		"the background of icons must not be transparent":             {},
		"line 1: <text> cannot be drawn: use plain fills and strokes": sea(),
	} {
		if _, err := share.Icons([]byte(`<svg viewBox="0 0 1 1"><text/></svg>`), background); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
