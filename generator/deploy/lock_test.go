package deploy_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/deploytest"
)

const lockName = deploy.Own + "lock"

// alive is a process that is at work, on another machine.
func alive() deploy.Self { return deploy.Self{Who: "the pipeline 12", Host: "elsewhere", PID: 12} }

// lockFor writes the lock of another run, as it was renewed a while ago.
func lockFor(t *testing.T, place *deploytest.Memory, holder deploy.Self, ago time.Duration) {
	t.Helper()
	now := time.Now().UTC()
	text, err := json.Marshal(map[string]any{"token": "of another", "holder": holder, "since": now.Add(-ago), "renewed": now.Add(-ago)})
	if err != nil {
		t.Fatal(err)
	}
	place.Write(lockName, text)
}

func try(t *testing.T, place *deploytest.Memory, o deploy.Options) error {
	t.Helper()
	r := place.Open()
	_, err := deploy.Publish(t.Context(), r, small().site(), compare(t, r, small(), o), o)
	return err
}

func TestLocked(t *testing.T) {
	for name, c := range map[string]struct {
		holder deploy.Self
		ago    time.Duration
		unlock bool
		locked bool
		waits  time.Duration
	}{
		"at work":                     {holder: alive(), ago: 10 * time.Second, locked: true},
		"broken":                      {holder: alive(), ago: 10 * time.Second, unlock: true},
		"dead for long":               {holder: alive(), ago: time.Hour, waits: 20 * time.Second},
		"dead on this machine":        {holder: deploy.Self{Host: "here", PID: 1 << 30}, ago: time.Second},
		"dead, if it were ours":       {holder: deploy.Self{Host: "here", Machine: "another start", PID: 1 << 30}, ago: time.Second, locked: true},
		"alive on this machine":       {holder: deploy.Self{Host: "here", PID: 1}, ago: time.Second, locked: true},
		"its clock is ahead of ours":  {holder: alive(), ago: -time.Hour, locked: true},
		"a lock that nobody can read": {waits: 20 * time.Second, ago: 1 << 62},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				place, o := deploytest.NewMemory(), options()
				lockFor(t, place, c.holder, c.ago)
				if c.ago == 1<<62 {
					place.Write(lockName, []byte("?"))
				}
				o.Unlock = c.unlock
				began := time.Now()
				err := try(t, place, o)
				var locked *deploy.LockedError
				if errors.As(err, &locked) != c.locked || !c.locked && err != nil {
					t.Fatal(err)
				}
				if c.locked && !strings.Contains(err.Error(), "memory is being published to by") {
					t.Error(err)
				}
				if waited := time.Since(began); waited != c.waits {
					t.Errorf("it took %s", waited)
				}
				if _, published := place.Look()["index.html"]; published == c.locked {
					t.Error("published: ", published)
				}
				for name := range place.Look() {
					if !c.locked && strings.HasPrefix(name, lockName) {
						t.Error(name, " is left")
					}
				}
			})
		})
	}
}

// TestLockOfSlowClock does not take over from somebody whose clock goes wrong, but who is at work.
func TestLockOfSlowClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		place := deploytest.NewMemory()
		lockFor(t, place, alive(), time.Hour)
		go func() {
			time.Sleep(15 * time.Second)
			lockFor(t, place, alive(), time.Hour)
		}()
		var locked *deploy.LockedError
		if err := try(t, place, options()); !errors.As(err, &locked) {
			t.Fatal(err)
		}
	})
}

// slow publishes while each file takes five minutes, and calls a function in the middle of the first.
func slow(t *testing.T, place *deploytest.Memory, middle func(r *spy)) error {
	t.Helper()
	o := options()
	o.Self = alive()
	o.Jobs = 1
	r := watching(place)
	began := false
	r.before = func(call string) error {
		if strings.HasPrefix(call, "Put ") && !strings.Contains(call, deploy.Own) {
			first := !began
			began = true
			time.Sleep(152 * time.Second) // not when the lock is just renewed
			if first {
				middle(r)
			}
			time.Sleep(152 * time.Second) // not when the lock is just renewed
		}
		return nil
	}
	_, err := deploy.Publish(t.Context(), r, small().site(), compare(t, place.Open(), small(), o), o)
	return err
}

// TestLockIsRenewed holds the place for as long as it takes.
func TestLockIsRenewed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		place := deploytest.NewMemory()
		err := slow(t, place, func(*spy) {
			var locked *deploy.LockedError
			if err := try(t, place, options()); !errors.As(err, &locked) || time.Since(locked.Renewed) > 20*time.Second {
				t.Error(err)
			}
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// TestLockIsLost stops where somebody has taken over, or removed the lock, or it could not be renewed, and leaves what it finds then.
func TestLockIsLost(t *testing.T) {
	for name, c := range map[string]struct {
		lose func(t *testing.T, place *deploytest.Memory, r *spy)
	}{
		"broken": {func(t *testing.T, place *deploytest.Memory, _ *spy) {
			o := options()
			o.Unlock = true
			r := place.Open()
			send(t, r, files{"index.html": "of the other"}, o)
		}},
		"removed":  {func(_ *testing.T, place *deploytest.Memory, _ *spy) { place.Delete(lockName) }},
		"replaced": {func(t *testing.T, place *deploytest.Memory, _ *spy) { lockFor(t, place, alive(), 0) }},
		"followed": {func(_ *testing.T, place *deploytest.Memory, _ *spy) { place.Write(lockName+"-2", []byte("{}")) }},
		"not renewed": {func(_ *testing.T, _ *deploytest.Memory, r *spy) {
			before := r.before
			r.mu.Lock()
			defer r.mu.Unlock()
			r.before = func(call string) error {
				if call == "Put "+lockName {
					return errors.New("no room is left")
				}
				return before(call)
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				place := deploytest.NewMemory()
				var locks, pages string
				err := slow(t, place, func(r *spy) {
					c.lose(t, place, r)
					locks, pages = string(place.Look()[lockName]), string(place.Look()["index.html"])
				})
				if !errors.Is(err, deploy.ErrLockLost) {
					t.Error(err)
				}
				there := place.Look()
				if name != "not renewed" && string(there[lockName]) != locks {
					t.Errorf("the lock %q was touched: %q", locks, there[lockName])
				}
				if string(there["index.html"]) != pages {
					t.Errorf("it has gone on: %q", there["index.html"])
				}
			})
		})
	}
}
