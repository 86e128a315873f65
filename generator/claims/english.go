package claims

import (
	_ "embed"
	"sync"
)

//go:embed lexicon/en.txt
var english string

// The sections of a lexicon.
const (
	effect section = 1 << iota
	condition
	body
	selfHealing
	absolute
	absolutely
	proven
	shown
	discourage
	gone
	after
	noLonger
	negation
	unsure
	report
	comes
	history
	refer
	advice
	training
	says
	soft
	therapy
	drug
	feeble
	research
	better
	outcome
	weak
)

func sections() map[string]section {
	return map[string]section{
		"effect": effect, "condition": condition, "body": body, "self-healing": selfHealing, "absolute": absolute, "absolutely": absolutely,
		"proven": proven, "shown": shown, "discourage": discourage, "gone": gone, "after": after, "no-longer": noLonger, "negation": negation,
		"unsure": unsure, "report": report, "comes": comes, "history": history, "refer": refer, "advice": advice, "training": training,
		"says": says, "soft": soft, "therapy": therapy, "drug": drug, "feeble": feeble, "research": research, "better": better, "outcome": outcome, "weak": weak,
	}
}

// English judges English sentences.
var English = sync.OnceValue(func() *Judge { return newJudge(english, englishGrammar()) })
