package strip

import (
	"bytes"
	"encoding/binary"
)

// The signatures at the beginning of application segments.
const (
	jfifName      = "JFIF\x00"
	jfxxName      = "JFXX\x00"
	exifName      = "Exif\x00"
	xmpName       = "http://ns.adobe.com/xap/1.0/\x00"
	xmpMoreName   = "http://ns.adobe.com/xmp/extension/\x00"
	iccName       = "ICC_PROFILE\x00"
	mpfName       = "MPF\x00"
	photoshopName = "Photoshop 3.0\x00"
	adobeName     = "Adobe"
)

// The sizes of what stays of two segments, without marker and length.
const (
	jfifSize  = 14 // version, resolution, and the size of a thumbnail, two bytes
	adobeSize = 12 // how the colours are coded
	iccHeader = len(iccName) + 2
)

// application keeps of an application segment what is needed to show the picture.
func (j *jpegWalk) application(start int, mark byte, body []byte) {
	switch is := func(n byte, name string) bool { return mark == markAPP0+n && bytes.HasPrefix(body, []byte(name)) }; {
	case is(0, jfifName) && len(body) >= jfifSize && !j.jfif && !j.scanned:
		j.header(start, body)
	case is(1, exifName) && !j.scanned:
		j.exif(start, body)
	case is(2, iccName) && len(body) > iccHeader && !j.scanned:
	case is(14, adobeName) && len(body) >= adobeSize && !j.scanned:
		j.shorten(start, mark, body, adobeSize)
	default:
		j.other(mark, body)
		j.drop(start, j.at)
	}
}

// header keeps that of JFIF, without its thumbnail.
func (j *jpegWalk) header(start int, body []byte) {
	j.jfif = true
	if body[jfifSize-2] == 0 && body[jfifSize-1] == 0 {
		j.shorten(start, markAPP0, body, jfifSize)
		return
	}
	j.found.add(aThumbnail)
	short := bytes.Clone(body[:jfifSize])
	short[jfifSize-2], short[jfifSize-1] = 0, 0
	j.replace(start, j.at, segment(markAPP0, short))
}

// shorten keeps the first bytes of a segment.
func (j *jpegWalk) shorten(start int, mark byte, body []byte, size int) {
	if len(body) > size {
		j.found.add(otherData)
		j.replace(start, j.at, segment(mark, body[:size]))
	}
}

// exif keeps the orientation.
func (j *jpegWalk) exif(start int, body []byte) {
	const head = len(exifName) + 1 // one more byte to an even length
	rest := j.turned.remains(body[min(head, len(body)):], j.found)
	if rest == nil {
		j.drop(start, j.at)
		return
	}
	j.replace(start, j.at, segment(markAPP0+1, append([]byte(exifName+"\x00"), rest...)))
}

func segment(mark byte, body []byte) []byte {
	whole := binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(body)+2))
	return append(whole, body...)
}

// other names a segment that goes.
func (j *jpegWalk) other(mark byte, body []byte) {
	switch is := func(n byte, name string) bool { return mark == markAPP0+n && bytes.HasPrefix(body, []byte(name)) }; {
	case is(0, jfxxName):
		j.found.add(aThumbnail)
	case is(1, exifName):
		j.found.exif(parseTIFF(body[min(len(exifName)+1, len(body)):]))
	case is(1, xmpName), is(1, xmpMoreName):
		j.found.xmp(body)
	case is(2, mpfName):
		j.found.add(anMPF)
	case is(11, "JP") && bytes.Contains(body, []byte("c2pa")):
		j.found.add(aC2PA)
	case is(13, photoshopName):
		j.found.add(photoshop(body))
	default:
		j.found.add(otherData)
	}
}

// photoshop names a block of Photoshop, which most often has the texts of IPTC in it.
func photoshop(body []byte) string {
	if bytes.Contains(body, []byte("8BIM\x04\x04")) {
		return anIPTC
	}
	return photoshopData
}
