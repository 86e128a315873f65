package markdown

import (
	"bytes"
	"fmt"
)

// What no text that is meant for people has, and what the parser would take
// very long over, its time growing with the square of these.
const (
	maxMarks = 64    // marks of quotations and lists at the start of one line
	maxLinks = 2_000 // links that open in one paragraph
)

// guard refuses a body that would take the parser very long, so that a
// hostile or broken file ends in a clear error rather than in a build that hangs.
func (w *work) guard() bool {
	links, start := 0, 0
	for offset := 0; offset < len(w.source); {
		line := w.source[offset:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		if n := leadingMarks(line); n > maxMarks {
			w.report(Problem{Code: "too-deep", Message: fmt.Sprintf("this line starts with %d marks of quotations and lists; %d is the most", n, maxMarks), Hint: "take some out"}, offset, n)
			return false
		}
		if len(bytes.TrimSpace(line)) == 0 {
			links, start = 0, offset+len(line)
		}
		if links += bytes.Count(line, []byte("](")); links > maxLinks {
			w.report(Problem{Code: "too-many-links", Message: fmt.Sprintf("this paragraph has more than %d links", maxLinks), Hint: "part it with empty lines"}, start, 1)
			return false
		}
		offset += len(line)
	}
	return true
}

// leadingMarks counts the marks of quotations and lists that a line starts with.
func leadingMarks(line []byte) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
		case c == '>':
			n++
		case i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t') && bytes.IndexByte([]byte("-+*.)"), c) >= 0:
			n++
		case c < '0' || c > '9':
			return n
		}
	}
	return n
}
