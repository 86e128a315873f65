package diag

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// File is a text that diagnostics can point into. It turns byte offsets into
// lines and columns; the table of lines is made on the first use, so a file
// without fault costs nothing. A File is safe for concurrent use.
type File struct {
	name  string
	text  []byte
	once  sync.Once
	lines []int // offset of the first byte of each line
}

// NewFile returns a File of the given name, slash-separated and relative to
// the site's folder. The text is kept, not copied, and must not change.
func NewFile(name string, text []byte) *File {
	return &File{name: name, text: text}
}

// Name returns the name that diagnostics show.
func (f *File) Name() string { return f.name }

// Text returns the whole text; it must not be changed.
func (f *File) Text() []byte { return f.text }

// Position returns the place of length bytes at a byte offset. Offsets beyond
// the text are taken as its end, those inside a character as its beginning, and a
// length that reaches beyond the line is cut there.
func (f *File) Position(offset, length int) Position {
	offset = min(max(offset, 0), len(f.text))
	line := f.line(offset)
	start, end := f.bounds(line)
	offset = f.runeStart(start, min(offset, end))
	stop := f.runeStart(start, offset+min(max(length, 0), end-offset)) // offset+length may overflow
	return Position{
		File:   f.name,
		Line:   line + 1,
		Column: utf8.RuneCount(f.text[start:offset]) + 1,
		Length: max(1, utf8.RuneCount(f.text[offset:stop])),
	}
}

// Error returns an error diagnostic about length bytes at a byte offset.
func (f *File) Error(code string, offset, length int, message, hint string) Diagnostic {
	position := f.Position(offset, length)
	start, end := f.bounds(position.Line - 1)
	return Diagnostic{
		Code:     code,
		Position: position,
		Source:   validUTF8(f.text[start:end]),
		Message:  message,
		Hint:     hint,
	}
}

// validUTF8 returns text with U+FFFD for each byte that is not UTF-8: one for
// one, since columns count such bytes one by one.
func validUTF8(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	return string([]rune(string(text)))
}

// Warning is as Error, with the severity of a warning.
func (f *File) Warning(code string, offset, length int, message, hint string) Diagnostic {
	return f.Error(code, offset, length, message, hint).AsWarning()
}

// Offset returns the byte offset of a line and a column of characters, both
// counted from 1, as other libraries report them.
func (f *File) Offset(line, column int) int {
	f.index()
	if line < 1 {
		return 0
	}
	if line > len(f.lines) {
		return len(f.text)
	}
	offset, end := f.bounds(line - 1)
	for ; column > 1 && offset < end; column-- {
		_, size := utf8.DecodeRune(f.text[offset:end])
		offset += size
	}
	return offset
}

func (f *File) index() {
	f.once.Do(func() {
		f.lines = append(f.lines, 0)
		for i := 0; ; {
			next := bytes.IndexByte(f.text[i:], '\n')
			if next < 0 {
				return
			}
			i += next + 1
			f.lines = append(f.lines, i)
		}
	})
}

// line returns the index, from 0, of the line that holds an offset.
func (f *File) line(offset int) int {
	f.index()
	return sort.SearchInts(f.lines, offset+1) - 1
}

// bounds returns where a line starts and ends, its line end left out.
func (f *File) bounds(line int) (start, end int) {
	start, end = f.lines[line], len(f.text)
	if line+1 < len(f.lines) {
		end = f.lines[line+1] - 1
	}
	if end > start && f.text[end-1] == '\r' {
		end--
	}
	return start, end
}

// runeStart returns where the character begins that an offset is inside of,
// looking back as far as start; the offset itself where it is between two.
func (f *File) runeStart(start, offset int) int {
	for i := max(start, offset-utf8.UTFMax+1); i < offset; i++ {
		if _, size := utf8.DecodeRune(f.text[i:]); i+size > offset {
			return i
		}
	}
	return offset
}
