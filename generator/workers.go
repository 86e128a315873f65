package generator

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// each calls f for every number from 0 to n-1 on a number of workers, until
// one fails or the context is done. Results belong into slots by number, never into
// the order in which they come.
func each(ctx context.Context, jobs, n int, f func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(jobs, n) {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f(i); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}
