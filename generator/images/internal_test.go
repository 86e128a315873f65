package images

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"image"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/kovidgoyal/imaging/prism/meta"

	"stillpoint/generator/images/corpus"
)

func TestPanicIsAnError(t *testing.T) {
	err := guard(func() error { return []error{}[len("x")] })
	if err == nil {
		t.Fatal("nothing is wrong")
	}
	if plain := (*Error)(nil); !errors.As(asError(PNG, err), &plain) || plain.Code != codeBroken {
		t.Errorf("%v", err)
	}
}

// TestDecoderContradictsHeader has the decoder return a picture of other measures than were weighed against limits.
func TestDecoderContradictsHeader(t *testing.T) {
	data := corpus.Find("plain.jpg").Data
	h, err := inspect(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	h.width++
	p := &Picture{info: h.Info, levels: map[int]*image.NRGBA{}}
	if err := p.develop(context.Background(), h, data, 0); err == nil || !strings.Contains(err.Error(), "its header says 65 × 32") {
		t.Errorf("%v", err)
	}
}

func TestNothingToSee(t *testing.T) {
	for _, m := range []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 5, 5)), {}} {
		if visible(m) == nil {
			t.Errorf("%v shows something", m.Rect)
		}
	}
	m := image.NewRGBA64(image.Rect(0, 0, 5, 5))
	if m.Pix[3*8+7] = 1; visible(m) != nil {
		t.Error("a pixel is not seen")
	}
}

