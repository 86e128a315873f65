package generator

import (
	"context"
	"errors"

	"stillpoint/generator/cache"
	"stillpoint/generator/publish"
)

// Clean removes from the destination what earlier builds wrote there. The
// configuration is read only to find a destination that the options do not name.
func Clean(ctx context.Context, o Options) (*Result, error) {
	b := newBuild(o)
	if o.Destination == "" {
		if err := b.run(ctx, b.scan); err != nil || b.halted {
			return b.end(err)
		}
		b.result.Destination = o.destination(b.config.Build.Destination)
	}
	summary, err := publish.Clean(b.result.Destination)
	b.result.Summary = summary
	return b.end(err)
}

// CleanCache removes all that builds have kept for later ones.
func CleanCache(o Options) (cache.Swept, error) {
	store := cache.Open(o.cacheFolder())
	swept, err := store.Sweep(0)
	return swept, errors.Join(err, store.Close())
}
