// Package strip removes from pictures what does not belong to how they look: places, times, names,
// cameras, thumbnails, comments, and whatever else a picture carries that no browser needs to show it.
//
// It works on containers alone: no pixel is decoded or encoded again, so nothing is lost. What is known to be
// needed stays, everything else goes. These stay though they are no pixels:
//
//   - The orientation, as it decides how a picture is shown. Where it is not the usual one, an Exif block remains
//     that says nothing else. AVIF and HEIC have a transformation of their own for it, which is not touched.
//   - The colour profile, whole. Its texts (a description, a copyright) are part of it, and changing them would
//     break the checksum that it may carry. Its name in a PNG is outside of the profile and is replaced.
//   - The resolution in dots per inch, and the repetitions of an animation.
//   - In AVIF and HEIC, pictures that serve another one (transparency, depth, a gain map), and the names that
//     programs give to the parts of a file.
//
// A gain map, from which some displays show a brighter version of a JPEG, is a second picture behind the first, and
// goes with it. What somebody hides in the coded pixels themselves, or behind their end but within the same block, is
// not looked for.
package strip

import (
	"bytes"
	"slices"
)

// Picture returns a picture without its metadata, and its kind: "jpeg", "png", "gif", "webp", "avif" or "heic". Where
// there is nothing to remove, clean is data itself. What is not a picture of these kinds comes back as it is, with the
// kind "". An error says in plain words what is broken about the container, so that nothing can be promised; clean is nil
// then. Data is never changed.
func Picture(data []byte) (clean []byte, kind string, err error) {
	clean, kind, _, err = strip(data)
	return clean, kind, err
}

// Found names the metadata that [Picture] would remove, sorted: "C2PA", "Exif", "IPTC", "MPF", "Photoshop data", "XMP",
// "comment", "other data", "place in Exif", "place in XMP", "profile name", "text", "thumbnail", "time", "trailing data".
// It is nil for a clean picture and for what is no picture. Of a broken one it names what comes before the break.
func Found(data []byte) []string {
	_, _, names, _ := strip(data)
	return names
}

// format is one kind of picture: how to recognise it, and how to walk through its parts.
type format struct {
	kind  string
	is    func(data []byte) bool
	strip func(data []byte, found *finds) ([]byte, error)
}

func formats() []format {
	return []format{
		{"jpeg", isJPEG, stripJPEG},
		{"png", isPNG, stripPNG},
		{"gif", isGIF, stripGIF},
		{"webp", isWebP, stripWebP},
		{"avif", isAVIF, stripHEIF},
		{"heic", isHEIC, stripHEIF},
	}
}

// strip does the work of both doors, so that what is found is what is removed.
func strip(data []byte) (clean []byte, kind string, names []string, err error) {
	for _, f := range formats() {
		if !f.is(data) {
			continue
		}
		var found finds
		clean, err = f.strip(data, &found)
		if err != nil {
			return nil, f.kind, found.sorted(), err
		}
		if bytes.Equal(clean, data) {
			return data, f.kind, nil, nil
		}
		if found.names == nil {
			found.add(otherData)
		}
		return clean, f.kind, found.sorted(), nil
	}
	return data, "", nil, nil
}

// The names of what is found.
const (
	anExif        = "Exif"
	placeInExif   = "place in Exif"
	anXMP         = "XMP"
	placeInXMP    = "place in XMP"
	anIPTC        = "IPTC"
	photoshopData = "Photoshop data"
	aC2PA         = "C2PA"
	anMPF         = "MPF"
	aComment      = "comment"
	aText         = "text"
	aTime         = "time"
	aThumbnail    = "thumbnail"
	profileName   = "profile name"
	trailingData  = "trailing data"
	otherData     = "other data"
)

// finds gathers the names of what is removed, each once.
type finds struct{ names []string }

func (f *finds) add(names ...string) {
	for _, name := range names {
		if !slices.Contains(f.names, name) {
			f.names = append(f.names, name)
		}
	}
}

// xmp notes a packet of XMP, and whether it tells a place.
func (f *finds) xmp(packet []byte) {
	f.add(anXMP)
	if bytes.Contains(packet, []byte("GPSLatitude")) {
		f.add(placeInXMP)
	}
}

// exif notes an Exif block and what is in it.
func (f *finds) exif(t tiff) {
	f.add(anExif)
	if t.place() {
		f.add(placeInExif)
	}
	if t.thumbnail() {
		f.add(aThumbnail)
	}
}

func (f *finds) sorted() []string {
	slices.Sort(f.names)
	return f.names
}
