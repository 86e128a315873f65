package claim

import (
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

func (b bench) discourage() rule.Rule {
	return b.of(claims.Discourage, "claim-discourage", "puts people off medical treatment")
}
