package content

import (
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/wire"
)

// pageWriter writes the values of front matter. What it could not write exactly makes it inexact.
type pageWriter struct {
	*wire.Writer
	inexact bool
}

// pageReader reads them back.
type pageReader struct {
	*wire.Reader
	zone      *time.Location
	senseless bool // something was read that no page can have
}

func (r *pageReader) require(ok bool) { r.senseless = r.senseless || !ok }

// How the place of a moment on the clock is written.
const (
	leftOut  = iota
	inUTC    // with a Z
	byOffset // in the zone of this computer where that has the same offset, as package time reads it
	inZone   // in the time zone of the site
)

func clockOf(t time.Time) int {
	switch place := t.Location(); {
	case place == time.UTC && t.IsZero():
		return leftOut
	case place == time.UTC:
		return inUTC
	case place == time.Local || place.String() == "":
		return byOffset
	}
	return inZone
}

func (w *pageWriter) date(d decode.Date) {
	clock := clockOf(d.Time)
	w.Count(clock)
	if clock == leftOut {
		return
	}
	w.Number(d.Unix())
	w.Count(d.Nanosecond())
	if clock == byOffset {
		_, offset := d.Zone()
		w.Number(int64(offset))
	}
}

func (r *pageReader) date() decode.Date {
	clock := r.Index()
	if clock == leftOut {
		return decode.Date{}
	}
	seconds, nanoseconds := r.Number(), r.Index()
	r.require(nanoseconds < int(time.Second) && clock <= inZone)
	t := time.Unix(seconds, int64(nanoseconds))
	switch clock {
	case inUTC:
		t = t.UTC()
	case inZone:
		t = t.In(r.zone)
	case byOffset:
		t = r.offset(t)
	}
	return decode.Date{Time: t}
}

// offset does as time.Parse with a moment that is written with an offset from UTC.
func (r *pageReader) offset(t time.Time) time.Time {
	offset := int(r.Number())
	r.require(-100*3600 < offset && offset < 100*3600)
	if _, here := t.Zone(); here == offset {
		return t
	}
	return t.In(time.FixedZone("", offset))
}

func (w *pageWriter) texts(list []string) {
	w.Truth(list != nil)
	w.Texts(list)
}

func (r *pageReader) texts() []string {
	written, list := r.Truth(), r.Texts()
	if written && list == nil {
		return []string{}
	}
	return list
}

func (w *pageWriter) taxonomies(all map[string][]string) {
	w.Truth(all != nil)
	if all == nil {
		return
	}
	w.Count(len(all))
	for _, name := range sortedKeys(all) {
		w.Text(name)
		w.texts(all[name])
	}
}

func (r *pageReader) taxonomies() map[string][]string {
	if !r.Truth() {
		return nil
	}
	n := r.Count()
	all := make(map[string][]string, n)
	for range n {
		name := r.Text()
		all[name] = r.texts()
	}
	return all
}

func (w *pageWriter) menus(all Menus) {
	w.Truth(all != nil)
	if all == nil {
		return
	}
	w.Count(len(all))
	for _, name := range sortedKeys(all) {
		w.Text(name)
		w.Text(all[name].Name)
		w.Number(int64(all[name].Weight))
	}
}

func (r *pageReader) menus() Menus {
	if !r.Truth() {
		return nil
	}
	n := r.Count()
	all := make(Menus, n)
	for range n {
		name := r.Text()
		all[name] = MenuEntry{Name: r.Text(), Weight: int(r.Number())}
	}
	return all
}
