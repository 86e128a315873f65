package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"stillpoint/generator/deploy"
)

// sendProgress draws a bar for a publication, on a terminal alone. It is safe for concurrent use.
type sendProgress struct {
	mu    sync.Mutex
	w     io.Writer // nil: not on a terminal
	start time.Time
	last  time.Time
	drawn bool
}

func newSendProgress(t terminal) *sendProgress {
	p := &sendProgress{}
	if t.interactive(t.err) && !t.pipeline() {
		p.w = t.err
	}
	return p
}

// update draws the bar anew, at most ten times a second, and not in the first half second.
func (p *sendProgress) update(now deploy.Progress) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	at := time.Now()
	if p.start.IsZero() {
		p.start = at
	}
	if at.Sub(p.start) < progressDelay || at.Sub(p.last) < progressPause {
		return
	}
	p.last, p.drawn = at, true
	fmt.Fprintf(p.w, "\r%s\033[K", sendBar(now, at.Sub(p.start)))
}

// fileWorth is how many bytes a file counts for beside its own: asking for it takes time, too.
const fileWorth = 8 << 10

// sendBar returns the line: a bar, the counts, the rate, and the time left.
func sendBar(p deploy.Progress, since time.Duration) string {
	done, total := float64(p.Sent)+fileWorth*float64(p.Done), float64(p.Bytes)+fileWorth*float64(p.Total)
	part := 1.0
	if total > 0 {
		part = min(done/total, 1)
	}
	left := ""
	if part > 0 {
		left = fmt.Sprintf(", %s left", time.Duration(float64(since)*(1-part)/part).Round(time.Second))
	}
	filled := int(progressWidth * part)
	rate := int64(float64(p.Sent) / max(since.Seconds(), 0.001))
	return fmt.Sprintf("[%s%s] %d of %s, %s of %s, %s/s%s ", strings.Repeat("=", filled), strings.Repeat(" ", progressWidth-filled),
		p.Done, quantity(p.Total, "file"), bytesInWords(p.Sent), bytesInWords(p.Bytes), bytesInWords(rate), left)
}

// clear takes the bar away.
func (p *sendProgress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.w, "\r\033[K")
		p.drawn = false
	}
}
