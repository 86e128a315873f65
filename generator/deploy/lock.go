package deploy

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"sync"
	"time"
)

// LockedError says that another run is publishing to the same place.
type LockedError struct {
	Place   string
	Holder  Self
	Since   time.Time // by the clock of the holder
	Renewed time.Time // likewise
}

// Error returns the message for people.
func (e *LockedError) Error() string {
	return fmt.Sprintf("%s is being published to by %s since %s: wait until that run has ended. If it was broken off, its lock is void a minute after it was last renewed, at %s",
		e.Place, e.Holder.words(), e.Since.Format("15:04:05"), e.Renewed.Format("15:04:05"))
}

func (s Self) words() string {
	text := cmp.Or(s.Who, "another run")
	if s.Host != "" {
		text += " on " + s.Host
	}
	if s.PID > 0 {
		text += fmt.Sprintf(" (process %d)", s.PID)
	}
	return text
}

// ErrLockLost says that another run has taken over while this one was at work.
var ErrLockLost = errors.New("another run has taken over, or the lock was removed; this one has stopped")

// claim is what stands in a lock file.
type claim struct {
	Token   string    `json:"token"`
	Holder  Self      `json:"holder"`
	Since   time.Time `json:"since"`
	Renewed time.Time `json:"renewed"`
}

// holding is a lock that we have.
type holding struct {
	remote  Remote
	row     int // from 1
	claim   claim
	lease   time.Duration
	stop    context.CancelFunc
	renewal sync.WaitGroup
	mu      sync.Mutex
	renewed time.Time // before the last write that went well
}

// unsteady is how often a lock may come and go while it is looked at.
const unsteady = 100

// lockFile returns the name of a file of the row.
func lockFile(row int) string {
	if row == 1 {
		return lockName
	}
	return lockName + "-" + strconv.Itoa(row)
}

// acquire takes the lock of a place, or returns a *LockedError. A holder that seems dead by the clock is watched for a while.
func acquire(ctx context.Context, r Remote, o Options) (*holding, error) {
	h := &holding{remote: r, lease: o.Lease, claim: claim{Token: token(), Holder: o.Self}}
	h.row = 1
	for range unsteady {
		h.renewed = time.Now()
		h.claim.Since, h.claim.Renewed = h.renewed.UTC().Round(0), h.renewed.UTC().Round(0)
		err := r.Create(ctx, lockFile(h.row), h.text())
		if err == nil {
			err = h.clearRest(ctx)
		}
		if err == nil {
			return h, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			h.withdraw(ctx)
			return nil, stopped(ctx, fmt.Errorf("could not lock %s: %w", r, err))
		}
		if err := h.pass(ctx, o); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("could not lock %s: its lock changes all the time", r)
}

// clearRest removes what follows in the row. Since our own place in it was empty, its holder was done, and was cut while it let go.
func (h *holding) clearRest(ctx context.Context) error {
	for row := h.row + 1; ; row++ {
		if _, err := readClaim(ctx, h.remote, row); err != nil {
			return ignoreMissing(err)
		}
		if err := h.remote.Remove(ctx, lockFile(row)); err != nil {
			return err
		}
	}
}

// withdraw removes a lock that may be there although its creation has failed, as when the run is stopped at that moment.
func (h *holding) withdraw(ctx context.Context) {
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), cleanup)
	defer done()
	if mine, err := h.mine(ctx); err == nil && mine {
		_ = h.remote.Remove(ctx, lockFile(h.row))
	}
}

// pass goes on in the row where the holder of the file has ended, or has been followed by another already.
func (h *holding) pass(ctx context.Context, o Options) error {
	held, err := readClaim(ctx, h.remote, h.row)
	if errors.Is(err, fs.ErrNotExist) { // it has just let go
		return nil
	}
	if err != nil {
		return fmt.Errorf("could not read the lock of %s: %w", h.remote, err)
	}
	_, err = readClaim(ctx, h.remote, h.row+1)
	if err == nil || o.Unlock || held.Holder.gone(o.Self) { // of one that was followed, it counts who came after
		h.row++
		return nil
	}
	locked := held.locked(h.remote)
	if time.Since(held.Renewed) < o.Lease {
		return locked
	}
	select { // clocks differ: it is dead only if it does not do what the living do
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(o.Lease / 3):
	}
	now, err := readClaim(ctx, h.remote, h.row)
	switch {
	case err != nil:
		return ignoreMissing(err)
	case now.Token != held.Token || !now.Renewed.Equal(held.Renewed):
		return locked
	}
	h.row++
	return nil
}

