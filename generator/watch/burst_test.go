package watch

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const ms = time.Millisecond

// telling is one return of a simulated Wait.
type telling struct {
	listened, at time.Duration
	events       []time.Duration // what it tells of
}

// timeline simulates a caller who waits, builds, and waits again, on a clock of its own.
type timeline struct {
	bursts bursts
	events []time.Duration // those to come, in order
	taken  []time.Duration // those that are untold
	now    time.Duration
}

func at(d time.Duration) time.Time { return time.Unix(1_700_000_000, 0).Add(d) }

// pass lets the time pass until a moment.
func (l *timeline) pass(until time.Duration) {
	for len(l.events) > 0 && l.events[0] <= until {
		l.bursts.add(at(l.events[0]))
		l.taken = append(l.taken, l.events[0])
		l.events = l.events[1:]
	}
	l.now = max(l.now, until)
}

// wait is a Wait whose timer comes late. It reports false when nothing comes any more.
func (l *timeline) wait(late time.Duration) (telling, bool) {
	result := telling{listened: l.now}
	l.bursts.heard = true
	defer func() { l.bursts.heard = false }()
	for {
		switch {
		case l.bursts.untold && !at(l.now).Before(l.bursts.due()):
			l.bursts.tell()
			result.at, result.events, l.taken = l.now, l.taken, nil
			return result, true
		case l.bursts.untold:
			l.pass(l.bursts.due().Sub(at(0)) + late)
		case len(l.events) > 0:
			l.pass(l.events[0])
		default:
			return telling{}, false
		}
	}
}

// every returns moments from a first one to a last one.
func every(step, first, last time.Duration) (moments []time.Duration) {
	for m := first; m <= last; m += step {
		moments = append(moments, m)
	}
	return moments
}

func TestEndOfBurst(t *testing.T) {
	tests := []struct {
		name   string
		events []time.Duration
		build  time.Duration // the time before the first Wait and between two
		want   []time.Duration
	}{
		{"nothing", nil, 0, nil},
		{"one event", []time.Duration{0}, 0, []time.Duration{15 * ms}},
		{"one save", []time.Duration{0, 1 * ms, 3 * ms}, 0, []time.Duration{18 * ms}},
		{"two saves", []time.Duration{0, 100 * ms}, 0, []time.Duration{15 * ms, 115 * ms}},
		{"a burst of 45 ms", every(5*ms, 0, 45*ms), 0, []time.Duration{60 * ms}},
		{"a burst of 300 ms", every(10*ms, 0, 300*ms), 0, []time.Duration{400 * ms}},
		{"a pause within a burst", append(every(10*ms, 0, 300*ms), 390*ms), 0, []time.Duration{520 * ms}},
		{"the longest silence", every(10*ms, 0, 1500*ms), 0, []time.Duration{1750 * ms}},
		{"a burst that is cut", every(10*ms, 0, 2100*ms), 0, []time.Duration{2000 * ms, 2100*ms + 90*ms/3}},
		{"over before Wait", []time.Duration{0}, time.Second, []time.Duration{time.Second}},
		{"begun before Wait", []time.Duration{0, 8 * ms}, 10 * ms, []time.Duration{23 * ms}},
		{"long before Wait begun", every(10*ms, 0, 600*ms), 500 * ms, []time.Duration{800 * ms}},
		{"one over, one begun before Wait", []time.Duration{0, 4995 * ms}, 5 * time.Second, []time.Duration{5010 * ms}},
		{"never ending before Wait", every(10*ms, 0, 5100*ms), 5 * time.Second,
			[]time.Duration{5100*ms + 250*ms}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := timeline{bursts: bursts{rule: Options{}.rule()}, events: test.events}
			var got []time.Duration
			for {
				l.pass(l.now + test.build)
				told, ok := l.wait(0)
				if !ok {
					break
				}
				got = append(got, told.at)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("told at (-want +got):\n%s", diff)
			}
		})
	}
}

// A caller who waits is told within the longest burst, however the bursts follow each
// other and however late the timers are.
func TestBurstAfterBurstDoesNotPutOff(t *testing.T) {
	l := timeline{bursts: bursts{rule: Options{}.rule()}, events: every(16*ms, 0, 10*time.Second)}
	told, _ := l.wait(2 * ms)
	if told.at < 2000*ms || told.at > 2002*ms {
		t.Errorf("told after %v, want 2 s", told.at)
	}
}

func TestTellings(t *testing.T) {
	durations := rapid.Custom(func(t *rapid.T) time.Duration {
		unit := rapid.SampledFrom([]int{0, 5, 20, 100, 1000}).Draw(t, "about")
		return time.Duration(rapid.IntRange(0, 3*unit).Draw(t, "ms")) * ms
	})
	rapid.Check(t, func(t *rapid.T) {
		r := Options{}.rule()
		var events []time.Duration
		var now time.Duration
		count := rapid.IntRange(1, 300).Draw(t, "events")
		for _, gap := range rapid.SliceOfN(durations, count, count).Draw(t, "gaps") {
			now += gap
			events = append(events, now)
		}
		l := timeline{bursts: bursts{rule: r}, events: events}
		var all []time.Duration
		for {
			l.pass(l.now + durations.Draw(t, "build"))
			late := time.Duration(rapid.IntRange(0, 30).Draw(t, "late")) * ms
			told, ok := l.wait(late)
			if !ok {
				break
			}
			checkTelling(t, r, told, late)
			all = append(all, told.events...)
		}
		if !slices.Equal(all, events) {
			t.Fatalf("told of %v, want each once: %v", all, events)
		}
	})
}

func checkTelling(t *rapid.T, r rule, told telling, late time.Duration) {
	if len(told.events) == 0 {
		t.Fatalf("told of nothing: %+v", told)
	}
	first, last := told.events[0], told.events[len(told.events)-1]
	if told.at > max(told.listened, first)+r.longest+late {
		t.Fatalf("told too late: %+v", told)
	}
	run := last // where the events began that no silence can have ended
	for _, event := range slices.Backward(told.events) {
		if run-event >= r.settle {
			break
		}
		run = event
	}
	if told.at-last < r.quiet(last-run) && told.at-first < r.longest {
		t.Fatalf("told in the midst of a burst: %+v", told)
	}
}

func TestSilenceBelowSettleHasNoEffect(t *testing.T) {
	r := Options{Settle: 100 * ms, Silence: 50 * ms}.rule()
	for _, lasted := range []time.Duration{0, 200 * ms, time.Second} {
		if got := r.quiet(lasted); got != 100*ms {
			t.Errorf("after %v: %v", lasted, got)
		}
	}
}
