// Package rebuild builds a site again whenever something has changed: it joins a
// [generator.Builder], which decides what there is to do, and a [watch.Watcher], which only says when to look.
package rebuild

import (
	"context"
	"errors"
	"time"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/watch"
)

// Round is one build that came to something.
type Round struct {
	Result *generator.Result
	Took   time.Duration
	First  bool   // nothing was built before
	Notice string // what the user should know of the watching, once; mostly ""
}

// ErrNothing says that there is no site to build, nor a folder in which one could come to be.
var ErrNothing = errors.New("there is nothing to watch")

// absence is the pause before a look for a site whose folder is gone.
const absence = time.Second

// Loop builds, hands the result to show, and does both again whenever an input has changed or
// something has come due, until ctx ends; then it returns nil. Where a look finds nothing new, nothing is shown. A change that
// comes during a build is built next. Whatever keeps a build from being published is shown as a diagnostic.
func Loop(ctx context.Context, builder *generator.Builder, watcher *watch.Watcher, show func(Round)) error {
	for first := true; ; first = false {
		start := time.Now()
		result, err := builder.Build(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			result.Diagnostics = append(result.Diagnostics, diag.New("not-built", "", err.Error(), ""))
		}
		again := watcher.Watch(folders(result))
		notice := watcher.Trouble()
		if !result.Idle || notice != "" {
			show(Round{result, time.Since(start), first, notice})
		}
		if first && len(result.Folders) == 0 {
			return ErrNothing
		}
		if again {
			continue
		}
		if err := wait(ctx, builder, watcher, len(result.Folders) == 0); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
	}
}

// wait returns nil when it is time to look again, or ctx has ended.
func wait(ctx context.Context, builder *generator.Builder, watcher *watch.Watcher, gone bool) error {
	next := builder.Due()
	if gone {
		next = time.Now().Add(absence)
	}
	if !next.IsZero() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, next)
		defer cancel()
	}
	if err := watcher.Wait(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

func folders(r *generator.Result) []watch.Folder {
	all := make([]watch.Folder, len(r.Folders))
	for i, f := range r.Folders {
		all[i] = watch.Folder(f)
	}
	return all
}
