// Package reach asks other sites whether what is linked to is still there. It is polite: one request at a time to each host, with a pause
// after it, only the head of a page where that will do, and nothing twice within days. What is certainly gone is told apart from what did
// not answer just now.
package reach

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// Verdict says what became of an address.
type Verdict string

// The verdicts.
const (
	Fine   Verdict = "fine"
	Moved  Verdict = "moved"  // for good, to another address
	Dead   Verdict = "dead"   // the site says that it is gone, or there is no such host
	Unsure Verdict = "unsure" // no answer, or one that says nothing of the page
)

// Answer is what a site said of an address.
type Answer struct {
	Verdict Verdict   `json:"verdict"`
	Reason  string    `json:"reason,omitempty"` // in plain words, where it is not fine
	To      string    `json:"to,omitempty"`     // where it has moved
	Asked   time.Time `json:"asked"`
}

// age returns how long an answer holds.
func (a Answer) age() time.Duration {
	switch a.Verdict {
	case Fine, Moved:
		return 7 * 24 * time.Hour
	case Dead:
		return 24 * time.Hour
	}
	return time.Hour
}

// Asker asks. Its zero value is ready, but for the cache.
type Asker struct {
	Transport http.RoundTripper // nil for that of package http
	Hosts     int               // asked at once; below 1 means 8
	Pause     time.Duration     // between two requests to a host; 0 means a second, below 0 none
	Timeout   time.Duration     // of one request; 0 means 15 seconds
	Tries     int               // where there is no answer; below 1 means 3
	Agent     string            // that requests name themselves by
	Cache     *Cache            // answers of earlier runs; nil for none
	Now       func() time.Time  // nil for the clock
	Progress  func(done, total int)
}

// Ask returns an answer for each of the addresses, which must begin with http:// or https://. What follows a # is not sent. The error is that
// of a canceled context; what was answered by then is returned all the same.
func (a *Asker) Ask(ctx context.Context, addresses []string) (map[string]Answer, error) {
	r := &round{Asker: a, answers: map[string]Answer{}, total: len(addresses)}
	byHost := map[string][]string{}
	for _, address := range slices.Compact(slices.Sorted(slices.Values(addresses))) {
		if answer, known := a.Cache.get(withoutFragment(address), a.now()); known {
			r.note(address, answer)
			continue
		}
		host := hostOf(address)
		byHost[host] = append(byHost[host], address)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(orElse(a.Hosts, 8))
	for _, all := range byHost {
		group.Go(func() error { return r.host(ctx, all) })
	}
	err := group.Wait()
	r.doubt()
	return r.answers, err
}

func (a *Asker) now() time.Time {
	if a.Now != nil {
		return a.Now()
	}
	return time.Now()
}

func orElse(n, other int) int {
	if n < 1 {
		return other
	}
	return n
}

func withoutFragment(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

// hostOf returns the host of an address in small letters; "" where it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// round is one call of [Asker.Ask].
type round struct {
	*Asker
	mu      sync.Mutex
	answers map[string]Answer
	total   int
}

// doubt takes it back that there are no such hosts, where no host at all has answered: this machine is not online.
func (r *round) doubt() {
	for _, answer := range r.answers {
		if answer.Reason != noHost {
			return
		}
	}
	for address, answer := range r.answers {
		answer.Verdict, answer.Reason = Unsure, "no host has answered: is this machine online?"
		r.answers[address] = answer
		r.Cache.put(withoutFragment(address), answer)
	}
}

func (r *round) note(address string, answer Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers[address] = answer
	if r.Progress != nil {
		r.Progress(len(r.answers), r.total)
	}
}

// host asks one host for all of its addresses, one after the other.
func (r *round) host(ctx context.Context, addresses []string) error {
	asked := map[string]Answer{}
	for i, address := range addresses {
		plain := withoutFragment(address)
		answer, known := asked[plain]
		if !known {
			if i > 0 {
				if err := Wait(ctx, r.pause()); err != nil {
					return err
				}
			}
			var err error
			if answer, err = r.page(ctx, plain); err != nil {
				return err
			}
			asked[plain] = answer
			r.Cache.put(plain, answer)
		}
		r.note(address, answer)
	}
	return nil
}

func (a *Asker) pause() time.Duration {
	switch {
	case a.Pause < 0:
		return 0
	case a.Pause == 0:
		return time.Second
	}
	return a.Pause
}

// Wait waits, or returns the error of a canceled context.
func Wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
