package main

import (
	"fmt"
	"testing"

	"stillpoint/generator"
)

// BenchmarkBuild measures cold builds of generated sites, and builds with
// nothing changed.
func BenchmarkBuild(b *testing.B) {
	for _, pages := range []int{1_000, 10_000} {
		dir := b.TempDir()
		if err := writeFiles(dir, stillpointFiles()); err != nil {
			b.Fatal(err)
		}
		if err := writeContent(dir, pages); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("cold/pages=%d", pages), func(b *testing.B) { benchmarkBuild(b, dir, true) })
		b.Run(fmt.Sprintf("again/pages=%d", pages), func(b *testing.B) { benchmarkBuild(b, dir, false) })
	}
}

func benchmarkBuild(b *testing.B, dir string, cold bool) {
	b.ReportAllocs()
	for b.Loop() {
		if cold {
			b.StopTimer()
			if err := (&contender{dir: dir}).forget(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		result, err := generator.Build(b.Context(), generator.Options{Source: dir})
		if err != nil || result.Failed() {
			b.Fatal(err, result.Diagnostics)
		}
	}
}
