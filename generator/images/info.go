package images

import (
	"fmt"
	"math"
)

// Info is what the header of a file says of a picture.
type Info struct {
	Format        Format
	Width, Height int // as shown, which is after its orientation is applied, in pixels
	Orientation   int // from 1, upright, to 8, as EXIF counts
	Animated      bool
	Alpha         bool // may have transparent parts

	decoded int64 // bytes that its decoder holds when it is done
	size    int64 // bytes of the file
}

// Limits say how much a picture may ask for. A limit of 0 or less is none.
type Limits struct {
	Pixels int64 // most pixels of one picture
	Memory int64 // bytes that decoding and shaping one may take
}

// header is all that is read of a file before it is decoded.
type header struct {
	Info
	width, height int // as stored
	space         space
}

// Inspect returns what the header of a file says, without decoding it. Which format it is, its first bytes tell, not its
// name. Every error is an *[Error].
func Inspect(data []byte, l Limits) (Info, error) {
	h, err := inspect(data, l)
	if err != nil {
		return Info{}, err
	}
	return h.Info, nil
}

func inspect(data []byte, l Limits) (*header, error) {
	if len(data) == 0 {
		return nil, broken("the file is empty")
	}
	format, read := sniff(data)
	if read == nil {
		return nil, unknown("the file is not a picture that can be read, whatever its name says")
	}
	h := &header{Info: Info{Format: format, Orientation: 1, size: int64(len(data))}}
	if err := read(h, data); err != nil {
		return nil, err
	}
	if h.width <= 0 || h.height <= 0 {
		return nil, broken("the %s picture is %d × %d pixels large, so there is nothing to see", format.label(), h.width, h.height)
	}
	h.Width, h.Height = h.width, h.height
	if h.Orientation > 4 {
		h.Width, h.Height = h.height, h.width
	}
	return h, l.check(h.Info)
}

// sniff tells a format by its first bytes.
func sniff(data []byte) (Format, func(*header, []byte) error) {
	switch {
	case hasAt(data, 0, "\xff\xd8"):
		return JPEG, readJPEG
	case hasAt(data, 0, "\x89PNG\r\n\x1a\n"):
		return PNG, readPNG
	case hasAt(data, 0, "GIF87a"), hasAt(data, 0, "GIF89a"):
		return GIF, readGIF
	case hasAt(data, 0, "RIFF") && hasAt(data, 8, "WEBP"):
		return WebP, readWebP
	case hasAt(data, 4, "ftyp") && isAVIF(data):
		return AVIF, readAVIF
	}
	return "", nil
}

func hasAt(data []byte, at int, text string) bool {
	return len(data) >= at+len(text) && string(data[at:at+len(text)]) == text
}

// check says what of a picture is beyond the limits.
func (l Limits) check(i Info) error {
	pixels := int64(i.Width) * int64(i.Height)
	if l.Pixels > 0 && pixels > l.Pixels {
		return &Error{codeLarge,
			fmt.Sprintf("it is %d × %d pixels large, %s megapixels, which is more than the %s that are allowed",
				i.Width, i.Height, mega(pixels), mega(l.Pixels)),
			"save it smaller, or allow more with maxPixels under images in stillpoint.yaml"}
	}
	return l.checkMemory(i, i.Memory())
}

func (l Limits) checkMemory(i Info, need int64) error {
	if l.Memory <= 0 || need <= l.Memory {
		return nil
	}
	hint := "save it smaller, or allow more with maxMemory under images in stillpoint.yaml"
	if i.Format == JPEG {
		hint = "save it as an ordinary, not progressive JPEG, or smaller; or allow more with maxMemory under images in stillpoint.yaml"
	}
	return &Error{codeLarge,
		fmt.Sprintf("it is %d × %d pixels large and needs about %d MiB of memory, which is more than the %d that are allowed",
			i.Width, i.Height, need>>20, l.Memory>>20), hint}
}

// mega writes pixels in millions, with a digit behind the point where there are few.
func mega(pixels int64) string {
	if m := float64(pixels) / 1e6; m < 10 {
		return fmt.Sprintf("%.2g", m)
	}
	return fmt.Sprint(int64(math.Round(float64(pixels) / 1e6)))
}

// What shaping takes, in bytes for each pixel: those that are kept, and those of a result, which stand in Go,
// and twice in the memory of the WebAssembly encoder beside its own planes.
const (
	keptBytes   = 7 // in the colours of the file, and in those of sRGB
	shapedBytes = 16
)

// The most pixels that are kept, and that one result has, for pictures on pages: 2560 wide and high, and twice that
// before it is shaped.
const (
	keptPixels   = 4 * shapedPixels
	shapedPixels = 2560 * 2560
)

// Memory returns about how many bytes are live at most while the picture is decoded and shaped for a page, where it
// is not wider or higher than 2560 pixels.
func (i Info) Memory() int64 {
	pixels := int64(i.Width) * int64(i.Height)
	return i.memory(min(pixels, keptPixels), min(pixels, shapedPixels))
}

func (i Info) memory(kept, shaped int64) int64 {
	return i.size + kept*keptBytes + max(i.decoded, shaped*shapedBytes)
}
