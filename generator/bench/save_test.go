package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint/generator"
	"stillpoint/generator/rebuild"
	"stillpoint/generator/serve"
	"stillpoint/generator/watch"
)

// BenchmarkSave measures the time from the save of a file to the event in a browser that shows a page
// which the change concerns. Besides the mean it reports the median, the 95th percentile and the longest, in
// milliseconds. The watcher's silence of 15 ms after the save is part of it.
func BenchmarkSave(b *testing.B) {
	for _, pages := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			dir := b.TempDir()
			if err := writeFiles(dir, stillpointFiles()); err != nil {
				b.Fatal(err)
			}
			if err := writeContent(dir, pages); err != nil {
				b.Fatal(err)
			}
			origin := preview(b, dir)
			for _, edit := range []string{"body", "title", "layout"} {
				b.Run(edit, func(b *testing.B) { benchmarkSave(b, dir, origin, edit) })
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

const editedPage = "content/section-3/page-00003.md"

func benchmarkSave(b *testing.B, dir, origin, edit string) {
	var took []time.Duration
	for b.Loop() {
		b.StopTimer()
		file, text := prepare(b, dir, edit, len(took))
		events := listen(b, origin, "/section-3/page-00003/")
		b.StartTimer()
		start := time.Now()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
		events.await(b, "event: reload")
		took = append(took, time.Since(start))
		b.StopTimer()
		events.Close()
		b.StartTimer()
	}
	slices.Sort(took)
	milliseconds := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(milliseconds(took[len(took)/2]), "median-ms")
	b.ReportMetric(milliseconds(took[len(took)*95/100]), "p95-ms")
	b.ReportMetric(milliseconds(took[len(took)-1]), "longest-ms")
}

// prepare returns what the next edit writes, and where.
func prepare(b *testing.B, dir, edit string, n int) (file, text string) {
	b.Helper()
	name := editedPage
	if edit == "layout" {
		name = "layouts/base.html"
	}
	file = filepath.Join(dir, filepath.FromSlash(name))
	data, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	text = string(data)
	stamp := fmt.Sprintf("%d.%d", n, time.Now().UnixNano())
	switch edit {
	case "body":
		text += "\nSaved " + stamp + ".\n"
	case "title":
		_, rest, _ := strings.Cut(text, "\n"+"description:")
		text = "---\ntitle: Rest " + stamp + "\ndescription:" + rest
	case "layout":
		text = regexp.MustCompile(`<footer[^>]*>`).ReplaceAllString(text, `<footer id="f`+stamp+`">`)
	}
	return file, text
}

// stream is what a browser listens to.
type stream struct {
	io.Closer
	lines *bufio.Scanner
}

var version = regexp.MustCompile(`data-version="([^"]*)"`)

// listen loads a page as a browser does, and opens its stream of events.
func listen(b *testing.B, origin, page string) *stream {
	b.Helper()
	response, err := http.Get(origin + page)
	if err != nil {
		b.Fatal(err)
	}
	html, err := io.ReadAll(response.Body)
	response.Body.Close()
	found := version.FindSubmatch(html)
	if err != nil || found == nil {
		b.Fatalf("the page has no script: %v\n%s", err, html)
	}
	response, err = http.Get(fmt.Sprintf("%s/.stillpoint/events?page=%s&version=%s", origin, page, found[1]))
	if err != nil || response.StatusCode != http.StatusOK {
		b.Fatal(err, response)
	}
	s := &stream{response.Body, bufio.NewScanner(response.Body)}
	s.await(b, "event: report")
	return s
}

func (s *stream) await(b *testing.B, line string) {
	b.Helper()
	for s.lines.Scan() {
		if s.lines.Text() == line {
			return
		}
	}
	b.Fatal("the stream has ended: ", s.lines.Err())
}
