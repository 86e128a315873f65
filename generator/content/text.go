package content

import (
	"bytes"
	"hash/crc32"
	"sync/atomic"

	"stillpoint/generator/diag"
)

// text is how to come by a file's words again: they were kept, or are read once more. How
// to know that they are still the same is a checksum against accidents, not malice.
type text struct {
	kept atomic.Pointer[diag.File] // nil once it was let go
	read func() (*diag.File, *diag.Diagnostic)
	size int
	sum  uint32
}

func newText(read func() (*diag.File, *diag.Diagnostic), file *diag.File, keep bool) *text {
	t := &text{read: read, size: len(file.Text()), sum: sum(file.Text())}
	if keep {
		t.kept.Store(file)
	}
	return t
}

// sum uses the polynomial that processors have an instruction for.
func sum(words []byte) uint32 { return crc32.Checksum(words, crc32.MakeTable(crc32.Castagnoli)) }

func (t *text) open() (*diag.File, *diag.Diagnostic) {
	if file := t.kept.Load(); file != nil {
		return file, nil
	}
	file, problem := t.read()
	if problem != nil {
		return nil, problem
	}
	if len(file.Text()) != t.size || sum(file.Text()) != t.sum {
		d := diag.New("file-changed", file.Name(), "the file was changed while the site was being built", "build once more")
		return nil, &d
	}
	return file, nil
}

// headOf returns the part of a file that complaints about its front matter
// point into: all before the body, and the first line in any case.
func headOf(file *diag.File, body int) *diag.File {
	words := file.Text()
	end := max(body, firstLine(words, 0).next)
	return diag.NewFile(file.Name(), bytes.Clone(words[:end]))
}
