package sftp_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/deploytest"
	"stillpoint/generator/deploy/sftp"
	"stillpoint/generator/edits"
)

func TestRemote(t *testing.T) {
	for name, flags := range map[string]string{"OpenSSH": "", "without extensions": "-P posix-rename,hardlink,fsync"} {
		t.Run(name, func(t *testing.T) {
			s := startServer(t, flags)
			deploytest.Remote(t, func() deploy.Remote { return s.open(t) })
		})
	}
}

func publish(t testing.TB, r deploy.Remote, site deploy.Site) deploy.Result {
	t.Helper()
	plan, err := deploy.Compare(t.Context(), r, site, deploy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := deploy.Publish(t.Context(), r, site, plan, deploy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// shared is a remote that stays open, since connecting takes longer than all else.
type shared struct{ *sftp.Remote }

func (shared) Close() error { return nil }

// TestCutAnywhere cuts publications at random operations, and the connection itself at random bytes in either direction, until that has happened 200 times, or less often under the race detector.
func TestCutAnywhere(t *testing.T) {
	s := startServer(t, "", "LogLevel QUIET", onlySFTP) // see TestFindCut
	p := startProxy(t, s, 0)
	random := rand.New(rand.NewPCG(7, 7))
	p.again = func(cuts int) int64 {
		// A login takes 5,000 and a list 25,000, which must come through within the tries that the engine has.
		if cuts%2 == 0 {
			return 3000 + random.Int64N(20_000)
		}
		return 40_000 + random.Int64N(30_000)
	}
	for seed := uint64(1); p.times() < edits.Fewer(200, 60); seed++ {
		root := filepath.Join(s.root, fmt.Sprint(seed))
		p.pending(-1)
		one := openAt(t, s.address(p.port, root), s.options())
		looks := 0
		calm := func() map[string][]byte {
			if looks++; looks == 1 {
				p.pending(p.again(1)) // the files of others are there by now
			}
			// What a connection had on its way when it was cut may make a draft after the run has swept; the next one sweeps that.
			files := deploytest.Files(t, root)
			maps.DeleteFunc(files, func(name string, _ []byte) bool { return strings.HasPrefix(name, deploy.Part) })
			return files
		}
		deploytest.Cuts(t, deploytest.Trial{Open: func() deploy.Remote { return shared{one} }, Look: calm, Cuts: 20, Busy: 1, Seed: seed})
		p.pending(-1)
		publish(t, one, deploytest.Site(map[string][]byte{"index.html": []byte("the last")}))
		for name := range deploytest.Files(t, root) {
			if strings.HasPrefix(name, deploy.Part) {
				t.Errorf("%s is left over", name)
			}
		}
	}
	t.Logf("the connection was cut %d times", p.times())
}
