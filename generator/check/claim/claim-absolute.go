package claim

import (
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

func (b bench) absolute() rule.Rule {
	return b.of(claims.Absolute, "claim-absolute", "is said of everyone, or for certain")
}
