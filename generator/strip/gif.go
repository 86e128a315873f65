package strip

import (
	"bytes"
	"errors"
	"fmt"
)

// The blocks of GIF, and the kinds of its extensions.
const (
	gifImage     = 0x2c
	gifExtension = 0x21
	gifEnd       = 0x3b
	gifText      = 0x01
	gifControl   = 0xf9
	gifComment   = 0xfe
	gifProgram   = 0xff
	gifHeader    = 13 // signature, size, flags, background, aspect
	gifFrame     = 10 // of an image: mark, place, size, flags
	gifTiming    = 8  // the extension before an image: how long, which colour is transparent
	gifLoop      = 19 // the longest extension that says how often an animation runs
)

var errGIFShort = errors.New("the GIF ends in the middle of a block")

func isGIF(data []byte) bool {
	return bytes.HasPrefix(data, []byte("GIF87a")) || bytes.HasPrefix(data, []byte("GIF89a"))
}

// gifWalk goes from block to block.
type gifWalk struct {
	cut
	at    int
	found *finds
}

func stripGIF(data []byte, found *finds) ([]byte, error) {
	g := gifWalk{cut: cut{in: data}, found: found}
	if err := g.skip(gifHeader); err != nil {
		return nil, err
	}
	if err := g.skip(palette(data[10])); err != nil {
		return nil, err
	}
	for g.at < len(data) {
		if data[g.at] == gifEnd {
			g.at++
			break
		}
		if err := g.block(); err != nil {
			return nil, err
		}
	}
	// An end mark that is missing at the end of a block breaks nothing: decoders do without.
	if g.at < len(data) {
		found.add(trailingData)
	}
	return g.upTo(g.at), nil
}

// palette returns the size of a table of colours in bytes, from the flags before it.
func palette(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

func (g *gifWalk) skip(n int) error {
	if len(g.in)-g.at < n {
		return errGIFShort
	}
	g.at += n
	return nil
}

func (g *gifWalk) block() error {
	start := g.at
	switch g.in[start] {
	case gifImage:
		return g.image()
	case gifExtension:
		return g.extension()
	case 0: // some programs end a block twice
		g.found.add(otherData)
		g.at++
		g.drop(start, g.at)
		return nil
	}
	return fmt.Errorf("the GIF has a block that is not known (%#02x)", g.in[start])
}

func (g *gifWalk) image() error {
	start := g.at
	if err := g.skip(gifFrame); err != nil {
		return err
	}
	const codeSize = 1
	if err := g.skip(palette(g.in[start+gifFrame-1]) + codeSize); err != nil {
		return err
	}
	return g.blocks()
}

// blocks goes to the end of a sequence of small blocks, each of which begins with its size; one of size 0 ends it.
func (g *gifWalk) blocks() error {
	for {
		if g.at >= len(g.in) {
			return errGIFShort
		}
		size := int(g.in[g.at])
		if err := g.skip(size + 1); err != nil {
			return err
		}
		if size == 0 {
			return nil
		}
	}
}

func (g *gifWalk) extension() error {
	start := g.at
	const head = 2 // mark and kind
	if err := g.skip(head); err != nil {
		return err
	}
	if err := g.blocks(); err != nil {
		return err
	}
	whole := g.in[start:g.at]
	switch kind := whole[1]; {
	case kind == gifControl && len(whole) <= gifTiming, kind == gifText, kind == gifProgram && loops(whole):
		return nil
	case kind == gifComment:
		g.found.add(aComment)
	case kind == gifProgram && bytes.HasPrefix(whole[head:], []byte("\x0bXMP DataXMP")):
		g.found.xmp(whole)
	default:
		g.found.add(otherData)
	}
	g.drop(start, g.at)
	return nil
}

// loops tells whether an extension says how often an animation runs, and nothing else.
func loops(whole []byte) bool {
	name := string(whole[min(3, len(whole)):min(14, len(whole))])
	return whole[2] == 11 && len(whole) <= gifLoop && (name == "NETSCAPE2.0" || name == "ANIMEXTS1.0")
}
