package wire_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stillpoint/generator/wire"
)

// TestRoundTrip reads back whatever was written, in its order, and nothing after it.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number, count, float := rapid.Int64().Draw(t, "number"), rapid.IntRange(0, math.MaxInt32).Draw(t, "count"), rapid.Float64().Draw(t, "float")
		truth, text := rapid.Bool().Draw(t, "truth"), rapid.String().Draw(t, "text")
		moment := time.Unix(rapid.Int64Range(-1<<40, 1<<40).Draw(t, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).In(
			time.FixedZone("", rapid.IntRange(-50_000, 50_000).Draw(t, "offset")))
		var w wire.Writer
		w.Number(number)
		w.Count(count)
		w.Float(float)
		w.Truth(truth)
		w.Text(text)
		w.Fixed([]byte{1, 2, 3})
		w.Texts(nil)
		w.Texts([]string{text, "", text})
		w.Time(moment)
		w.Time(time.Time{})
		r := wire.NewReader(w.Bytes)
		if r.Number() != number || r.Index() != count || math.Float64bits(r.Float()) != math.Float64bits(float) || r.Truth() != truth || r.Text() != text || string(r.Fixed(3)) != "\x01\x02\x03" {
			t.Fatal("not what was written")
		}
		if none, list := r.Texts(), r.Texts(); none != nil || !slices.Equal(list, []string{text, "", text}) {
			t.Fatalf("%q and %q", none, list)
		}
		if got := r.Time(); !got.Equal(moment) || got.Format(time.RFC3339Nano) != moment.Format(time.RFC3339Nano) {
			t.Fatalf("%v, not %v", got, moment)
		}
		if !r.Time().IsZero() || !r.Done() || r.Err() != nil {
			t.Fatal("not at its end")
		}
	})
}

// FuzzReader reads any bytes without a panic, and without asking for more memory than they have.
func FuzzReader(f *testing.F) {
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := wire.NewReader(data)
		for !r.Done() && r.Err() == nil {
			if text := r.Text(); len(text) > len(data) {
				t.Fatal("longer than all bytes")
			}
			r.Number()
			r.Time()
			r.Truth()
			r.Float()
		}
		if r.Err() != nil && (r.Text() != "" || r.Count() != 0 || r.Fixed(0) == nil && r.Number() != 0) {
			t.Fatal("a value after an error")
		}
	})
}
