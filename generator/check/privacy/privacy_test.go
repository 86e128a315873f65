package privacy_test

import (
	"testing"

	"stillpoint/generator/check/privacy"
	"stillpoint/generator/check/rule/ruletest"
)

func TestCases(t *testing.T) { ruletest.Run(t, privacy.Rules(), privacy.Files) }
