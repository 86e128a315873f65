package deploytest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"stillpoint/generator/deploy"
)

// way is how a publication is cut.
type way int

const (
	dies       way = iota // before an operation, and so does everything after it
	diesAfter             // after an operation whose answer is lost
	diesHalf              // in the middle of sending a file
	isCanceled            // as by Ctrl-C
	isBusy                // is not cut; the place asks for patience a few times
	ways
)

func (w way) String() string {
	return [...]string{"dies", "dies after", "dies in the middle", "is canceled", "is busy"}[w]
}

var errDead = errors.New("the connection is gone for good")

// cutter is what the remotes of a run share: it counts operations, cuts at one of them, and looks after each.
type cutter struct {
	at       int64 // the operation that is cut, from 1
	way      way
	patience int64 // how often a busy place asks for it
	cancel   context.CancelFunc
	look     func(when string)

	world sync.RWMutex // held for writing while somebody looks, so that a look sees one moment
	count atomic.Int64
	cut   atomic.Bool
	dead  atomic.Bool
	busy  atomic.Int64 // operations that still fail
	wrong string       // that a look has found
}

// cutting is a remote that is cut.
type cutting struct {
	deploy.Remote
	c *cutter
}

// cuttingLooker is one that can tell of single files.
type cuttingLooker struct {
	cutting
	looker deploy.Looker
}

func cut(r deploy.Remote, c *cutter) deploy.Remote {
	if l, can := r.(deploy.Looker); can {
		return cuttingLooker{cutting{r, c}, l}
	}
	return cutting{r, c}
}

func (r cuttingLooker) Stat(ctx context.Context, name string) (e deploy.Entry, err error) {
	nothing := func() error { return nil }
	err = r.c.step("Stat "+name, func() error { e, err = r.looker.Stat(ctx, name); return err }, nothing)
	return e, err
}

func (r cuttingLooker) StatsPerList(files int) int { return r.looker.StatsPerList(files) }

// step does an operation, unless it is cut.
func (c *cutter) step(what string, do func() error, half func() error) error {
	err := c.one(do, half)
	c.world.Lock()
	defer c.world.Unlock()
	c.look(fmt.Sprintf("after operation %d, %s", c.count.Load(), what))
	return err
}

func (c *cutter) one(do, half func() error) error {
	c.world.RLock()
	defer c.world.RUnlock()
	n := c.count.Add(1)
	if c.dead.Load() {
		return errDead
	}
	if n == c.at {
		c.cut.Store(true)
		switch c.way {
		case dies:
			c.dead.Store(true)
			return errDead
		case diesAfter:
			c.dead.Store(true)
			return errors.Join(do(), errDead)
		case diesHalf:
			c.dead.Store(true)
			return errors.Join(half(), errDead)
		case isCanceled:
			c.cancel()
		case isBusy:
			c.busy.Store(c.patience)
		}
	}
	if c.busy.Load() > 0 {
		if c.busy.Add(-1)%2 == 0 { // done all the same, only the answer is lost
			_ = do()
		}
		return fmt.Errorf("please come back later: %w", deploy.ErrAgain)
	}
	return do()
}

func (r cutting) List(ctx context.Context) (entries map[string]deploy.Entry, err error) {
	nothing := func() error { return nil }
	err = r.c.step("List", func() error { entries, err = r.Remote.List(ctx); return err }, nothing)
	return entries, err
}

func (r cutting) Read(ctx context.Context, name string) (data []byte, err error) {
	nothing := func() error { return nil }
	err = r.c.step("Read "+name, func() error { data, err = r.Remote.Read(ctx, name); return err }, nothing)
	return data, err
}

func (r cutting) Put(ctx context.Context, o deploy.Object) (e deploy.Entry, err error) {
	broken := o
	broken.Open = func() (io.ReadSeekCloser, error) {
		file, err := o.Open()
		return &breaking{file, o.Size / 2}, err
	}
	half := func() error {
		_, err := r.Remote.Put(ctx, broken)
		left := []byte("half of " + o.Name) // what a run that is killed cannot clear away
		_, leftErr := r.Remote.Put(ctx, Object(deploy.Part+"of-"+fmt.Sprint(r.c.at), left))
		return errors.Join(err, leftErr)
	}
	err = r.c.step("Put "+o.Name, func() error { e, err = r.Remote.Put(ctx, o); return err }, half)
	return e, err
}

func (r cutting) Create(ctx context.Context, name string, data []byte) error {
	nothing := func() error { return nil }
	return r.c.step("Create "+name, func() error { return r.Remote.Create(ctx, name, data) }, nothing)
}

func (r cutting) Remove(ctx context.Context, name string) error {
	nothing := func() error { return nil }
	return r.c.step("Remove "+name, func() error { return r.Remote.Remove(ctx, name) }, nothing)
}

// breaking fails in the middle of a file.
type breaking struct {
	io.ReadSeekCloser
	left int64
}

func (b *breaking) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errDead
	}
	n, err := b.ReadSeekCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
