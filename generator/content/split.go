package content

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// block says where the front matter and the body of a file stand, as byte
// offsets. A file without front matter has an empty block at its body's start.
type block struct {
	format     decode.Format
	start, end int
	body       int
}

// fence is one way to set front matter off from the body.
type fence struct {
	open, close string
	format      decode.Format
	inclusive   bool // the delimiters belong to the document, as in JSON
}

func fences() []fence {
	return []fence{
		{"---", "---", decode.YAML, false},
		{"+++", "+++", decode.TOML, false},
		{";;;", ";;;", decode.JSON, false},
		{"{", "}", decode.JSON, true},
	}
}

// split finds the front matter with adrg/frontmatter. What that library passes
// over in silence (a byte order mark, a block that is never closed, a delimiter
// inside a value) is looked for first, so that no field is lost unseen.
func split(file *diag.File) (block, diag.List) {
	text := file.Text()
	if problems := unreadableText(file); problems != nil {
		return block{body: len(text)}, problems
	}
	var problems diag.List
	start := 0
	if bytes.HasPrefix(text, utf8BOM) {
		start = len(utf8BOM)
		problems = append(problems, file.Warning("byte-order-mark", 0, 1,
			"the file starts with an invisible byte order mark, which Stillpoint leaves out",
			"save the file as “UTF-8” instead of “UTF-8 with BOM”"))
	}
	found, more := extract(file, start)
	return found, append(problems, more...)
}

var utf8BOM = []byte("\uFEFF")

// unreadableText refuses what is not UTF-8 text at all.
func unreadableText(file *diag.File) diag.List {
	text := file.Text()
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		return diag.List{file.Error("not-utf8", 0, 1, "the file is saved as UTF-16, not as UTF-8",
			"in your editor choose “Save with encoding” and UTF-8")}
	}
	if at := invalidUTF8(text); at >= 0 {
		return diag.List{file.Error("not-utf8", at, 1, "there is a character here that is not valid UTF-8",
			"in your editor choose “Save with encoding” and UTF-8, then look whether the accents are right")}
	}
	if at := bytes.IndexByte(text, 0); at >= 0 {
		return diag.List{file.Error("not-text", at, 1, "there is a NUL byte here: this is not a text file",
			"move pictures and downloads to assets/static, or beside the page under their own ending")}
	}
	return nil
}

func invalidUTF8(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// extract runs the library on the text from an offset on and turns what it
// finds back into offsets.
func extract(file *diag.File, from int) (block, diag.List) {
	text := file.Text()
	opening := firstLine(text, from)
	f, ok := fenceOf(opening.text(text))
	if !ok {
		return block{start: from, end: from, body: from}, looksLikeFrontMatter(file, opening)
	}
	length := -1
	head := &head{text: text[from:]}
	capture := func(data []byte, _ any) error { length, head.done = len(data), true; return nil }
	format := &frontmatter.Format{Start: f.open, End: f.close, Unmarshal: capture,
		UnmarshalDelims: f.inclusive, RequiresNewLine: f.inclusive}
	_, err := frontmatter.Parse(head, nil, format)
	if err != nil || length < 0 {
		return block{start: from, end: from, body: len(text)}, diag.List{unterminated(file, opening, f)}
	}
	found := block{format: f.format, start: opening.next}
	if f.inclusive { // then the document reaches over the empty line behind it
		found.start = opening.start
	}
	found.end = found.start + length
	if found.body = found.end; !f.inclusive {
		found.body = lineAt(text, found.end).next
	}
	return found, closedEarly(file, found, f)
}

// head reads a text until the front matter has been found, so that the library
// does not copy the body, which nobody asks it for.
type head struct {
	text []byte
	done bool
}

// Read gives the text out in small pieces.
func (h *head) Read(p []byte) (int, error) {
	if h.done || len(h.text) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), 512)], h.text)
	h.text = h.text[n:]
	return n, nil
}

func fenceOf(line string) (fence, bool) {
	for _, f := range fences() {
		if line == f.open {
			return f, true
		}
	}
	return fence{}, false
}

// line is one line of a text: where it starts and where the next one does.
type line struct{ start, next int }

