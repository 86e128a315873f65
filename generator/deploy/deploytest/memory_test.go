package deploytest_test

import (
	"testing"

	"stillpoint/generator/deploy/deploytest"
)

func TestMemory(t *testing.T) {
	deploytest.Remote(t, deploytest.NewMemory().Open)
}

func TestCuts(t *testing.T) {
	place := deploytest.NewMemory()
	deploytest.Cuts(t, deploytest.Trial{Open: place.Open, Look: place.Look, Seed: 1})
}
