package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"stillpoint/generator/deploy"
)

// sendProgress draws a bar for a publication, and tells why it waits. It is safe for concurrent use.
type sendProgress struct {
	err  io.Writer
	mu   sync.Mutex
	line statusLine
	told map[string]bool // why it waited, each told once
}

func newSendProgress(t terminal) *sendProgress {
	return &sendProgress{err: t.err, line: newStatusLine(t), told: map[string]bool{}}
}

// update draws the bar anew.
func (p *sendProgress) update(now deploy.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.line.draw(func(since time.Duration) string { return sendBar(now, since, p.line.columns) })
}

// again tells of what has failed and is tried again.
func (p *sendProgress) again(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if text := err.Error(); !p.told[text] {
		p.told[text] = true
		p.line.erase()
		fmt.Fprintf(p.err, "%s: trying again …\n", text)
	}
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
	p.line.erase()
}
