package strip

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// chunkFrame is how many bytes a chunk of a PNG has beside its body: length and name before, checksum behind.
const chunkFrame, chunkHead = 12, 8

func isPNG(data []byte) bool { return bytes.HasPrefix(data, []byte(pngSignature)) }

// pngKept are the chunks that decide how a picture looks, with the largest size that they can have in bytes. A
// suggested palette (sPLT) is not among them: it has a name, and no browser reads it.
func pngKept(name string) (limit int, kept bool) {
	switch name {
	case "IHDR", "PLTE", "IDAT", "IEND", "fdAT", "iCCP":
		return math.MaxInt32, true
	case "tRNS":
		return 256, true
	case "hIST":
		return 512, true
	case "cHRM":
		return 32, true
	case "fcTL":
		return 26, true
	case "mDCV":
		return 24, true
	case "pHYs":
		return 9, true
	case "acTL", "cLLI":
		return 8, true
	case "bKGD":
		return 6, true
	case "gAMA", "cICP", "sBIT":
		return 4, true
	case "sRGB":
		return 1, true
	}
	return 0, false
}

// pngWalk goes from chunk to chunk.
type pngWalk struct {
	cut
	at       int
	found    *finds
	turned   turned
	profiled bool // a colour profile has been seen
}

func stripPNG(data []byte, found *finds) ([]byte, error) {
	p := pngWalk{cut: cut{in: data}, at: len(pngSignature), found: found}
	for {
		start := p.at
		name, body, err := p.chunk()
		if err != nil {
			return nil, err
		}
		if (start == len(pngSignature)) != (name == "IHDR") {
			return nil, errors.New("the PNG does not begin with its header")
		}
		if name == "IEND" {
			if p.at < len(data) {
				found.add(trailingData)
			}
			return p.upTo(p.at), nil
		}
		if err := p.part(start, name, body); err != nil {
			return nil, err
		}
	}
}

// chunk reads a chunk, and goes to its end.
func (p *pngWalk) chunk() (name string, body []byte, err error) {
	rest := p.in[p.at:]
	if len(rest) == 0 {
		return "", nil, errors.New("the PNG ends without its end mark")
	}
	if len(rest) < chunkFrame {
		return "", nil, errors.New("the PNG ends in the middle of a chunk")
	}
	size := int64(binary.BigEndian.Uint32(rest))
	if size > int64(len(rest)-chunkFrame) {
		return "", nil, errors.New("the PNG ends in the middle of a chunk")
	}
	p.at += int(size) + chunkFrame
	return string(rest[4:chunkHead]), rest[chunkHead : chunkHead+size], nil
}

// part keeps of a chunk what is needed to show the picture.
func (p *pngWalk) part(start int, name string, body []byte) error {
	limit, kept := pngKept(name)
	switch {
	case name == "iCCP":
		p.profile(start, body)
	case name == "eXIf":
		p.exif(start, body)
	case kept && len(body) <= limit:
	case !kept && name[0]&0x20 == 0:
		return fmt.Errorf("the PNG has a chunk that it cannot be shown without and that is not known (%q)", name)
	default:
		p.other(name, body)
		p.drop(start, p.at)
	}
	return nil
}

// profile takes from a colour profile its name, which can tell whose screen it is of.
func (p *pngWalk) profile(start int, body []byte) {
	const neutral = "icc"
	name, profile, ok := bytes.Cut(body, []byte{0})
	if !ok || len(name) == 0 || p.profiled {
		p.found.add(otherData)
		p.drop(start, p.at)
		return
	}
	p.profiled = true
	if string(name) != neutral {
		p.found.add(profileName)
		p.replace(start, p.at, chunk("iCCP", append([]byte(neutral+"\x00"), profile...)))
	}
}

// exif keeps the orientation.
func (p *pngWalk) exif(start int, body []byte) {
	rest := p.turned.remains(body, p.found)
	if rest == nil {
		p.drop(start, p.at)
		return
	}
	p.replace(start, p.at, chunk("eXIf", rest))
}

func chunk(name string, body []byte) []byte {
	whole := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	whole = append(append(whole, name...), body...)
	return binary.BigEndian.AppendUint32(whole, crc32.ChecksumIEEE(whole[4:]))
}

// other names a chunk that goes.
func (p *pngWalk) other(name string, body []byte) {
	switch keyword, _, _ := bytes.Cut(body, []byte{0}); name {
	case "tEXt", "zTXt", "iTXt":
		p.text(string(keyword), body)
	case "tIME":
		p.found.add(aTime)
	case "caBX":
		p.found.add(aC2PA)
	default:
		p.found.add(otherData)
	}
}

// text names a text by its keyword. Some programs put whole blocks of other kinds into one.
func (p *pngWalk) text(keyword string, body []byte) {
	switch keyword {
	case "XML:com.adobe.xmp", "Raw profile type xmp":
		p.found.xmp(body)
	case "Raw profile type exif", "Raw profile type APP1":
		p.found.add(anExif)
	case "Raw profile type iptc", "Raw profile type 8bim":
		p.found.add(anIPTC)
	case "Comment", "Description":
		p.found.add(aComment)
	default:
		p.found.add(aText)
	}
}
