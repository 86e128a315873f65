// Package rule holds what a rule of the checks is: a code, a level, a page of documentation with its cases, and a function that
// looks at a finished page as a browser would meet it, as a tree of elements and as passages of text.
//
// Rules return findings: what is wrong, and at which element or words. Where that was written, in Markdown, front matter, a layout or
// the configuration, is not theirs to know.
package rule

import "stillpoint/generator/diag"

// Level says what a finding means for a site.
type Level int

// A site with findings of level Error is not published; with Warning it is, unless the build is strict. Off asks nothing.
const (
	Off Level = iota
	Warning
	Error
)

// String returns the level as the configuration has it: "off", "warning" or "error".
func (l Level) String() string { return [...]string{"off", "warning", "error"}[l] }

// Levels returns the names of all levels.
func Levels() []string { return []string{"off", "warning", "error"} }

// Rule is one thing that is looked for.
type Rule struct {
	Code  string // stable, kebab-case: "image-alt"
	Level Level  // where the configuration says nothing else
	Page  func(*Page) []Finding
	Site  func(*Site) []Finding // for what no page shows by itself
}

// Finding is what a rule has found on a page.
type Finding struct {
	Page    *Page
	Summary *Summary // in place of Page, where a rule has looked at all pages together
	Message string   // one line, no full stop
	Hint    string   // how to mend it; may be empty
	Node    int      // the element or the text that it is about; 0 for the page as a whole
	Text    string   // that it is about, where that is not all that stands in the node; may be empty
	Words   string   // of that text, or of an attribute of that element, which the finding is about; may be empty
	Said    Said     // what says it in a style sheet, empty for what stands on the page
}

// Said is a place in a style sheet, or in the theme that is configured for the site.
type Said struct {
	Selector, Property, Value string // ".note", "color", "#777"
	Theme                     string // "accent", or "dark accent" where only the dark is meant; empty where the theme has no part in it
}

// Found returns a finding about a node.
func (p *Page) Found(node int, message, hint string) Finding {
	return Finding{Page: p, Node: node, Message: message, Hint: hint}
}

// About returns the finding as one about some of the words of its node.
func (f Finding) About(words string) Finding {
	f.Words = words
	return f
}

// In returns the finding as one about a part of the text of its node, such as a sentence.
func (f Finding) In(text string) Finding {
	f.Text = text
	return f
}

// Source returns the file that the page was made from.
func (f Finding) Source() string {
	if f.Page == nil {
		return f.Summary.Source
	}
	return f.Page.Source
}

// Diagnostic returns the finding as it is told when nothing is known of where it was written but the page's file.
func (f Finding) Diagnostic(code string, level Level) diag.Diagnostic {
	d := diag.New(code, f.Source(), f.Message, f.Hint)
	if level == Warning {
		d = d.AsWarning()
	}
	return d
}
