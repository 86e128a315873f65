package corpus

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"slices"
	"strings"
)

// Flags of the extended header of WebP.
const (
	vp8xAnimated = 0x02
	vp8xXMP      = 0x04
	vp8xEXIF     = 0x08
	vp8xICC      = 0x20
)

func stored(text string) []byte {
	return must(base64.StdEncoding.DecodeString(strings.ReplaceAll(text, "\n", "")))
}

func riff(name string, body []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
	return append(append(out, body...), make([]byte, len(body)&1)...)
}

// container returns a WebP file of chunks behind an extended header.
func container(flags byte, chunks ...[]byte) []byte {
	header := riff("VP8X", []byte{flags, 0, 0, 0, Width - 1, 0, 0, Height - 1, 0, 0})
	return riff("RIFF", slices.Concat([]byte("WEBP"), header, bytes.Join(chunks, nil)))
}

// extended puts chunks behind the pixels of a simple WebP file; a colour profile stands before them.
func extended(flags byte, simple []byte, chunks ...[]byte) []byte {
	if flags&vp8xICC != 0 {
		return container(flags, slices.Concat(chunks[0], simple[12:], bytes.Join(chunks[1:], nil)))
	}
	return container(flags, slices.Concat(simple[12:], bytes.Join(chunks, nil)))
}

// modern returns pictures in WebP and AVIF.
func modern() []File {
	lossless := good("lossless.webp", "webp", stored(losslessWebP))
	lossless.Tolerance = 1
	p3 := convert(scene(), linearOfSRGB, fromDisplayP3(), curveOfSRGB)
	wideWebP := good("display-p3.webp", "webp", extended(vp8xICC, stored(losslessWebP), riff("ICCP", displayP3())))
	wideAVIF := good("display-p3.avif", "avif", stored(wideAVIF))
	wideWebP.Colours, wideAVIF.Colours = p3, p3
	return []File{
		lossless,
		good("lossy.webp", "webp", stored(lossyWebP)),
		glass(good("lossy-alpha.webp", "webp", stored(alphaWebP))),
		glass(good("lossless-alpha.webp", "webp", stored(losslessAlphaWebP))),
		wideWebP,
		good("plain.avif", "avif", stored(plainAVIF)),
		glass(good("alpha.avif", "avif", stored(alphaAVIF))),
		wideAVIF,
	}
}

// moving returns animations. The scene is their first frame.
func moving() []File {
	first, second := paletted(scene()), paletted([4]color.NRGBA{{A: 255}, {A: 255}, {A: 255}, {A: 255}})
	var b bytes.Buffer
	must(0, gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{first, second}, Delay: []int{10, 10}}))
	files := exactly(
		good("animated.gif", "gif", b.Bytes()),
		good("animated.webp", "webp", animatedWebP()),
	)
	for i := range files {
		files[i].Animated = true
	}
	return files
}

func animatedWebP() []byte {
	frame := []byte{0, 0, 0, 0, 0, 0, Width - 1, 0, 0, Height - 1, 0, 0, 100, 0, 0, 0}
	anmf := riff("ANMF", append(frame, stored(losslessWebP)[12:]...))
	return container(vp8xAnimated, riff("ANIM", make([]byte, 6)), anmf, anmf)
}
