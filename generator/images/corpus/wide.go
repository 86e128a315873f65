package corpus

import (
	"encoding/binary"
	"image/color"
	"slices"
)

// wide returns pictures whose values are not those of sRGB. Shown right, all have the colours of the scene.
func wide() []File {
	p3 := convert(scene(), linearOfSRGB, toDisplayP3(), curveOfSRGB)
	adobe := convert(scene(), linearOfSRGB, toAdobeRGB(), curveOfAdobeRGB)
	png := func(q [4]color.NRGBA, chunks ...[]byte) []byte {
		return withChunks(encodePNG(paint(q, Width, Height)), chunks...)
	}
	iccp := func(profile []byte) []byte {
		return chunk("iCCP", slices.Concat([]byte("profile\x00\x00"), deflate(profile)))
	}
	files := []File{
		good("display-p3.jpg", "jpeg", withSegments(encodeJPEG(paint(p3, Width, Height)), inParts(displayP3())...)),
		good("display-p3.png", "png", png(p3, iccp(displayP3()))),
		good("adobe-rgb.jpg", "jpeg", withSegments(encodeJPEG(paint(adobe, Width, Height)), inParts(adobeRGB())...)),
		good("adobe-rgb.png", "png", png(adobe, iccp(adobeRGB()))),
		good("code-points.png", "png", png(p3, chunk("cICP", []byte{12, 13, 0, 1}))),
		good("chromaticities.png", "png", png(convert(scene(), linearOfSRGB, toDisplayP3(), func(v float64) float64 { return v }),
			chunk("gAMA", binary.BigEndian.AppendUint32(nil, 100000)), chunk("cHRM", chromaticities()))),
		good("damaged-profile.png", "png", png(scene(), iccp(displayP3()[:200]))),
	}
	for i := range files {
		files[i].Tolerance = 8 // dark linear values of 8 bits are coarse, and so are the colours of JPEG
	}
	return files
}

func displayP3() []byte {
	curve := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		curve = binary.BigEndian.AppendUint32(curve, uint32(v*65536+0.5))
	}
	return profile("Display P3", [3][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}, curve)
}

func adobeRGB() []byte {
	curve := binary.BigEndian.AppendUint16([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), uint16(gammaOfAdobeRGB*256))
	return profile("Adobe RGB (1998)", [3][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}}, curve)
}

// inParts returns a profile in two segments of a JPEG, the second first, as is allowed.
func inParts(profile []byte) [][]byte {
	part := func(n byte, data []byte) []byte {
		return segment(0xe2, slices.Concat([]byte("ICC_PROFILE\x00"), []byte{n, 2}, data))
	}
	half := len(profile) / 2
	return [][]byte{part(2, profile[half:]), part(1, profile[:half])}
}

// chromaticities returns white and the primaries of Display P3 as a chunk of PNG has them.
func chromaticities() []byte {
	var out []byte
	for _, n := range []uint32{31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000} {
		out = binary.BigEndian.AppendUint32(out, n)
	}
	return out
}
