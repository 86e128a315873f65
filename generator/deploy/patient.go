package deploy

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"sync/atomic"
	"time"
)

// tries is how often something is tried that another time may go well.
const tries = 6

// patient is a remote whose failures are tried again where that may help.
type patient struct {
	Remote
	pause time.Duration
	tell  func(error)   // of what fails again
	asked *atomic.Int64 // how often
}

// patiently returns a remote as the options want it.
func patiently(r Remote, o Options) patient { return patient{r, o.Pause, o.Again, new(atomic.Int64)} }

// again does something until it goes well, fails for good, or has failed too often.
func (p patient) again(ctx context.Context, do func() error) error {
	pause := p.pause
	for try := 1; ; try++ {
		p.asked.Add(1)
		err := do()
		if err != nil && ctx.Err() != nil {
			return errors.Join(context.Cause(ctx), err) // it may have been the end of the context that cut something else short
		}
		if err == nil || try == tries || !errors.Is(err, ErrAgain) {
			return err
		}
		if try > 1 {
			p.tell(err)
		}
		wait := time.NewTimer(pause/2 + rand.N(pause)) // so that workers do not all come back at once
		select {
		case <-ctx.Done():
			wait.Stop()
			return errors.Join(context.Cause(ctx), err)
		case <-wait.C:
		}
		pause *= 2
	}
}

func (p patient) List(ctx context.Context) (entries map[string]Entry, err error) {
	err = p.again(ctx, func() error { entries, err = p.Remote.List(ctx); return err })
	return entries, err
}

func (p patient) Read(ctx context.Context, name string) (data []byte, err error) {
	err = p.again(ctx, func() error { data, err = p.Remote.Read(ctx, name); return err })
	return data, err
}

// stat looks at a single file.
func (p patient) stat(ctx context.Context, l Looker, name string) (e Entry, err error) {
	err = p.again(ctx, func() error { e, err = l.Stat(ctx, name); return err })
	return e, err
}

func (p patient) Put(ctx context.Context, o Object) (e Entry, err error) {
	err = p.again(ctx, func() error { e, err = p.Remote.Put(ctx, o); return err })
	return e, err
}

func (p patient) Remove(ctx context.Context, name string) error {
	return p.again(ctx, func() error { return p.Remote.Remove(ctx, name) })
}

// Create takes a file for created that is there with the very bytes: the answer to a try before may have been lost.
func (p patient) Create(ctx context.Context, name string, data []byte) error {
	try := 0
	return p.again(ctx, func() error {
		try++
		err := p.Remote.Create(ctx, name, data)
		if try == 1 || !errors.Is(err, fs.ErrExist) {
			return err
		}
		there, readErr := p.Remote.Read(ctx, name)
		if readErr == nil && string(there) == string(data) {
			return nil
		}
		return errors.Join(err, readErr)
	})
}
