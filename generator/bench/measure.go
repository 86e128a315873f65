package main

import (
	"cmp"
	"os"
	"slices"
	"time"
)

// measure is what one run took.
type measure struct {
	wall, cpu time.Duration
	memory    int64 // peak resident set in KiB, 0 where the system does not tell
}

func measureOf(wall time.Duration, p *os.ProcessState) measure {
	return measure{wall: wall, cpu: p.UserTime() + p.SystemTime(), memory: peakMemory(p)}
}

// The figures of a measure, in the units that tables have.
func wallSeconds(m measure) float64 { return m.wall.Seconds() }
func cpuSeconds(m measure) float64  { return m.cpu.Seconds() }
func peakMiB(m measure) float64     { return float64(m.memory) / 1024 }

// figures returns one figure of all runs.
func figures[M any](runs []M, figure func(M) float64) []float64 {
	values := make([]float64, len(runs))
	for i, m := range runs {
		values[i] = figure(m)
	}
	return values
}

// quantile returns the value that the given share of all values does not exceed; one half is the median. Of an
// even number of values the median is the upper of the two in the middle.
func quantile[T cmp.Ordered](values []T, share float64) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

func median[T cmp.Ordered](values []T) T { return quantile(values, 0.5) }

// pairedRatio returns the median of the ratios of the runs that followed each other. What slows the machine for a
// while slows both runs of a pair, so it moves this ratio less than that of the medians.
func pairedRatio(a, b []float64) float64 {
	ratios := make([]float64, min(len(a), len(b)))
	for i := range ratios {
		ratios[i] = a[i] / b[i]
	}
	return median(ratios)
}
