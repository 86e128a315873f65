package images_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"testing"

	"stillpoint/generator/images"
)

// BenchmarkPhotograph makes of a photograph of 12 megapixels what a page shows: three widths, each as WebP and as JPEG.
func BenchmarkPhotograph(b *testing.B) {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, landscape(4000, 3000), &jpeg.Options{Quality: 90}); err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	for b.Loop() {
		p, err := images.Decode(ctx, file.Bytes(), limits(), image.Pt(1600, 1200))
		if err != nil {
			b.Fatal(err)
		}
		p.Tone()
		for _, f := range []images.Format{images.WebP, images.JPEG} {
			for _, w := range []int{1600, 800, 400} {
				if _, err := p.Encode(ctx, images.Cut{Width: w, Height: w * 3 / 4}, images.Encoding{Format: f}); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}
