package main

import (
	"fmt"
	"io"
	"time"
)

const (
	statusDelay = 500 * time.Millisecond
	statusPause = 100 * time.Millisecond
)

// statusLine is a line that is drawn anew while something lasts, on a terminal alone, and not in a pipeline, which keeps all that is drawn. It stays silent for the
// first half second. Its owner sees to it that one goroutine at a time uses it.
type statusLine struct {
	w       io.Writer // nil: not on a terminal
	columns int       // of the terminal
	start   time.Time // of what lasts; the zero time before the first draw
	last    time.Time
	drawn   bool
}

func newStatusLine(t terminal) statusLine {
	if !t.interactive(t.err) || t.pipeline() {
		return statusLine{}
	}
	return statusLine{w: t.err, columns: columnsOf(t.err)}
}

// draw draws what the function says of the time since the beginning, at most ten times a second.
func (l *statusLine) draw(says func(since time.Duration) string) {
	if l.w == nil {
		return
	}
	now := time.Now()
	if l.start.IsZero() {
		l.start = now
	}
	if now.Sub(l.start) < statusDelay || now.Sub(l.last) < statusPause {
		return
	}
	l.last, l.drawn = now, true
	fmt.Fprintf(l.w, "\r%s\033[K", says(now.Sub(l.start)))
}

// erase takes the line away.
func (l *statusLine) erase() {
	if l.drawn {
		fmt.Fprint(l.w, "\r\033[K")
		l.drawn = false
	}
}
