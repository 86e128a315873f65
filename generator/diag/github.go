package diag

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// annotated is how many annotations of each severity GitHub shows of one step.
const annotated = 10

// WriteGitHub prints the list as workflow commands, which GitHub Actions shows beside the lines of a change: errors first, and, where there
// are more than are shown, a notice that says so. It returns the error of w.
func WriteGitHub(w io.Writer, l List) error {
	var text bytes.Buffer
	sorted := l.Sorted()
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int { return cmp.Compare(a.Severity, b.Severity) })
	if max(sorted.Errors(), sorted.Warnings()) > annotated {
		fmt.Fprintf(&text, "::notice::GitHub shows the first %d errors and the first %d warnings of a step. The log of this one has all: %d errors and %d warnings\n",
			annotated, annotated, sorted.Errors(), sorted.Warnings())
	}
	for _, d := range sorted {
		text.WriteString(command(d))
	}
	_, err := w.Write(text.Bytes())
	return err
}

// command returns one workflow command with its line end.
func command(d Diagnostic) string {
	line := "::" + d.Severity.String()
	if properties := commandProperties(d); len(properties) > 0 {
		line += " " + strings.Join(properties, ",")
	}
	return line + "::" + commandEscaper().Replace(commandMessage(d)) + "\n"
}

func commandProperties(d Diagnostic) []string {
	var properties []string
	add := func(name, value string) {
		properties = append(properties, name+"="+propertyEscaper().Replace(value))
	}
	p, _ := d.place()
	if d.Position.File != "" {
		add("file", p.File)
	}
	if p.Line > 0 {
		add("line", strconv.Itoa(p.Line))
	}
	if p.Line > 0 && p.Column > 0 {
		add("col", strconv.Itoa(p.Column))
		add("endColumn", strconv.Itoa(p.endColumn()))
	}
	if d.Code != "" {
		add("title", d.Code)
	}
	return properties
}

// commandMessage returns the message, the hint and the related places, a line each.
func commandMessage(d Diagnostic) string {
	_, message := d.place()
	lines := []string{visible(message)}
	if d.Hint != "" {
		lines = append(lines, visible(d.Hint))
	}
	for _, r := range d.Related {
		lines = append(lines, "also: "+visible(r.String()))
	}
	return strings.Join(lines, "\n")
}

// commandEscaper replaces what would end a command.
func commandEscaper() *strings.Replacer {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
}

// propertyEscaper replaces what would end a property of a command.
func propertyEscaper() *strings.Replacer {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
}
