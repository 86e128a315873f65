package color_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/check/style/color"
)

// TestContrast holds the formula to pairs whose contrast is published: https://webaim.org/resources/contrastchecker/
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b [3]uint8
		want float64
	}{
		{[3]uint8{0, 0, 0}, [3]uint8{255, 255, 255}, 21},
		{[3]uint8{0x77, 0x77, 0x77}, [3]uint8{255, 255, 255}, 4.48},
		{[3]uint8{0x76, 0x76, 0x76}, [3]uint8{255, 255, 255}, 4.54},
		{[3]uint8{0, 0, 255}, [3]uint8{255, 255, 255}, 8.59},
		{[3]uint8{255, 0, 0}, [3]uint8{0, 0, 0}, 5.25},
		{[3]uint8{9, 9, 9}, [3]uint8{9, 9, 9}, 1},
	} {
		got := color.Contrast(color.Bytes(c.a[0], c.a[1], c.a[2]), color.Bytes(c.b[0], c.b[1], c.b[2]))
		if math.Abs(got-c.want) > 0.006 {
			t.Errorf("%v on %v: %.3f, not %.2f", c.a, c.b, got, c.want)
		}
	}
}

func drawn(t *rapid.T, name string) color.Color {
	byte8 := rapid.Uint8()
	return color.Bytes(byte8.Draw(t, name), byte8.Draw(t, name), byte8.Draw(t, name))
}

// TestSpaces takes colours into each space and back, and mixes each with nothing of another, which changes neither.
func TestSpaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t, "a"), drawn(t, "b")
		for _, space := range []string{"srgb", "srgb-linear", "xyz", "xyz-d50", "oklab", "oklch", "lab", "lch", "hsl"} {
			same, ok := color.Mix(space, a, b, 0)
			if !ok || same.String() != a.String() {
				t.Fatalf("%s: %v became %v", space, a, same)
			}
		}
		if h, white, black := color.ToHWB(a); color.HWB(h, white, black, 1).String() != a.String() {
			t.Fatalf("hwb: %v became %v", a, color.HWB(h, white, black, 1))
		}
	})
}

// TestMix holds mixtures to what Chromium makes of them.
func TestMix(t *testing.T) {
	red, blue := color.Bytes(255, 0, 0), color.Bytes(0, 0, 255)
	for space, want := range map[string]string{"srgb": "#800080", "oklab": "#8c53a2", "hsl": "#ff00ff", "srgb-linear": "#bc00bc", "oklch": "#ba00c2"} {
		if got, _ := color.Mix(space, red, blue, 0.5); got.String() != want {
			t.Errorf("%s: %v, not %s", space, got, want)
		}
	}
	half := color.Color{R: 1, A: 0.5}
	if got := half.Over(color.White()).String(); got != "#ff8080" {
		t.Errorf("half red over white is %s", got)
	}
	if _, ok := color.Mix("rainbow", red, blue, 0.5); ok {
		t.Error("there is no such space")
	}
}

// TestNearest holds that what is proposed passes, and that something is wherever black or white would pass.
func TestNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, ground := drawn(t, "text"), drawn(t, "background")
		near, ok := color.Nearest(text, ground, 4.5)
		if possible := max(color.Contrast(color.Black(), ground), color.Contrast(color.White(), ground)) >= 4.5; ok != possible {
			t.Fatalf("a colour for %v on %v: %v", text, ground, ok)
		}
		if ok && color.Contrast(near, ground) < 4.5 {
			t.Fatalf("%v on %v has %.3f", near, ground, color.Contrast(near, ground))
		}
	})
}
