package serve

import "sync"

// hub holds the newest edition and wakes those that wait for the next.
type hub struct {
	mu      sync.Mutex
	edition *edition
	next    chan struct{} // closed when another edition takes the place of this one
	room    int           // streams that may still be opened
}

func newHub(streams int) *hub {
	return &hub{edition: &edition{}, next: make(chan struct{}), room: streams}
}

// publish replaces the edition by what change makes of it.
func (h *hub) publish(change func(before *edition) *edition) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.edition = change(h.edition)
	close(h.next)
	h.next = make(chan struct{})
}

// current returns the newest edition, and a channel that is closed when it no longer is.
func (h *hub) current() (*edition, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.edition, h.next
}

// enter takes the place of one stream, if one is left.
func (h *hub) enter() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.room == 0 {
		return false
	}
	h.room--
	return true
}

// leave gives the place of a stream back.
func (h *hub) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.room++
}
