package images_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"stillpoint/generator/images"
)

// photos names a folder of photographs. What the formats make of them prints
// go test ./generator/images -run '^$' -bench Qualities -benchtime 1x -photos DIR
var photos = flag.String("photos", "", "a folder of JPEG photographs to measure encoders with")

// BenchmarkQualities prints a table from which the default qualities were chosen: for each format and quality the mean of bytes, likeness
// (SSIM) and time. Where cwebp, avifenc and cjpeg are found, they do the same work.
func BenchmarkQualities(t *testing.B) {
	if *photos == "" {
		t.Skip("no photographs to measure")
	}
	names, _ := filepath.Glob(filepath.Join(*photos, "*.jpg"))
	if len(names) == 0 {
		t.Fatal("there are no photographs in ", *photos)
	}
	fmt.Println("width  encoder    quality    bytes    SSIM     time")
	for _, width := range []int{640, 1280} {
		var shown []sample
		for _, name := range names {
			if s := photograph(t, name, width); s.picture != nil {
				shown = append(shown, s)
			}
		}
		for _, e := range encoders(t) {
			for _, q := range e.qualities {
				measure(t, e, q, width, shown)
			}
		}
	}
}

// sample is a photograph in a size, and its pixels without loss.
type sample struct {
	picture  *images.Picture
	cut      images.Cut
	lossless []byte
	pixels   image.Image
}

// photograph returns a photograph in a width, or nothing if it is not as wide.
func photograph(t testing.TB, name string, width int) sample {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	p := decode(t, data)
	w, h := p.Bounds()
	if w < width {
		return sample{}
	}
	s := sample{picture: p, cut: images.Cut{Width: width, Height: h * width / w}}
	s.lossless = encode(t, p, s.cut, images.Encoding{Format: images.PNG})
	if s.pixels, err = png.Decode(bytes.NewReader(s.lossless)); err != nil {
		t.Fatal(err)
	}
	return s
}

// encoder is one of ours, or a program.
type encoder struct {
	name      string
	qualities []int
	encode    func(s sample, quality int) []byte
}

func encoders(t testing.TB) []encoder {
	ours := func(f images.Format, qualities ...int) encoder {
		return encoder{string(f), qualities, func(s sample, q int) []byte {
			return encode(t, s.picture, s.cut, images.Encoding{Format: f, Quality: q})
		}}
	}
	all := []encoder{
		ours(images.JPEG, 70, 75, 80, 85, 90), ours(images.WebP, 65, 70, 75, 80, 85), ours(images.AVIF, 45, 50, 55, 60, 65, 70),
	}
	for _, program := range []struct {
		name      string
		qualities []int
		arguments func(from, to string, q int) []string
	}{
		{"cwebp", []int{70, 75, 80}, func(from, to string, q int) []string {
			return []string{"-quiet", "-q", strconv.Itoa(q), from, "-o", to}
		}},
		{"avifenc", []int{30, 25, 20}, func(from, to string, q int) []string {
			return []string{"-s", "6", "-y", "420", "--min", "0", "--max", "63", "-a", "end-usage=q", "-a", "cq-level=" + strconv.Itoa(q), from, to}
		}},
		{"cjpeg", []int{75, 80, 85}, func(from, to string, q int) []string {
			return []string{"-optimize", "-progressive", "-quality", strconv.Itoa(q), "-outfile", to, from}
		}},
	} {
		if _, err := exec.LookPath(program.name); err == nil {
			all = append(all, encoder{program.name, program.qualities, func(s sample, q int) []byte {
				return run(t, s, program.name, func(from, to string) []string { return program.arguments(from, to, q) })
			}})
		}
	}
	return all
}

// run has a program encode a picture, which it is given as PNG, or as PPM if it is cjpeg.
func run(t testing.TB, s sample, program string, arguments func(from, to string) []string) []byte {
	t.Helper()
	dir := t.TempDir()
	from, to, data := filepath.Join(dir, "in.png"), filepath.Join(dir, "out."+map[string]string{"cjpeg": "jpg", "cwebp": "webp", "avifenc": "avif"}[program]), s.lossless
	if program == "cjpeg" {
		from, data = filepath.Join(dir, "in.ppm"), ppm(s.pixels)
	}
	if err := os.WriteFile(from, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(context.Background(), program, arguments(from, to)...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	made, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func ppm(m image.Image) []byte {
	b := m.Bounds()
	out := fmt.Appendf(nil, "P6 %d %d 255\n", b.Dx(), b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, _ := m.At(x, y).RGBA()
			out = append(out, byte(r>>8), byte(g>>8), byte(bl>>8))
		}
	}
	return out
}

func measure(t testing.TB, e encoder, quality, width int, shown []sample) {
	t.Helper()
	var size int
	var likeness float64
	var took time.Duration
	e.encode(shown[0], quality) // so that nothing is loaded while the clock runs
	for _, s := range shown {
		start := time.Now()
		data := e.encode(s, quality)
		took += time.Since(start)
		size += len(data)
		likeness += ssim(s.pixels, seen(t, data))
	}
	n := len(shown)
	fmt.Printf("%5d  %-9s  %7d  %7d  %.4f  %5d ms\n", width, e.name, quality, size/n, likeness/float64(n), took.Milliseconds()/int64(n))
}

// ssim returns the structural similarity of the brightness of two pictures of one size, 1 where they are the same: the mean over
// windows of 8 × 8 pixels, each 4 from the next.
func ssim(a, b image.Image) float64 {
	x, y := luma(a), luma(b)
	width, height := a.Bounds().Dx(), a.Bounds().Dy()
	sum, count := 0.0, 0
	for top := 0; top+8 <= height; top += 4 {
		for left := 0; left+8 <= width; left += 4 {
			sum += window(x, y, top*width+left, width)
			count++
		}
	}
	return sum / float64(count)
}

func window(x, y []float64, at, stride int) float64 {
	const c1, c2, n = (0.01 * 255) * (0.01 * 255), (0.03 * 255) * (0.03 * 255), 64.0
	var sx, sy, sxx, syy, sxy float64
	for row := range 8 {
		for i := at + row*stride; i < at+row*stride+8; i++ {
			sx, sy = sx+x[i], sy+y[i]
			sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
		}
	}
	mx, my := sx/n, sy/n
	vx, vy, vxy := sxx/n-mx*mx, syy/n-my*my, sxy/n-mx*my
	return (2*mx*my + c1) * (2*vxy + c2) / ((mx*mx + my*my + c1) * (vx + vy + c2))
}

func luma(m image.Image) []float64 {
	b := m.Bounds()
	all := make([]float64, 0, b.Dx()*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, _ := m.At(x, y).RGBA()
			all = append(all, (0.299*float64(r)+0.587*float64(g)+0.114*float64(bl))/257)
		}
	}
	return all
}
