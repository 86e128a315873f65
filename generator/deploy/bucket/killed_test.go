package bucket_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
	"stillpoint/generator/edits"
)

// TestPublishing is the process that the benchmark measures.
func TestPublishing(t *testing.T) {
	folder := os.Getenv("STILLPOINT_BUCKET_FOLDER")
	if folder == "" {
		t.Skip("only the benchmark asks for this")
	}
	r, err := bucket.Open("s3://"+pail+"/site?endpoint="+os.Getenv("STILLPOINT_BUCKET_ENDPOINT"), bucket.Options{Credentials: key})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	site := deploy.Site{Folder: folder}
	err = filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var o deploy.Object
			o, err = file(folder, path)
			site.Files = append(site.Files, o)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := deploy.Compare(t.Context(), r, site, deploy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := deploy.Publish(t.Context(), r, site, plan, deploy.Options{}); err != nil {
		t.Fatal(err)
	}
}

// publishing returns what such a process must be told.
func publishing(folder, endpoint string) []string {
	return append(os.Environ(), "STILLPOINT_BUCKET_FOLDER="+folder, "STILLPOINT_BUCKET_ENDPOINT="+endpoint)
}

// file returns an object with the header fields that fit its name.
func file(folder, path string) (deploy.Object, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return deploy.Object{}, err
	}
	name, err := filepath.Rel(folder, path)
	o := object(filepath.ToSlash(name), data)
	o.Type, o.Cache, o.Encoding = fieldsOf(name)
	o.Open = func() (io.ReadSeekCloser, error) { return os.Open(path) }
	return o, err
}

func fieldsOf(name string) (kind, cache, encoding string) {
	if plain, packed := strings.CutSuffix(name, ".br"); packed {
		name, encoding = plain, "br"
	}
	switch filepath.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8", "public, max-age=31536000, immutable", encoding
	case ".png":
		return "image/png", "public, max-age=31536000, immutable", encoding
	}
	return "text/html; charset=utf-8", "public, max-age=0, must-revalidate", encoding
}

// A process that publishes is killed when some number of bytes has gone over the line: in the middle of a request, between two, at any moment. Whatever it leaves, no page is there whose assets
// are not, what others put there stays, and in the end the bucket has just the site, each file with its header fields.
func TestKilled(t *testing.T) {
	rounds := edits.Fewer(100, 25)
	g := start(t)
	m := measured(t, g)
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	put(t, g.open(t, "site"), "of-others.html", []byte("somebody's"))
	whole, killed := int64(0), 0 // the bytes of the last publication that was not killed, as every fifth
	for round := range rounds {
		folder := t.TempDir()
		site := writeSite(t, folder, round)
		within := whole
		if round%5 == 0 || round == rounds-1 {
			within = 0
		}
		before := m.bytes.Load()
		if dead := m.kill(t, folder, within, random); dead {
			killed++
		} else {
			whole = m.bytes.Load() - before
			checkSite(t, g, site)
		}
		checkPages(t, g, fmt.Sprintf("round %d of seed %d", round, seed))
		if t.Failed() {
			return
		}
	}
	t.Logf("%d of %d processes were killed", killed, rounds)
	if killed < rounds/4 {
		t.Errorf("only %d of %d processes were killed", killed, rounds)
	}
}

// kill lets a process publish, and kills it somewhere in the next bytes; not at all where there are none. It tells whether it was killed.
func (m *meter) kill(t *testing.T, folder string, within int64, random *rand.Rand) bool {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run", "^TestPublishing$")
	c.Env = publishing(folder, m.URL)
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	var dead atomic.Bool
	now := m.bytes.Load()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if within > 0 {
		m.happens = func() {
			dead.Store(true)
			c.Process.Kill()
		}
		m.limit.Store(now + 1 + random.Int64N(within))
	}
	err := c.Wait()
	m.limit.Store(0)
	for m.open.Load() > 0 { // until the server has done what it was asked
		time.Sleep(time.Millisecond)
	}
	if err != nil && !dead.Load() {
		t.Fatalf("%v\n%s", err, said.String())
	}
	return err != nil
}

// writeSite writes a small site whose assets change their names with every version, and whose pages name them.
func writeSite(t *testing.T, folder string, version int) map[string][]byte {
	t.Helper()
	site := map[string][]byte{fmt.Sprintf("css/main-%d.css", version): fmt.Appendf(nil, "body { margin: %dpx }", version)}
	for i := range 12 {
		picture := fmt.Sprintf("img/p%d-%d.png", i, version-version%(i+1))
		site[picture] = bytes.Repeat([]byte(picture+" "), 300)
		text := fmt.Appendf(nil, `<link href="/css/main-%d.css"><img src="/%s">`, version, picture)
		site[fmt.Sprintf("page %d/index.html", i)] = text
		site[fmt.Sprintf("page %d/index.html.br", i)] = append([]byte("packed: "), text...)
	}
	for name, data := range site {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return site
}

// checkPages looks whether all that pages name is there, and what others have put there.
func checkPages(t *testing.T, g *gateway, when string) {
	t.Helper()
	there := files(t, filepath.Join(g.folder, pail, "site"))
	if string(there["of-others.html"]) != "somebody's" {
		t.Errorf("%s: the file of others is %q", when, there["of-others.html"])
	}
	named := regexp.MustCompile(`(?:href|src)="/([^"]+)"`)
	for name, data := range there {
		for _, found := range named.FindAllSubmatch(data, -1) {
			if there[string(found[1])] == nil {
				t.Errorf("%s: %s names %s, which is not there", when, name, found[1])
			}
		}
	}
}

// checkSite looks whether the bucket has just the site.
func checkSite(t *testing.T, g *gateway, site map[string][]byte) {
	t.Helper()
	there := files(t, filepath.Join(g.folder, pail, "site"))
	maps.DeleteFunc(there, func(name string, _ []byte) bool {
		return name == "of-others.html" || strings.HasPrefix(name, deploy.Own)
	})
	if !maps.EqualFunc(there, site, bytes.Equal) {
		t.Errorf("there is other than was published: %d files for %d", len(there), len(site))
	}
	for name := range site {
		header, _ := g.get(t, "site/"+name)
		kind, cache, encoding := fieldsOf(name)
		if header.Get("Content-Type") != kind || header.Get("Cache-Control") != cache || header.Get("Content-Encoding") != encoding {
			t.Errorf("%s has the fields %v", name, header)
		}
	}
}
