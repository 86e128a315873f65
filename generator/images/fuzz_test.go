package images_test

import (
	"context"
	"errors"
	"image"
	"testing"

	"stillpoint/generator/images"
	"stillpoint/generator/images/corpus"
)

// FuzzDecode wants of any bytes either a picture that is as large as its header says and can be encoded, or an error in plain words.
func FuzzDecode(f *testing.F) {
	for _, file := range corpus.All() {
		if len(file.Data) < 4096 {
			f.Add(file.Data)
		}
	}
	small := images.Limits{Pixels: 1 << 16, Memory: 8 << 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		i, err := images.Inspect(data, small)
		plain := (*images.Error)(nil)
		if err != nil && !errors.As(err, &plain) {
			t.Fatalf("%v is no Error", err)
		}
		p, decodeErr := images.Decode(context.Background(), data, small, image.Pt(16, 16))
		if decodeErr != nil {
			if !errors.As(decodeErr, &plain) {
				t.Fatalf("%v is no Error", decodeErr)
			}
			return
		}
		if w, h := p.Bounds(); err != nil || w != i.Width || h != i.Height || w*h > 1<<16 || i.Memory() > 8<<20 {
			t.Fatalf("%d × %d pixels of %+v, %v", w, h, i, err)
		}
		p.Tone()
		if _, err := p.Encode(context.Background(), images.Cut{Width: 8, Height: 8}, images.Encoding{Format: images.JPEG}); err != nil {
			t.Fatal(err)
		}
	})
}
