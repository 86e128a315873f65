package deploytest_test

import (
	"testing"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/deploytest"
)

func TestMemory(t *testing.T) {
	deploytest.Remote(t, deploytest.NewMemory().Open)
}

func TestCuts(t *testing.T) {
	place := deploytest.NewMemory()
	deploytest.Cuts(t, deploytest.Trial{Open: place.Open, Look: place.Look, Seed: 1})
}

// unlooking is a remote that cannot tell of single files.
type unlooking struct{ deploy.Remote }

func TestCutsOfListsAlone(t *testing.T) {
	place := deploytest.NewMemory()
	deploytest.Cuts(t, deploytest.Trial{Open: func() deploy.Remote { return unlooking{place.Open()} }, Look: place.Look, Seed: 3})
}
