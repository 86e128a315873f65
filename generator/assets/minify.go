package assets

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/parse/v2"

	"stillpoint/generator/diag"
)

// Minifier makes text files smaller without changing what they mean. It is
// safe for concurrent use. The zero Minifier returns everything as it is.
type Minifier struct{ m *minify.M }

// NewMinifier returns a minifier with the options that keep pages as they were
// written: document tags, end tags, quotes and default attribute values stay (without
// the last, a style for [type=text] would no longer match), and numbers in JSON
// keep their digits, so that a price of 25.00 is not published as 25.
func NewMinifier() Minifier {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.Add("text/css", &css.Minifier{})
	m.Add("text/javascript", &js.Minifier{})
	m.Add("application/javascript", &js.Minifier{})
	m.Add("module", &js.Minifier{})
	m.Add("image/svg+xml", &svg.Minifier{})
	for _, mime := range []string{"application/json", "application/ld+json", "importmap", "speculationrules"} {
		m.Add(mime, &json.Minifier{KeepNumbers: true})
	}
	return Minifier{m}
}

// HTML writes a page, minified, to w.
func (m Minifier) HTML(w io.Writer, page []byte) error {
	if m.m == nil {
		_, err := w.Write(page)
		return err
	}
	return m.m.Minify("text/html", w, bytes.NewBuffer(page)) // a Buffer is read in place, a Reader would be copied
}

// File returns a file minified by its ending. A kind of file that has no
// minifier comes back as it is; a syntax error is a diagnostic at its line.
func (m Minifier) File(file *diag.File) ([]byte, *diag.Diagnostic) {
	mime := mimeType(file.Name())
	if m.m == nil || mime == "" {
		return file.Text(), nil
	}
	var out bytes.Buffer
	if err := m.m.Minify(mime, &out, bytes.NewReader(file.Text())); err != nil {
		d := syntaxError(file, err)
		return nil, &d
	}
	return out.Bytes(), nil
}

func syntaxError(file *diag.File, err error) diag.Diagnostic {
	var at *parse.Error
	if errors.As(err, &at) {
		return file.Error("asset-syntax", file.Offset(at.Line, at.Column), 1, at.Message, "mend the file at this place")
	}
	return diag.New("asset-syntax", file.Name(), err.Error(), "mend the file")
}

func mimeType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".css":
		return "text/css"
	case ".js", ".mjs":
		return "text/javascript"
	case ".svg":
		return "image/svg+xml"
	case ".json", ".webmanifest":
		return "application/json"
	}
	return ""
}
