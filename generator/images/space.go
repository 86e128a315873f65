package images

import (
	"bytes"
	"image"
	"math"

	"github.com/kovidgoyal/imaging"
	"github.com/kovidgoyal/imaging/prism/meta"
	"github.com/kovidgoyal/imaging/prism/meta/icc"
)

// space is the space of colours that a file says its values are in. The zero space is sRGB, which is what a file means that
// says nothing.
type space struct {
	icc       []byte
	cicp      meta.CodingIndependentCodePoints
	declared  bool // that it is sRGB
	gamma     float64
	primaries *meta.Primaries
}

// conversion turns a colour, each channel from 0 to 1, into one of sRGB.
type conversion func(r, g, b float64) (float64, float64, float64)

// profile returns the ICC profile, nil where there is none that can be read. A profile that is damaged is passed over,
// as browsers do.
func (s space) profile() *icc.Profile {
	if len(s.icc) == 0 || s.cicp.IsSet {
		return nil
	}
	var profile *icc.Profile
	err := guard(func() (err error) {
		profile, err = icc.NewProfileReader(bytes.NewReader(s.icc)).ReadProfile()
		return err
	})
	if err != nil {
		return nil
	}
	return profile
}

// conversion returns how colours are to be converted; nil where they are in sRGB already.
func (s space) conversion() (convert conversion) {
	_ = guard(func() error { // data that makes no sense says nothing
		convert = s.choose()
		return nil
	})
	return convert
}

func (s space) choose() conversion {
	switch p := s.profile(); {
	case s.cicp.IsSet:
		return s.codePoints()
	case p != nil:
		return fromProfile(p)
	case s.declared || s.gamma <= 0 && s.primaries == nil:
		return nil
	}
	return s.chromaticities()
}

func (s space) codePoints() conversion {
	c := s.cicp
	if known := c.ColorPrimaries != 2; !known {
		c.ColorPrimaries = meta.SRGB.ColorPrimaries
	}
	switch c.TransferCharacteristics {
	case 1, 2, 6, 14, 15: // curves of video, which in pictures stand for that of sRGB, and no word of it
		c.TransferCharacteristics = meta.SRGB.TransferCharacteristics
	}
	if c.IsSRGB() {
		return nil
	}
	if pipeline := c.PipelineToSRGB(); pipeline != nil {
		return pipeline.Transform
	}
	return nil
}

// fromProfile converts with the intent that browsers use. What sRGB does not have becomes the nearest that it has, channel by channel.
func fromProfile(p *icc.Profile) conversion {
	if p.IsSRGB() {
		return nil
	}
	switch p.Header.DataColorSpace {
	case icc.ColorSpaceRGB:
		pipeline, err := p.CreateTransformerToSRGB(icc.RelativeColorimetricRenderingIntent, true, 3, true, false, true)
		if err == nil {
			return pipeline.Transform
		}
	case icc.ColorSpaceGray:
		return fromGray(p)
	}
	return nil
}

// fromGray asks the library once for each of 256 greys.
func fromGray(p *icc.Profile) conversion {
	ramp := image.NewGray(image.Rect(0, 0, 256, 1))
	for i := range ramp.Pix {
		ramp.Pix[i] = uint8(i)
	}
	shown, err := imaging.ConvertToSRGB(p, icc.RelativeColorimetricRenderingIntent, true, ramp)
	if err != nil {
		return nil
	}
	return func(r, _, _ float64) (float64, float64, float64) {
		at := max(0, min(r, 1)) * 255
		low := int(at)
		high, part := min(low+1, 255), at-float64(low)
		value := func(x int) float64 { red, _, _, _ := shown.At(x, 0).RGBA(); return float64(red) / 65535 }
		v := value(low)*(1-part) + value(high)*part
		return v, v, v
	}
}

// chromaticities converts by a curve and primaries, which older PNG files give as numbers.
func (s space) chromaticities() conversion {
	linear := func(v float64) float64 { return toLinear(v) }
	if s.gamma > 0 && math.Abs(s.gamma-1/2.2) > 0.001 {
		linear = func(v float64) float64 { return math.Pow(max(0, v), 1/s.gamma) }
	}
	matrix := icc.Matrix3{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	if s.primaries != nil && !nearSRGB(s.primaries) {
		matrix = toPrimariesOfSRGB(s.primaries)
	}
	return func(r, g, b float64) (float64, float64, float64) {
		r, g, b = linear(r), linear(g), linear(b)
		row := func(m [3]float64) float64 { return fromLinear(max(0, min(1, m[0]*r+m[1]*g+m[2]*b))) }
		return row(matrix[0]), row(matrix[1]), row(matrix[2])
	}
}

func primariesOfSRGB() meta.Primaries {
	return meta.Primaries{
		Red: meta.XY{X: 0.64, Y: 0.33}, Green: meta.XY{X: 0.30, Y: 0.60}, Blue: meta.XY{X: 0.15, Y: 0.06}, White: meta.XY{X: 0.3127, Y: 0.3290},
	}
}

func nearSRGB(p *meta.Primaries) bool {
	s := primariesOfSRGB()
	near := func(a, b meta.XY) bool { return math.Abs(a.X-b.X) < 0.002 && math.Abs(a.Y-b.Y) < 0.002 }
	return near(p.Red, s.Red) && near(p.Green, s.Green) && near(p.Blue, s.Blue) && near(p.White, s.White)
}

// toPrimariesOfSRGB returns the matrix from linear values of some primaries to those of sRGB. White stays white.
func toPrimariesOfSRGB(p *meta.Primaries) icc.Matrix3 {
	s := primariesOfSRGB()
	s.White = p.White
	from, to := p.CalculateRGBtoXYZMatrix(), s.CalculateRGBtoXYZMatrix()
	back, err := to.Inverted()
	if err != nil {
		return icc.Matrix3{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	}
	var product icc.Matrix3
	for i := range 3 {
		for j := range 3 {
			product[i][j] = back[i][0]*from[0][j] + back[i][1]*from[1][j] + back[i][2]*from[2][j]
		}
	}
	return product
}

// toLinear and fromLinear are the curve of sRGB, from 0 to 1.
func toLinear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func fromLinear(v float64) float64 {
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}
