package claim

import (
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

func (b bench) effect() rule.Rule {
	return b.of(claims.Effect, "claim-effect", "promises an effect on health")
}
