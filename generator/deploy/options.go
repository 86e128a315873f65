package deploy

import (
	"cmp"
	"time"
)

// Options say how a site is sent. The zero value of each field is a sensible choice.
type Options struct {
	Jobs     int            // files sent at once; below 1 means as many as the remote likes, or 8
	Adopt    bool           // another site gives way, and files of others where the site has a file of that name
	Unlock   bool           // break the lock of another run
	Self     Self           // who publishes; the zero value means this process
	Progress func(Progress) // called from many goroutines, whenever something has got further
	Again    func(error)    // called from many goroutines, with what has failed more than once and is tried again a while later
	Lease    time.Duration  // after which a lock that was not refreshed belongs to nobody; 0 means a minute
	Pause    time.Duration  // before the second try of what failed, doubled before each more; 0 means half a second
}

// Progress tells how far a publication is.
type Progress struct {
	Done, Total int   // files sent and removed
	Sent, Bytes int64 // of the files to be sent
}

const (
	defaultJobs  = 8
	defaultLease = time.Minute
	defaultPause = 500 * time.Millisecond
)

func (o Options) withDefaults(r Remote) Options {
	if likes, ok := r.(interface{ Jobs() int }); ok && o.Jobs < 1 {
		o.Jobs = likes.Jobs()
	}
	if o.Jobs < 1 {
		o.Jobs = defaultJobs
	}
	o.Lease = cmp.Or(o.Lease, defaultLease)
	o.Pause = cmp.Or(o.Pause, defaultPause)
	if o.Self == (Self{}) {
		o.Self = ThisProcess()
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Again == nil {
		o.Again = func(error) {}
	}
	return o
}
