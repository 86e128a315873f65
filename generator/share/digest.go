package share

import (
	"reflect"

	"github.com/go-text/typesetting/harfbuzz"
)

// unfiltered has the shaper find all rules of a font for each glyph.
//
// The library (v0.3.5) asks a filter first, named digest, that may let too much
// through but never too little. It is filled wrongly for rules that hold for a long
// run of glyphs: all runs behind that one are lost, and with them the joined forms
// of some Arabic letters and many pairs that are kerned
// (https://github.com/go-text/typesetting/issues/278, mended after that version). A
// full filter lets everything through. There is no other way to it than by
// reflection. Where a later version has no such field any more, nothing happens.
func unfiltered(f *harfbuzz.Font) *harfbuzz.Font {
	fields := reflect.ValueOf(f).Elem()
	for i := range fields.NumField() {
		if field := fields.Field(i); field.Kind() == reflect.Slice {
			openDigests(field)
		}
	}
	return f
}

func openDigests(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			openDigests(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); v.Type().Field(i).Name == "digest" {
				open(field)
			} else {
				openDigests(field)
			}
		}
	}
}

// open sets all bits of a filter of which a part is full: only such ones have lost something.
func open(digest reflect.Value) {
	if digest.Kind() != reflect.Array || digest.Type().Elem().Kind() != reflect.Uint64 {
		return
	}
	writable := reflect.NewAt(digest.Type(), digest.Addr().UnsafePointer()).Elem()
	const full = ^uint64(0)
	lost := false
	for i := range writable.Len() {
		lost = lost || writable.Index(i).Uint() == full
	}
	for i := range writable.Len() {
		if lost {
			writable.Index(i).SetUint(full)
		}
	}
}
