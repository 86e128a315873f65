package images_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"golang.org/x/image/draw"

	"stillpoint/generator/images"
	"stillpoint/generator/images/corpus"
)

// landscape returns a picture with much that is in photographs: soft areas, edges, thin lines, and noise.
func landscape(width, height int) *image.NRGBA {
	random := rand.New(rand.NewPCG(1, 2))
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			u, v := float64(x)/float64(width), float64(y)/float64(height)
			light := 120 + 60*math.Sin(9*u+4*v*v) + 30*math.Sin(130*u*v) + 12*random.NormFloat64()
			if math.Hypot(u-0.6, v-0.4) < 0.2 {
				light += 50 * math.Sin(260*(u-0.6)*(v+0.2))
			}
			if (x+2*y)%97 < 3 {
				light = 30
			}
			at := func(d float64) uint8 { return uint8(max(0, min(255, light+d))) }
			m.SetNRGBA(x, y, color.NRGBA{at(20 * u), at(-10), at(25 * v), 255})
		}
	}
	return m
}

func encodeJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decodePNG(t *testing.T, data []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestSharp compares sizes, which are all made in two steps, with those that a filter makes of all pixels in one.
func TestSharp(t *testing.T) {
	const width, height = 600, 400
	data := encodeJPEG(t, landscape(width, height))
	source, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []int{500, 300, 240, 200, 110} {
		direct := image.NewRGBA(image.Rect(0, 0, w, w*height/width))
		draw.CatmullRom.Scale(direct, direct.Rect, source, source.Bounds(), draw.Src, nil)
		p, err := images.Decode(context.Background(), data, limits(), direct.Rect.Max)
		if err != nil {
			t.Fatal(err)
		}
		got := decodePNG(t, encode(t, p, images.Cut{Width: w, Height: w * height / width}, images.Encoding{Format: images.PNG}))
		if like := ssim(direct, got); like < 0.99 {
			t.Errorf("%d wide, the likeness is %.4f", w, like)
		}
	}
}

// TestSameWhateverWasNeeded makes the same cut of pictures that were decoded for different needs, and asked for other things before.
func TestSameWhateverWasNeeded(t *testing.T) {
	for _, data := range [][]byte{
		encodeJPEG(t, landscape(403, 301)), corpus.Find("palette.png").Data, corpus.Find("display-p3.png").Data, corpus.Find("orientation-6.jpg").Data,
		corpus.Find("sixteen-bits.png").Data, corpus.Find("lossy-alpha.webp").Data, corpus.Find("cmyk.jpg").Data,
	} {
		all := decode(t, data)
		w, h := all.Bounds()
		for _, c := range []images.Cut{{Width: w / 5, Height: h / 5}, {From: image.Rect(w/4, h/4, w, h), Width: w / 3, Height: h / 3}} {
			want := encode(t, all, c, images.Encoding{Format: images.PNG})
			need := image.Pt(c.Width*2, c.Height*2)
			few, err := images.Decode(context.Background(), data, limits(), need)
			if err != nil {
				t.Fatal(err)
			}
			if got := encode(t, few, c, images.Encoding{Format: images.PNG}); !bytes.Equal(got, want) {
				t.Errorf("%v of %d × %d is another picture when %v are needed", c, w, h, need)
			}
			if few.Tone() != all.Tone() {
				t.Errorf("the tone is %v when %v are needed, else %v", few.Tone(), need, all.Tone())
			}
		}
	}
}

func TestCut(t *testing.T) {
	f := corpus.Find("orientation-8.jpg")
	p := decode(t, f.Data)
	right := images.Cut{From: image.Rect(f.Width/2, 0, f.Width, f.Height), Width: 16, Height: 16}
	got := quarters(decodePNG(t, encode(t, p, right, images.Encoding{Format: images.PNG})))
	compare(t, "the right half", got, [4]color.NRGBA{f.Colours[1], f.Colours[1], f.Colours[3], f.Colours[3]}, f.Tolerance)
	for _, c := range []images.Cut{
		{}, {Width: 5}, {From: image.Rect(0, 0, f.Width+1, 3), Width: 5, Height: 5}, {From: image.Rect(-1, 0, 3, 3), Width: 5, Height: 5},
	} {
		if _, err := p.Encode(context.Background(), c, images.Encoding{Format: images.PNG}); err == nil {
			t.Errorf("%v was cut", c)
		}
	}
	if _, err := p.Encode(context.Background(), right, images.Encoding{Format: "tiff"}); err == nil {
		t.Error("TIFF was written")
	}
}

func TestTone(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 200, 100))
	for y := range 100 {
		for x := range 200 {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x / 100 * 255), 100, 0, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	// Half of the light of red is 188, not 128.
	if tone := decode(t, b.Bytes()).Tone(); tone != [3]uint8{188, 100, 0} {
		t.Errorf("half red is %v", tone)
	}
	clear(m.Pix)
	b.Reset()
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	if tone := decode(t, b.Bytes()).Tone(); tone != [3]uint8{255, 255, 255} {
		t.Errorf("nothing is %v", tone)
	}
}

