package access_test

import (
	"testing"

	"stillpoint/generator/check/access"
	"stillpoint/generator/check/rule/ruletest"
)

func TestCases(t *testing.T) { ruletest.Run(t, access.Rules(), access.Files) }
