package images_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/images"
	"stillpoint/generator/images/corpus"
)

func TestFit(t *testing.T) {
	for _, test := range []struct{ w, h, maxW, maxH, wantW, wantH int }{
		{4000, 3000, 1600, 0, 1600, 1200}, {4000, 3000, 0, 600, 800, 600}, {4000, 3000, 1000, 100, 133, 100}, {300, 200, 1600, 1600, 300, 200},
		{4000, 3, 100, 0, 100, 1}, {0, 5, 10, 10, 0, 0}, {7, 5, 0, 0, 7, 5},
	} {
		if w, h := images.Fit(test.w, test.h, test.maxW, test.maxH); w != test.wantW || h != test.wantH {
			t.Errorf("%+v: %d × %d", test, w, h)
		}
	}
}

func TestFill(t *testing.T) {
	for _, test := range []struct {
		w, h, toW, toH int
		x, y           float64
		want           images.Cut
	}{
		{4000, 3000, 800, 800, 0.5, 0.5, images.Cut{From: image.Rect(500, 0, 3500, 3000), Width: 800, Height: 800}},
		{4000, 3000, 800, 800, 0, 0, images.Cut{From: image.Rect(0, 0, 3000, 3000), Width: 800, Height: 800}},
		{4000, 3000, 800, 800, 0.9, 0.1, images.Cut{From: image.Rect(1000, 0, 4000, 3000), Width: 800, Height: 800}},
		{4000, 3000, 1600, 400, 0.5, 0.2, images.Cut{From: image.Rect(0, 100, 4000, 1100), Width: 1600, Height: 400}},
		{300, 300, 1000, 500, 0.5, 1, images.Cut{From: image.Rect(0, 150, 300, 300), Width: 300, Height: 150}},
		{300, 300, 1000, 500, math.NaN(), 7, images.Cut{From: image.Rect(0, 150, 300, 300), Width: 300, Height: 150}},
		{0, 300, 10, 10, 0, 0, images.Cut{}},
	} {
		if got := images.Fill(test.w, test.h, test.toW, test.toH, test.x, test.y); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

// TestFillProperties: the part lies in the picture, its ratio is that of the result to a pixel, and nothing is enlarged.
func TestFillProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 5000)
		w, h, toW, toH := size.Draw(t, "w"), size.Draw(t, "h"), size.Draw(t, "toW"), size.Draw(t, "toH")
		c := images.Fill(w, h, toW, toH, rapid.Float64Range(0, 1).Draw(t, "x"), rapid.Float64Range(0, 1).Draw(t, "y"))
		if c.From.Empty() || !c.From.In(image.Rect(0, 0, w, h)) || c.From.Dx() != w && c.From.Dy() != h {
			t.Fatalf("%v is cut from %d × %d", c, w, h)
		}
		if c.Width < 1 || c.Height < 1 || c.Width > toW || c.Height > toH || c.Width > c.From.Dx() || c.Height > c.From.Dy() {
			t.Fatalf("%v is enlarged, or larger than %d × %d", c, toW, toH)
		}
		if exact := float64(c.From.Dx()) * float64(toH) / float64(toW); math.Abs(exact-float64(c.From.Dy())) > 1+exact/float64(c.From.Dx()) {
			t.Fatalf("%v has not the ratio of %d × %d", c, toW, toH)
		}
	})
}

func TestFormats(t *testing.T) {
	for name, want := range map[string]images.Format{
		"room.jpg": images.JPEG, "a/b.JPEG": images.JPEG, ".png": images.PNG, "webp": images.WebP, "x.y.gif": images.GIF, "pond.Avif": images.AVIF,
		"room.svg": "", "room": "", "": "", "folder.png/file": "", "folder/png": "",
	} {
		if got, ok := images.FormatOf(name); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v", name, got, ok)
		}
	}
	if images.JPEG.Ext() != ".jpg" || images.AVIF.Ext() != ".avif" || images.JPEG.MediaType() != "image/jpeg" || images.WebP.MediaType() != "image/webp" {
		t.Error("a format has a wrong name")
	}
}

func TestVersion(t *testing.T) {
	v := images.Version()
	for _, part := range []string{"images 1", "go1.", "webp built in", "avif "} {
		if !strings.Contains(v, part) && !(part == "webp built in" && strings.Contains(v, "webp of the system")) {
			t.Errorf("%q is not in %q", part, v)
		}
	}
}

func TestLimits(t *testing.T) {
	data := corpus.Find("plain.jpg").Data
	i, err := images.Inspect(data, images.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []images.Limits{{Pixels: corpus.Width*corpus.Height - 1}, {Memory: i.Memory() - 1}} {
		_, err := images.Inspect(data, l)
		if plain := (*images.Error)(nil); !errors.As(err, &plain) || plain.Code != "image-too-large" {
			t.Errorf("%+v: %v", l, err)
		}
	}
	if _, err := images.Inspect(data, images.Limits{Pixels: corpus.Width * corpus.Height, Memory: i.Memory()}); err != nil {
		t.Error(err)
	}
}

// enlarged returns a JPEG of the corpus whose header says that it has 10000 × 10000 pixels, and which is long enough for that.
func enlarged(name string, marker byte) []byte {
	data := slices.Clone(corpus.Find(name).Data)
	frame := data[bytes.Index(data, []byte{0xff, marker}):]
	binary.BigEndian.PutUint32(frame[5:], 10000<<16|10000)
	return append(data, make([]byte, 1<<20)...)
}

// TestMemory knows what costs much: 100 megapixels in an ordinary JPEG are no trouble, but a progressive one keeps coefficients.
func TestMemory(t *testing.T) {
	i, err := images.Inspect(enlarged("plain.jpg", 0xc0), limits())
	if err != nil || i.Memory() > 400<<20 || i.Memory() < 150e6 {
		t.Errorf("an ordinary JPEG needs %d MiB, %v", i.Memory()>>20, err)
	}
	_, err = images.Inspect(enlarged("progressive.jpg", 0xc2), limits())
	if plain := (*images.Error)(nil); !errors.As(err, &plain) || plain.Code != "image-too-large" || !strings.Contains(plain.Hint, "not progressive") {
		t.Errorf("a progressive JPEG leads to %v", err)
	}
	// All its pixels would be held in two ways.
	_, err = images.Decode(context.Background(), enlarged("plain.jpg", 0xc0), limits(), image.Point{})
	if plain := (*images.Error)(nil); !errors.As(err, &plain) || plain.Code != "image-too-large" {
		t.Errorf("all pixels lead to %v", err)
	}
}
