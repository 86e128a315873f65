package deploytest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"stillpoint/generator/deploy"
)

// Remote holds a remote to all that the interface promises. Each call of open must return a new remote that leads to one and the same place, which is
// empty, or not there, at first, and is empty again in the end.
func Remote(t *testing.T, open func() deploy.Remote) {
	t.Helper()
	r := open()
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error("Close:", err)
		}
	})
	c := conformance{open, r}
	for _, part := range []struct {
		name string
		test func(*testing.T)
	}{
		{"an empty place", c.empty}, {"put and read", c.putAndRead}, {"names", c.names}, {"replace", c.replace}, {"sizes", c.sizes},
		{"nobody sees half", c.half}, {"create", c.create}, {"one creates", c.one}, {"remove", c.remove}, {"many at once", c.many}, {"canceled", c.canceled},
		{"holds", c.holds}, {"names of folders", c.folders},
		{"single files", c.single},
	} {
		t.Run(part.name, part.test)
		c.clear(t)
	}
}

type conformance struct {
	open   func() deploy.Remote
	remote deploy.Remote
}

// Object returns an object with the given bytes.
func Object(name string, data []byte) deploy.Object {
	return deploy.Object{Name: name, Size: int64(len(data)), Digest: deploy.Digest(data), Type: "text/plain; charset=utf-8", Cache: "no-cache",
		Open: func() (io.ReadSeekCloser, error) { return closing{bytes.NewReader(data)}, nil }}
}

type closing struct{ *bytes.Reader }

func (closing) Close() error { return nil }

func (c conformance) list(t *testing.T) map[string]deploy.Entry {
	t.Helper()
	entries, err := c.remote.List(t.Context())
	if err != nil {
		t.Fatal("List:", err)
	}
	return entries
}

func (c conformance) put(t *testing.T, name, text string) deploy.Entry {
	t.Helper()
	e, err := c.remote.Put(t.Context(), Object(name, []byte(text)))
	if err != nil {
		t.Fatalf("Put %s: %v", name, err)
	}
	if listed := c.list(t)[name]; listed != e {
		t.Errorf("Put %s returned the entry %+v, and List says %+v", name, e, listed)
	}
	return e
}

func (c conformance) expect(t *testing.T, name, text string) {
	t.Helper()
	data, err := c.remote.Read(t.Context(), name)
	if err != nil || string(data) != text {
		t.Errorf("Read %s returned %q, %v, not %q", name, data, err, text)
	}
}

func (c conformance) clear(t *testing.T) {
	t.Helper()
	for name := range c.list(t) {
		if err := c.remote.Remove(t.Context(), name); err != nil {
			t.Fatalf("Remove %s: %v", name, err)
		}
	}
	if left := c.list(t); len(left) > 0 {
		t.Fatalf("all was removed, and there is still %v", left)
	}
}

func (c conformance) empty(t *testing.T) {
	if entries := c.list(t); len(entries) != 0 {
		t.Errorf("there is %v", entries)
	}
	if _, err := c.remote.Read(t.Context(), "not/there"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Read of what is not there: %v", err)
	}
	if err := c.remote.Remove(t.Context(), "not/there"); err != nil {
		t.Errorf("Remove of what is not there: %v", err)
	}
	if c.remote.String() == "" {
		t.Error("the remote has no name for people")
	}
}

func (c conformance) putAndRead(t *testing.T) {
	e := c.put(t, "index.html", "hello")
	if e.Size != 5 || e.Tag == "" {
		t.Errorf("the entry is %+v", e)
	}
	c.expect(t, "index.html", "hello")
	c.put(t, "a/b/c/index.html", "deep")
	c.expect(t, "a/b/c/index.html", "deep")
	if names := slices.Sorted(maps.Keys(c.list(t))); !slices.Equal(names, []string{"a/b/c/index.html", "index.html"}) {
		t.Errorf("List has %q", names)
	}
}

func (c conformance) names(t *testing.T) {
	names := []string{"with blank.txt", "übung/größe.txt", "日本/語.html", "a+b&c=d%20#?.txt", "quote'\"s.txt", ".well-known/security.txt", "_headers", "-dash/-x", "a;b,c@d~e!f$(g).txt",
		deploy.Own + "state", "UPPER.html", strings.Repeat("long", 40) + ".txt"}
	for _, name := range names {
		c.put(t, name, "of "+name)
	}
	for _, name := range names {
		c.expect(t, name, "of "+name)
	}
	if got := c.list(t); len(got) != len(names) {
		t.Errorf("List has %d names, not %d: %q", len(got), len(names), slices.Sorted(maps.Keys(got)))
	}
}

