package images

import (
	"errors"
	"fmt"
	"strings"
)

// The codes of errors.
const (
	codeBroken  = "broken-image"
	codeLarge   = "image-too-large"
	codeUnknown = "unknown-image"
)

// Error says why a picture cannot be used, in words for the person who put it there.
type Error struct {
	Code    string // "broken-image", "image-too-large" or "unknown-image"
	Message string // does not name the file
	Hint    string // what to do
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

func broken(format string, args ...any) *Error {
	return &Error{codeBroken, fmt.Sprintf(format, args...), "export or copy the picture again; it should open in any viewer"}
}

func unknown(format string, args ...any) *Error {
	return &Error{codeUnknown, fmt.Sprintf(format, args...), "save it as JPEG, PNG, WebP, AVIF or GIF"}
}

// errTruncated is what the readers of headers return where bytes are missing.
func errTruncated(f Format) *Error {
	return broken("the %s picture is cut short: the file ends too early", f.label())
}

// label returns the name of a format as people write it.
func (f Format) label() string {
	return map[Format]string{JPEG: "JPEG", PNG: "PNG", GIF: "GIF", WebP: "WebP", AVIF: "AVIF"}[f]
}

// asError turns what a decoder returned into an Error.
func asError(f Format, err error) error {
	if plain := (*Error)(nil); errors.As(err, &plain) {
		return plain
	}
	if detail, _, _ := strings.Cut(err.Error(), "\n"); !strings.Contains(detail, "wasm") { // which says nothing to anybody
		return broken("the %s picture is damaged: %s", f.label(), detail)
	}
	return broken("the %s picture is damaged", f.label())
}

// guard runs a decoder or an encoder, and turns its panic into an error: no picture may end the program.
func guard(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the data makes no sense (%v)", r)
		}
	}()
	return f()
}
