package watch

// Notifier lets tests stand in for the system.
type Notifier = notifier

// NewWith is New with another source of events.
func NewWith(o Options, open func() (Notifier, error)) (*Watcher, error) { return newWatcher(o, open) }

// Sentence is what Trouble says of an error on an operating system.
func Sentence(err error, goos string) string { return sentence(err, goos) }
