package claim_test

import (
	"testing"

	"stillpoint/generator/check/claim"
	"stillpoint/generator/check/rule/ruletest"
	"stillpoint/generator/claims"
)

func TestCases(t *testing.T) {
	pack, err := claims.ReadPack("uk")
	if err != nil {
		t.Fatal(err)
	}
	ruletest.Run(t, claim.Rules([]*claims.Pack{pack}), claim.Files)
}
