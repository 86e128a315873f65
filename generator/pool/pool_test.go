package pool_test

import (
	"bytes"
	"runtime"
	"sync"
	"testing"

	"stillpoint/generator/pool"
)

func TestPool(t *testing.T) {
	var p pool.Pool[int]
	if p.Get() != nil {
		t.Fatal("an empty pool has something")
	}
	one, two := new(1), new(2)
	p.Put(one)
	p.Put(two)
	if a, b := p.Get(), p.Get(); a != two || b != one || p.Get() != nil {
		t.Errorf("%v %v", a, b)
	}
}

// TestShared lends each thing to one worker at a time; the race detector looks on.
func TestShared(t *testing.T) {
	var p pool.Pool[int]
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for range 1000 {
				n := p.Get()
				if n == nil {
					n = new(int)
				}
				*n++
				p.Put(n)
			}
		})
	}
	workers.Wait()
	sum := 0
	for n := p.Get(); n != nil; n = p.Get() {
		sum += *n
	}
	if sum != 8000 {
		t.Errorf("8000 uses were counted as %d", sum)
	}
}

// TestGoesWithItsOwner lets go of what a pool is part of with the first collection.
func TestGoesWithItsOwner(t *testing.T) {
	type owner struct {
		things pool.Pool[int]
		weight [1 << 20]byte
	}
	gone := make(chan struct{})
	o := &owner{}
	o.things.Put(new(int))
	o.weight[0] = 1
	runtime.AddCleanup(o, func(done chan struct{}) { close(done) }, gone)
	o = nil
	runtime.GC()
	<-gone
}

// TestBorrow lends a thing again without what was in it, and makes a new one where there is none.
func TestBorrow(t *testing.T) {
	var p pool.Pool[bytes.Buffer]
	first := pool.Borrow(&p)
	first.WriteString("old")
	p.Put(first)
	if again := pool.Borrow(&p); again != first || again.Len() != 0 {
		t.Errorf("%p, not %p, with %q in it", again, first, again)
	}
	if other := pool.Borrow(&p); other == nil || other == first {
		t.Errorf("%p is lent twice", other)
	}
}
