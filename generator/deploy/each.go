package deploy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// enoughFailures is how many files may fail before the others are not tried any more.
const enoughFailures = 10

// each does something for the numbers from 0 to n-1, some at a time. What fails is told together, sorted; after some failures, or when
// the context is done, nothing more is begun.
func each(ctx context.Context, jobs, n int, do func(i int) error) error {
	var mu sync.Mutex
	var failures []error
	next := 0
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if next == n || len(failures) >= enoughFailures || ctx.Err() != nil {
			return 0, false
		}
		next++
		return next - 1, true
	}
	var workers sync.WaitGroup
	for range min(max(jobs, 1), n) {
		workers.Go(func() {
			for {
				i, more := take()
				if !more {
					return
				}
				if err := do(i); err != nil {
					mu.Lock()
					failures = append(failures, err)
					mu.Unlock()
				}
			}
		})
	}
	workers.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return collected(failures, n-next)
}

// collected joins errors in the order of their texts.
func collected(failures []error, untried int) error {
	slices.SortFunc(failures, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	if len(failures) >= enoughFailures && untried > 0 {
		failures = append(failures, fmt.Errorf("%d more files were not tried", untried))
	}
	return errors.Join(failures...)
}
