package corpus

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
)

// scene returns the colours of the four quarters.
func scene() [4]color.NRGBA {
	return [4]color.NRGBA{{200, 60, 50, 255}, {60, 160, 80, 255}, {50, 80, 180, 255}, {230, 200, 90, 255}}
}

// paint returns a picture of four quarters.
func paint(quarters [4]color.NRGBA, width, height int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetNRGBA(x, y, quarters[quarter(x, y, width, height)])
		}
	}
	return m
}

func quarter(x, y, width, height int) int { return 2*y/height*2 + 2*x/width }

// must returns a value that can be made on every machine.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func encodeJPEG(m image.Image) []byte {
	var b bytes.Buffer
	must(0, jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}))
	return b.Bytes()
}

func plainJPEG() []byte { return encodeJPEG(paint(scene(), Width, Height)) }

func greyJPEG() []byte {
	m := image.NewGray(image.Rect(0, 0, Width, Height))
	quarters := scene()
	for i := range m.Pix {
		m.Pix[i] = color.GrayModel.Convert(quarters[quarter(i%Width, i/Width, Width, Height)]).(color.Gray).Y
	}
	return encodeJPEG(m)
}

// matrix takes linear colours of one space to another.
type matrix [3][3]float64

// toDisplayP3 and its like are the matrices between sRGB and the spaces that cameras and screens use.
func toDisplayP3() matrix {
	return matrix{{0.822462, 0.177538, 0}, {0.033194, 0.966806, 0}, {0.017083, 0.072397, 0.910520}}
}

func fromDisplayP3() matrix {
	return matrix{{1.224940, -0.224940, 0}, {-0.042057, 1.042057, 0}, {-0.019638, -0.078636, 1.098274}}
}

func toAdobeRGB() matrix {
	return matrix{{0.715126, 0.284874, 0}, {0, 1, 0}, {0, 0.041161, 0.958839}}
}

// convert takes colours from one space to another, by the curves of both and a matrix between.
func convert(quarters [4]color.NRGBA, linear func(float64) float64, m matrix, curve func(float64) float64) [4]color.NRGBA {
	for i, c := range quarters {
		from := [3]float64{linear(float64(c.R) / 255), linear(float64(c.G) / 255), linear(float64(c.B) / 255)}
		var to [3]uint8
		for j, row := range m {
			v := row[0]*from[0] + row[1]*from[1] + row[2]*from[2]
			to[j] = uint8(math.Round(255 * curve(max(0, min(1, v)))))
		}
		quarters[i] = color.NRGBA{to[0], to[1], to[2], c.A}
	}
	return quarters
}

func linearOfSRGB(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func curveOfSRGB(v float64) float64 {
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// gammaOfAdobeRGB is 2 51/256.
const gammaOfAdobeRGB = 2.19921875

func curveOfAdobeRGB(v float64) float64 { return math.Pow(v, 1/gammaOfAdobeRGB) }
