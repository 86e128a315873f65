package fonts

import (
	"errors"
	"fmt"
	"strings"
)

// MaxSize is how many bytes a font may have when it is unpacked: 64 MiB, which
// the largest fonts of Chinese do not need.
const MaxSize = 64 << 20

// The first four bytes of the formats.
const (
	magicTrueType = "\x00\x01\x00\x00"
	magicApple    = "true"
	magicOpenType = "OTTO"
	magicWOFF     = "wOFF"
	magicWOFF2    = "wOF2"
	magicTTC      = "ttcf"
)

var (
	errCollection = errors.New("this is a collection of fonts (TTC), which browsers do not load: take one font out of it")
	errTooLarge   = fmt.Errorf("the font unpacks to more than %d MiB", MaxSize>>20)
	errCutOff     = errors.New("the file is cut off: its tables reach beyond its end")
)

// Format returns the name that CSS has for the format of a font file: "woff2",
// "woff", "opentype" or "truetype"; it is empty for what is none of these.
func Format(data []byte) string {
	if len(data) < 4 {
		return ""
	}
	switch string(data[:4]) {
	case magicWOFF2:
		return "woff2"
	case magicWOFF:
		return "woff"
	case magicOpenType:
		return "opentype"
	case magicTrueType, magicApple:
		return "truetype"
	}
	return ""
}

// SFNT returns a font of any format (WOFF2, WOFF, OpenType, TrueType) as a plain
// OpenType or TrueType file, the kind that programs for drawing read. What is such
// a file already is checked and returned as it is. A font that unpacks to more
// than [MaxSize] is an error, whatever its header claims.
func SFNT(data []byte) ([]byte, error) {
	t, err := unpack(data)
	if err != nil {
		return nil, err
	}
	switch Format(data) {
	case "woff", "woff2":
		return t.assemble(), nil
	}
	return data, nil
}

// unpack returns the tables of a font of any format.
func unpack(data []byte) (parts, error) {
	switch Format(data) {
	case "woff2":
		return unpackWOFF2(data)
	case "woff":
		return unpackWOFF(data)
	case "opentype", "truetype":
		return directory(data)
	}
	return parts{}, unknown(data)
}

// unknown says what a file is that is no font.
func unknown(data []byte) error {
	head := string(data[:min(len(data), 256)])
	switch {
	case len(data) == 0:
		return errors.New("the file is empty")
	case strings.HasPrefix(head, magicTTC):
		return errCollection
	case len(head) > 36 && head[34:36] == "LP":
		return errors.New("this is a font of the old format EOT: use WOFF2")
	case strings.HasPrefix(strings.TrimSpace(head), "<"):
		return errors.New("this is a page or a drawing, not a font: it may have been saved instead of the font")
	}
	return errors.New("this is not a font of a known format (WOFF2, WOFF, OpenType, TrueType)")
}
