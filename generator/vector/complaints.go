package vector

import (
	"bytes"

	"stillpoint/generator/diag"
)

// maxComplaints is how many warnings are told of a drawing; who has read so many knows.
const maxComplaints = 100

// complaints gathers what is wrong with a drawing.
type complaints struct {
	file *diag.File
	list diag.List
}

// bad says why there is no drawing.
func (c *complaints) bad(offset, length int, message, hint string) {
	c.list = append(c.list, c.file.Error("bad-svg", offset, length, message, hint))
}

// unsafe says what was taken out.
func (c *complaints) unsafe(offset, length int, message string) {
	c.warn("unsafe-svg", offset, length, message, "a drawing may hold nothing that runs or is loaded from elsewhere; take it out of the file to silence this")
}

// lost says what will not be seen in a page.
func (c *complaints) lost(offset, length int, message string) {
	c.warn("svg-style", offset, length, message, "a page may hold no style sheet of a drawing: give the shape attributes, such as fill, or use the drawing as a file")
}

func (c *complaints) warn(code string, offset, length int, message, hint string) {
	if !c.full() {
		c.list = append(c.list, c.file.Warning(code, offset, length, message, hint))
	}
}

// full tells whether enough has been told.
func (c *complaints) full() bool { return len(c.list) >= maxComplaints }

// place looks for a text as it stands in a part of the file; where it is written in another way, the place is the part's beginning.
func (c *complaints) place(start, end int, text string) (offset, length int) {
	if c.full() || text == "" {
		return start, 1
	}
	if at := bytes.Index(c.file.Text()[start:end], []byte(text)); at >= 0 {
		return start + at, len(text)
	}
	return start, 1
}
