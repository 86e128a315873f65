package bucket_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/deploytest"
	"stillpoint/generator/edits"
)

func TestRemote(t *testing.T) {
	g := start(t)
	deploytest.Remote(t, func() deploy.Remote { return g.open(t, "a folder/site") })
}

// Publications to a real server, cut at two hundred random moments. Somebody looks past the server at what it has, since it keeps objects as files.
func TestCuts(t *testing.T) {
	g := start(t)
	r := g.open(t, "site")
	seed := uint64(time.Now().UnixNano())
	t.Logf("the seed is %d", seed)
	deploytest.Cuts(t, deploytest.Trial{
		Open: func() deploy.Remote { return shared{r} },
		Look: func() map[string][]byte { return files(t, filepath.Join(g.folder, pail, "site")) },
		Cuts: edits.Fewer(200, 40), Seed: seed, Pause: time.Millisecond,
	})
}

// shared is a remote whose connections serve the next one, too.
type shared struct{ deploy.Remote }

func (shared) Close() error { return nil }

// files returns all files in a folder.
func files(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err == nil && !strings.HasPrefix(name, ".sgwtmp") {
			all[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return all
}
