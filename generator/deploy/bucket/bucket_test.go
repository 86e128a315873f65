package bucket_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/minio/minio-go/v7"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
)

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func TestObjects(t *testing.T) {
	g := start(t)
	r, beside := g.open(t, "site"), g.open(t, "")
	put(t, beside, "site-of-others/index.html", []byte("others"))
	put(t, beside, "sitemap.xml", []byte("<x/>"))
	names := []string{
		"index.html", "prices/index.html", "a b/ü + é.html", "50%/100%25.html", "plus+plus/&=?#.html", "~tilde/'quoted\"(1).html", "日本/x.html", "empty.txt", ".well-known/security.txt",
		strings.Repeat(strings.Repeat("long", 40)+"/", 5) + "x.html",
	}
	tags := map[string]deploy.Entry{}
	for _, name := range names {
		data := []byte("bytes of " + name)
		if name == "empty.txt" {
			data = nil
		}
		tags[name] = put(t, r, name, data)
		if got, err := r.Read(t.Context(), name); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	listed, err := r.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(listed, tags) {
		t.Errorf("listed\n%v\nand not\n%v", listed, tags)
	}
	if again := put(t, r, "index.html", []byte("other bytes")); again == tags["index.html"] {
		t.Error("an object that was written again has the same tag")
	}
	for _, name := range append(names, "never/was.html") {
		if err := r.Remove(t.Context(), name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := r.Read(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	all, err := beside.List(t.Context())
	if err != nil || !slices.Equal(slices.Sorted(maps.Keys(all)), []string{"site-of-others/index.html", "sitemap.xml"}) {
		t.Errorf("beside there is %v %v", all, err)
	}
}

// A listing comes in pages of a thousand.
func TestManyObjects(t *testing.T) {
	g := start(t)
	const many = 2300
	for i := range many {
		name := filepath.Join(g.folder, pail, "site", fmt.Sprint(i%7), fmt.Sprintf("%d.html", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	asked := &faults{}
	r := g.open(t, "site", func(o *bucket.Options) { o.Transport = asked })
	all, err := r.List(t.Context())
	if err != nil || len(all) != many {
		t.Errorf("%d of %d files are listed: %v", len(all), many, err)
	}
	if n := asked.count("GET"); n != 3 {
		t.Errorf("%d requests listed them", n)
	}
	for name, e := range all {
		if e.Tag == "" {
			t.Fatalf("%s has no tag, though nobody knows its digest", name)
		}
		if _, known := r.Holds(t.Context(), object(name, []byte("x")), e); known {
			t.Fatalf("%s: what no digest tells is known", name)
		}
		break
	}
}

func TestFields(t *testing.T) {
	g := start(t)
	r := g.open(t, "site")
	cases := []deploy.Object{
		{Name: "x.html", Type: "text/html; charset=utf-8", Cache: "public, max-age=0, must-revalidate"},
		{Name: "x.html.br", Type: "text/html; charset=utf-8", Cache: "public, max-age=0, must-revalidate", Encoding: "br"},
		{Name: "x.html.gz", Type: "text/html; charset=utf-8", Encoding: "gzip"},
		{Name: "assets/x.0123abcd.css", Type: "text/css; charset=utf-8", Cache: "public, max-age=31536000, immutable"},
		{Name: "unknown"},
	}
	for _, o := range cases {
		data := []byte("bytes of " + o.Name)
		o.Size, o.Digest, o.Open = int64(len(data)), digest(data), object("", data).Open
		if _, err := r.Put(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		header, got := g.get(t, "site/"+o.Name)
		if o.Type == "" {
			o.Type = "application/octet-stream"
		}
		for name, want := range map[string]string{"Content-Type": o.Type, "Cache-Control": o.Cache, "Content-Encoding": o.Encoding} {
			if header.Get(name) != want {
				t.Errorf("%s: %s is %q and not %q", o.Name, name, header.Get(name), want)
			}
		}
		if !bytes.Equal(got, data) {
			t.Errorf("%s: %q", o.Name, got)
		}
	}
	command := exec.Command("aws", "--endpoint-url", g.address, "--region", "us-east-1", "s3api", "head-object", "--bucket", pail, "--key", "site/x.html.br")
	command.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+keyID, "AWS_SECRET_ACCESS_KEY="+secret)
	if out, err := command.Output(); err == nil {
		for _, want := range []string{`"ContentEncoding": "br"`, `"ContentType": "text/html; charset=utf-8"`, `"CacheControl": "public, max-age=0, must-revalidate"`} {
			if !strings.Contains(string(out), want) {
				t.Errorf("aws s3api head-object says no %s:\n%s", want, out)
			}
		}
	}
}

func TestHolds(t *testing.T) {
	g := start(t)
	r := g.open(t, "site")
	data := []byte("bytes of a page")
	o := object("x.html", data)
	e := put(t, r, "x.html", data)
	change := func(f func(*deploy.Object)) deploy.Object {
		changed := o
		f(&changed)
		return changed
	}
	cases := []struct {
		says        string
		o           deploy.Object
		e           deploy.Entry
		same, known bool
	}{
		{"the same", o, e, true, true},
		{"other bytes", object("x.html", []byte("BYTES OF A PAGE")), e, false, true},
		{"another size", object("x.html", []byte("more bytes of a page")), e, false, true},
		{"another type", change(func(o *deploy.Object) { o.Type = "text/plain" }), e, false, true},
		{"other caching", change(func(o *deploy.Object) { o.Cache = "no-store" }), e, false, true},
		{"an encoding", change(func(o *deploy.Object) { o.Encoding = "br" }), e, false, true},
		{"sent in parts", o, deploy.Entry{Size: e.Size, Tag: "0123456789abcdef0123456789abcdef-3"}, false, false},
		{"no digest", o, deploy.Entry{Size: e.Size, Tag: "2026-01-01T00:00:00Z"}, false, false},
		{"gone since", change(func(o *deploy.Object) { o.Name = "gone.html" }), e, false, false},
		{"no file here", change(func(o *deploy.Object) { o.Open = missingFile }), e, false, false},
	}
	for _, c := range cases {
		if same, known := r.Holds(t.Context(), c.o, c.e); same != c.same || known != c.known {
			t.Errorf("%s: same %v, known %v", c.says, same, known)
		}
	}
	// As soon as an ETag has shown to be no MD5, none is taken for one.
	secretive := g.open(t, "site", func(o *bucket.Options) { o.Transport = &faults{answer: keepsNoMD5} })
	if _, err := secretive.Read(t.Context(), "x.html"); err != nil {
		t.Fatal(err)
	}
	if _, known := secretive.Holds(t.Context(), o, e); known {
		t.Error("an ETag is taken for a digest where it is none")
	}
}

// A file of that size goes in parts; what an earlier try has left of it goes away.
func TestLargeFile(t *testing.T) {
	g := start(t)
	r := g.open(t, "site")
	data := bytes.Repeat([]byte("0123456789abcdef"), (64<<20)/16+1000)
	left := minio.Core{Client: g.client(t)}
	id, err := left.NewMultipartUpload(t.Context(), pail, "site/film.mp4", minio.PutObjectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := left.PutObjectPart(t.Context(), pail, "site/film.mp4", id, 1, bytes.NewReader(data[:6<<20]), 6<<20, minio.PutObjectPartOptions{}); err != nil {
		t.Fatal(err)
	}
	e := put(t, r, "film.mp4", data)
	all, err := r.List(t.Context())
	if err != nil || all["film.mp4"] != e || e.Size != int64(len(data)) {
		t.Errorf("%v %v %v", all, e, err)
	}
	if got, err := os.ReadFile(filepath.Join(g.folder, pail, "site", "film.mp4")); err != nil || !bytes.Equal(got, data) {
		t.Errorf("the file did not arrive as it was: %v", err)
	}
	if header, _ := g.get(t, "site/film.mp4"); header.Get("Cache-Control") != "public, max-age=300" {
		t.Errorf("header fields are lost: %v", header)
	}
	if _, known := r.Holds(t.Context(), object("film.mp4", data), e); known {
		t.Error("the ETag of a file that was sent in parts is taken for a digest")
	}
	for u := range g.client(t).ListIncompleteUploads(t.Context(), pail, "site/", true) {
		t.Errorf("an upload is left over: %v", u)
	}
}

func TestChangedMeanwhile(t *testing.T) {
	g := start(t)
	r := g.open(t, "site")
	o := object("x.html", []byte("as it was planned"))
	o.Open = object("x.html", []byte("as it is by now..")).Open
	if _, err := r.Put(t.Context(), o); err == nil || !strings.Contains(err.Error(), "x.html has changed") || errors.Is(err, deploy.ErrAgain) {
		t.Errorf("%v", err)
	}
	if all, err := r.List(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%v %v", all, err)
	}
}

// Of many who want to be the only one, one is; with a server that keeps others out, one that says that it cannot, and one that does as if it could.
func TestCreate(t *testing.T) {
	for name, by := range map[string]*faults{"kept out": {}, "refused": {instead: knowsNoConditions}, "ignored": {before: ignoresConditions}} {
		t.Run(name, func(t *testing.T) {
			g := start(t)
			var won atomic.Int32
			var group sync.WaitGroup
			for i := range 8 {
				group.Go(func() {
					r := g.open(t, "site", func(o *bucket.Options) { o.Transport = by })
					err := again(func() error { return r.Create(t.Context(), ".lock", fmt.Appendf(nil, "of %d", i)) })
					if err == nil {
						won.Add(1)
					} else if !errors.Is(err, fs.ErrExist) {
						t.Error(err)
					}
					if says := r.Caveat() != ""; err == nil && says != (name != "kept out") {
						t.Errorf("the caveat is %q", r.Caveat())
					}
				})
			}
			group.Wait()
			if won.Load() != 1 {
				t.Errorf("%d have it", won.Load())
			}
			r := g.open(t, "site", func(o *bucket.Options) { o.Transport = by })
			if err := r.Create(t.Context(), ".lock", []byte("late")); !errors.Is(err, fs.ErrExist) {
				t.Errorf("%v", err)
			}
		})
	}
}

// again does what an engine does: it tries once more what may go well another time.
func again(do func() error) error {
	err := do()
	for range 5 {
		if !errors.Is(err, deploy.ErrAgain) {
			break
		}
		err = do()
	}
	return err
}

func TestCanceled(t *testing.T) {
	g := start(t)
	r := g.open(t, "site")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, listed := r.List(ctx)
	_, read := r.Read(ctx, "x")
	_, sent := r.Put(ctx, object("x", []byte("x")))
	for i, err := range []error{listed, read, sent, r.Create(ctx, "x", nil), r.Remove(ctx, "x")} {
		if !errors.Is(err, context.Canceled) || errors.Is(err, deploy.ErrAgain) {
			t.Errorf("%d: %v", i, err)
		}
	}
}