func (l line) text(text []byte) string { return string(bytes.TrimSpace(text[l.start:l.next])) }

// firstLine returns the first line with something on it.
func firstLine(text []byte, from int) line {
	for {
		l := lineAt(text, from)
		if l.next >= len(text) || l.text(text) != "" {
			return l
		}
		from = l.next
	}
}

func lineAt(text []byte, from int) line {
	if n := bytes.IndexByte(text[from:], '\n'); n >= 0 {
		return line{from, from + n + 1}
	}
	return line{from, len(text)}
}

// looksLikeFrontMatter catches openings that the library takes for Markdown:
// JSON that shares its first line, or a fence with one mark too many or too few.
func looksLikeFrontMatter(file *diag.File, opening line) diag.List {
	written := opening.text(file.Text())
	if strings.HasPrefix(written, `{"`) || strings.HasPrefix(written, `{ "`) {
		return diag.List{file.Error("front-matter-fence", opening.start, 1,
			"JSON front matter must have its opening { alone on the first line",
			"put { and } on lines of their own, with an empty line after }")}
	}
	for _, mark := range []string{"-", "+"} {
		n := strings.Count(written, mark)
		if n == len(written) && (n == 2 || n == 4) && hasKeyBelow(file.Text(), opening.next) {
			return diag.List{file.Error("front-matter-fence", opening.start, n,
				"front matter starts with three signs: "+strings.Repeat(mark, 3),
				"write "+strings.Repeat(mark, 3)+" above and below the fields")}
		}
	}
	return nil
}

func hasKeyBelow(text []byte, from int) bool {
	l := lineAt(text, from)
	return strings.ContainsAny(l.text(text), ":=")
}

func unterminated(file *diag.File, opening line, f fence) diag.Diagnostic {
	text := file.Text()
	length := len(opening.text(text))
	if f.inclusive && bytes.Contains(text[opening.next:], []byte("\n}")) {
		return file.Error("front-matter-unclosed", opening.start, length,
			"the JSON front matter that opens here has no empty line after its closing }",
			"leave one line empty between } and the text of the page")
	}
	if f.inclusive {
		return file.Error("front-matter-unclosed", opening.start, length,
			"the JSON front matter that opens here is never closed", "put } on a line of its own after the last field, then an empty line")
	}
	return file.Error("front-matter-unclosed", opening.start, length,
		"the front matter that opens here is never closed",
		"put a line with just "+f.close+" after the last field; to draw a line at the top of a page without front matter, write ***")
}

// closedEarly finds a delimiter that stands inside a value: indented in a
// YAML block of text, or within a TOML string of several lines. The library takes
// it for the end.
func closedEarly(file *diag.File, found block, f fence) diag.List {
	text := file.Text()
	if f.inclusive {
		return closedEarlyJSON(file, found)
	}
	closing := lineAt(text, found.end)
	indent := len(text[closing.start:closing.next]) - len(bytes.TrimLeft(text[closing.start:closing.next], " \t"))
	inString := f.format == decode.TOML && openTOMLString(text[found.start:found.end])
	if indent == 0 && !inString {
		return nil
	}
	return diag.List{file.Error("front-matter-inner-fence", closing.start+indent, len(f.close),
		"this "+f.close+" stands inside a value, but would end the front matter",
		"move the text into the body of the page, or write another sign here, such as ***")}
}

func closedEarlyJSON(file *diag.File, found block) diag.List {
	if depth := jsonDepth(file.Text()[found.start:found.end]); depth == 0 {
		return nil
	}
	closing := bytes.LastIndexByte(file.Text()[found.start:found.end], '}')
	return diag.List{file.Error("front-matter-inner-fence", found.start+closing, 1,
		"the empty line after this } ends the JSON front matter before all brackets are closed",
		"take the empty line out")}
}

// jsonDepth counts the braces left open, strings left aside.
func jsonDepth(text []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
	}
	return depth
}

// openTOMLString tells whether a text ends inside a TOML string of several lines.
func openTOMLString(text []byte) bool {
	return bytes.Count(text, []byte(`"""`))%2 == 1 || bytes.Count(text, []byte("'''"))%2 == 1
}
