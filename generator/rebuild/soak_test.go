package rebuild_test

import (
	"bufio"
	"flag"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/edits"
	"stillpoint/generator/watch"
)

var soak = flag.Duration("soak", 0, "how long the test of a long session edits once a second; 0 for a few edits in quick succession")

// quickEdits is how many edits a session of the ordinary test run has.
const quickEdits = 120

// TestLongSession edits a site that is watched, served and looked at by browsers which come and go, and takes
// stock whenever the site is as it was at the beginning. Neither goroutines nor descriptors may have
// become more then, nor may the memory in use have grown.
func TestLongSession(t *testing.T) {
	dir := t.TempDir()
	check(t, edits.Write(dir, edits.Site()))
	w := watchSite(t, generator.Options{Source: dir, Defaults: edits.Defaults(stillpoint.Defaults()), InMemory: true, Drafts: true,
		Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}, watch.Options{})
	editor := edits.New(dir, 7)
	rounds, perRound, pause := 4, quickEdits/4, time.Duration(0)
	if *soak > 0 {
		pause = time.Second
		perRound = 60
		rounds = max(4, int(*soak/pause)/perRound)
	}
	var stocks []stock
	for round := range rounds {
		for range perRound {
			_, err := editor.Edit()
			check(t, err)
			w.visit(t)
			time.Sleep(pause)
		}
		check(t, editor.Restore())
		cold, err := generator.Build(t.Context(), w.options)
		check(t, err)
		w.await(t, cold, []string{"restore"})
		stocks = append(stocks, w.stock(t, stocks))
		t.Logf("after %4d edits: %v", (round+1)*perRound, stocks[round])
	}
	compareStocks(t, stocks)
}

// stock is what the process holds.
type stock struct {
	goroutines, descriptors int
	heap                    uint64 // bytes in use after a collection
}

func (s stock) String() string {
	return fmt.Sprintf("%d goroutines, %d descriptors, %.1f MiB in use", s.goroutines, s.descriptors, float64(s.heap)/(1<<20))
}

// slack is how much more memory may be in use at the end of a session than after its first part: what maps
// and pools keep differs a little.
const slack = 1 << 20

// compareStocks holds the end against the beginning: after the first part everything that is made
// once has been made.
func compareStocks(t *testing.T, stocks []stock) {
	t.Helper()
	first, last := stocks[0], stocks[len(stocks)-1]
	if last.goroutines > first.goroutines || last.descriptors > first.descriptors {
		t.Errorf("%v at first, %v at last", first, last)
	}
	if last.heap > first.heap+first.heap/4+slack {
		t.Errorf("memory has grown from %d to %d bytes", first.heap, last.heap)
	}
}

// stock waits until the visitors are gone, and counts. A server lets go of a visitor's connection some time after the visitor has, so what is more
// than at first gets time to go.
func (w *watched) stock(t *testing.T, earlier []stock) stock {
	t.Helper()
	http.DefaultClient.CloseIdleConnections()
	w.server.CloseClientConnections()
	var s stock
	for begin := time.Now(); ; {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		now := stock{goroutines: runtime.NumGoroutine(), heap: m.HeapAlloc}
		if entries, err := os.ReadDir("/proc/self/fd"); err == nil {
			now.descriptors = len(entries)
		}
		settled := now.goroutines == s.goroutines && now.descriptors == s.descriptors && time.Since(begin) > 50*time.Millisecond
		more := len(earlier) > 0 && (now.goroutines > earlier[0].goroutines || now.descriptors > earlier[0].descriptors)
		if settled && !more || time.Since(begin) > patience {
			return now
		}
		s = now
		time.Sleep(20 * time.Millisecond)
	}
}

// visit looks at a page, and listens to its events until the first has come.
func (w *watched) visit(t *testing.T) {
	t.Helper()
	if _, _, err := w.get("index.html"); err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(w.server.URL + "/.stillpoint/events?page=/&version=none")
	check(t, err)
	defer response.Body.Close()
	if lines := bufio.NewScanner(response.Body); !lines.Scan() {
		t.Fatal("the stream has ended: ", lines.Err())
	}
}
