// Package writing holds the rules on how a page is written: whether people who are tired, in pain, or new to the language can read it,
// and whether it is kind to them. They are matters of taste as much as of fact, so all are off until a site asks for them.
package writing

import (
	"embed"

	"stillpoint/generator/check/rule"
)

// Files are the documentation and the cases of the rules, each in CODE.txt.
//
//go:embed *.txt
var Files embed.FS

// Rules returns all rules of the package.
func Rules() []rule.Rule {
	return []rule.Rule{readingEase(), longSentence(), jargon(), capitals(), blame(), exclamation()}
}
