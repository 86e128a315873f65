package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"testing"

	"stillpoint/generator"
	"stillpoint/generator/rebuild"
	"stillpoint/generator/serve"
	"stillpoint/generator/watch"
)

// BenchmarkSave measures the time from the save of a file to the event in a browser that shows a page
// which the change concerns. Besides the mean it reports the median, the 95th percentile and the longest, in
// milliseconds. The watcher's silence of 15 ms after the save is part of it. The mean is that of the new page in the browser.
func BenchmarkSave(b *testing.B) {
	for _, pages := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			s := &suite{size: pages, room: b.TempDir(), contenders: contenders(options{}, b.TempDir())}
			if err := s.write(); err != nil {
				b.Fatal(err)
			}
			origin := preview(b, s.contenders[0].dir)
			for _, name := range []string{"body", "title", "layout"} {
				b.Run(name, func(b *testing.B) { benchmarkSave(b, s, origin, edits(pages)[name]) })
			}
		})
	}
}

// preview watches and serves a site until the benchmark ends, and returns its address.
func preview(b *testing.B, dir string) string {
	b.Helper()
	server, err := serve.New(serve.Options{})
	if err != nil {
		b.Fatal(err)
	}
	watcher, err := watch.New(watch.Options{})
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	built, ended := make(chan struct{}, 1), make(chan error)
	builder := generator.NewBuilder(generator.Options{Source: dir, InMemory: true})
	go func() {
		ended <- rebuild.Loop(ctx, builder, watcher, func(r rebuild.Round) {
			server.Show(r.Result)
			if r.First {
				built <- struct{}{}
			}
		})
	}()
	<-built
	host := httptest.NewServer(server.Handler())
	b.Cleanup(func() {
		host.CloseClientConnections()
		host.Close()
		stop()
		if err := <-ended; err != nil {
			b.Error(err)
		}
		watcher.Close()
	})
	return host.URL
}

func benchmarkSave(b *testing.B, s *suite, origin string, e edit) {
	browser := &server{contender: s.contenders[0], origin: origin, said: &transcript{}}
	if err := browser.open(e.shown); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		s.edited++
		if err := browser.settle(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := browser.save(b.Context(), e, mark(s.edited)); err != nil {
			b.Fatal(err)
		}
	}
	took := figures(browser.saves, eventTime)
	b.ReportMetric(median(took), "median-ms")
	b.ReportMetric(quantile(took, 0.95), "p95-ms")
	b.ReportMetric(quantile(took, 1), "longest-ms")
}
