package practice

import (
	"fmt"
	"slices"
	"time"
)

// Clock is a time of day in minutes after midnight, from 0 to 1,440.
type Clock int

// String returns the time with two digits each, "09:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Span is a time of the day when the practice is open.
type Span struct {
	Opens, Closes Clock
	ByAppointment bool
}

// Opening is one day of the week.
type Opening struct {
	Weekday       time.Weekday
	Spans         []Span // in order, none overlaps another
	ByAppointment bool   // without set times
}

// Closed tells whether nobody is there on the day.
func (o Opening) Closed() bool { return len(o.Spans) == 0 && !o.ByAppointment }

// Number returns the day's number from 1, Monday, to 7, Sunday (ISO 8601).
func (o Opening) Number() int { return (int(o.Weekday)+6)%7 + 1 }

// Day returns the English name of the day.
func (o Opening) Day() string { return o.Weekday.String() }

// Week is seven days from Monday on.
type Week [7]Opening

// Days returns the days from Monday on.
func (w Week) Days() []Opening { return w[:] }

func newWeek() Week {
	var w Week
	for i := range w {
		w[i].Weekday = time.Weekday((i + 1) % 7)
	}
	return w
}

// Season is a period with a week of its own.
type Season struct {
	Name string
	Period
	Week Week
}

// Hours say when a practice is open: a week, and weeks of their own for seasons.
type Hours struct {
	Week    Week
	Seasons []Season // by their beginning, none overlaps another
	set     bool
}

// IsZero tells whether no hours were written.
func (h Hours) IsZero() bool { return !h.set }

// Since returns the hours without the seasons that are over when a day begins.
func (h Hours) Since(today Day) Hours {
	h.Seasons = slices.DeleteFunc(slices.Clone(h.Seasons), func(s Season) bool { return s.Before(today) })
	return h
}

// ClosuresSince returns the closures that are not over when a day begins, in order.
func ClosuresSince(all []Closure, today Day) []Closure {
	all = slices.DeleteFunc(slices.Clone(all), func(c Closure) bool { return c.Before(today) })
	slices.SortStableFunc(all, func(a, b Closure) int { return a.From.Compare(b.From.Time) })
	return all
}
