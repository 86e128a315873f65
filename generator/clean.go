package generator

import (
	"context"

	"stillpoint/generator/publish"
)

// Clean removes from the destination what earlier builds wrote there.
func Clean(ctx context.Context, o Options) (*Result, error) {
	b := &build{options: o, result: &Result{Destination: o.Destination}}
	if o.Destination == "" {
		if err := b.scan(ctx); err != nil {
			return b.result, err
		}
		b.result.Diagnostics = b.problems.Sorted()
		if b.halted {
			return b.result, nil
		}
		b.result.Destination = o.destination(b.config)
	}
	summary, err := publish.Clean(b.result.Destination)
	b.result.Summary = summary
	return b.result, err
}
