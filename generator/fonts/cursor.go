package fonts

import "encoding/binary"

// cursor reads numbers one after another. Behind the end it gives zeros and
// remembers that, so that one look afterwards is enough.
type cursor struct {
	data  []byte
	short bool
}

// take returns the next bytes; it returns nil where there are not so many.
func (c *cursor) take(count int) []byte {
	if count < 0 || count > len(c.data) {
		c.short, c.data = true, nil
		return nil
	}
	taken := c.data[:count:count]
	c.data = c.data[count:]
	return taken
}

func (c *cursor) u8() uint8 {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (c *cursor) u16() uint16 {
	if b := c.take(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (c *cursor) u32() uint32 {
	if b := c.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

// base128 reads a number in pieces of seven bits (WOFF2, 4.1, UIntBase128). Zeros
// in front and numbers of more than 32 bits count as damage.
func (c *cursor) base128() uint32 {
	v := uint32(0)
	for i := range 5 {
		b := c.u8()
		if i == 0 && b == 0x80 || v > 1<<25-1 {
			break
		}
		v = v<<7 | uint32(b&0x7f)
		if b < 0x80 {
			return v
		}
	}
	c.short = true
	return 0
}

// short255 reads a number that is mostly small (WOFF2, 4.1, 255UInt16).
func (c *cursor) short255() int {
	switch code := int(c.u8()); code {
	case 253:
		return int(c.u16())
	case 254:
		return int(c.u8()) + 506
	case 255:
		return int(c.u8()) + 253
	default:
		return code
	}
}
