package deploy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

// verify looks whether what was sent is there as it was sent and what was removed is gone, then removes the notes that the manifest has made void.
func (r *run) verify(ctx context.Context, manifest Sent) error {
	wrong, own, err := r.lookAtAll(ctx, manifest)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return &UnverifiedError{r.Place, sorted(wrong)}
	}
	mine, err := r.lock.mine(ctx) // whoever has followed needs the notes
	if err != nil {
		return stopped(ctx, fmt.Errorf("everything is sent, but the lock of %s could not be looked at: %w", r.Place, err))
	}
	if !mine {
		return ErrLockLost
	}
	return r.sweep(ctx, own)
}

// lookAtAll returns what is wrong, in plain words, and the names of what Stillpoint keeps for itself. It looks at single files where that is cheaper than a list
// of all; then what was neither sent nor removed is as it was when the plan was made, as far as anybody has looked.
func (r *run) lookAtAll(ctx context.Context, manifest Sent) (wrong, own []string, err error) {
	asking := r.remote.(patient)
	looker, can := asking.Remote.(Looker)
	if can && !r.listed && len(r.Send)+len(r.Remove)+1 <= looker.StatsPerList(len(r.final)) {
		wrong, err = r.lookAtEach(ctx, func(ctx context.Context, name string) (Entry, error) { return asking.stat(ctx, looker, name) }, manifest)
		if err == nil {
			return wrong, slices.AppendSeq(slices.Clone(r.notes), maps.Keys(r.entries)), nil
		}
		if ctx.Err() != nil {
			return nil, nil, context.Cause(ctx)
		}
		// Something cannot be looked at; a list may tell more, or fail with words that fit.
	}
	entries, err := r.remote.List(ctx)
	if err != nil {
		return nil, nil, stopped(ctx, fmt.Errorf("everything is sent, but the files of %s could not be listed to verify it: %w", r.Place, err))
	}
	look := func(name string, s *Sent) {
		e, there := entries[name]
		wrong = append(wrong, amiss(name, s, e, there)...)
	}
	for name, s := range r.final {
		look(name, &s)
	}
	for _, s := range r.Remove {
		look(s.Name, nil)
	}
	look(ManifestName, &manifest)
	return wrong, slices.Collect(maps.Keys(entries)), nil
}

// lookAtEach looks at what was sent and removed, file by file.
func (r *run) lookAtEach(ctx context.Context, stat func(context.Context, string) (Entry, error), manifest Sent) ([]string, error) {
	expected := map[string]*Sent{ManifestName: &manifest}
	for _, s := range r.Send {
		sent := r.final[s.Name]
		expected[s.Name] = &sent
	}
	for _, s := range r.Remove {
		expected[s.Name] = nil
	}
	names := slices.Sorted(maps.Keys(expected))
	var mu sync.Mutex
	var wrong []string
	err := each(ctx, r.options.Jobs, len(names), func(i int) error {
		e, err := stat(ctx, names[i])
		if ignoreMissing(err) != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		wrong = append(wrong, amiss(names[i], expected[names[i]], e, !errors.Is(err, fs.ErrNotExist))...)
		return nil
	})
	return wrong, err
}

// amiss returns what is wrong about a file, or nothing. Where nothing is expected, it was removed.
func amiss(name string, expected *Sent, e Entry, there bool) []string {
	switch {
	case expected == nil && there:
		return []string{name + " was removed, and is there again"}
	case expected != nil && !there:
		return []string{name + " is not there"}
	case expected != nil && !expected.at(e):
		return []string{name + " is not as it was sent"}
	}
	return nil
}

// sweep removes what no run needs any more.
func (r *run) sweep(ctx context.Context, names []string) error {
	old := slices.DeleteFunc(names, func(name string) bool {
		return !IsOwn(name) || name == ManifestName || name == stateName || strings.HasPrefix(name, lockName)
	})
	return each(ctx, r.options.Jobs, len(old), func(i int) error {
		if err := r.remote.Remove(ctx, old[i]); err != nil {
			return stopped(ctx, fmt.Errorf("the site is published, but %s could not be removed: %w", old[i], err))
		}
		return nil
	})
}

// UnverifiedError says that files are not at the place as they were sent.
type UnverifiedError struct {
	Place string
	Wrong []string // sorted; name and what is wrong, in plain words
}

// Error names the files.
func (e *UnverifiedError) Error() string {
	shown := e.Wrong[:min(len(e.Wrong), shownInTheWay)]
	text := fmt.Sprintf("%s does not have everything as it was sent: publish once more\n  %s", e.Place, strings.Join(shown, "\n  "))
	if more := len(e.Wrong) - len(shown); more > 0 {
		text += fmt.Sprintf("\n  and %d more", more)
	}
	return text
}
