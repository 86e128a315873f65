package vector

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"stillpoint/generator/diag"
)

const (
	maxBytes    = 16 << 20 // of a file
	maxElements = 250_000
	maxDepth    = 200 // elements within one another; drawings have about ten
)

const resave = `open it in a program for drawings and save it as "plain SVG"`

// Read reads an SVG drawing and leaves out what could do harm.
//
// An error, of the code bad-svg, means that there is no drawing that could be shown, and the one returned is empty: the
// file is no SVG, or broken, or declares entities, or is larger than any drawing. A warning of the code unsafe-svg tells of
// something that was taken out, at its place.
func Read(file *diag.File) (*Drawing, diag.List) {
	r := &reader{complaints: complaints{file: file}, losses: complaints{file: file}}
	if r.checkText() && r.readAll() {
		d := &Drawing{root: r.root, losses: r.losses.list}
		r.checkUses(d.root)
		if r.list.Errors() == 0 {
			return d, r.list
		}
	}
	return &Drawing{}, r.list
}

// reader builds the tree of a drawing from a file.
type reader struct {
	complaints
	losses   complaints // what a page will not show
	base     int        // bytes before the first that the decoder sees
	decoder  *xml.Decoder
	root     *node
	stack    []*node // the elements that are open
	starts   []int   // where their text begins
	skipping int     // how many open elements are left out
	hushed   bool    // whether those are left out without a word
	elements int
	noSpace  bool // the root is of no namespace, so its parts need none
}

// checkText looks at the file as a whole.
func (r *reader) checkText() bool {
	text := r.file.Text()
	switch {
	case len(text) > maxBytes:
		r.bad(0, 1, "the drawing is larger than 16 MiB", "a photograph is better kept as JPEG; a drawing of this size would stop a browser")
	case len(bytes.TrimSpace(text)) == 0:
		r.bad(0, 1, "the file is empty, so there is no drawing in it", "")
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")), bytes.HasPrefix(text, []byte("<\x00")), bytes.HasPrefix(text, []byte("\x00<")):
		r.bad(0, 1, "the file is in UTF-16, which is not read here", "save it in UTF-8")
	case bytes.HasPrefix(text, []byte("\x1f\x8b")):
		r.bad(0, 1, "the file is compressed (an .svgz)", "unpack it, and keep the .svg")
	case bytes.IndexByte(text, 0) >= 0:
		r.bad(bytes.IndexByte(text, 0), 1, "there is a NUL character in the drawing", resave)
	case !utf8.Valid(text):
		r.bad(invalid(text), 1, "the file is not in UTF-8", "save it in UTF-8")
	}
	return r.list.Errors() == 0
}

// invalid returns where a text ceases to be UTF-8.
func invalid(text []byte) int {
	at := 0
	for at < len(text) {
		c, size := utf8.DecodeRune(text[at:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// readAll reads the file to its end, and tells whether there is a drawing in it.
func (r *reader) readAll() bool {
	text := r.file.Text()
	if rest, found := bytes.CutPrefix(text, []byte("\ufeff")); found {
		r.base, text = len("\ufeff"), rest
	}
	r.decoder = xml.NewDecoder(bytes.NewReader(text))
	r.decoder.CharsetReader = func(name string, in io.Reader) (io.Reader, error) {
		if bytes.ContainsFunc(text, func(c rune) bool { return c >= utf8.RuneSelf }) {
			return nil, errEncoding
		}
		return in, nil // of what is in ASCII alone, the encoding does not matter
	}
	for r.list.Errors() == 0 {
		start := r.offset()
		t, err := r.decoder.Token()
		if err != nil {
			r.end(err)
			break
		}
		r.token(t, start)
	}
	return r.list.Errors() == 0
}

var errEncoding = errors.New("the drawing says that it is not in UTF-8")

func (r *reader) offset() int { return r.base + int(r.decoder.InputOffset()) }

func (r *reader) token(t xml.Token, start int) {
	switch t := t.(type) {
	case xml.StartElement:
		r.open(t, start)
	case xml.EndElement:
		r.close()
	case xml.CharData:
		r.chars(string(t), start)
	case xml.ProcInst:
		if strings.EqualFold(t.Target, "xml-stylesheet") {
			r.unsafe(start, r.offset()-start, "a reference to a style sheet was taken out")
		}
	case xml.Directive:
		r.directive(string(t), start)
	}
}

// plainDoctype is a document type that declares nothing.
var plainDoctype = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?is)DOCTYPE[^\[]*(\[\s*\]\s*)?$`) })

func (r *reader) directive(text string, start int) {
	switch {
	case plainDoctype().MatchString(text) && r.root == nil:
	case r.root != nil:
		r.bad(start, r.offset()-start, "a declaration stands within the drawing", resave)
	default:
		r.bad(start, len("<!DOCTYPE"), "the drawing declares entities, which are not read here", resave)
	}
}

// end looks at why there is no more to read.
func (r *reader) end(err error) {
	var broken *xml.SyntaxError
	switch {
	case err == io.EOF && r.root == nil:
		r.bad(0, 1, "the file is not an SVG drawing: no element svg is in it", "")
	case err == io.EOF:
	case errors.Is(err, errEncoding):
		r.bad(0, 1, errEncoding.Error(), "save it in UTF-8")
	case errors.As(err, &broken):
		r.bad(r.offset(), 1, "the drawing is broken: "+broken.Msg, resave)
	default:
		r.bad(r.offset(), 1, "the drawing is broken: "+strings.TrimPrefix(err.Error(), "xml: "), resave)
	}
}
