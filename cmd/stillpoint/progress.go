package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"stillpoint/generator"
)

// progress draws a bar for work that lasts. It is safe for concurrent use.
type progress struct {
	mu       sync.Mutex
	line     statusLine
	pages    amount
	pictures amount
	asked    amount // of what is looked at online
}

// amount is how far a kind of work has come. Its total may grow while it is done.
type amount struct{ done, total int }

const progressWidth = 30

func newProgress(t terminal) *progress {
	p := &progress{line: newStatusLine(t)}
	p.line.start = time.Now() // what comes before the first page counts, too
	return p
}

// follow has the bar drawn by the builds with these options.
func (p *progress) follow(o *generator.Options) {
	o.Progress = func(done, total int) { p.update(&p.pages, done, total) }
	o.Pictures = func(done, total int) { p.update(&p.pictures, done, total) }
}

// update draws the bar anew.
func (p *progress) update(what *amount, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	*what = amount{max(done, what.done), max(total, what.total)} // calls may overtake each other
	p.line.draw(p.says)
}

// says returns what is drawn.
func (p *progress) says(since time.Duration) string {
	if p.asked.total > 0 {
		return barLine(p.asked.part(), fmt.Sprintf("%d of %d looked at, %s", p.asked.done, p.asked.total, timeLeft(p.asked.left(since))), p.line.columns)
	}
	return bar(p.pages, p.pictures, since, p.line.columns)
}

// bar returns the line of a build: a bar, the counts, and the time left.
func bar(pages, pictures amount, since time.Duration, columns int) string {
	counts := fmt.Sprintf("%d of %d pages", pages.done, pages.total)
	if pictures.total > 0 {
		counts += fmt.Sprintf(", %d of %d pictures", pictures.done, pictures.total)
	}
	return barLine(min(pages.part(), pictures.part()), counts+", "+timeLeft(max(pages.left(since), pictures.left(since))), columns)
}

// timeLeft says how long something will take, for the end of a bar.
func timeLeft(left time.Duration) string { return left.Round(time.Second).String() + " left" }

// barLine returns a bar and what is said behind it, on one line: one that were broken could not be drawn over. Columns of 0 are as many as it takes.
func barLine(part float64, text string, columns int) string {
	const frame, narrowest = len("[] ") + len(" ") + len(" "), 5 // the last column stays free
	width := progressWidth
	if columns > 0 {
		width = min(width, columns-frame-len(text))
	}
	if width < narrowest {
		return text[:min(len(text), max(columns-1, 0))]
	}
	filled := min(int(float64(width)*part), width)
	return "[" + strings.Repeat("=", filled) + strings.Repeat(" ", width-filled) + "] " + text + " "
}

// part returns how much is done, from 0 to 1.
func (a amount) part() float64 {
	if a.total == 0 {
		return 1
	}
	return float64(a.done) / float64(a.total)
}

// left returns how long the rest will take, reckoned from the pace so far.
func (a amount) left(since time.Duration) time.Duration {
	return time.Duration(float64(since) / float64(max(a.done, 1)) * float64(a.total-a.done))
}

// clear takes the bar away. The next update begins another piece of work.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.line.erase()
	p.line.start, p.pages, p.pictures, p.asked = time.Time{}, amount{}, amount{}, amount{}
}
