package images

import (
	"bytes"
	"encoding/binary"
	"image"

	"golang.org/x/image/webp"
)

// decodeWebP decodes a still picture, or the first frame of an animation.
func decodeWebP(h *header, data []byte) (image.Image, error) {
	if !h.Animated {
		return decodeStill(data)
	}
	var frame image.Image
	err := eachChunk(data[12:], func(name string, body []byte) error {
		if name != "ANMF" || frame != nil {
			return nil
		}
		still, err := decodeStill(stillOf(body))
		if err != nil {
			return err
		}
		at := image.Pt(2*uint24(body), 2*uint24(body[3:]))
		whole := image.NewNRGBA(image.Rect(0, 0, h.width, h.height))
		paste(whole, at, still)
		frame = whole
		return nil
	})
	return frame, err
}

func paste(whole *image.NRGBA, at image.Point, m image.Image) {
	from := pixels(m)
	for y := range from.Rect.Dy() {
		copy(whole.Pix[whole.PixOffset(at.X, at.Y+y):], from.Pix[y*from.Stride:][:4*from.Rect.Dx()])
	}
}

// stillOf makes a file of its own out of the frame of an animation.
func stillOf(frame []byte) []byte {
	canvas := make([]byte, 10)
	canvas[0] = webpAlpha
	copy(canvas[4:], frame[6:12]) // the measures, in the same form
	chunks := append([]byte("VP8X\x0a\x00\x00\x00"), canvas...)
	if !bytes.HasPrefix(frame[16:], []byte("ALPH")) {
		chunks = nil // simple files have the pixels alone
	}
	chunks = append(chunks, frame[16:]...)
	file := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(chunks)+4))
	return append(append(file, "WEBP"...), chunks...)
}

func decodeStill(data []byte) (image.Image, error) {
	m, err := webp.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	switch m := m.(type) {
	case *image.YCbCr:
		fullRange(m)
	case *image.NYCbCrA:
		fullRange(&m.YCbCr)
	}
	return m, nil
}

// fullRange stretches the values of video, in which 16 is black and 235 white, to those of pictures, which
// is what Go takes them for.
func fullRange(m *image.YCbCr) {
	luma, chroma := new([256]uint8), new([256]uint8)
	for v := range 256 {
		luma[v] = stretch(v-16, 219, 0)
		chroma[v] = stretch(v-128, 224, 128)
	}
	for i, v := range m.Y {
		m.Y[i] = luma[v]
	}
	for i, v := range m.Cb {
		m.Cb[i] = chroma[v]
	}
	for i, v := range m.Cr {
		m.Cr[i] = chroma[v]
	}
}

func stretch(v, span, zero int) uint8 {
	v = v*510 + span // rounds to the nearest, for values below zero too
	down := v / (2 * span)
	if v < 0 && v%(2*span) != 0 {
		down--
	}
	return uint8(max(0, min(255, down+zero)))
}
