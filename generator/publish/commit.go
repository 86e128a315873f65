package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"
	"time"
)

// Commit publishes what was staged, removes what earlier builds wrote and this one
// did not stage, and ends the publication in every case. Where nothing has
// changed, nothing is written, not even the manifest.
//
// It fails without having touched any published file when a Stage had failed or when
// something that Stillpoint did not write is in the way; then the error has a
// method Unwrap() []error that returns one for each such place, up to a limit. When the file system fails midway, the
// published files are a mixture of old and new, each whole, and the next
// publication mends it.
func (p *Publication) Commit() (Summary, error) {
	items, err := p.end()
	if err != nil {
		return Summary{}, err
	}
	summary, err := p.commit(items)
	if after := errors.Join(p.sweep(), p.release()); after != nil {
		err = errors.Join(err, after)
	}
	return summary, err
}

func (p *Publication) commit(items map[string]item) (Summary, error) {
	if err := p.complete(items); err != nil {
		return Summary{}, err
	}
	plan, err := p.makePlan(items)
	if err != nil {
		return Summary{}, err
	}
	c := committer{Publication: p, plan: plan, made: map[string]bool{".": true}}
	c.summary.Unchanged = plan.unchanged
	err = c.run()
	return c.summary, err
}

// complete refuses a set of files that is not the whole site.
func (p *Publication) complete(items map[string]item) error {
	p.mu.Lock()
	failure := p.failure
	p.mu.Unlock()
	if failure != nil {
		return fmt.Errorf("nothing is published, since not every file could be prepared: %w", failure)
	}
	for name, it := range items {
		if it.waits == preparing {
			return fmt.Errorf("nothing is published, since %s was still being prepared", p.shown(name))
		}
	}
	return nil
}

// committer carries out a plan.
type committer struct {
	*Publication
	plan
	summary Summary
	made    map[string]bool // folders that are there for certain
}

func (c *committer) run() error {
	if len(c.writes) > 0 {
		if err := c.writeManifest(c.intent); err != nil {
			return err
		}
	}
	for left := c.writes; len(left) > 0; {
		n := replacing(left)
		if err := c.writeAll(left[:n]); err != nil {
			return err
		}
		left = left[n:]
	}
	if err := c.remove(c.removals, c.emptied); err != nil {
		return err
	}
	return c.settleManifest()
}

// replacing returns how many of the next writes can have their turn at once: one, or more where these only replace files and are of one rank.
func replacing(writes []write) int {
	n := 0
	for n < len(writes) && writes[n].replaces && writes[n].rank == writes[0].rank {
		n++
	}
	return max(n, 1)
}

// writeAll puts files into place whose order does not matter.
func (c *committer) writeAll(writes []write) error {
	if !writes[0].replaces {
		return c.write(writes[0])
	}
	var written, size atomic.Int64
	err := aside(len(writes), func(i int) error {
		w := &writes[i]
		if err := c.disk.rename(w.item.temp(w.name), w.name); err != nil {
			return c.trouble("put into place", w.name, err)
		}
		written.Add(1)
		size.Add(w.item.size)
		return nil
	})
	c.summary.Written += int(written.Load())
	c.summary.Bytes += size.Load()
	return err
}

func (c *committer) write(w write) error {
	if w.whole != "" {
		return c.move(w)
	}
	if err := c.remove(w.blockers, w.folders); err != nil {
		return err
	}
	if err := c.place(w.item.temp(w.name), w.name); err != nil {
		return err
	}
	c.summary.Written++
	c.summary.Bytes += w.item.size
	return nil
}

// remove removes old files, then those folders that are empty.
func (c *committer) remove(files, folders []string) error {
	for _, name := range files {
		err := c.disk.remove(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return c.trouble("remove", name, err)
		}
		c.summary.Removed++
	}
	for _, dir := range folders {
		if err := c.removeEmpty(dir); err != nil {
			return err
		}
	}
	return nil
}

// removeEmpty removes a folder unless something is in it.
func (c *committer) removeEmpty(dir string) error {
	if info, err := c.disk.root.Lstat(dir); err != nil || !info.IsDir() {
		return nil // somebody was quicker; a file of theirs must not go
	}
	err := c.disk.remove(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) { // ENOTEMPTY is an ErrExist
		return nil
	}
	return c.trouble("remove the empty folder", dir, err)
}

// settleManifest leaves the manifest as the next build needs it.
func (c *committer) settleManifest() error {
	if c.forget {
		return c.forgetManifest()
	}
	if len(c.writes) == 0 && c.old.same(c.final) {
		return nil
	}
	return c.writeManifest(c.final)
}

func (c *committer) forgetManifest() error {
	c.left = manifest{}
	err := c.disk.remove(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return c.trouble("remove", manifestName, err)
}

func (c *committer) writeManifest(m manifest) error {
	if err := c.startStaging(); err != nil {
		return c.trouble("make the folder", stagingName, err)
	}
	temp := item{waits: c.numbered()}.temp(manifestName)
	if _, err := c.disk.create(temp, m.encode(), time.Time{}); err != nil {
		return c.trouble("write", manifestName, err)
	}
	err := c.disk.rename(temp, manifestName)
	if err == nil {
		c.left = m
	}
	return c.trouble("write", manifestName, err)
}
