package fonts

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// mostTables is how many tables a font may have. Real ones have about twenty.
const mostTables = 256

// table is a part of a font, such as the outlines ("glyf").
type table struct {
	tag  string
	data []byte
}

// parts are all tables of a font, and the four bytes with which its file begins.
type parts struct {
	flavor string
	list   []table
}

// get returns the bytes of a table, nil where the font has none of that name.
func (t *parts) get(tag string) []byte {
	for _, one := range t.list {
		if one.tag == tag {
			return one.data
		}
	}
	return nil
}

// put gives a table other bytes.
func (t *parts) put(tag string, data []byte) {
	for i, one := range t.list {
		if one.tag == tag {
			t.list[i].data = data
			return
		}
	}
	t.list = append(t.list, table{tag, data})
}

// checkCount refuses fonts without tables and with far too many.
func checkCount(count int) error {
	if count == 0 || count > mostTables {
		return fmt.Errorf("the font claims to have %d tables", count)
	}
	return nil
}

// checkNames refuses fonts that have a table twice: programs differ in which of them they take.
func (t *parts) checkNames() error {
	seen := map[string]bool{}
	for _, one := range t.list {
		if seen[one.tag] {
			return fmt.Errorf("the font has the table %q twice", one.tag)
		}
		seen[one.tag] = true
	}
	return nil
}

// directory finds the tables of a plain file.
func directory(data []byte) (parts, error) {
	if len(data) > MaxSize {
		return parts{}, errTooLarge
	}
	c := cursor{data: data}
	t := parts{flavor: string(c.take(4))}
	count := int(c.u16())
	c.take(6) // what helps to search, which nobody needs
	if c.short {
		return t, errCutOff
	}
	if err := checkCount(count); err != nil {
		return t, err
	}
	for range count {
		tag := string(c.take(4))
		c.take(4) // the checksum, which many fonts have wrong
		offset, length := uint64(c.u32()), uint64(c.u32())
		if c.short || offset+length > uint64(len(data)) {
			return t, errCutOff
		}
		t.list = append(t.list, table{tag, data[offset : offset+length : offset+length]})
	}
	return t, t.checkNames()
}

// The parts of a plain file.
const (
	headerSize = 12
	entrySize  = 16
)

// assemble makes a plain file of tables, in the order of their names.
func (t *parts) assemble() []byte {
	list := slices.Clone(t.list)
	slices.SortFunc(list, func(a, b table) int { return cmp.Compare(a.tag, b.tag) })
	out := append([]byte{}, t.flavor...)
	out = appendSearch(out, len(list))
	offset := headerSize + entrySize*len(list)
	total := uint32(0)
	for i, one := range list {
		if one.tag == "head" {
			list[i].data = withoutSum(one.data)
		}
		sum := checksum(list[i].data)
		total += sum
		out = append(out, one.tag...)
		for _, v := range []uint32{sum, uint32(offset), uint32(len(one.data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		offset += padded(len(one.data))
	}
	total += checksum(out)
	out = slices.Grow(out, offset-len(out))
	for _, one := range list {
		start := len(out)
		out = append(out, one.data...)
		if one.tag == "head" && len(one.data) >= sumEnd {
			binary.BigEndian.PutUint32(out[start+sumStart:], wholeSum-total)
		}
		out = append(out, make([]byte, padded(len(one.data))-len(one.data))...)
	}
	return out
}

// Where the table “head” has the checksum of the whole file, and what that is
// taken from.
const (
	sumStart, sumEnd = 8, 12
	wholeSum         = 0xB1B0AFBA
)

// withoutSum returns the table “head” as it enters the checksums.
func withoutSum(head []byte) []byte {
	if len(head) < sumEnd {
		return head
	}
	bare := slices.Clone(head)
	clear(bare[sumStart:sumEnd])
	return bare
}

// appendSearch writes the number of tables, and what old programs need to search them by halves.
func appendSearch(out []byte, count int) []byte {
	power, steps := 1, 0
	for power*2 <= count {
		power, steps = power*2, steps+1
	}
	for _, v := range []int{count, power * entrySize, steps, (count - power) * entrySize} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

func padded(length int) int { return (length + 3) &^ 3 }

// checksum adds a table up as numbers of four bytes.
func checksum(data []byte) uint32 {
	sum := uint32(0)
	for ; len(data) >= 4; data = data[4:] {
		sum += binary.BigEndian.Uint32(data)
	}
	var rest [4]byte
	copy(rest[:], data)
	return sum + binary.BigEndian.Uint32(rest[:])
}
