// Package pool lends the same things to workers again and again.
package pool

import "sync"

// Pool holds things that are not in use. Unlike a sync.Pool it goes with whatever it is part of: the
// runtime keeps a sync.Pool, and all that it is embedded in, until two collections of garbage later, so that a program
// that builds a site over and over would hold many builds at once. The zero Pool is empty and ready. It is
// safe for concurrent use, and must not be copied.
type Pool[T any] struct {
	mu   sync.Mutex
	free []*T
}

// Get takes a thing out of the pool, or returns nil where it has none.
func (p *Pool[T]) Get() *T {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.free) - 1
	if last < 0 {
		return nil
	}
	thing := p.free[last]
	p.free = p.free[:last]
	return thing
}

// Borrow takes a thing out of the pool and empties it, or makes a new one where the pool has none.
func Borrow[T any, Emptied interface {
	*T
	Reset()
}](p *Pool[T]) *T {
	thing := p.Get()
	if thing == nil {
		return new(T)
	}
	Emptied(thing).Reset()
	return thing
}

// Put gives a thing back. It must not be used after that by who gives it.
func (p *Pool[T]) Put(thing *T) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, thing)
}
