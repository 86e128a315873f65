// Package wire writes plain values one after another into bytes, and reads them back in the same order. What is written says
// nothing of what it is: reader and writer must agree, and whoever keeps such bytes must know which program wrote them.
package wire

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
	"unsafe"
)

// Writer appends values to Bytes. The zero Writer is empty.
type Writer struct{ Bytes []byte }

// Reset drops what was written, and keeps the memory for what will be.
func (w *Writer) Reset() { w.Bytes = w.Bytes[:0] }

// Number appends a whole number, small ones in few bytes.
func (w *Writer) Number(n int64) { w.Bytes = binary.AppendVarint(w.Bytes, n) }

// Count appends a number that is not negative: of what follows, or the place of something in a list.
func (w *Writer) Count(n int) { w.Bytes = binary.AppendUvarint(w.Bytes, uint64(n)) }

// Float appends a floating-point number, every bit of it.
func (w *Writer) Float(f float64) {
	w.Bytes = binary.LittleEndian.AppendUint64(w.Bytes, math.Float64bits(f))
}

// Truth appends a yes or no.
func (w *Writer) Truth(b bool) {
	if b {
		w.Bytes = append(w.Bytes, 1)
		return
	}
	w.Bytes = append(w.Bytes, 0)
}

// Text appends a text, which may be any bytes.
func (w *Writer) Text(s string) {
	w.Count(len(s))
	w.Bytes = append(w.Bytes, s...)
}

// Texts appends a list of texts.
func (w *Writer) Texts(list []string) {
	w.Count(len(list))
	for _, s := range list {
		w.Text(s)
	}
}

// Fixed appends bytes whose number the reader knows, such as a digest.
func (w *Writer) Fixed(b []byte) { w.Bytes = append(w.Bytes, b...) }

// Time appends a moment with its offset from UTC in seconds; the name of its zone is lost.
func (w *Writer) Time(t time.Time) {
	_, offset := t.Zone()
	w.Truth(t.IsZero())
	if !t.IsZero() {
		w.Number(t.Unix())
		w.Count(t.Nanosecond())
		w.Number(int64(offset))
	}
}

// ErrShort says that bytes ended, or made no sense, where a value should have been.
var ErrShort = errors.New("these bytes are not what should be here")

// Reader reads what a Writer has written. After the first error every value is zero, so that only the end needs a
// look at [Reader.Err]. The bytes must not change as long as texts of them are in use.
type Reader struct {
	rest []byte
	bad  bool
}

// NewReader returns a Reader of bytes.
func NewReader(data []byte) *Reader { return &Reader{rest: data} }

// Err returns [ErrShort] where some value could not be read.
func (r *Reader) Err() error {
	if r.bad {
		return ErrShort
	}
	return nil
}

// Done tells whether all has been read, and without an error.
func (r *Reader) Done() bool { return !r.bad && len(r.rest) == 0 }

func (r *Reader) fail() {
	r.bad = true
	r.rest = nil
}

// Number reads a whole number.
func (r *Reader) Number() int64 {
	n, size := binary.Varint(r.rest)
	if size <= 0 {
		r.fail()
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// Count reads a number that is not negative. What it counts takes at least one byte each, so that one that is larger than the
// bytes that are left is an error, and nobody is led to ask for memory without end.
func (r *Reader) Count() int {
	n := r.Index()
	if n > len(r.rest) {
		r.fail()
		return 0
	}
	return n
}

// Index reads a number written by [Writer.Count] that counts nothing of what follows.
func (r *Reader) Index() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > math.MaxInt {
		r.fail()
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

// Float reads a floating-point number.
func (r *Reader) Float() float64 {
	b := r.Fixed(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b))
}

// Truth reads a yes or no.
func (r *Reader) Truth() bool {
	b := r.Fixed(1)
	return b != nil && b[0] == 1
}

// Text reads a text. It shares its memory with the bytes that are read.
func (r *Reader) Text() string {
	b := r.Fixed(r.Count())
	if len(b) == 0 {
		return ""
	}
	return unsafe.String(&b[0], len(b))
}

// Texts reads a list of texts; nil for one that is empty, or not whole.
func (r *Reader) Texts() []string {
	n := r.Count()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.Text()
	}
	if r.bad {
		return nil
	}
	return list
}

// Fixed reads a number of bytes, which are not copied; nil where there are fewer.
func (r *Reader) Fixed(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.fail()
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

// Time reads a moment.
func (r *Reader) Time() time.Time {
	if r.Truth() || r.bad {
		return time.Time{}
	}
	seconds, nanoseconds, offset := r.Number(), r.Index(), int(r.Number())
	if r.bad {
		return time.Time{}
	}
	t := time.Unix(seconds, int64(nanoseconds))
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}
