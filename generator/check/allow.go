package check

import (
	"bytes"
	"iter"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/diag"
)

// Allowance is a comment in a file that lets findings of a rule pass at the line that it stands on, or at the one below, and those about
// the file as a whole. In a block of code of a page it is text like any other:
//
//	<!-- allow link-vague: the poem ends so -->
//	{{/* allow contrast: a mark that nobody needs to read */}}
//	# allow claim-effect: our lawyer has the study
type Allowance struct {
	Code   string // of the rule
	Reason string
	File   *diag.File
	Line   int // from 1
	Used   bool
}

var allowance = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:<!--|/\*|#|//)\s*allow ([a-z][a-z0-9-]*)(?::[ \t]*(.*?))?[ \t]*(?:-->|\*/.*)?\r?$`)
})

// HasAllowances tells, at a glance, whether there may be such comments in a file.
func HasAllowances(file *diag.File) bool { return bytes.Contains(file.Text(), []byte(" allow ")) }

// Allowances yields those of a file, in the order of their lines.
func Allowances(file *diag.File) iter.Seq[*Allowance] {
	return func(yield func(*Allowance) bool) {
		if !HasAllowances(file) {
			return
		}
		line, code := 0, codeBlocks{ignored: !strings.HasSuffix(file.Name(), ".md")}
		for text := range strings.Lines(string(file.Text())) {
			line++
			if code.within(text) {
				continue
			}
			parts := allowance().FindStringSubmatch(strings.TrimRight(text, "\n"))
			if parts != nil && !yield(&Allowance{Code: parts[1], Reason: strings.TrimSpace(parts[2]), File: file, Line: line}) {
				return
			}
		}
	}
}

// codeBlocks follows a file of Markdown line by line, to know what stands in a block of code: a comment there is shown to readers.
type codeBlocks struct {
	ignored bool // the file is of another kind
	fence   string
}

// within tells whether the next line stands in a block of code, or begins or ends one.
func (c *codeBlocks) within(line string) bool {
	text := strings.TrimSpace(line)
	mark := text[:len(text)-len(strings.TrimLeft(text, "`"))]
	if tildes := text[:len(text)-len(strings.TrimLeft(text, "~"))]; tildes != "" {
		mark = tildes
	}
	switch {
	case c.ignored:
		return false
	case c.fence != "":
		if strings.HasPrefix(mark, c.fence) && mark == text {
			c.fence = ""
		}
		return true
	case len(mark) >= 3 && !strings.Contains(text[len(mark):], "`"):
		c.fence = mark
		return true
	}
	return false
}

// Covers tells whether the comment lets a finding pass: one at its line or the one below, or one about the file as a whole.
func (a *Allowance) Covers(code string, at diag.Position) bool {
	return a.Code == code && a.Reason != "" && at.File == a.File.Name() && (at.Line == a.Line || at.Line == a.Line+1 || at.Line == 0)
}

// Position returns where the comment stands.
func (a *Allowance) Position() diag.Position {
	return a.File.Position(a.File.Offset(a.Line, 1), 1)
}