func TestProfileIsLimited(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("bomb\x00\x00")
	z := zlib.NewWriter(&b)
	if _, err := z.Write(make([]byte, profileLimit+1000)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if profile := inflateProfile(b.Bytes()); len(profile) > profileLimit {
		t.Errorf("a profile has %d bytes", len(profile))
	}
}

// TestLattice compares colours between the knots of the grid with those converted one by one.
func TestLattice(t *testing.T) {
	for _, name := range []string{"display-p3.png", "adobe-rgb.png", "code-points.png", "chromaticities.png"} {
		h, err := inspect(corpus.Find(name).Data, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		convert := h.space.conversion()
		got := randomColours(200, 200)
		want := randomColours(200, 200)
		convert.toSRGB(got)
		convert.direct(want)
		sum, most := 0.0, 0.0
		for i := range got.Pix {
			d := math.Abs(float64(got.Pix[i]) - float64(want.Pix[i]))
			sum, most = sum+d, max(most, d)
		}
		if mean := sum / float64(len(got.Pix)); mean > 0.5 || most > latticeError(name) {
			t.Errorf("%s: off by %.3f on average, by %.0f at most", name, mean, most)
		}
	}
}

// latticeError is by how much a channel may differ at most: where colours leave what sRGB has, there is a bend between knots. Near black, values that stand for light itself rise steeply on the way to sRGB.
func latticeError(name string) float64 {
	if name == "chromaticities.png" {
		return 40
	}
	return 16
}

func randomColours(width, height int) *image.NRGBA {
	random := rand.New(rand.NewPCG(3, 4))
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = uint8(random.Uint32())
	}
	return m
}

func TestFullRange(t *testing.T) {
	m := image.NewYCbCr(image.Rect(0, 0, 4, 1), image.YCbCrSubsampleRatio444)
	copy(m.Y, []uint8{16, 235, 126, 3})
	copy(m.Cb, []uint8{128, 16, 240, 127})
	fullRange(m)
	if string(m.Y) != string([]uint8{0, 255, 128, 0}) || string(m.Cb) != string([]uint8{128, 1, 255, 127}) && string(m.Cb) != string([]uint8{128, 0, 255, 127}) {
		t.Errorf("%v, %v", m.Y, m.Cb)
	}
}

// TestAVIFOrientation turns a square of four letters as the properties say, and compares it with one that is turned as EXIF says.
func TestAVIFOrientation(t *testing.T) {
	for quarters := range 4 {
		for mirror := -1; mirror < 2; mirror++ {
			m := image.NewNRGBA(image.Rect(0, 0, 2, 2))
			for i := range 4 {
				m.Pix[4*i], m.Pix[4*i+3] = uint8(i), 255
			}
			want := m
			turns := []byte{'r', byte(quarters)}
			for range quarters {
				want = turn(want, 8)
			}
			if mirror >= 0 {
				turns = append(turns, 'm', byte(mirror))
				want = turn(want, [...]int{4, 2}[mirror])
			}
			if got := turn(m, avifOrientation(turns)); !bytes.Equal(got.Pix, want.Pix) {
				t.Errorf("%d quarters, mirror %d: %v, not %v", quarters, mirror, got.Pix, want.Pix)
			}
		}
	}
}

func TestSpaces(t *testing.T) {
	p3 := meta.Primaries{Red: meta.XY{X: 0.68, Y: 0.32}, Green: meta.XY{X: 0.265, Y: 0.69}, Blue: meta.XY{X: 0.15, Y: 0.06}, White: meta.XY{X: 0.3127, Y: 0.3290}}
	for name, test := range map[string]struct {
		space     space
		converted bool
	}{
		"nothing":            {space{}, false},
		"declared":           {space{declared: true, gamma: 1}, false},
		"linear":             {space{gamma: 1}, true},
		"wide":               {space{primaries: &p3}, true},
		"no sense":           {space{primaries: &meta.Primaries{}}, false},
		"code points":        {space{cicp: meta.CodingIndependentCodePoints{ColorPrimaries: 12, TransferCharacteristics: 13, VideoFullRange: 1, IsSet: true}}, true},
		"unknown points":     {space{cicp: meta.CodingIndependentCodePoints{ColorPrimaries: 2, TransferCharacteristics: 2, VideoFullRange: 1, IsSet: true}}, false},
		"reserved points":    {space{cicp: meta.CodingIndependentCodePoints{ColorPrimaries: 99, TransferCharacteristics: 99, VideoFullRange: 1, IsSet: true}}, false},
		"profile of garbage": {space{icc: []byte("garbage")}, false},
	} {
		convert := test.space.conversion()
		if (convert != nil) != test.converted {
			t.Errorf("%s: is it converted? %v", name, convert != nil)
		}
		if convert == nil {
			continue
		}
		if r, g, b := convert(1, 1, 1); math.Abs(r-1) > 0.005 || math.Abs(g-1) > 0.005 || math.Abs(b-1) > 0.005 {
			t.Errorf("%s: white becomes %v %v %v", name, r, g, b)
		}
	}
}

func TestOrientation(t *testing.T) {
	exif := corpus.EXIF(6, true)
	for name, test := range map[string]struct {
		exif []byte
		want int
	}{
		"good": {exif, 6}, "empty": {nil, 1}, "cut short": {exif[:20], 1}, "nine": {corpus.EXIF(9, false), 1}, "zero": {corpus.EXIF(0, false), 1},
		"beyond the end": {[]byte("II*\x00\xff\xff\xff\xff"), 1}, "Motorola": {[]byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x03\x00\x00"), 3},
	} {
		if got := exifOrientation(test.exif); got != test.want {
			t.Errorf("%s: %d", name, got)
		}
	}
}

// TestConvertedOnce wants each level to be converted from the colours of the file, not from those of another level.
func TestConvertedOnce(t *testing.T) {
	base := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	for i := range base.Pix {
		base.Pix[i] = 255
	}
	p := &Picture{info: Info{Orientation: 1}, base: base, levels: map[int]*image.NRGBA{}}
	p.convert = func(r, g, b float64) (float64, float64, float64) { return r / 2, g / 2, b / 2 }
	for level := range 3 {
		if got := p.at(level).Pix[0]; got != 128 {
			t.Errorf("on level %d white becomes %d", level, got)
		}
	}
}
