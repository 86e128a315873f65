package rule

import (
	"fmt"
	"strings"
)

// Case is an example in a rule's file: what must be found on it, or that nothing must.
type Case struct {
	Name string
	Text string // HTML
	Want int    // findings
}

// File is the text file of a rule: its page of documentation, then its cases.
type File struct {
	Title string // the first line of the documentation
	Doc   string // Markdown, with the title
	Cases []Case
}

// ParseFile reads the text file of a rule. The documentation ends at the first line such as
//
//	-- found: a picture without words --
//	-- found 2: two of them --
//	-- fine: an empty alt --
//	-- found each: sentences --
//	-- fine each: sentences --
//
// each of which begins a case, or, with “each”, a list of which every line is a case. It returns an error that names the line that
// is none of these.
func ParseFile(text string) (File, error) {
	var file File
	var doc strings.Builder
	each := false
	for line := range strings.Lines(text) {
		head, isHead := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "-- ")
		switch {
		case isHead:
			c, lines, err := parseHead(strings.TrimSuffix(head, " --"))
			if err != nil {
				return File{}, err
			}
			each = lines
			file.Cases = append(file.Cases, c)
		case each && strings.TrimSpace(line) != "":
			file.Cases = next(file.Cases, strings.TrimSpace(line))
		case len(file.Cases) > 0:
			file.Cases[len(file.Cases)-1].Text += line
		default:
			doc.WriteString(line)
		}
	}
	file.Doc = strings.TrimSpace(doc.String()) + "\n"
	first, _, _ := strings.Cut(file.Doc, "\n")
	file.Title = strings.TrimLeft(first, "# ")
	return file, nil
}

// next adds a case of one line, in place of the one that began the list.
func next(cases []Case, line string) []Case {
	last := &cases[len(cases)-1]
	if last.Text == "" {
		last.Name, last.Text = line, line
		return cases
	}
	return append(cases, Case{Name: line, Text: line, Want: last.Want})
}

// parseHead reads the line that begins a case. Each tells whether every line is one.
func parseHead(head string) (c Case, each bool, err error) {
	kind, name, found := strings.Cut(head, ": ")
	kind, each = strings.CutSuffix(kind, " each")
	c = Case{Name: name}
	switch {
	case found && kind == "fine":
	case found && kind == "found":
		c.Want = 1
	default:
		if n, err := fmt.Sscanf(kind, "found %d", &c.Want); !found || n != 1 || err != nil {
			return Case{}, false, fmt.Errorf("a case begins with “found: name” or “fine: name”, not %q", head)
		}
	}
	return c, each, nil
}
