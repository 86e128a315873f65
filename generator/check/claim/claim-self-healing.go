package claim

import (
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

func (b bench) selfHealing() rule.Rule {
	return b.of(claims.SelfHealing, "claim-self-healing", "says that the body is made to heal itself")
}
