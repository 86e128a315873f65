package fonts

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
)

// unpackWOFF reads the first format of the web (https://www.w3.org/TR/WOFF/),
// which has each table packed for itself.
func unpackWOFF(data []byte) (parts, error) {
	c := cursor{data: data}
	c.take(4)
	t := parts{flavor: string(c.take(4))}
	c.take(4) // the length of the file
	count := int(c.u16())
	c.take(30) // the rest of the header
	if err := c.checkHeader(t.flavor, count); err != nil {
		return t, err
	}
	total := 0
	for range count {
		e := woffEntry{tag: string(c.take(4)), offset: c.u32(), packed: c.u32(), length: c.u32()}
		c.take(4) // the checksum
		if c.short || uint64(e.offset)+uint64(e.packed) > uint64(len(data)) || e.packed > e.length {
			return t, errCutOff
		}
		if total += padded(int(e.length)); total > MaxSize {
			return t, errTooLarge
		}
		content, err := e.unpack(data)
		if err != nil {
			return t, err
		}
		t.list = append(t.list, table{e.tag, content})
	}
	return t, t.checkNames()
}

// checkHeader judges the header of a packed font, once it has been read.
func (c *cursor) checkHeader(flavor string, count int) error {
	if c.short {
		return errCutOff
	}
	if err := checkCount(count); err != nil {
		return err
	}
	return checkFlavor(flavor)
}

// checkFlavor refuses to unpack what would be no single font.
func checkFlavor(flavor string) error {
	switch flavor {
	case magicTrueType, magicApple, magicOpenType:
		return nil
	case magicTTC:
		return errCollection
	}
	return fmt.Errorf("the file packs something of the kind %q, which is no font", flavor)
}

// woffEntry says where a table is, and how long it is packed and unpacked.
type woffEntry struct {
	tag                    string
	offset, packed, length uint32
}

func (e woffEntry) unpack(data []byte) ([]byte, error) {
	content := data[e.offset:][:e.packed:e.packed]
	if e.packed == e.length {
		return content, nil
	}
	r, err := zlib.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, e.damaged(err)
	}
	defer r.Close()
	out, err := exactly(r, int(e.length))
	if err != nil {
		return nil, e.damaged(err)
	}
	return out, nil
}

func (e woffEntry) damaged(err error) error {
	return fmt.Errorf("the table %q cannot be unpacked: %w", e.tag, err)
}

// exactly reads so many bytes, and grows its memory only with what comes: what a
// header claims is not trusted.
func exactly(r io.Reader, length int) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(min(length, 1<<20) + bytes.MinRead)
	if _, err := b.ReadFrom(io.LimitReader(r, int64(length)+1)); err != nil {
		return nil, err
	}
	if b.Len() != length {
		return nil, fmt.Errorf("it has another length than the %d bytes that it claims", length)
	}
	return b.Bytes(), nil
}
