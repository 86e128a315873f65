//go:build unix

package branch_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/branch"
)

// many is how many files TestMany publishes, and beside tells to publish them by git add, commit and push, too:
// go test ./generator/deploy/branch -run TestMany -v -many 10000 -beside.
var (
	many   = flag.Int("many", 1000, "how many files TestMany publishes")
	beside = flag.Bool("beside", false, "publish by plain git, too")
)

// manyVariable tells the program of the tests to publish many files: how many, of which round, from which site to which address.
const manyVariable = "STILLPOINT_TEST_MANY"

// textOf returns the text of a file of a site of many. Each hundredth differs from round to round.
func textOf(i, round int) []byte {
	if i%100 != 0 {
		round = 0
	}
	random := rand.New(rand.NewPCG(uint64(i), uint64(round)))
	raw := make([]byte, 1500+i%2000)
	for at := range raw {
		raw[at] = byte(random.Uint32())
	}
	return fmt.Appendf(nil, "<!doctype html><title>Page %d</title><p>%s", i, hex.EncodeToString(raw))
}

func nameOf(i int) string { return fmt.Sprintf("articles/a-page-with-a-name-%d/index.html", i) }

// publishMany publishes from a process of its own, whose memory can be measured.
func publishMany(about string) int {
	var count, round int
	var remote, kept string
	if _, err := fmt.Sscanf(about, "%d %d %q %q", &count, &round, &remote, &kept); err != nil {
		fmt.Println(err)
		return 2
	}
	var s deploy.Site
	for i := range count {
		text := textOf(i, round)
		s.Files = append(s.Files, deploy.Object{Name: nameOf(i), Size: int64(len(text)), Digest: deploy.Digest(text), Open: func() (io.ReadSeekCloser, error) {
			return memory{bytes.NewReader(textOf(i, round))}, nil
		}})
	}
	ctx := context.Background()
	target := branch.New(branch.Options{Address: branch.Address{Remote: remote, Branch: "pages"}, Site: filepath.Dir(kept), Kept: kept, Environment: os.Environ()})
	plan, err := target.Plan(ctx, s, deploy.Options{})
	if err == nil {
		_, err = target.Publish(ctx, s, plan, deploy.Options{})
	}
	if err = errors.Join(err, target.Close()); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// traffic is what went over the line.
type traffic struct{ requests, up, down atomic.Int64 }

func (f *traffic) around(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.requests.Add(1)
		r.Body = &countedBody{r.Body, &f.up}
		h.ServeHTTP(&countedAnswer{w, &f.down}, r)
	})
}

type countedBody struct {
	io.ReadCloser
	n *atomic.Int64
}

func (b *countedBody) Read(into []byte) (int, error) {
	n, err := b.ReadCloser.Read(into)
	b.n.Add(int64(n))
	return n, err
}

type countedAnswer struct {
	http.ResponseWriter
	n *atomic.Int64
}

func (a *countedAnswer) Write(text []byte) (int, error) {
	a.n.Add(int64(len(text)))
	return a.ResponseWriter.Write(text)
}

func (a *countedAnswer) Flush() { a.ResponseWriter.(http.Flusher).Flush() }

// TestMany publishes many files, of which then one of a hundred changes, and holds that little goes over the line for those: no file that is unchanged goes up, and none comes down.
func TestMany(t *testing.T) {
	p := newPlace(t)
	for _, allowed := range []string{"uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"} { // as GitHub, GitLab and Forgejo do
		git(t, p.folder, "config", allowed, "true")
	}
	s, trust := serve(t, p)
	var line traffic
	s.Config.Handler = line.around(s.Config.Handler)
	measured := func(what string, c *exec.Cmd) (up, down int64) {
		line.requests.Store(0)
		line.up.Store(0)
		line.down.Store(0)
		start := time.Now()
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", what, err, out)
		}
		took := time.Since(start)
		t.Logf("%-34s %7.2f s %8.2f MB up %8.2f MB down %3d requests, largest process %4d MB", what, took.Seconds(), float64(line.up.Load())/1e6, float64(line.down.Load())/1e6,
			line.requests.Load(), c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss>>10)
		return line.up.Load(), line.down.Load()
	}
	publish := func(what string, round int) (up, down int64) {
		c := exec.Command(os.Args[0])
		c.Env = environment(trust, "STILLPOINT_GIT_TOKEN="+token, manyVariable+"="+fmt.Sprintf("%d %d %q %q", *many, round, s.URL+"/pages.git", p.options.Kept))
		return measured(what, c)
	}
	var all, changed int64
	for i := range *many {
		all += int64(len(textOf(i, 0)))
		if i%100 == 0 {
			changed += int64(len(textOf(i, 1)))
		}
	}
	t.Logf("%d files of %.1f MB; one of a hundred is %.2f MB", *many, float64(all)/1e6, float64(changed)/1e6)
	publish("all", 0)
	// What goes up is the changed files, the folders that they are in and the list; what comes down is folders and the list: some 150 bytes a file.
	if up, down := publish("one of a hundred changed", 1); up > changed+int64(*many)*150 || down > int64(*many)*150 {
		t.Errorf("%d bytes went up, and %d came down", up, down)
	}
	if up, down := publish("nothing changed", 1); up > 5000 || down > int64(*many)*150 {
		t.Errorf("though nothing had changed, %d bytes went up, and %d came down", up, down)
	}
	if *beside {
		plainGit(t, s.URL, trust, measured)
	}
}

// plainGit does by git add, commit and push what is measured.
func plainGit(t *testing.T, server, trust string, measured func(string, *exec.Cmd) (int64, int64)) {
	folder := t.TempDir()
	git(t, folder, "init", "--quiet")
	address := strings.Replace(server, "https://", "https://x:"+token+"@", 1) + "/pages.git"
	for round, what := range []string{"git add, commit, push: all", "git add, commit, push: 1 of 100"} {
		for i := range *many {
			if round > 0 && i%100 != 0 {
				continue
			}
			file := filepath.Join(folder, nameOf(i))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, textOf(i, round), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		c := exec.Command("sh", "-c", "git add -A && git -c user.name=x -c user.email=x commit -qm x && git push -q "+address+" HEAD:plain")
		c.Dir, c.Env = folder, environment(trust)
		measured(what, c)
	}
}
