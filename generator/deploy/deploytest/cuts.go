package deploytest

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/edits"
)

// Trial is what [Cuts] needs to know of a place.
type Trial struct {
	Open func() deploy.Remote // a new remote that leads to one and the same place, which is empty at first
	// Look returns all files that are at the place, by their names, past the remote, as somebody does who sees the site; nil for a look through a remote, which
	// takes its time.
	Look func() map[string][]byte
	Cuts int    // how many publications are cut; 0 for 200, or 40 under the race detector
	Busy int64  // how often in a row a place that is busy asks for patience; 0 for 3. The engine tries six times, of which a connection that is cut takes some
	Jobs int    // files sent at once; 0 for a random number of 1 to 4 in each run
	Seed uint64 // of everything that is random
}

// Cuts changes a site at random and publishes it again and again, and cuts the publications at random operations in all ways. After each operation it looks at the place
// as a visitor: every page that is there names only what is there, every file is whole, files of others are as they were. Whenever a publication has
// not been cut, the place must have just the files of the site, and the next one must find nothing to do.
func Cuts(t *testing.T, trial Trial) {
	t.Helper()
	if trial.Cuts == 0 {
		trial.Cuts = edits.Fewer(200, 40)
	}
	if trial.Busy == 0 {
		trial.Busy = 3
	}
	c := newCampaign(t, trial)
	cuts, whole := map[way]int{}, 0
	for n := 0; n < trial.Cuts; {
		if c.random.IntN(3) > 0 {
			c.change()
		}
		if c.random.IntN(4) == 0 {
			c.runWhole(t)
			whole++
			continue
		}
		way := way(c.random.IntN(int(ways)))
		if c.runCut(t, way, 1+c.random.Int64N(c.operations)) {
			cuts[way]++
			n++
		}
	}
	c.runWhole(t)
	t.Logf("%d publications were cut: %v; %d were whole; the place was looked at %d times", trial.Cuts, cuts, whole+1, c.visitor.looks)
}

type campaign struct {
	Trial
	random  *rand.Rand
	builder *builder
	visitor *visitor
	site    map[string][]byte
	// operations is how many the last publication took, about as many as the next one may take.
	operations int64
}

func newCampaign(t *testing.T, trial Trial) *campaign {
	t.Helper()
	foreign := map[string][]byte{
		"notes.txt": []byte("of somebody else"), "hand/page.html": []byte(`<img src="/hand/picture.png">`), "hand/picture.png": []byte("a picture"),
		"img/other.png": []byte("in a folder of the site"), ".htaccess": []byte("Options -Indexes"),
	}
	r := trial.Open()
	defer r.Close()
	for name, data := range foreign {
		if _, err := r.Put(t.Context(), Object(name, data)); err != nil {
			t.Fatal(err)
		}
	}
	c := &campaign{Trial: trial, random: rand.New(rand.NewPCG(trial.Seed, 1)), builder: newBuilder(trial.Seed), visitor: newVisitor(foreign), operations: 30}
	if c.Look == nil {
		c.Look = func() map[string][]byte { return lookThrough(t, trial.Open) }
	}
	c.site = c.builder.build()
	c.visitor.learn(c.site)
	return c
}

func lookThrough(t *testing.T, open func() deploy.Remote) map[string][]byte {
	t.Helper()
	r := open()
	defer r.Close()
	entries, err := r.List(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for name := range entries {
		if files[name], err = r.Read(context.Background(), name); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func (c *campaign) change() {
	c.builder.change()
	c.site = c.builder.build()
	c.visitor.learn(c.site)
}

// options returns options of a process that has ended by the time that the next one looks, as one does that was killed.
func (c *campaign) options() deploy.Options {
	jobs := c.Jobs
	if jobs == 0 {
		jobs = 1 + c.random.IntN(4)
	}
	return deploy.Options{Jobs: jobs, Pause: time.Millisecond, Self: deploy.Self{Host: "here", PID: 1 << 30}}
}

// publish plans and publishes, through a cutter.
func (c *campaign) publish(ctx context.Context, t *testing.T, k *cutter) error {
	t.Helper()
	k.look = func(when string) {
		if wrong := c.visitor.look(c.Look()); wrong != "" && k.wrong == "" {
			k.wrong = when + ": " + wrong
		}
	}
	plain := c.Open()
	defer plain.Close()
	remote, site, o := cut(plain, k), Site(c.site), c.options()
	plan, err := deploy.Compare(ctx, remote, site, o)
	if err == nil {
		_, err = deploy.Publish(ctx, remote, site, plan, o)
	}
	if k.wrong != "" {
		t.Fatal(k.wrong)
	}
	c.operations = max(k.count.Load()+5, 20)
	return err
}

// runCut publishes and cuts at an operation, and tells whether it came so far.
func (c *campaign) runCut(t *testing.T, way way, at int64) bool {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	cut := &cutter{at: at, way: way, patience: c.Busy, cancel: cancel}
	locked := c.locked()
	err := c.publish(ctx, t, cut)
	happened := cut.cut.Load()
	switch {
	case way == isBusy || !happened:
		if err != nil {
			t.Fatalf("a publication that %s at operation %d: %v", way, at, err)
		}
		c.expectWhole(t)
	case way == isCanceled:
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("a publication that was canceled at operation %d: %v", at, err)
		}
		if c.locked() && !locked {
			t.Fatalf("a publication that was canceled at operation %d has left its lock", at)
		}
	case err == nil:
		c.expectSite(t) // cut after all was there
	}
	return happened
}

func (c *campaign) runWhole(t *testing.T) {
	t.Helper()
	if err := c.publish(t.Context(), t, &cutter{}); err != nil {
		t.Fatal(err)
	}
	c.expectWhole(t)
}

// expectWhole holds the place to what it must be after a publication that came to its end.
func (c *campaign) expectWhole(t *testing.T) {
	t.Helper()
	c.expectSite(t)
	for name := range c.Look() {
		if strings.HasPrefix(name, deploy.Own) && name != deploy.ManifestName && name != deploy.Own+"state" {
			t.Fatalf("%s is left over: %s", name, c.Look()[name])
		}
	}
	r := c.Open()
	defer r.Close()
	plan, err := deploy.Compare(t.Context(), r, Site(c.site), c.options())
	if err != nil || !plan.Idle() {
		t.Fatalf("what was just published is to be published again: %v %+v", err, plan)
	}
}

// expectSite fails unless the place has just the files of the site, beside those of others.
func (c *campaign) expectSite(t *testing.T) {
	t.Helper()
	got := c.Look()
	maps.DeleteFunc(got, func(name string, _ []byte) bool {
		_, foreign := c.visitor.foreign[name]
		return foreign || strings.HasPrefix(name, deploy.Own)
	})
	if !maps.EqualFunc(got, c.site, slices.Equal) {
		t.Fatalf("the place has %q, not just %q, or other bytes", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(c.site)))
	}
}

func (c *campaign) locked() bool {
	for name := range c.Look() {
		if strings.HasPrefix(name, deploy.Own+"lock") {
			return true
		}
	}
	return false
}
