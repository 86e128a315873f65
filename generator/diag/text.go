package diag

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// TextOptions are the choices of [WriteText].
type TextOptions struct {
	Color bool // with ANSI colours, for a terminal
	Width int  // columns of the terminal that lines are broken and cut for; 0 for none, when lines are as long as what they say
}

// narrowest is how many columns text is broken for at least: in fewer, no word would have room.
const narrowest = 40

// WriteText prints the list for people: each diagnostic with its line, carets
// under what is meant, the hint, and related places, closed by an empty line.
// Characters that could steer a terminal are shown as a dot. It returns the
// error of w.
func WriteText(w io.Writer, l List, o TextOptions) error {
	t := textPrinter{color: o.Color}
	if o.Width > 0 {
		t.width = max(o.Width, narrowest)
	}
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
	width int // 0 for lines of any length
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
	indent := strings.Repeat(" ", margin+3) + "= "
	if d.Hint != "" {
		t.broken(indent+t.styled(styleHint, "hint:")+" ", len(indent)+len("hint: "), visible(d.Hint))
	}
	for _, r := range d.Related {
		t.broken(indent+"also: ", len(indent)+len("also: "), visible(r.String()))
	}
	t.text.WriteByte('\n')
}

func (t *textPrinter) headline(d Diagnostic) {
	head, taken := "", 0
	if where := visible(d.Position.String()); where != "" {
		head, taken = t.styled(stylePlace, where)+": ", width(where)+2
	}
	if d.Severity == Warning {
		head += t.styled(styleWarning, "warning:") + " "
		taken += len("warning: ")
	}
	text := visible(d.Message)
	if d.Code != "" {
		text += " [" + visible(d.Code) + "]"
	}
	t.text.WriteString(head)
	t.words(text, taken, 4)
}

// broken prints a text behind a head of so many columns, which its further lines begin below.
func (t *textPrinter) broken(head string, taken int, text string) {
	t.text.WriteString(head)
	t.words(text, taken, taken)
}

// words prints a text in lines that end before the terminal does. So many columns are taken of the first, and so many are left free before the others.
func (t *textPrinter) words(text string, taken, indent int) {
	room := t.width
	if room == 0 {
		room = math.MaxInt
	}
	t.text.WriteString(strings.Join(Lines(text, room-taken, room-indent), "\n"+strings.Repeat(" ", indent)))
	t.text.WriteByte('\n')
}

func (t *textPrinter) frame(d Diagnostic, margin int) {
	f := newFrame(d.Source, d.Position.Column, d.Position.Length, t.room(margin))
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

// room returns how many columns of a line of a file can be shown beside its number, with an ellipsis at each end.
func (t *textPrinter) room(margin int) int {
	if t.width == 0 {
		return frameWidth
	}
	return min(frameWidth, t.width-margin-len("   | ")-len("--"))
}

func (t *textPrinter) styled(style, text string) string {
	if !t.color {
		return text
	}
	return style + text + styleReset
}
