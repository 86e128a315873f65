package share

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"sync"
)

// IconSet holds the icons of a site as files: ICO for old browsers, with pictures
// of 16, 32 and 48 pixels, and PNG for everything else. Only AppleTouch and
// Maskable512 are without transparency; the drawing of the latter keeps to the
// inner 80 % of it, so that a telephone may cut it to any shape.
type IconSet struct {
	ICO, AppleTouch, Icon192, Icon512, Maskable512 []byte
}

// safeMargin is how many of 512 pixels at each border telephones may cut off.
const safeMargin = 52

// Icons draws all icons from one SVG file. The background lies behind those that
// must not be transparent. What the file asks for and cannot be drawn is an
// error that names the line.
func Icons(svg []byte, background color.RGBA) (IconSet, error) {
	if background.A != 0xff {
		return IconSet{}, errors.New("the background of icons must not be transparent")
	}
	d, err := readSVG(svg)
	if err != nil {
		return IconSet{}, err
	}
	var set IconSet
	files := []struct {
		to         *[]byte
		size       int
		margin     int
		background color.Color
	}{
		{&set.AppleTouch, 180, 0, background},
		{&set.Icon192, 192, 0, color.Transparent},
		{&set.Icon512, 512, 0, color.Transparent},
		{&set.Maskable512, 512, safeMargin, background},
	}
	errs := make([]error, len(files)+1)
	var drawn sync.WaitGroup // side by side: of a small site they are what a first build waits for
	for i, file := range files {
		drawn.Go(func() { *file.to, errs[i] = encode(d.picture(file.size, file.margin, file.background)) })
	}
	drawn.Go(func() { set.ICO, errs[len(files)] = d.ico(16, 32, 48) })
	drawn.Wait()
	if err := cmp.Or(errs...); err != nil {
		return IconSet{}, err
	}
	return set, nil
}

// picture draws a square of the given size.
func (d drawing) picture(size, margin int, background color.Color) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(background), image.Point{}, draw.Src)
	d.render(picture, margin)
	return picture
}

func encode(picture image.Image) ([]byte, error) {
	var b bytes.Buffer
	encoder := png.Encoder{}
	if err := encoder.Encode(&b, picture); err != nil {
		return nil, fmt.Errorf("write a picture: %w", err)
	}
	return b.Bytes(), nil
}

// withAlpha is a picture that is written with its transparency even where it has
// none: that is the only kind of PNG that the format ICO knows.
type withAlpha struct{ *image.RGBA }

// Opaque says that the picture is transparent.
func (withAlpha) Opaque() bool { return false }

// ico writes a file with pictures of several sizes: a head, an entry for each of
// them, and then the pictures themselves.
func (d drawing) ico(sizes ...int) ([]byte, error) {
	const head, entry = 6, 16
	file := binary.LittleEndian.AppendUint16(nil, 0)
	file = binary.LittleEndian.AppendUint16(file, 1) // icons, not cursors
	file = binary.LittleEndian.AppendUint16(file, uint16(len(sizes)))
	var pictures []byte
	for _, size := range sizes {
		picture, err := encode(withAlpha{d.picture(size, 0, color.Transparent)})
		if err != nil {
			return nil, err
		}
		file = append(file, byte(size), byte(size), 0, 0, 1, 0, 32, 0) // colours: no table, one plane, 32 bits
		file = binary.LittleEndian.AppendUint32(file, uint32(len(picture)))
		file = binary.LittleEndian.AppendUint32(file, uint32(head+entry*len(sizes)+len(pictures)))
		pictures = append(pictures, picture...)
	}
	return append(file, pictures...), nil
}
