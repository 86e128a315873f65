package generator

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// Stats says where the time of a build went.
type Stats struct {
	Phases    []Timing
	mu        sync.Mutex
	templates map[string]*Timing
}

// Timing is how long something took. Count is how often it ran; the times of
// workers that ran side by side are added up.
type Timing struct {
	Name  string
	Count int
	Time  time.Duration
}

func (s *Stats) phase(name string, d time.Duration) {
	s.Phases = append(s.Phases, Timing{name, 1, d})
}

func (s *Stats) template(name string, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.templates == nil {
		s.templates = map[string]*Timing{}
	}
	t := s.templates[name]
	if t == nil {
		t = &Timing{Name: name}
		s.templates[name] = t
	}
	t.Count++
	t.Time += d
}

// Templates returns the time spent in each layout, the longest first.
func (s *Stats) Templates() []Timing {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Timing
	for _, t := range s.templates {
		all = append(all, *t)
	}
	slices.SortFunc(all, func(a, b Timing) int { return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(a.Name, b.Name)) })
	return all
}

// Total returns how long all phases took together.
func (s *Stats) Total() time.Duration {
	var sum time.Duration
	for _, p := range s.Phases {
		sum += p.Time
	}
	return sum
}