func (c conformance) replace(t *testing.T) {
	seen := map[string]bool{}
	for i := range 8 {
		text := fmt.Sprintf("version %d", i)
		e := c.put(t, "page.html", text)
		if seen[e.Tag] {
			t.Errorf("the tag %q did not change when the file was written again with as many bytes", e.Tag)
		}
		seen[e.Tag] = true
		c.expect(t, "page.html", text)
	}
}

func (c conformance) sizes(t *testing.T) {
	for _, n := range []int{0, 1, 32<<10 - 1, 32 << 10, 1<<20 + 17, 9 << 20} {
		text := strings.Repeat("0123456789abcdef", n/16+1)[:n]
		e := c.put(t, "sizes/file.bin", text)
		if e.Size != int64(n) {
			t.Errorf("%d bytes were put, and the entry says %d", n, e.Size)
		}
		if data, err := c.remote.Read(t.Context(), "sizes/file.bin"); err != nil || string(data) != text {
			t.Errorf("%d bytes were put, and %d are read, other ones or with an error: %v", n, len(data), err)
		}
	}
}

// half looks at a file while another is put in its place, and lets the put fail in the middle.
func (c conformance) half(t *testing.T) {
	before, after := strings.Repeat("before ", 40000), strings.Repeat("after ", 40000)
	entry := c.put(t, "page.html", before)
	other := c.open()
	defer other.Close()
	looked := atomic.Bool{}
	o := Object("page.html", []byte(after))
	failing := errors.New("the source cannot be read any more")
	o.Open = func() (io.ReadSeekCloser, error) {
		return &watched{closing{bytes.NewReader([]byte(after))}, func(at int64) error {
			if at < o.Size/2 {
				return nil
			}
			if data, err := other.Read(t.Context(), "page.html"); err != nil || string(data) != before {
				t.Errorf("in the middle of a put, %d bytes are seen: %v", len(data), err)
			}
			looked.Store(true)
			return failing
		}}, nil
	}
	if _, err := c.remote.Put(t.Context(), o); err == nil {
		t.Error("Put has no error where its source has")
	}
	if !looked.Load() {
		t.Error("the source was never read beyond its half")
	}
	c.expect(t, "page.html", before)
	if now := c.list(t)["page.html"]; now != entry {
		t.Errorf("a put that failed changed the entry from %+v to %+v", entry, now)
	}
	for name := range c.list(t) {
		if name != "page.html" && !strings.HasPrefix(name, deploy.Part) {
			t.Errorf("a put that failed has left %s, which does not begin with %s", name, deploy.Part)
		}
	}
}

// watched calls a function before each read, which may end it.
type watched struct {
	closing
	before func(at int64) error
}

func (w *watched) Read(p []byte) (int, error) {
	at, _ := w.Seek(0, io.SeekCurrent)
	if err := w.before(at); err != nil {
		return 0, err
	}
	return w.Reader.Read(p[:min(len(p), 16<<10)])
}

// WriteTo keeps bytes.Reader from handing over everything at once.
func (w *watched) WriteTo(to io.Writer) (int64, error) {
	return io.Copy(to, struct{ io.Reader }{w})
}

func (c conformance) create(t *testing.T) {
	if err := c.remote.Create(t.Context(), deploy.Own+"lock", []byte("first")); err != nil {
		t.Fatal("Create:", err)
	}
	if err := c.remote.Create(t.Context(), deploy.Own+"lock", []byte("second")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Create of what is there: %v", err)
	}
	c.expect(t, deploy.Own+"lock", "first")
	c.put(t, deploy.Own+"lock", "renewed")
	c.expect(t, deploy.Own+"lock", "renewed")
}

// one has many remotes create one file at once.
func (c conformance) one(t *testing.T) {
	for round := range 5 {
		name := fmt.Sprintf("%slock-%d", deploy.Own, round+2)
		var won atomic.Int32
		var winner atomic.Value
		var all sync.WaitGroup
		for i := range 6 {
			r := c.open()
			all.Go(func() {
				defer r.Close()
				text := fmt.Sprint("holder ", i)
				err := r.Create(t.Context(), name, []byte(text))
				if err == nil {
					won.Add(1)
					winner.Store(text)
				} else if !errors.Is(err, fs.ErrExist) {
					t.Errorf("Create: %v", err)
				}
			})
		}
		all.Wait()
		if n := won.Load(); n != 1 {
			t.Fatalf("%d of 6 have created the file", n)
		}
		c.expect(t, name, winner.Load().(string))
	}
}

func (c conformance) remove(t *testing.T) {
	c.put(t, "a/b/c.html", "c")
	c.put(t, "a/d.html", "d")
	if err := c.remote.Remove(t.Context(), "a/b/c.html"); err != nil {
		t.Fatal("Remove:", err)
	}
	c.expect(t, "a/d.html", "d")
	if names := slices.Sorted(maps.Keys(c.list(t))); !slices.Equal(names, []string{"a/d.html"}) {
		t.Errorf("List has %q", names)
	}
	c.put(t, "a/b", "a file where a folder was") // which works only if the empty folder has gone
	c.expect(t, "a/b", "a file where a folder was")
}

