package deploy

import (
	"context"
	"io"
)

// Object is a file that is to be sent.
type Object struct {
	Name     string // slash-separated, "prices/index.html"
	Size     int64  // in bytes
	Digest   string // SHA-256 of its bytes, in hexadecimal digits
	Type     string // the field Content-Type, for remotes that keep header fields
	Cache    string // the field Cache-Control, likewise
	Encoding string // the field Content-Encoding, likewise; mostly ""
	// Open returns the bytes, from their beginning; it may be called again after a try that has failed.
	Open func() (io.ReadSeekCloser, error)
}

// Entry is what a remote says of a file that it has.
type Entry struct {
	Size int64
	Tag  string // differs whenever the file has been written again: a time, an ETag
}

// Remote is a place that files are sent to. Its methods may be called by many goroutines at once. An error that a later try may not meet again wraps
// [ErrAgain].
type Remote interface {
	// List returns all files below the place by their names, those of others included.
	List(ctx context.Context) (map[string]Entry, error)
	// Read returns the bytes of a small file; the error wraps fs.ErrNotExist where there is none.
	Read(ctx context.Context, name string) ([]byte, error)
	// Put writes a file, in place of one that is there. Nobody ever sees half of it.
	Put(ctx context.Context, o Object) (Entry, error)
	// Create writes a small file that must not be there yet; the error wraps fs.ErrExist where it is.
	Create(ctx context.Context, name string, data []byte) error
	// Remove removes a file, and folders that become empty by that. One that is not there is no error.
	Remove(ctx context.Context, name string) error
	// Holds tells whether a file has the bytes of an object, and its header fields where the remote keeps those, as far as its entry tells, and whether
	// it tells that at all: an ETag may be a digest of the bytes, a time is not.
	Holds(ctx context.Context, o Object, e Entry) (same, known bool)
	// String returns the place as people know it, without secrets.
	String() string
	io.Closer
}

// Looker is a [Remote] that can tell of single files, which is cheaper than a list of all where few have changed.
type Looker interface {
	// Stat returns the entry of a file, as List has it. The error wraps fs.ErrNotExist where there is none; a folder is no file.
	Stat(ctx context.Context, name string) (Entry, error)
	// StatsPerList returns how many calls of Stat cost about as much as one List of a place that has this many files.
	StatsPerList(files int) int
}
