package online

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"stillpoint/generator/compress"
)

// worker asks for one thing after another.
type worker struct {
	*round
	job   int
	came  [32 << 10]byte
	local [32 << 10]byte
}

// body is what is known of the body of an answer once it has come.
type body struct {
	encoding string // "br", "gzip"; "" where it was sent as it is
	received int64  // bytes, unpacked
	sum      [sha256.Size]byte
	differs  *difference // from the file; nil where it does not, or none was given
	spoilt   error       // why it could not be unpacked
	cut      error       // why it has not come as a whole
}

// difference is where two texts or files begin to differ.
type difference struct {
	at             int64
	expected, came string // excerpts, with what is alike just before
}

// surplus is how many bytes more than expected are read of an answer.
const surplus = 16 << 20

// mostText is how much of an answer is kept as text.
const mostText = 64 << 20

// read reads the body of an answer, and compares it with the file. The error is that of the file.
func (w *worker) read(b *body, in *incoming, response *http.Response, q question) error {
	if response.StatusCode == http.StatusNotModified || response.StatusCode == http.StatusNoContent {
		return nil // there is none
	}
	b.encoding = strings.ToLower(response.Header.Get("Content-Encoding"))
	if b.encoding == "identity" {
		b.encoding = ""
	}
	unpacked, err := unpack(b.encoding, in)
	if err == nil {
		limit := int64(surplus)
		if q.file != nil {
			limit += q.file.Size
		}
		if q.text != nil {
			limit = mostText
		}
		var broken error
		broken, err = w.compare(b, io.LimitReader(unpacked, limit), q)
		if err != nil {
			return err
		}
		err = broken
	}
	switch {
	case in.lost != nil:
		b.cut = in.lost
	case err != nil:
		b.spoilt = err
	}
	return nil
}

// unpack returns a reader of what is packed.
func unpack(encoding string, in io.Reader) (io.Reader, error) {
	switch encoding {
	case "":
		return in, nil
	case "br":
		return compress.Unbrotli(in), nil
	case "gzip", "x-gzip":
		return compress.Ungzip(in)
	}
	return nil, fmt.Errorf("%q was not asked for", encoding)
}

// compare reads to the end. Broken is what was wrong with the reader, err with the file.
func (w *worker) compare(b *body, in io.Reader, q question) (broken, err error) {
	var file io.ReadCloser
	if q.file != nil {
		if file, err = q.file.Open(); err != nil {
			return nil, err
		}
		defer file.Close()
	}
	hash := sha256.New()
	for broken == nil {
		var n int
		n, broken = io.ReadFull(in, w.came[:])
		hash.Write(w.came[:n])
		if q.text != nil {
			q.text.Write(w.came[:n])
		}
		if file != nil && b.differs == nil {
			if err := w.align(b, file, n); err != nil {
				return nil, err
			}
		}
		b.received += int64(n)
	}
	hash.Sum(b.sum[:0])
	if broken == io.EOF || broken == io.ErrUnexpectedEOF && ended(in) { //nolint:errorlint // io.ReadFull returns them as they are
		broken = nil
	}
	return broken, nil
}

// ended tells whether a reader has come to its end, rather than to one that it did not expect: io.ReadFull says the same of both.
func ended(in io.Reader) bool {
	_, err := in.Read(make([]byte, 1))
	return err == io.EOF //nolint:errorlint // readers return it as it is
}

// align compares the next bytes that came with the next of the file. Where fewer came than there is room for, the file must end with them.
func (w *worker) align(b *body, file io.Reader, n int) error {
	m, err := io.ReadFull(file, w.local[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF { //nolint:errorlint // io.ReadFull returns them as they are
		return err
	}
	came, local := w.came[:n], w.local[:m]
	if bytes.Equal(came, local) {
		return nil
	}
	i := 0
	for i < min(n, m) && came[i] == local[i] {
		i++
	}
	b.differs = &difference{b.received + int64(i), excerpt(local, i), excerpt(came, i)}
	return nil
}

// How much of a text is shown around the place where it differs, in bytes.
const (
	excerptBefore = 16
	excerptAfter  = 48
)

// excerpt returns a piece of a text around a place, with dots for what is left out; "" where it is none.
func excerpt(data []byte, at int) string {
	from, to := max(0, at-excerptBefore), min(len(data), at+excerptAfter)
	piece := data[from:to]
	for len(piece) > 0 && !utf8.RuneStart(piece[0]) {
		piece = piece[1:]
	}
	for range utf8.UTFMax {
		if r, n := utf8.DecodeLastRune(piece); r != utf8.RuneError || n != 1 {
			break
		}
		piece = piece[:len(piece)-1]
	}
	text := strings.Join(strings.Fields(string(piece)), " ")
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		return ""
	}
	if from > 0 {
		text = "…" + text
	}
	if to < len(data) {
		text += "…"
	}
	return text
}

// size says how many bytes there are.
func size(n int64) string {
	if n == 1 {
		return "1 byte"
	}
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " bytes"
}
