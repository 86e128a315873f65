package deploy_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/deploytest"
)

// files is a site, or what others have at a place.
type files map[string]string

func (f files) site() deploy.Site {
	data := map[string][]byte{}
	for name, text := range f {
		data[name] = []byte(text)
	}
	return deploytest.Site(data)
}

func (f files) with(name, text string) files {
	more := files{name: text}
	for n, t := range f {
		if n != name {
			more[n] = t
		}
	}
	return more
}

func (f files) without(name string) files {
	fewer := f.with(name, "")
	delete(fewer, name)
	return fewer
}

func small() files {
	return files{"index.html": `<link href="/a.css">`, "a.css": "p {}", "p.png": "picture", "sitemap.xml": "<loc>/index.html</loc>"}
}

func options() deploy.Options {
	return deploy.Options{Pause: time.Millisecond, Self: deploy.Self{Host: "here", PID: 1 << 30}}
}

func compare(t *testing.T, r deploy.Remote, f files, o deploy.Options) *deploy.Plan {
	t.Helper()
	return compareSite(t, r, f.site(), o)
}

func compareSite(t *testing.T, r deploy.Remote, s deploy.Site, o deploy.Options) *deploy.Plan {
	t.Helper()
	plan, err := deploy.Compare(t.Context(), r, s, o)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func send(t *testing.T, r deploy.Remote, f files, o deploy.Options) deploy.Result {
	t.Helper()
	return sendSite(t, r, f.site(), o)
}

func sendSite(t *testing.T, r deploy.Remote, s deploy.Site, o deploy.Options) deploy.Result {
	t.Helper()
	result, err := deploy.Publish(t.Context(), r, s, compareSite(t, r, s, o), o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// says lists the steps of a plan: "send a.css: new".
func says(p *deploy.Plan) []string {
	var all []string
	for _, kind := range []struct {
		word  string
		steps []deploy.Step
	}{{"send", p.Send}, {"adopt", p.Adopt}, {"remove", p.Remove}, {"leave", p.Leave}} {
		for _, s := range kind.steps {
			all = append(all, fmt.Sprintf("%s %s: %s", kind.word, s.Name, s.Why))
		}
	}
	return all
}

// fields is a remote that keeps header fields.
type fields struct{ deploy.Remote }

func (fields) KeepsFields() bool { return true }

func (fields) Caveat() string { return "this place keeps fields" }

func TestPlan(t *testing.T) {
	for name, c := range map[string]struct {
		first  files // published before
		before func(m *deploytest.Memory)
		now    files
		adopt  bool
		want   []string
	}{
		"first":         {now: small(), want: []string{"send a.css: new", "send index.html: new", "send p.png: new", "send sitemap.xml: new"}},
		"same":          {first: small(), now: small()},
		"changed":       {first: small(), now: small().with("a.css", "p { }"), want: []string{"send a.css: changed"}},
		"gone":          {first: small(), now: small().without("p.png"), want: []string{"remove p.png: not in the site any more"}},
		"touched":       {first: small(), before: func(m *deploytest.Memory) { m.Write("a.css", []byte("p {}")) }, now: small(), want: []string{"send a.css: was changed there"}},
		"lost":          {first: small(), before: func(m *deploytest.Memory) { m.Delete("a.css") }, now: small(), want: []string{"send a.css: was lost there"}},
		"lost and gone": {first: small(), before: func(m *deploytest.Memory) { m.Delete("a.css") }, now: small().without("a.css")},
		"touched and gone": {first: small(), before: func(m *deploytest.Memory) { m.Write("a.css", []byte("mine")) }, now: small().without("a.css"),
			want: []string{"leave a.css: was changed there"}},
		"foreign with the same bytes": {before: func(m *deploytest.Memory) { m.Write("a.css", []byte("p {}")) }, now: files{"a.css": "p {}"}, want: []string{"adopt a.css: the same bytes are there"}},
		"foreign taken over": {before: func(m *deploytest.Memory) { m.Write("a.css", []byte("mine")) }, now: files{"a.css": "p {}"}, adopt: true,
			want: []string{"send a.css: takes the place of another's"}},
		"foreign beside":          {before: func(m *deploytest.Memory) { m.Write("b.css", []byte("mine")) }, now: files{"a.css": "p {}"}, want: []string{"send a.css: new"}},
		"a file becomes a folder": {first: files{"a": "1"}, now: files{"a/b": "1"}, want: []string{"send a/b: new", "remove a: not in the site any more"}},
	} {
		t.Run(name, func(t *testing.T) {
			place, o := deploytest.NewMemory(), options()
			r := place.Open()
			if c.first != nil {
				send(t, r, c.first, o)
			}
			if c.before != nil {
				c.before(place)
			}
			o.Adopt = c.adopt
			before := place.Look()
			plan := compare(t, r, c.now, o)
			if diff := cmp.Diff(c.want, says(plan)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, place.Look()); diff != "" {
				t.Error("a plan has touched the place: ", diff)
			}
			send(t, r, c.now, o)
			if again := compare(t, r, c.now, options()); !again.Idle() {
				t.Errorf("after that there is still to be done: %q", says(again))
			}
		})
	}
}

func TestInTheWay(t *testing.T) {
	for name, c := range map[string]struct {
		foreign, now files
		want         []string
		hard         bool
	}{
		"other bytes":          {files{"a.css": "mine", "index.html": "mine"}, small(), []string{"a.css", "index.html"}, false},
		"file where a folder":  {files{"a": "mine"}, files{"a/b/c.css": "p {}"}, []string{"a"}, true},
		"folder where a file":  {files{"a/x/y": "mine"}, files{"a": "p {}"}, []string{"a/x/y"}, true},
		"as large, other byte": {files{"a.css": "p [}"}, files{"a.css": "p {}"}, []string{"a.css"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			place := deploytest.NewMemory()
			for name, text := range c.foreign {
				place.Write(name, []byte(text))
			}
			o := options()
			o.Adopt = c.hard
			_, err := deploy.Compare(t.Context(), place.Open(), c.now.site(), o)
			var inWay *deploy.InTheWayError
			if !errors.As(err, &inWay) || !slices.Equal(inWay.Files, c.want) || inWay.Hard != c.hard {
				t.Fatalf("%v, %+v", err, inWay)
			}
			if !strings.Contains(err.Error(), c.want[0]) {
				t.Error(err)
			}
		})
	}
}

// TestFields sends a file again whose header fields have changed, where they are kept, and not elsewhere.
func TestFields(t *testing.T) {
	for _, kept := range []bool{true, false} {
		place := deploytest.NewMemory()
		r := place.Open()
		if kept {
			r = fields{r}
		}
		send(t, r, small(), options())
		site := small().site()
		for i := range site.Files {
			if site.Files[i].Name == "a.css" {
				site.Files[i].Cache = "max-age=31536000, immutable"
			}
		}
		plan, err := deploy.Compare(t.Context(), r, site, options())
		if err != nil {
			t.Fatal(err)
		}
		var want, notes []string
		if kept {
			want, notes = []string{"send a.css: header fields changed"}, []string{"this place keeps fields"}
		}
		if diff := cmp.Diff(want, says(plan)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(notes, plan.Notes); diff != "" {
			t.Error(diff)
		}
	}
}

func TestNamesThatCannotBeSent(t *testing.T) {
	for _, name := range []string{"../a", "/a", "a//b", deploy.Own + "manifest.json.gz", "."} {
		if _, err := deploy.Compare(t.Context(), deploytest.NewMemory().Open(), files{name: "text"}.site(), options()); err == nil || !strings.Contains(err.Error(), "cannot be sent") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestDamagedManifest takes a manifest that nobody can read for none: files with the right bytes are adopted, and nothing is removed.
func TestDamagedManifest(t *testing.T) {
	place := deploytest.NewMemory()
	r := place.Open()
	send(t, r, small(), options())
	place.Write(deploy.ManifestName, []byte("damaged"))
	plan := compare(t, r, small().without("p.png"), options())
	want := []string{"adopt a.css: the same bytes are there", "adopt index.html: the same bytes are there", "adopt sitemap.xml: the same bytes are there"}
	if diff := cmp.Diff(want, says(plan)); diff != "" {
		t.Error(diff)
	}
	if len(plan.Notes) != 1 || !strings.Contains(plan.Notes[0], "is damaged") {
		t.Errorf("%q", plan.Notes)
	}
	send(t, r, small().without("p.png"), options())
	if _, there := place.Look()["p.png"]; !there {
		t.Error("a file that no manifest knows was removed")
	}
}

func TestNewerManifest(t *testing.T) {
	place := deploytest.NewMemory()
	packed := deploy.Pack(`{"version": 2}`)
	place.Write(deploy.ManifestName, packed)
	if _, err := deploy.Compare(t.Context(), place.Open(), small().site(), options()); !errors.Is(err, deploy.ErrNewer) {
		t.Error(err)
	}
}

// TestManifestNames holds a manifest that somebody may have written to names below the place.
func TestManifestNames(t *testing.T) {
	for _, name := range []string{"../a", "/a", "a//b", deploy.Own + "lock", ".", "a/../b"} {
		if _, err := deploy.DecodeManifest(deploy.Manifest{Files: map[string]deploy.Sent{name: {}}}.Encode()); err == nil {
			t.Errorf("%q is taken for a name", name)
		}
	}
	m := deploy.Manifest{Version: 1, Runs: []string{"a"}, Files: map[string]deploy.Sent{"ü/ä b.html": {Digest: "d", Size: 3, Tag: "t", Fields: "a\nb\nc"}}}
	if got, err := deploy.DecodeManifest(m.Encode()); err != nil || !cmp.Equal(got, m) {
		t.Errorf("%+v, %v", got, err)
	}
	if first, second := m.Encode(), m.Encode(); string(first) != string(second) {
		t.Error("a manifest is not always the same bytes")
	}
}

func FuzzDecodeManifest(f *testing.F) {
	f.Add(deploy.Manifest{Files: map[string]deploy.Sent{"a": {Size: 1}}}.Encode())
	f.Add(deploy.Pack(`{"files": {"../x": {}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := deploy.DecodeManifest(data)
		if err != nil {
			return
		}
		for name := range m.Files {
			if strings.Contains(name, "..") && strings.Contains("/"+name+"/", "/../") {
				t.Errorf("%q", name)
			}
		}
	})
}

// of returns the site with its address.
func (f files) of(address string) deploy.Site {
	s := f.site()
	s.Address = address
	return s
}

// TestAnotherSite has no site take the place of another, unless that is wanted; one that has got a certificate, or lost its "www.", is no other.
func TestAnotherSite(t *testing.T) {
	for _, c := range []struct {
		there, here string
		refused     bool
	}{
		{"https://quiettide.example/", "https://quiettide.example/", false},
		{"http://www.quiettide.example/", "https://QuietTide.example/", false},
		{"https://quiettide.example/", "https://stillwaters.example/", true},
		{"https://practices.example/quiettide/", "https://practices.example/stillwaters/", true},
		{"https://quiettide.example/", "https://quiettide.example:8443/", true},
		{"", "https://stillwaters.example/", false},
		{"https://quiettide.example/", "", false},
	} {
		t.Run(c.there+" "+c.here, func(t *testing.T) {
			place := deploytest.NewMemory()
			sendSite(t, place.Open(), small().of(c.there), options())
			before := place.Look()
			o := options()
			_, err := deploy.Compare(t.Context(), place.Open(), small().without("p.png").of(c.here), o)
			var another *deploy.AnotherSiteError
			if errors.As(err, &another) != c.refused || !c.refused && err != nil {
				t.Fatal(err)
			}
			if !cmp.Equal(place.Look(), before) {
				t.Error("something was touched")
			}
			if c.refused && (another.There != c.there || another.Here != c.here) {
				t.Error(another)
			}
			o.Adopt = true
			notes := sendSite(t, place.Open(), small().without("p.png").of(c.here), o).Plan.Notes
			if len(notes) > 0 != c.refused || place.Look()["p.png"] != nil {
				t.Errorf("it did not take the place of the other, or did not tell: %q", notes)
			}
			if plan := compareSite(t, place.Open(), small().without("p.png").of(c.here), options()); !plan.Idle() {
				t.Errorf("%q", says(plan))
			}
		})
	}
}

// TestAnotherSiteCut lets a run that takes the place of another site, and was cut, be gone on with as any other.
func TestAnotherSiteCut(t *testing.T) {
	place := deploytest.NewMemory()
	sendSite(t, place.Open(), small().of("https://quiettide.example/"), options())
	dead := errors.New("the line is dead")
	r := watching(place)
	r.before = func(call string) error {
		if call == "Put index.html" {
			return dead
		}
		return nil
	}
	o, other := options(), small().with("a.css", "q {}").with("index.html", "other").of("https://stillwaters.example/")
	o.Adopt = true
	if _, err := deploy.Publish(t.Context(), r, other, compareSite(t, place.Open(), other, o), o); !errors.Is(err, dead) {
		t.Fatal(err)
	}
	sendSite(t, place.Open(), other, options())
}

// TestSiteOfOldPlace notes of whom the files are at a place that was published to by a Stillpoint that did not, and sends nothing for that.
func TestSiteOfOldPlace(t *testing.T) {
	place := deploytest.NewMemory()
	sendSite(t, place.Open(), small().site(), options())
	if result := sendSite(t, place.Open(), small().of("https://quiettide.example/"), options()); result.Sent > 0 || result.Removed > 0 {
		t.Errorf("%+v", result)
	}
	if _, err := deploy.Compare(t.Context(), place.Open(), small().of("https://stillwaters.example/"), options()); err == nil {
		t.Error("another site takes its place")
	}
}
