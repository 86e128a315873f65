package layouts

// arena is where the views of lists live. A layout that shows the first five
// of a thousand pages asks for all thousand; since no view outlives its render, the next
// render uses the same memory again.
type arena struct {
	views    []PageView
	pointers []*PageView
	used     int
}

// Reset lets all views be used anew.
func (a *arena) Reset() { a.used = 0 }

// list returns n views, whose content is left over from earlier use.
func (a *arena) list(n int) []*PageView {
	if a.used+n > len(a.views) {
		a.grow(n)
	}
	list := a.pointers[a.used : a.used+n : a.used+n]
	a.used += n
	return list
}

// grow starts a new piece of memory; lists that were handed out keep the old one.
func (a *arena) grow(n int) {
	a.views = make([]PageView, max(n, 2*len(a.views), 64))
	a.pointers = make([]*PageView, len(a.views))
	for i := range a.views {
		a.pointers[i] = &a.views[i]
	}
	a.used = 0
}
