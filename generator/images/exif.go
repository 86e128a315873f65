package images

import (
	"bytes"
	"encoding/binary"
)

// tagOrientation is the number of the field of EXIF that says how the camera was held.
const tagOrientation = 0x0112

// exifOrientation returns the orientation that EXIF data says, 1 where it says none that makes sense.
func exifOrientation(exif []byte) int {
	exif = bytes.TrimPrefix(exif, []byte("Exif\x00\x00"))
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if exif[0] == 'M' {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(exif[4:]))
	if at+2 > uint64(len(exif)) {
		return 1
	}
	fields := exif[at+2:]
	for range order.Uint16(exif[at:]) {
		if len(fields) < 12 {
			return 1
		}
		if order.Uint16(fields) == tagOrientation {
			return orientation(int(order.Uint16(fields[8:])))
		}
		fields = fields[12:]
	}
	return 1
}

func orientation(value int) int {
	if value < 1 || value > 8 {
		return 1
	}
	return value
}