func TestStop(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	data := corpus.Find("plain.jpg").Data
	p, err := images.Decode(ctx, data, limits(), image.Point{})
	if err != nil {
		t.Fatal(err)
	}
	stop()
	if _, err := p.Encode(ctx, whole(p), images.Encoding{Format: images.JPEG}); !errors.Is(err, context.Canceled) {
		t.Errorf("encoding went on: %v", err)
	}
	if _, err := images.Decode(ctx, data, limits(), image.Point{}); !errors.Is(err, context.Canceled) {
		t.Errorf("decoding went on: %v", err)
	}
}

// TestTogether asks one picture from many sides.
func TestTogether(t *testing.T) {
	p := decode(t, encodeJPEG(t, landscape(300, 200)))
	var all sync.WaitGroup
	made := make([][]byte, 16)
	for i := range made {
		all.Go(func() {
			p.Tone()
			w := 30 * (1 + i%8)
			made[i], _ = p.Encode(context.Background(), images.Cut{Width: w, Height: w * 2 / 3}, images.Encoding{Format: images.JPEG})
		})
	}
	all.Wait()
	for i := range 8 {
		if len(made[i]) == 0 || !bytes.Equal(made[i], made[i+8]) {
			t.Errorf("the size %d came out as %d and %d bytes", i, len(made[i]), len(made[i+8]))
		}
	}
}

// TestWithoutLoss wants drawings without loss where that is smaller, and photographs with it.
func TestWithoutLoss(t *testing.T) {
	encoding := images.Encoding{Format: images.WebP}
	drawing := decode(t, corpus.Find("plain.png").Data)
	if data := encode(t, drawing, whole(drawing), encoding); !bytes.Contains(data, []byte("VP8L")) {
		t.Error("a drawing was not kept as it is")
	}
	var b bytes.Buffer
	if err := png.Encode(&b, landscape(200, 150)); err != nil {
		t.Fatal(err)
	}
	photograph := decode(t, b.Bytes())
	if data := encode(t, photograph, whole(photograph), encoding); bytes.Contains(data, []byte("VP8L")) {
		t.Error("a photograph was kept as it is")
	}
	few := encode(t, drawing, whole(drawing), images.Encoding{Format: images.PNG})
	if _, ok := decodePNG(t, few).(*image.Paletted); !ok {
		t.Error("four colours have no palette")
	}
}

func TestQuality(t *testing.T) {
	p := decode(t, encodeJPEG(t, landscape(300, 200)))
	for _, f := range []images.Format{images.JPEG, images.WebP, images.AVIF} {
		size := func(q int) int { return len(encode(t, p, whole(p), images.Encoding{Format: f, Quality: q})) }
		if low, usual, high := size(20), size(0), size(95); low >= usual || usual >= high {
			t.Errorf("%s: %d, %d and %d bytes", f, low, usual, high)
		}
	}
}
