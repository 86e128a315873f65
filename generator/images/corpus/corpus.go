// Package corpus makes pictures for tests: of every format and kind that people have, and of many that are broken.
//
// All good ones show the same scene, a rectangle of 64 × 32 pixels in four colours: red and green above blue and
// yellow. So a test can tell which way up a picture is, and whether its colours are right. Nothing here decodes or
// encodes with the code under test; what the standard library cannot write is written by hand, or kept as text.
package corpus

import (
	"image/color"
	"sync"
)

// The measures of the scene in pixels.
const (
	Width  = 64
	Height = 32
)

// File is one picture and what is to be seen in it.
type File struct {
	Name      string // with the ending of its format, unless that is the point
	Data      []byte
	Format    string         // "jpeg", "png", "gif", "webp" or "avif", whatever the name says; "" where nothing can be read
	Width     int            // as shown, in pixels
	Height    int            // as shown, in pixels
	Colours   [4]color.NRGBA // in the middle of the quarters, as shown in sRGB: top left, top right, bottom left, bottom right
	Tolerance int            // by how much a channel of a colour may differ
	Alpha     bool           // may be transparent
	Animated  bool
	Private   bool   // tells a place, in EXIF, XMP or IPTC
	Fault     string // the code of the error that it must lead to: "broken-image", "image-too-large" or "unknown-image"; "" where it is good
}

// All returns all files, in the same order and with the same bytes each time. Nobody may change the bytes.
func All() []File { return all() }

var all = sync.OnceValue(func() []File {
	var all []File
	for _, group := range [][]File{orientations(), Photographs(), graphics(), wide(), modern(), moving(), Private(), Faulty()} {
		all = append(all, group...)
	}
	return all
})

// Photographs returns JPEG pictures of all kinds of coding.
func Photographs() []File {
	return []File{
		good("plain.jpg", "jpeg", plainJPEG()),
		good("progressive.jpg", "jpeg", stored(progressiveJPEG)),
		good("cmyk.jpg", "jpeg", inkJPEG(0)),
		good("ycck.jpg", "jpeg", inkJPEG(2)),
		grey(good("grey.jpg", "jpeg", greyJPEG())),
		good("wrong-ending.png", "jpeg", plainJPEG()),
	}
}

// good returns a file that shows the scene.
func good(name, format string, data []byte) File {
	return File{Name: name, Data: data, Format: format, Width: Width, Height: Height, Colours: scene(), Tolerance: 6}
}

func grey(f File) File {
	for i, c := range f.Colours {
		y := color.GrayModel.Convert(c).(color.Gray).Y
		f.Colours[i] = color.NRGBA{y, y, y, c.A}
	}
	return f
}

// Find returns the file with a name. It panics where there is none, which is a mistake in a test.
func Find(name string) File {
	for _, f := range All() {
		if f.Name == name {
			return f
		}
	}
	panic("the corpus has no " + name)
}
