// Package privacy holds the rules on what a page tells others of those who read it, and of its owner: what it loads from elsewhere,
// where its forms lead, and what stands on it that nobody should read.
package privacy

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
	return []rule.Rule{
		thirdParty(), tracker(), embeddedPlayer(), mixedContent(), sriMissing(), inlineHandler(), noopener(),
		formInsecure(), formPrivacy(), secret(), emailList(), testimonialConsent(),
	}
}
