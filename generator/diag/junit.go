package diag

import (
	"encoding/xml"
	"io"
)

// WriteJUnit prints the list as a report of JUnit, in which each file that something is wrong with is a test suite and each
// complaint a failed case. A list without complaints is one case that has passed, since pipelines take a report without cases for
// one that was not run. It returns the error of w.
func WriteJUnit(w io.Writer, l List) error {
	report := junitReport{Name: "stillpoint", Failures: len(l), Tests: max(len(l), 1)}
	for _, d := range l.Sorted() {
		name := d.Position.File
		if name == "" {
			name = siteFile
		}
		if n := len(report.Suites); n == 0 || report.Suites[n-1].Name != name {
			report.Suites = append(report.Suites, junitSuite{Name: name})
		}
		suite := &report.Suites[len(report.Suites)-1]
		suite.Cases = append(suite.Cases, junitCaseOf(d))
		suite.Tests++
		suite.Failures++
	}
	if len(l) == 0 {
		report.Suites = []junitSuite{{Name: "site", Tests: 1, Cases: []junitCase{{Name: "nothing to complain of", Class: "stillpoint"}}}}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(report); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func junitCaseOf(d Diagnostic) junitCase {
	text := d.String()
	if d.Hint != "" {
		text += "\n" + d.Hint
	}
	return junitCase{
		Name: d.Position.String() + ": " + d.Code, Class: d.Code,
		Failure: &junitFailure{Type: d.Severity.String(), Message: d.Message, Text: text},
	}
}

type junitReport struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitFailure `xml:"failure,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}
