package online_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stillpoint/generator/hosting"
	"stillpoint/generator/online"
)

// BenchmarkTenThousand holds 10,000 files against a server on the loopback interface of the same process: half of them pages of 8 KB, half pictures of 20 KB.
// It tells how many requests that took, and how much memory was in use at most, that of the server included.
func BenchmarkTenThousand(b *testing.B) {
	site := map[string]string{"404.html": "no"}
	words := strings.Repeat("Slow, quiet hands on the harbour wall. ", 200)
	picture := strings.Repeat("\x00\x9c\x07\xff", 5000)
	for i := range 5000 {
		site[fmt.Sprintf("%d/index.html", i)] = fmt.Sprintf("<!doctype html><title>%d</title>%s", i, words)
		site[fmt.Sprintf("pictures/%d.webp", i)] = picture
	}
	host := hosting.New(func(name string) ([]byte, bool) { text, ok := site[name]; return []byte(text), ok }, "/")
	s := &server{host: host, files: site}
	open := httptest.NewServer(http.HandlerFunc(s.serve))
	defer open.Close()
	checker := online.Checker{Base: open.URL + "/", Host: host, Files: files(site)}
	if _, err := checker.Check(b.Context()); err != nil { // so that the server has packed everything
		b.Fatal(err)
	}
	for b.Loop() {
		var peak atomic.Uint64
		stop := watchHeap(&peak)
		report, err := checker.Check(b.Context())
		stop()
		if err != nil || len(lines(report)) > 0 {
			b.Fatal(err, lines(report)[:1])
		}
		b.ReportMetric(float64(report.Requests), "requests")
		b.ReportMetric(float64(report.Bytes)/1e6, "MB")
		b.ReportMetric(float64(peak.Load())/1e6, "MB-heap")
	}
}

// watchHeap notes how much memory is in use at most, until it is stopped.
func watchHeap(peak *atomic.Uint64) (stop func()) {
	done := make(chan struct{})
	tick := time.NewTicker(20 * time.Millisecond)
	go func() {
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak.Store(max(peak.Load(), m.HeapInuse+m.StackInuse))
			}
		}
	}()
	return func() { tick.Stop(); close(done) }
}
