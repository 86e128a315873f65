package main

import (
	"os"
	"path/filepath"

	"stillpoint/generator"
	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/branch"
)

// openBranch returns the branch of an address such as git:origin#pages.
func openBranch(t terminal, s *generator.Sending, to string) (deploy.Target, error) {
	address, err := branch.Parse(to)
	if err != nil {
		return nil, usageError{err}
	}
	now, err := clock(t)
	if err != nil {
		return nil, err
	}
	return branch.New(branch.Options{
		Address: address, Site: s.Source, Kept: filepath.Join(s.Source, ".stillpoint", "publish"), Now: now,
		Prompt: t.interactive(t.in) && !t.pipeline(), Environment: os.Environ(),
	}), nil
}
