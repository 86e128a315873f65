package diag

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// TextOptions are the choices of [WriteText].
type TextOptions struct {
	Color bool // with ANSI colours, for a terminal
}

// WriteText prints the list for people: each diagnostic with its line, carets
// under what is meant, the hint, and related places, closed by an empty line.
// Characters that could steer a terminal are shown as a dot. It returns the
// error of w.
func WriteText(w io.Writer, l List, o TextOptions) error {
	t := textPrinter{color: o.Color}
	for _, d := range l.Sorted() {
		t.print(d)
	}
	_, err := w.Write(t.text.Bytes())
	return err
}

// The ANSI styles, by what they are for.
const (
	styleReset   = "\x1b[0m"
	stylePlace   = "\x1b[1m"  // bold
	styleError   = "\x1b[31m" // red
	styleWarning = "\x1b[33m" // yellow
	styleHint    = "\x1b[36m" // cyan
)

type textPrinter struct {
	text  bytes.Buffer
	color bool
}

func (t *textPrinter) print(d Diagnostic) {
	t.headline(d)
	margin := 1
	if d.Position.Line > 0 {
		margin = len(strconv.Itoa(d.Position.Line))
	}
	if d.Position.Line > 0 && d.Source != "" {
		t.frame(d, margin)
	}
	indent := strings.Repeat(" ", margin+3)
	if d.Hint != "" {
		fmt.Fprintf(&t.text, "%s= %s %s\n", indent, t.styled(styleHint, "hint:"), visible(d.Hint))
	}
	for _, r := range d.Related {
		fmt.Fprintf(&t.text, "%s= also: %s\n", indent, visible(r.String()))
	}
	t.text.WriteByte('\n')
}

func (t *textPrinter) headline(d Diagnostic) {
	if where := d.Position.String(); where != "" {
		t.text.WriteString(t.styled(stylePlace, visible(where)) + ": ")
	}
	if d.Severity == Warning {
		t.text.WriteString(t.styled(styleWarning, "warning:") + " ")
	}
	t.text.WriteString(visible(d.Message))
	if d.Code != "" {
		t.text.WriteString(" [" + visible(d.Code) + "]")
	}
	t.text.WriteByte('\n')
}

func (t *textPrinter) frame(d Diagnostic, margin int) {
	f := newFrame(d.Source, d.Position.Column, d.Position.Length)
	fmt.Fprintf(&t.text, "  %*d | %s\n", margin, d.Position.Line, f.text())
	if d.Position.Column == 0 {
		return // the line as a whole
	}
	blanks, carets := f.carets()
	style := styleError
	if d.Severity == Warning {
		style = styleWarning
	}
	fmt.Fprintf(&t.text, "  %*s | %s%s\n", margin, "", blanks, t.styled(style, carets))
}

func (t *textPrinter) styled(style, text string) string {
	if !t.color {
		return text
	}
	return style + text + styleReset
}
