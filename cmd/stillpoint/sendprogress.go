package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"stillpoint/generator/deploy"
)

// sendProgress draws a bar for a publication, on a terminal alone. It is safe for concurrent use.
type sendProgress struct {
	mu      sync.Mutex
	w       io.Writer // nil: not on a terminal
	columns int       // of the terminal
	start   time.Time
	last    time.Time
	drawn   bool
}

func newSendProgress(t terminal) *sendProgress {
	p := &sendProgress{}
	if t.interactive(t.err) && !t.pipeline() {
		p.w, p.columns = t.err, columnsOf(t.err)
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
	fmt.Fprintf(p.w, "\r%s\033[K", sendBar(now, at.Sub(p.start), p.columns))
}

// fileWorth is how many bytes a file counts for beside its own: asking for it takes time, too.
const fileWorth = 8 << 10

// sendBar returns the line: a bar, the counts, the rate where there is room for it, and the time left.
func sendBar(p deploy.Progress, since time.Duration, columns int) string {
	done, total := float64(p.Sent)+fileWorth*float64(p.Done), float64(p.Bytes)+fileWorth*float64(p.Total)
	part := 1.0
	if total > 0 {
		part = min(done/total, 1)
	}
	counts, rate, left := fmt.Sprintf("%d of %s", p.Done, quantity(p.Total, "file")), "", ""
	if p.Bytes > 0 {
		counts += fmt.Sprintf(", %s of %s", bytesInWords(p.Sent), bytesInWords(p.Bytes))
		rate = fmt.Sprintf(", %s/s", bytesInWords(int64(float64(p.Sent)/max(since.Seconds(), 0.001))))
	}
	if part > 0 {
		left = ", " + timeLeft(time.Duration(float64(since)*(1-part)/part))
	}
	const shortBar = 10
	if columns > 0 && len(counts+rate+left)+shortBar > columns {
		rate = ""
	}
	return barLine(part, counts+rate+left, columns)
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