func (c conformance) many(t *testing.T) {
	const n = 40
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			name, text := fmt.Sprintf("many/%d/%d.html", i%4, i), strings.Repeat(fmt.Sprint(i, " "), 2000)
			if _, err := c.remote.Put(t.Context(), Object(name, []byte(text))); err != nil {
				t.Errorf("Put: %v", err)
			}
			if data, err := c.remote.Read(t.Context(), name); err != nil || string(data) != text {
				t.Errorf("Read %s: %d bytes, %v", name, len(data), err)
			}
			if i%2 == 0 {
				if err := c.remote.Remove(t.Context(), name); err != nil {
					t.Errorf("Remove: %v", err)
				}
			}
		})
	}
	all.Wait()
	if got := c.list(t); len(got) != n/2 {
		t.Errorf("List has %d files, not %d", len(got), n/2)
	}
}

func (c conformance) canceled(t *testing.T) {
	r := c.open() // a connection may be lost by it
	defer r.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Put(ctx, Object("page.html", []byte("text"))); err == nil {
		t.Error("Put works when all has ended")
	}
	if _, err := r.List(ctx); err == nil {
		t.Error("List works when all has ended")
	}
	if got := c.list(t)["page.html"]; got != (deploy.Entry{}) {
		t.Errorf("there is %+v", got)
	}
}

func (c conformance) holds(t *testing.T) {
	o := Object("page.html", []byte("text"))
	e, err := c.remote.Put(t.Context(), o)
	if err != nil {
		t.Fatal("Put:", err)
	}
	if same, known := c.remote.Holds(t.Context(), o, e); known && !same {
		t.Error("Holds says that what was just put is not there")
	}
	if same, _ := c.remote.Holds(t.Context(), Object("page.html", []byte("tex2")), e); same {
		t.Error("Holds says that there are bytes that were never put")
	}
}

// folders puts a file below another one that looks like it, to see that nothing goes by prefixes.
func (c conformance) folders(t *testing.T) {
	c.put(t, "therapies/index.html", "1")
	c.put(t, "therapies-more/index.html", "2")
	c.put(t, "therapies.html", "3")
	if err := c.remote.Remove(t.Context(), "therapies/index.html"); err != nil {
		t.Fatal("Remove:", err)
	}
	c.expect(t, "therapies-more/index.html", "2")
	c.expect(t, "therapies.html", "3")
	if _, err := c.remote.Read(t.Context(), "therapies/index.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Read of what was removed: %v", err)
	}
}

// single holds a remote that can tell of single files to what it lists.
func (c conformance) single(t *testing.T) {
	looker, can := c.remote.(deploy.Looker)
	if !can {
		t.Skip("this remote lists all or nothing")
	}
	missing := func(name string) {
		t.Helper()
		if e, err := looker.Stat(t.Context(), name); !errors.Is(err, fs.ErrNotExist) || errors.Is(err, deploy.ErrAgain) {
			t.Errorf("Stat of %s, which is no file: %+v, %v", name, e, err)
		}
	}
	missing("index.html")
	for _, name := range []string{"index.html", "a b/ü#?.html", "a b/c/d.html", deploy.Own + "state"} {
		e := c.put(t, name, "of "+name)
		if seen, err := looker.Stat(t.Context(), name); err != nil || seen != e {
			t.Errorf("Stat of %s says %+v, %v, and Put said %+v", name, seen, err, e)
		}
	}
	e := c.put(t, "index.html", "of index.htmm")
	if seen, err := looker.Stat(t.Context(), "index.html"); err != nil || seen != e {
		t.Errorf("Stat of what was written again says %+v, %v, and Put said %+v", seen, err, e)
	}
	for _, name := range []string{"a b", "a b/c", "not/there.html", "index.html/below", "index.htm", "index.html.br"} {
		missing(name)
	}
	if err := c.remote.Remove(t.Context(), "a b/c/d.html"); err != nil {
		t.Error(err)
	}
	missing("a b/c/d.html")
	other := c.open()
	defer other.Close()
	if seen, err := other.(deploy.Looker).Stat(t.Context(), "index.html"); err != nil || seen != e {
		t.Errorf("Stat by a remote that has not listed says %+v, %v, not %+v", seen, err, e)
	}
	if n := looker.StatsPerList(10_000); n < 1 {
		t.Errorf("a list of 10,000 files is worth %d looks", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := other.(deploy.Looker).Stat(ctx, "index.html"); err == nil {
		t.Error("Stat works when all has ended")
	}
}
