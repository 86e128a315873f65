package search_test

import (
	"testing"

	"stillpoint/generator/check/rule/ruletest"
	"stillpoint/generator/check/search"
)

func TestCases(t *testing.T) { ruletest.Run(t, search.Rules(), search.Files) }
