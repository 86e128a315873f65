package bucket_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
	"stillpoint/generator/deploy/deploytest"
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
		Look: func() map[string][]byte { return files(t, filepath.Join(g.Folder, pail, "site")) },
		Seed: seed,
	})
}

// shared is a remote whose connections serve the next one, too.
type shared struct{ *bucket.Remote }

func (shared) Close() error { return nil }

// files returns all files in a folder.
func files(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	all := deploytest.Files(t, folder)
	maps.DeleteFunc(all, func(name string, _ []byte) bool { return strings.HasPrefix(name, ".sgwtmp") })
	return all
}

// TestSmallPublication lists once where little has changed, and asks for single objects in the end.
func TestSmallPublication(t *testing.T) {
	m := measured(t, start(t))
	r, err := bucket.Open("s3://"+pail+"/site?region=us-east-1&endpoint="+m.URL, bucket.Options{Credentials: key})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	files := map[string][]byte{}
	for i := range 30 {
		files[fmt.Sprintf("%d/index.html", i)] = []byte("page")
	}
	for range 2 {
		m.take()
		site := deploytest.Site(files)
		plan, err := deploy.Compare(t.Context(), r, site, deploy.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := deploy.Publish(t.Context(), r, site, plan, deploy.Options{}); err != nil {
			t.Fatal(err)
		}
		files["7/index.html"] = []byte("another")
		delete(files, "9/index.html")
	}
	if _, kinds := m.take(); kinds["LIST"] != 1 || kinds["HEAD"] != 3 {
		t.Errorf("one file was sent and one removed with the requests %v", kinds)
	}
}
