package writing_test

import (
	"testing"

	"stillpoint/generator/check/rule/ruletest"
	"stillpoint/generator/check/writing"
)

func TestCases(t *testing.T) { ruletest.Run(t, writing.Rules(), writing.Files) }
