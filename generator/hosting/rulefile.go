package hosting

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The files of rules, as Netlify and Cloudflare Pages call them.
const (
	redirectsName = "_redirects"
	headersName   = "_headers"
)

// RedirectsFile is the name of the published file that holds redirects.
const RedirectsFile = redirectsName

// Every rule is tried for every address, so their number is bounded, as it is on
// the hosts themselves: Cloudflare Pages takes 2,000 fixed redirects.
const (
	maxFile     = 1 << 20 // bytes
	maxRules    = 2000    // in each file
	maxProblems = 100     // in each file
)

// RuleFiles returns the names of the published files that hold rules.
func RuleFiles() []string { return []string{redirectsName, headersName} }

// Problem is something in a file of rules that a host would ignore or take in
// another way than it is meant. The site works without the line.
type Problem struct {
	File string // "_redirects" or "_headers"
	Line int    // from 1; 0 means the file as a whole
	Text string // plain words, without a full stop
}

// ruleFile goes through the lines of a file of rules and gathers what is wrong with them.
type ruleFile struct {
	name     string
	line     int // the current one, from 1
	rules    int
	problems []Problem
}

// complain adds a problem with the current line.
func (f *ruleFile) complain(format string, args ...any) {
	switch n := len(f.problems); {
	case n < maxProblems-1:
		f.problems = append(f.problems, Problem{f.name, f.line, fmt.Sprintf(format, args...)})
	case n == maxProblems-1:
		f.problems = append(f.problems, Problem{f.name, f.line, "this line and others after it are wrong too; mend the ones above first"})
	}
}

// each calls visit for every line that is neither blank nor a comment, until it returns false.
func (f *ruleFile) each(data []byte, visit func(line string) bool) {
	if !f.readable(data) {
		return
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	for line := range strings.Lines(string(data)) {
		f.line++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if text := strings.TrimSpace(line); text == "" || text[0] == '#' {
			continue
		}
		if !visit(line) {
			return
		}
	}
}

// readable complains about a file that is left out as a whole.
func (f *ruleFile) readable(data []byte) bool {
	switch {
	case len(data) > maxFile:
		f.complain("the file is larger than 1 MiB, so all its rules are left out")
	case !utf8.Valid(data):
		f.complain("the file is not text in UTF-8, so all its rules are left out")
	default:
		return true
	}
	return false
}

// admit counts a rule. It returns false, and complains, where there are too many.
func (f *ruleFile) admit() bool {
	f.rules++
	if f.rules <= maxRules {
		return true
	}
	left := fmt.Sprintf("there are more than %d rules; those from this line on are left out", maxRules)
	f.problems = append(f.problems, Problem{f.name, f.line, left}) // told in any case
	return false
}
