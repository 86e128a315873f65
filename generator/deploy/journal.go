package deploy

import (
	"io"
	"sync"
	"time"
)

// What is lost in a cut is at most what was sent since the last part of the journal.
const (
	journalFiles = 200
	journalPause = 5 * time.Second
)

// journal gathers what has arrived, until it is written in parts.
type journal struct {
	mu    sync.Mutex
	files map[string]Sent
	since time.Time // when the first of the files has arrived
	parts int
}

func (j *journal) add(name string, s Sent) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.files) == 0 {
		j.files, j.since = map[string]Sent{}, time.Now()
	}
	j.files[name] = s
}

// take returns what is to be written, and the number of the part; nothing where it is not due yet.
func (j *journal) take(whenDue bool) (int, map[string]Sent) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if whenDue && len(j.files) < journalFiles && time.Since(j.since) < journalPause {
		return 0, nil
	}
	files := j.files
	j.files = nil
	j.parts++
	return j.parts, files
}

// counter tells the progress within one file, which may be read more than once.
type counter struct {
	run   *run
	count int64
}

// set corrects what was counted.
func (c *counter) set(n int64) {
	c.run.mu.Lock()
	c.run.progress.Sent += n - c.count
	c.count = n
	p := c.run.progress
	c.run.mu.Unlock()
	c.run.options.Progress(p)
}

// opening returns a way to open a file that counts what is read of it.
func (c *counter) opening(open func() (io.ReadSeekCloser, error)) func() (io.ReadSeekCloser, error) {
	return func() (io.ReadSeekCloser, error) {
		file, err := open()
		if err != nil {
			return nil, err
		}
		return &counted{file, c, 0}, nil
	}
}

type counted struct {
	io.ReadSeekCloser
	counter *counter
	untold  int // bytes
}

// countStep is how many bytes are read before it is told, so that telling costs nothing.
const countStep = 64 << 10

// Read reads, and notes where in the file it is now.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadSeekCloser.Read(p)
	if c.untold += n; c.untold >= countStep {
		if at, seekErr := c.Seek(0, io.SeekCurrent); seekErr == nil {
			c.counter.set(at)
		}
		c.untold = 0
	}
	return n, err
}

// Quietly returns a file of an object for reading that is no sending, such as for a digest, which would be taken for progress otherwise.
func Quietly(file io.ReadSeeker) io.ReadSeeker {
	if c, ok := file.(*counted); ok {
		return c.ReadSeekCloser
	}
	return file
}
