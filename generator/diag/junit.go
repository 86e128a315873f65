package diag

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// WriteJUnit prints a report as one of JUnit, in which each file that something is wrong with is a test suite, and each code that is found in it a
// case that has failed, or that was skipped where all of it is let pass: so a case keeps its name when lines move. A report
// without complaints is one case that has passed, since pipelines take a report without cases for one that was not run. It returns the
// error of w.
func WriteJUnit(w io.Writer, r Report) error {
	out := junitReport{Name: "stillpoint"}
	suites := map[string]*junitSuite{}
	for _, group := range junitGroups(r) {
		if suites[group.file] == nil {
			suites[group.file] = &junitSuite{Name: group.file}
			out.Suites = append(out.Suites, suites[group.file])
		}
		out.add(suites[group.file], group.testCase())
	}
	if out.Tests == 0 {
		out.Tests = 1
		out.Suites = []*junitSuite{{Name: "site", Tests: 1, Cases: []junitCase{{Name: "nothing to complain of", Class: "stillpoint"}}}}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// junitGroup is all that has one code in one file.
type junitGroup struct {
	file, code string
	all        []told
}

// junitGroups returns the groups of a report in the order in which their first complaints are told.
func junitGroups(r Report) []*junitGroup {
	var groups []*junitGroup
	known := map[[2]string]*junitGroup{}
	for _, d := range r.sorted() {
		file := d.Position.File
		if file == "" {
			file = siteFile
		}
		group := known[[2]string{file, d.Code}]
		if group == nil {
			group = &junitGroup{file: file, code: d.Code}
			known[[2]string{file, d.Code}] = group
			groups = append(groups, group)
		}
		group.all = append(group.all, d)
	}
	return groups
}

func (r *junitReport) add(suite *junitSuite, c junitCase) {
	suite.Cases = append(suite.Cases, c)
	suite.Tests++
	r.Tests++
	if c.Failure != nil {
		suite.Failures++
		r.Failures++
		return
	}
	suite.Skipped++
	r.Skipped++
}

func (g *junitGroup) testCase() junitCase {
	c := junitCase{Name: g.code, Class: g.file}
	if !strings.HasPrefix(g.file, "/") { // which a page has that Stillpoint has made up
		c.File = g.file
	}
	if c.Name == "" {
		c.Name = "problem"
	}
	var texts, reasons []string
	severity, first := Warning, ""
	for _, d := range g.all {
		if d.suppressed != nil {
			reasons = append(reasons, d.suppressed.why())
			continue
		}
		if len(texts) == 0 {
			first = d.Message
		}
		severity = min(severity, d.Severity)
		texts = append(texts, junitText(d.Diagnostic))
	}
	if len(texts) == 0 {
		c.Skipped = &junitSkipped{strings.Join(reasons, "; ")}
		return c
	}
	if len(texts) > 1 {
		first = fmt.Sprintf("%s, and %d more", first, len(texts)-1)
	}
	c.Failure = &junitFailure{Type: severity.String(), Message: first, Text: strings.Join(texts, "\n\n")}
	return c
}

// junitText returns a complaint in full, but for its line: where it stands, what is wrong, what to do.
func junitText(d Diagnostic) string {
	text := d.String()
	if d.Hint != "" {
		text += "\n" + d.Hint
	}
	for _, r := range d.Related {
		text += "\nalso: " + r.String()
	}
	return text
}

type junitReport struct {
	XMLName  xml.Name      `xml:"testsuites"`
	Name     string        `xml:"name,attr"`
	Tests    int           `xml:"tests,attr"`
	Failures int           `xml:"failures,attr"`
	Skipped  int           `xml:"skipped,attr"`
	Suites   []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Failure *junitFailure `xml:"failure,omitempty"`
	Skipped *junitSkipped `xml:"skipped,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}