func readClaim(ctx context.Context, r Remote, row int) (claim, error) {
	data, err := r.Read(ctx, lockFile(row))
	if err != nil {
		return claim{}, err
	}
	var c claim
	_ = json.Unmarshal(data, &c) // one that nobody can read was never renewed
	return c, nil
}

// lastClaim returns who holds a place, or was the last to hold it. The error is [fs.ErrNotExist] where nobody does.
func lastClaim(ctx context.Context, r Remote) (claim, error) {
	var held claim
	for row := 1; ; row++ {
		next, err := readClaim(ctx, r, row)
		if row > 1 && errors.Is(err, fs.ErrNotExist) {
			return held, nil
		}
		if err != nil {
			return claim{}, err
		}
		held = next
	}
}

func (c claim) locked(r Remote) *LockedError {
	return &LockedError{r.String(), c.Holder, c.Since.Local(), c.Renewed.Local()}
}

func (h *holding) text() []byte {
	text, _ := json.Marshal(h.claim) // plain fields
	return append(text, '\n')
}

// keep renews the lock until the release, and has everything stop that hangs on the returned context when it is lost.
func (h *holding) keep(ctx context.Context) context.Context {
	ctx, lose := context.WithCancelCause(ctx)
	renew, stop := context.WithCancel(context.WithoutCancel(ctx))
	h.stop = stop
	h.renewal.Go(func() {
		beat := time.NewTicker(h.lease / 4)
		defer beat.Stop()
		defer lose(nil)
		for {
			select {
			case <-renew.Done():
				return
			case <-beat.C:
			}
			if err := h.renew(renew); err != nil && renew.Err() == nil {
				lose(err)
				return
			}
		}
	})
	return ctx
}

// renew writes the lock anew if it is still ours. A failure to ask or to write counts only when the lease has run out.
func (h *holding) renew(ctx context.Context) error {
	if h.expired() {
		return ErrLockLost
	}
	now := time.Now()
	mine, err := h.mine(ctx)
	if err != nil {
		return nil
	}
	if !mine || h.expired() {
		return ErrLockLost
	}
	h.claim.Renewed = now.UTC().Round(0)
	if _, err := h.remote.Put(ctx, small(lockFile(h.row), h.text())); err == nil {
		h.mu.Lock()
		h.renewed = now
		h.mu.Unlock()
	}
	return nil
}

// expired tells whether somebody else may have the lock by now. A machine that was asleep finds it so.
func (h *holding) expired() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return max(time.Since(h.renewed), time.Since(h.renewed.Round(0))) >= h.lease // the wall clock goes on while a machine sleeps
}

// mine asks whether the lock is still ours, and nobody has followed.
func (h *holding) mine(ctx context.Context) (bool, error) {
	held, err := readClaim(ctx, h.remote, h.row)
	if err != nil {
		return false, ignoreMissing(err)
	}
	_, err = readClaim(ctx, h.remote, h.row+1)
	return held.Token == h.claim.Token && err != nil, ignoreMissing(err)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// release removes the lock, unless it is somebody else's by now, with those of the dead that it took over from.
func (h *holding) release(ctx context.Context) error {
	h.stop()
	h.renewal.Wait()
	if h.expired() {
		return nil
	}
	mine, err := h.mine(ctx)
	if err != nil || !mine {
		return err
	}
	for row := 1; row <= h.row; row++ { // from the beginning: whoever finds the first one gone finds no work going on
		if err := h.remote.Remove(ctx, lockFile(row)); err != nil {
			return err
		}
	}
	return nil
}

// small returns an object of a few bytes, such as a record.
func small(name string, data []byte) Object {
	return Object{Name: name, Size: int64(len(data)), Digest: Digest(data), Type: "application/octet-stream", Cache: "no-store",
		Open: func() (io.ReadSeekCloser, error) { return closing{bytes.NewReader(data)}, nil }}
}

type closing struct{ *bytes.Reader }

func (closing) Close() error { return nil }
