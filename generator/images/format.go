package images

import (
	"path"
	"strings"
)

// Format is a file format for pictures that are made of pixels.
type Format string

// The formats that can be read and written.
const (
	JPEG Format = "jpeg"
	PNG  Format = "png"
	GIF  Format = "gif"
	WebP Format = "webp"
	AVIF Format = "avif"
)

// Ext returns the usual ending of a file's name, with its dot: ".jpg".
func (f Format) Ext() string {
	if f == JPEG {
		return ".jpg"
	}
	return "." + string(f)
}

// MediaType returns the media type: "image/jpeg".
func (f Format) MediaType() string { return "image/" + string(f) }

// FormatOf returns the format that the name of a file ("garden/pond.JPG") or its ending alone (".jpg", "webp") stands for.
func FormatOf(name string) (Format, bool) {
	ending := path.Ext(name)
	if ending == "" && !strings.Contains(name, "/") {
		ending = "." + name
	}
	switch ending = strings.ToLower(ending); ending {
	case ".jpg", ".jpeg", ".jpe", ".jfif":
		return JPEG, true
	case ".png", ".gif", ".webp", ".avif":
		return Format(ending[1:]), true
	}
	return "", false
}
