// Package claims finds sentences that promise an effect on a condition or on a function of the body, as regulators of health
// advertising read them: what is said must be shown, and a few words change what is said. It judges one sentence at a time, by
// the form of its words and their distance, and tells apart what is denied, asked, told of others, or told of the past.
package claims

import "stillpoint/generator/pool"

// Kind says what is claimed.
type Kind string

// The kinds of claims.
const (
	Effect      Kind = "effect"       // on a condition or a function of the body
	SelfHealing Kind = "self-healing" // a power of the body to heal itself, called up from outside
	Proven      Kind = "proven"       // that there is proof
	Absolute    Kind = "absolute"     // for everyone, always, without risk
	Discourage  Kind = "discourage"   // in place of medical treatment
)

// Claim is what a sentence claims, and where.
type Claim struct {
	Kind       Kind
	Start, End int    // of the words that make it, in bytes of the sentence
	Verb       string // "relieves"; the whole phrase, where the claim is one
	On         string // "migraines"; empty where the claim is a phrase
	Body       bool   // what it is on is no condition, but a part or a function of the body
	Reported   bool   // as what clients say
}

// Judge judges sentences of one language. It is safe for concurrent use.
type Judge struct {
	*lexicon
	memory pool.Pool[memory]
}

// memory is what it takes to judge a sentence; it is used for one after the other.
type memory struct {
	pieces []piece
	words  []word
	marks  []mark
}

// Reset empties it.
func (m *memory) Reset() { m.pieces, m.words, m.marks = m.pieces[:0], m.words[:0], m.marks[:0] }

func newJudge(text string, g grammar) *Judge { return &Judge{lexicon: newLexicon(text, sections(), g)} }

// Languages returns the primary subtags of the languages that there are judges for.
func Languages() []string { return []string{"de", "en", "fr"} }

// For returns the judge of a language, given as its primary subtag; nil where there is none.
func For(language string) *Judge {
	switch language {
	case "de":
		return German()
	case "en":
		return English()
	case "fr":
		return French()
	}
	return nil
}
