package serve

import (
	"encoding/json"
	"slices"
	"unicode"

	"stillpoint/generator"
	"stillpoint/generator/diag"
)

// maxProblems is how many diagnostics a browser is told; of the others it learns the number.
const maxProblems = 100

// report is what the panel shows about a page and about the last build. Its JSON is an
// event of the stream.
type report struct {
	Failed   bool              `json:"failed"` // the build was, for its errors or because no warning is let pass either
	Errors   int               `json:"errors"`
	Warnings int               `json:"warnings"`
	Here     int               `json:"here"` // of them, on the page that is shown
	Problems []problem         `json:"problems"`
	Rules    map[string]*about `json:"rules"` // of the problems, by their codes
	Page     origin            `json:"page"`
}

// origin says where a page comes from.
type origin struct {
	Source string `json:"source"` // "content/prices.md"; "" where there is none
	Link   string `json:"link"`   // opens it in the editor; "" for nothing to open
	State  string `json:"state"`  // "draft", "future", "expired" or ""
}

type problem struct {
	Here     bool     `json:"here"` // on the page that is shown
	Severity string   `json:"severity"`
	Code     string   `json:"code"`
	Place    string   `json:"place"` // "content/prices.md:7:3"
	Link     string   `json:"link"`
	BuiltIn  bool     `json:"builtIn"` // the file is one that Stillpoint brings along: there is none to open
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`
	Frame    *excerpt `json:"frame"` // null where there is no line to show
	Related  []nearby `json:"related"`
}

type nearby struct {
	Place   string `json:"place"`
	Link    string `json:"link"`
	Message string `json:"message"`
}

// excerpt is a line of a file in three pieces, of which the second is meant.
type excerpt struct {
	Line   int    `json:"line"`
	Before string `json:"before"`
	Marked string `json:"marked"`
	After  string `json:"after"`
}

// reporter writes reports for one client.
type reporter struct {
	editor editor
	rules  *rulebook
	local  bool // the client is on this machine, and may know where the folder lies
}

// report returns the JSON of what there is to say about a published file.
func (p reporter) report(e *edition, output string) []byte {
	r := report{Failed: e.failed, Errors: e.problems.Errors(), Warnings: e.problems.Warnings(), Problems: []problem{}, Rules: map[string]*about{}}
	var from generator.Origin
	if e.site != nil && output != "" {
		from = e.site.origin(output)
		r.Page = origin{from.Source, p.link(diag.Position{File: from.Source}), from.State}
	}
	var here, elsewhere diag.List
	for _, d := range e.problems {
		if e.isOn(d, output, from.Source) {
			here = append(here, d)
		} else {
			elsewhere = append(elsewhere, d)
		}
	}
	r.Here = len(here)
	told := foremost(here, elsewhere)
	for i, d := range told.all {
		one := p.problem(d)
		one.Here = told.here[i]
		if e.builtIn(d) {
			one.BuiltIn, one.Link = true, ""
		}
		r.Problems = append(r.Problems, one)
		if known := p.rules.about(d.Code); known != nil {
			r.Rules[d.Code] = known
		}
	}
	text, _ := json.Marshal(r) // strings and numbers always have a form
	return text
}

// isOn tells whether a diagnostic is about a page: one that shows what is meant, or that is made from the file that it is in.
func (e *edition) isOn(d diag.Diagnostic, output, source string) bool {
	return source != "" && d.Position.File == source || output != "" && slices.Contains(e.spread(d), output)
}

// telling is what is told of all diagnostics.
type telling struct {
	all  diag.List
	here []bool // for each of them
}

// foremost returns the diagnostics that are told: errors before warnings, of each those of the page before the others, and no more than
// a person reads.
func foremost(here, elsewhere diag.List) telling {
	var t telling
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for i, list := range []diag.List{here, elsewhere} {
			for _, d := range list {
				if d.Severity == severity && len(t.all) < maxProblems {
					t.all, t.here = append(t.all, d), append(t.here, i == 0)
				}
			}
		}
	}
	return t
}

func (p reporter) problem(d diag.Diagnostic) problem {
	told := problem{
		Severity: d.Severity.String(),
		Code:     d.Code,
		Place:    d.Position.String(),
		Link:     p.link(d.Position),
		Message:  p.words(d.Message),
		Hint:     p.words(d.Hint),
		Related:  []nearby{},
	}
	if d.Position.Line > 0 && d.Source != "" {
		told.Frame = excerptOf(d)
	}
	for _, r := range d.Related {
		told.Related = append(told.Related, nearby{r.Position.String(), p.link(r.Position), p.words(r.Message)})
	}
	return told
}

func (p reporter) link(position diag.Position) string {
	if !p.local {
		return ""
	}
	return p.editor.link(position)
}

func (p reporter) words(text string) string {
	if p.local {
		return text
	}
	return p.editor.withoutRoot(text)
}

// Characters of a line that an excerpt shows at most, before what is meant and from there on.
const (
	excerptLead = 60
	excerptTail = 200
)

// excerptOf cuts the line of a diagnostic into what comes before the place that is meant, that
// place, and what comes after it.
func excerptOf(d diag.Diagnostic) *excerpt {
	line := []rune(d.Source)
	from := min(max(d.Position.Column-1, 0), len(line))
	to := from
	if d.Position.Column > 0 {
		to = from + min(max(d.Position.Length, 1), len(line)-from, excerptTail)
	}
	begin, end := max(0, from-excerptLead), min(len(line), from+excerptTail)
	x := &excerpt{Line: d.Position.Line, Before: shown(line[begin:from]), Marked: shown(line[from:to]), After: shown(line[to:end])}
	if begin > 0 {
		x.Before = "…" + x.Before
	}
	if end < len(line) {
		x.After += "…"
	}
	return x
}

// shown returns text with a dot for each character that would turn the direction of
// writing or does not show, but for the two that words and emoji are made with.
func shown(text []rune) string {
	clean := make([]rune, len(text))
	for i, r := range text {
		joins := r == '\u200c' || r == '\u200d'
		if r != '\t' && !joins && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)) {
			r = '·'
		}
		clean[i] = r
	}
	return string(clean)
}
