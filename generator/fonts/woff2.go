package fonts

import (
	"bytes"
	"errors"
	"fmt"

	"stillpoint/generator/compress"
)

// packedTable is what a WOFF2 file says of a table.
type packedTable struct {
	tag         string
	length      int // as it is in a plain file, about
	transformed bool
	stored      int // how many bytes of the packed stream it has
}

// unpackWOFF2 reads the second format of the web (https://www.w3.org/TR/WOFF2/),
// which has all tables in one stream, some of them in another form.
func unpackWOFF2(data []byte) (parts, error) {
	c := cursor{data: data}
	c.take(4)
	t := parts{flavor: string(c.take(4))}
	c.take(4) // the length of the file
	count := int(c.u16())
	c.take(6) // the length of the plain file, which is a hint only
	packed := int(c.u32())
	c.take(24) // the rest of the header
	if err := c.checkHeader(t.flavor, count); err != nil {
		return t, err
	}
	list, err := c.directory2(count)
	if err != nil {
		return t, err
	}
	stream := c.take(packed)
	if c.short {
		return t, errCutOff
	}
	return t, t.fill(list, stream)
}

// directory2 reads what the file says of its tables.
func (c *cursor) directory2(count int) ([]packedTable, error) {
	list := make([]packedTable, 0, count)
	length, stored := 0, 0
	for range count {
		p := c.entry2()
		if c.short {
			return nil, errors.New("the list of tables is damaged")
		}
		length, stored = length+padded(p.length), stored+p.stored
		if max(length, stored) > MaxSize {
			return nil, errTooLarge
		}
		list = append(list, p)
	}
	return list, nil
}

func (c *cursor) entry2() packedTable {
	flags := c.u8()
	var p packedTable
	if known := flags & 0x3f; known < 0x3f {
		p.tag = knownTags[4*int(known):][:4]
	} else {
		p.tag = string(c.take(4))
	}
	version := flags >> 6
	p.transformed = version != 0
	if p.tag == "glyf" || p.tag == "loca" { // of which the other form is the usual one
		p.transformed = version != 3
	}
	p.length = int(c.base128())
	p.stored = p.length
	if p.transformed {
		p.stored = int(c.base128())
	}
	return p
}

// knownTags are the names of tables that have a number in WOFF2 files (4.1), in its order.
const knownTags = "cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDTEBLCgasphdmxkernLTSHPCLTVDMXvheavmtx" +
	"BASEGDEFGPOSGSUBEBSCJSTFMATHCBDTCBLCCOLRCPALSVG sbixacntavarbdatblocbslncvarfdscfeatfmtxfvargvarhstyjustlcarmort" +
	"morxopbdproptrakZapfSilfGlatGlocFeatSill"

// fill unpacks the stream and gives each table its part.
func (t *parts) fill(list []packedTable, stream []byte) error {
	total := 0
	for _, p := range list {
		total += p.stored
	}
	plain, err := exactly(compress.Unbrotli(bytes.NewReader(stream)), total)
	if err != nil {
		return fmt.Errorf("the font cannot be unpacked: %w", err)
	}
	c := cursor{data: plain}
	changed := map[string]bool{}
	for _, p := range list {
		t.list = append(t.list, table{p.tag, c.take(p.stored)})
		changed[p.tag] = p.transformed
	}
	if err := t.checkNames(); err != nil {
		return err
	}
	return t.restore(changed)
}

// restore brings the tables that are stored in another form into their own.
func (t *parts) restore(changed map[string]bool) error {
	if changed["glyf"] != changed["loca"] {
		return errors.New("the font has its outlines in one form and their places in another")
	}
	for tag, is := range changed {
		if is && tag != "glyf" && tag != "loca" && tag != "hmtx" {
			return fmt.Errorf("the table %q has a form that is not known", tag)
		}
	}
	if changed["glyf"] {
		if err := t.restoreGlyphs(); err != nil {
			return err
		}
	}
	if changed["hmtx"] {
		return t.restoreMetrics()
	}
	return nil
}
