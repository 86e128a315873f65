package claim

import (
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

func (b bench) proven() rule.Rule {
	return b.of(claims.Proven, "claim-proven", "says that there is proof")
}
