package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// suite measures all scenarios with the sites of one size.
type suite struct {
	options
	size       int
	room       string // an existing folder on the disk that the sites are written to
	contenders []*contender
	out        io.Writer
	journal    *journal
	edited     int       // how often the sites have been edited
	outlines   []outline // of the sites as they were compared last
}

// result is what a scenario has come to.
type result struct {
	scenario string
	runs     [][]measure // of each contender
	changed  int         // how many finished pages the last run left otherwise than they were before the first
}

// run writes the sites, compares what the programs make of them, and only then measures.
func (s *suite) run(ctx context.Context) error {
	if err := s.write(); err != nil {
		return err
	}
	for _, c := range s.contenders {
		if _, err := c.once(ctx); err != nil {
			return err
		}
	}
	if err := s.compare(); err != nil {
		return err
	}
	reportOutlines(s.out, s.size, s.contenders, s.outlines)
	var results []result
	for _, name := range s.scenarios {
		if name == saveScenario {
			continue
		}
		r, err := s.measure(ctx, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		results = append(results, r)
	}
	reportResults(s.out, s.contenders, results)
	if slices.Contains(s.scenarios, saveScenario) {
		return s.save(ctx)
	}
	return nil
}

// write writes the sites, if there is room for them and for what is made of them.
func (s *suite) write() error {
	if err := checkRoom(s.room, int64(s.size)*int64(len(s.contenders))*bytesPerPage); err != nil {
		return err
	}
	for _, c := range s.contenders {
		if err := cmp.Or(writeFiles(c.dir, c.files()), writeContent(c.dir, s.size)); err != nil {
			return err
		}
	}
	return nil
}

// compare takes the outlines of all sites, and fails where they differ.
func (s *suite) compare() error {
	s.outlines = nil
	for _, c := range s.contenders {
		o, err := outlineOf(c.public())
		if err != nil {
			return err
		}
		s.outlines = append(s.outlines, o)
	}
	if len(s.outlines) < 2 {
		return nil
	}
	return sameWork(s.contenders, s.outlines)
}

// measure runs a scenario with each program in turn, and compares afterwards.
func (s *suite) measure(ctx context.Context, name string) (result, error) {
	r := result{scenario: name, runs: make([][]measure, len(s.contenders))}
	for run := range s.runs {
		s.edited++
		for _, i := range turn(run, len(s.contenders)) {
			m, err := s.once(ctx, name, s.contenders[i])
			if err != nil {
				return r, err
			}
			r.runs[i] = append(r.runs[i], m)
			s.journal.build(s.size, name, s.contenders[i].name, run, m)
		}
	}
	before := s.outlines
	if err := s.compare(); err != nil {
		return r, err
	}
	r.changed = len(before[0].otherPages(s.outlines[0]))
	_, edits := edits(s.size)[name]
	switch {
	case edits && r.changed == 0:
		return r, errors.New("the edits have changed no page")
	case !edits && r.changed > 0:
		return r, fmt.Errorf("%d pages have changed, though nothing was edited", r.changed)
	}
	return r, nil
}

// turn returns the order of the programs in a run. Who begins alternates, so that none is always the one that
// the other's writing has warmed or slowed the machine for.
func turn(run, programs int) []int {
	order := make([]int, programs)
	for i := range order {
		order[i] = (i + run) % programs
	}
	return order
}

// once makes what a scenario says true, and builds.
func (s *suite) once(ctx context.Context, name string, c *contender) (measure, error) {
	if name == coldScenario {
		return c.cold(ctx)
	}
	e, edits := edits(s.size)[name]
	if !edits {
		return c.once(ctx)
	}
	if err := e.apply(c, mark(s.edited)); err != nil {
		return measure{}, err
	}
	m, err := c.once(ctx)
	if err != nil {
		return measure{}, err
	}
	return m, e.check(c, mark(s.edited))
}
