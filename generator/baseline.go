package generator

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"stillpoint/generator/diag"
)

// BaselineFile is the name of the file, in the site's folder, that lists findings which are known and do not count: a site that starts
// with many can so be held to having no new ones.
const BaselineFile = "stillpoint.baseline"

// known is a finding as a baseline has it: without its line, which moves.
type known struct{ code, file, message string }

func knownOf(d diag.Diagnostic) known { return known{d.Code, d.Position.File, d.Message} }

// baseline is how often each finding is known.
type baseline struct {
	file   *diag.File
	counts map[known]int
}

// readBaseline reads a baseline, which may be nil.
func readBaseline(file *diag.File) (baseline, diag.List) {
	b := baseline{file, map[known]int{}}
	if file == nil {
		return b, nil
	}
	var problems diag.List
	at := 0
	for line := range bytes.Lines(file.Text()) {
		text := strings.TrimRight(string(line), "\r\n")
		if text != "" && text[0] != '#' && !b.add(text) {
			problems = append(problems, file.Error("bad-baseline", at, len(text), "this is no line of a baseline", "write it anew with stillpoint check --write-baseline"))
		}
		at += len(line)
	}
	return b, problems
}

// add reads a line, and tells whether it is one.
func (b baseline) add(line string) bool {
	fields := strings.SplitN(line, "\t", 4)
	if len(fields) < 4 {
		return false
	}
	n, err := strconv.Atoi(fields[0])
	if err != nil || n < 1 {
		return false
	}
	b.counts[known{fields[1], fields[2], fields[3]}] += n
	return true
}

// covers tells whether a finding is known, and takes it off.
func (b baseline) covers(d diag.Diagnostic) bool {
	k := knownOf(d)
	if b.counts[k] == 0 {
		return false
	}
	b.counts[k]--
	return true
}

// stale complains of findings that are known and are there no more, so that the baseline only ever becomes shorter. Asked tells of which
// rules all findings are there.
func (b baseline) stale(asked func(code string) bool) diag.List {
	left := 0
	for k, n := range b.counts {
		if asked(k.code) {
			left += n
		}
	}
	if left == 0 {
		return nil
	}
	return diag.List{diag.New("stale-baseline", BaselineFile, fmt.Sprintf("%d findings that are known are there no more", left), "write it anew with stillpoint check --write-baseline").AsWarning()}
}

// WriteBaseline writes findings as those that are known, as [BaselineFile] has them. It returns the error of w.
func WriteBaseline(w io.Writer, findings diag.List) error {
	counts := map[known]int{}
	for _, d := range findings {
		counts[knownOf(d)]++
	}
	var text bytes.Buffer
	fmt.Fprintln(&text, "# Findings that are known, and do not count. stillpoint check --write-baseline writes this file.")
	for _, k := range slices.SortedFunc(maps.Keys(counts), compareKnown) {
		fmt.Fprintf(&text, "%d\t%s\t%s\t%s\n", counts[k], k.code, k.file, k.message)
	}
	_, err := w.Write(text.Bytes())
	return err
}

func compareKnown(a, b known) int {
	return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.code, b.code), cmp.Compare(a.message, b.message))
}
