package diag

import "strings"

// Report is all that is told of a site, for formats that machines read.
type Report struct {
	Problems   List
	Suppressed []Suppressed // told besides, where somebody has asked for them; nil where nobody has
	Rules      []Rule       // what is known of codes; those that are missing here are told by their code alone
	Version    string       // of Stillpoint; may be empty
}

// Suppressed is a complaint that does not count, and why.
type Suppressed struct {
	Diagnostic
	Comment bool   // a comment beside it lets it pass, else the site's baseline
	Reason  string // as the comment has it; may be empty
}

// Rule is what is known of all complaints with one code.
type Rule struct {
	Code  string
	Title string // one line
	Doc   string // Markdown, with the title as its heading; may be empty
	On    bool   // where the configuration says nothing else
	Level Severity
}

// rule returns what is known of a code.
func (r Report) rule(code string) (Rule, bool) {
	for _, rule := range r.Rules {
		if rule.Code == code {
			return rule, true
		}
	}
	return Rule{}, false
}

// sorted returns all that is told: what counts, then what does not, each in the order of [List.Sorted].
func (r Report) sorted() []told {
	var all []told
	for _, d := range r.Problems.Sorted() {
		all = append(all, told{Diagnostic: d})
	}
	known := map[string][]*Suppressed{} // of several at one place any may come first: they differ by their reasons alone
	var list List
	for i := range r.Suppressed {
		s := &r.Suppressed[i]
		key := s.Code + s.Diagnostic.String()
		known[key] = append(known[key], s)
		list = append(list, s.Diagnostic)
	}
	for _, d := range list.Sorted() {
		all = append(all, told{d, known[d.Code+d.String()][0]})
	}
	return all
}

// told is a complaint as reports have it.
type told struct {
	Diagnostic
	suppressed *Suppressed // nil where it counts
}

// The words for what lets a complaint pass.
const (
	byComment  = "comment"
	byBaseline = "baseline"
)

func (s Suppressed) by() string {
	if s.Comment {
		return byComment
	}
	return byBaseline
}

// why returns the reason, or what stands for it.
func (s Suppressed) why() string {
	if s.Reason == "" {
		return "known in the " + s.by()
	}
	return s.Reason
}

// siteFile is where a diagnostic is shown that is about no file: GitHub refuses a log in which a result has no location.
const siteFile = "stillpoint.yaml"

// place returns a file that there is, and the message, which tells the address of a page that Stillpoint has made up
// and that no file stands for.
func (d Diagnostic) place() (p Position, message string) {
	switch {
	case d.Position.File == "":
		d.Position.File = siteFile
	case strings.HasPrefix(d.Position.File, "/"):
		return Position{File: siteFile}, d.Position.File + ": " + d.Message
	}
	return d.Position, d.Message
}
