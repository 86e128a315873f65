package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// progress draws a bar for work that lasts, on a terminal alone. It stays silent for
// the first half second. It is safe for concurrent use.
type progress struct {
	mu    sync.Mutex
	w     io.Writer // nil: not on a terminal
	start time.Time
	last  time.Time
	drawn bool
}

const (
	progressDelay = 500 * time.Millisecond
	progressPause = 100 * time.Millisecond
	progressWidth = 30
)

func newProgress(t terminal) *progress {
	p := &progress{start: time.Now()}
	if t.interactive(t.err) {
		p.w = t.err
	}
	return p
}

// update draws the bar anew, at most ten times a second.
func (p *progress) update(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.start.IsZero() {
		p.start = now
	}
	if p.w == nil || now.Sub(p.start) < progressDelay || now.Sub(p.last) < progressPause {
		return
	}
	p.last, p.drawn = now, true
	fmt.Fprintf(p.w, "\r%s", bar(done, total, now.Sub(p.start)))
}

// bar returns the line: a bar, the count, and the time left, reckoned from the
// pace so far.
func bar(done, total int, since time.Duration) string {
	filled := progressWidth * done / max(total, 1)
	left := time.Duration(float64(since) / float64(max(done, 1)) * float64(total-done))
	return fmt.Sprintf("[%s%s] %d of %d pages, %s left ",
		strings.Repeat("=", filled), strings.Repeat(" ", progressWidth-filled), done, total, left.Round(time.Second))
}

// clear takes the bar away. The next update begins another piece of work.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.w, "\r\033[K")
	}
	p.start, p.drawn = time.Time{}, false
}
