package decode

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"stillpoint/generator/diag"
)

// Format is a way to write a document.
type Format int

// The formats of documents.
const (
	YAML Format = iota
	TOML
	JSON
)

const (
	maxSize     = 4 << 20
	maxSizeTOML = 256 << 10 // the library's time grows with the square of the keys of a table
	maxDepth    = 64
)

// Parse reads the document that stands in the bytes from start to end of a
// file. An empty document is an empty map; one that is not a map at its top is an
// error. With errors the node may be nil.
func Parse(file *diag.File, start, end int, format Format) (*Node, diag.List) {
	node, problems := parse(file, start, end, format)
	switch {
	case problems.Errors() > 0:
		return nil, problems
	case node == nil || node.kind == Null:
		return &Node{kind: Map, file: file, offset: start}, problems
	case node.kind != Map:
		return nil, append(problems, node.Error("wrong-type", "here must stand fields, each with a name and a value, not "+node.kind.String(),
			"write each field as   name: value   on a line of its own"))
	}
	return node, problems
}

// ParseData reads a data file by its ending: .yaml, .yml, .json, .toml or
// .csv. A table in CSV becomes a list of maps, named by its first row.
func ParseData(file *diag.File) (any, diag.List) {
	ext := strings.ToLower(path.Ext(file.Name()))
	if ext == ".csv" {
		return parseCSV(file)
	}
	formats := map[string]Format{".yaml": YAML, ".yml": YAML, ".json": JSON, ".toml": TOML}
	format, known := formats[ext]
	if !known {
		return nil, diag.List{diag.New("unknown-data", file.Name(), fmt.Sprintf("data files cannot end in %q", ext), "use .yaml, .json, .toml or .csv")}
	}
	start := 0
	if strings.HasPrefix(string(file.Text()), "\uFEFF") {
		start = 3
	}
	node, problems := parse(file, start, len(file.Text()), format)
	if problems.Errors() > 0 {
		return nil, problems
	}
	return node.Value(), problems
}

func parse(file *diag.File, start, end int, format Format) (*Node, diag.List) {
	text := file.Text()[start:end]
	limit := maxSize
	if format == TOML {
		limit = maxSizeTOML
	}
	if problem := unfit(file, text, start, limit); problem != nil {
		return nil, diag.List{*problem}
	}
	b := &builder{file: file, block: diag.NewFile(file.Name(), text), start: start, text: text}
	switch format {
	case TOML:
		return b.toml()
	case JSON:
		return b.json()
	}
	return b.yaml()
}

func unfit(file *diag.File, text []byte, start, limit int) *diag.Diagnostic {
	if len(text) > limit {
		d := file.Error("file-too-large", start, 0, fmt.Sprintf("this has %d bytes, more than the %d that are read", len(text), limit), "split it")
		return &d
	}
	if utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 {
		return nil
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			d := file.Error("not-utf8", start+i, 1, "there is a character here that is not valid UTF-8 text", "save the file as UTF-8")
			return &d
		}
		i += size
	}
	return nil
}

// builder makes the tree of one document.
type builder struct {
	file     *diag.File
	block    *diag.File // the document alone, for line numbers that libraries count from its start
	start    int
	text     []byte
	problems diag.List
}

// at turns a line and column within the document into an offset in the file.
func (b *builder) at(line, column int) int { return b.start + b.block.Offset(line, column) }

func (b *builder) report(offset, length int, code, message, hint string) {
	b.problems = append(b.problems, b.file.Error(code, offset, length, message, hint))
}

// put adds an entry to a map, or reports that its key is there already.
func (b *builder) put(into *Node, key string, offset, length int, value *Node) {
	if first := into.entry(key); first != nil {
		d := b.file.Error("duplicate-field", offset, length, fmt.Sprintf("%q is given twice", key), "keep one of them")
		b.problems = append(b.problems, d.With(b.file.Position(first.offset, first.length), "first given here"))
		return
	}
	into.add(entry{key: key, offset: offset, length: length, file: b.file, value: value})
}
