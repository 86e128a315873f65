package deploy_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/deploytest"
)

// spy is a remote that notes what is asked of it, and may do something first.
type spy struct {
	deploy.Remote
	mu     sync.Mutex
	calls  []string
	before func(call string) error
}

func (s *spy) note(call, name string) error {
	s.mu.Lock()
	s.calls = append(s.calls, strings.TrimSpace(call+" "+name))
	before := s.before
	s.mu.Unlock()
	if before == nil {
		return nil
	}
	return before(strings.TrimSpace(call + " " + name))
}

func (s *spy) List(ctx context.Context) (map[string]deploy.Entry, error) {
	if err := s.note("List", ""); err != nil {
		return nil, err
	}
	return s.Remote.List(ctx)
}

func (s *spy) Read(ctx context.Context, name string) ([]byte, error) {
	if err := s.note("Read", name); err != nil {
		return nil, err
	}
	return s.Remote.Read(ctx, name)
}

func (s *spy) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	if err := s.note("Put", o.Name); err != nil {
		return deploy.Entry{}, err
	}
	return s.Remote.Put(ctx, o)
}

func (s *spy) Create(ctx context.Context, name string, data []byte) error {
	if err := s.note("Create", name); err != nil {
		return err
	}
	return s.Remote.Create(ctx, name, data)
}

func (s *spy) Remove(ctx context.Context, name string) error {
	if err := s.note("Remove", name); err != nil {
		return err
	}
	return s.Remote.Remove(ctx, name)
}

// lookingSpy is one whose remote can tell of single files.
type lookingSpy struct{ *spy }

func (s lookingSpy) Stat(ctx context.Context, name string) (deploy.Entry, error) {
	if err := s.note("Stat", name); err != nil {
		return deploy.Entry{}, err
	}
	return s.Remote.(deploy.Looker).Stat(ctx, name)
}

func (s lookingSpy) StatsPerList(files int) int { return s.Remote.(deploy.Looker).StatsPerList(files) }

// of returns the calls of one kind, sorted.
func (s *spy) of(kind string) []string {
	var all []string
	for _, call := range s.calls {
		if call == kind || strings.HasPrefix(call, kind+" ") {
			all = append(all, call)
		}
	}
	slices.Sort(all)
	return all
}

// ofSite returns the calls that are about files of the site, or all that put or remove.
func (s *spy) ofSite() []string {
	var all []string
	for _, call := range s.calls {
		if (strings.HasPrefix(call, "Put ") || strings.HasPrefix(call, "Remove ")) && !strings.Contains(call, deploy.Own) {
			all = append(all, call)
		}
	}
	return all
}

func watching(place *deploytest.Memory) *spy { return &spy{Remote: place.Open()} }

// TestOrder sends what is named before what names it, and removes the other way round.
func TestOrder(t *testing.T) {
	place, o := deploytest.NewMemory(), options()
	o.Jobs = 1
	r := watching(place)
	send(t, r, files{"z.png": "1", "b.css": "1", "b.css.br": "1", "a.html": "1", "a.html.gz": "1", "sitemap.xml": "1", "notes.pdf": "1"}, o)
	want := []string{"Put notes.pdf", "Put z.png", "Put b.css", "Put b.css.br", "Put a.html", "Put a.html.gz", "Put sitemap.xml"}
	if diff := cmp.Diff(want, r.ofSite()); diff != "" {
		t.Error(diff)
	}
	r = watching(place)
	send(t, r, files{"y.png": "1", "c.html": "1"}, o)
	want = []string{"Put y.png", "Put c.html", "Remove sitemap.xml", "Remove a.html", "Remove a.html.gz", "Remove b.css", "Remove b.css.br", "Remove notes.pdf", "Remove z.png"}
	if diff := cmp.Diff(want, r.ofSite()); diff != "" {
		t.Error(diff)
	}
}

// TestBlockers makes way for a folder where a file was, and the other way round, just before the new file comes.
func TestBlockers(t *testing.T) {
	place, o := deploytest.NewMemory(), options()
	o.Jobs = 1
	send(t, place.Open(), files{"a": "1", "b/c.png": "1", "z.png": "1"}, o)
	r := watching(place)
	send(t, r, files{"a/d.png": "1", "b": "1"}, o)
	want := []string{"Remove a", "Remove b/c.png", "Put a/d.png", "Put b", "Remove z.png"}
	if diff := cmp.Diff(want, r.ofSite()); diff != "" {
		t.Error(diff)
	}
}

// TestRequests holds what is asked of a place to a number, where nothing or one file has changed.
func TestRequests(t *testing.T) {
	place, o := deploytest.NewMemory(), options()
	send(t, place.Open(), small(), o)
	r := watching(place)
	if !compare(t, r, small(), o).Idle() {
		t.Error("there is something to do")
	}
	if len(r.calls) != 4 {
		t.Errorf("nothing has changed, and %d things were asked for: %q", len(r.calls), r.calls)
	}
	r = watching(place)
	send(t, r, small().with("a.css", "p { }"), o)
	if len(r.calls) > 18 {
		t.Errorf("one file has changed, and %d things were asked for: %q", len(r.calls), r.calls)
	}
}

// TestResume sends only what had not arrived when the last run was cut, as far as its journal tells, and that of others it sends again.
func TestResume(t *testing.T) {
	place, o := deploytest.NewMemory(), options()
	o.Jobs = 1
	site := files{}
	for i := range 500 {
		site[fmt.Sprintf("p/%03d.png", i)] = fmt.Sprint("picture ", i)
	}
	dead := errors.New("the line is dead")
	r := watching(place)
	r.before = func(string) error {
		if len(r.ofSite()) > 450 {
			return dead
		}
		return nil
	}
	_, err := deploy.Publish(t.Context(), r, site.site(), compare(t, place.Open(), site, o), o)
	if !errors.Is(err, dead) {
		t.Fatal(err)
	}
	plan := compare(t, place.Open(), site, o)
	if len(plan.Keep) != 400 || len(plan.Send) != 100 {
		t.Errorf("%d are kept, and %d are sent again", len(plan.Keep), len(plan.Send))
	}
	r = watching(place)
	send(t, r, site, o)
	if n := len(r.ofSite()); n != 100 {
		t.Errorf("%d were sent", n)
	}
}

// coarse is a place whose tags do not tell two writings apart, as a server whose clock has only seconds.
type coarse struct{ deploy.Remote }

func (c coarse) List(ctx context.Context) (map[string]deploy.Entry, error) {
	entries, err := c.Remote.List(ctx)
	for name, e := range entries {
		entries[name] = deploy.Entry{Size: e.Size, Tag: "now"}
	}
	return entries, err
}

func (c coarse) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	e, err := c.Remote.Put(ctx, o)
	return deploy.Entry{Size: e.Size, Tag: "now"}, err
}

// TestCutOnCoarsePlace does not trust what the manifest says of a file that a run was about to send when it was cut.
func TestCutOnCoarsePlace(t *testing.T) {
	place := deploytest.NewMemory()
	send(t, coarse{place.Open()}, small(), options())
	r := &spy{Remote: coarse{place.Open()}}
	r.before = func(string) error {
		if len(r.ofSite()) > 0 && !strings.HasSuffix(r.calls[len(r.calls)-1], "a.css") {
			return errors.New("the line is dead")
		}
		return nil
	}
	other := small().with("a.css", "q {}")
	if _, err := deploy.Publish(t.Context(), r, other.site(), compare(t, coarse{place.Open()}, other, options()), options()); err == nil {
		t.Fatal("it was not cut")
	}
	if got := string(place.Look()["a.css"]); got != "q {}" {
		t.Fatalf("it was cut too early: %q", got)
	}
	send(t, coarse{place.Open()}, small(), options())
	if got := string(place.Look()["a.css"]); got != "p {}" {
		t.Errorf("%q", got)
	}
}

// TestCutAfterManifest sends nothing again when a run was cut after its manifest was there, and tidies up.
func TestCutAfterManifest(t *testing.T) {
	place := deploytest.NewMemory()
	r := watching(place)
	manifest := false
	r.before = func(call string) error {
		if manifest {
			return errors.New("the line is dead")
		}
		manifest = call == "Put "+deploy.ManifestName
		return nil
	}
	if _, err := deploy.Publish(t.Context(), r, small().site(), compare(t, place.Open(), small(), options()), options()); err == nil {
		t.Fatal("it was not cut")
	}
	plan := compare(t, place.Open(), small(), options())
	if len(plan.Send) > 0 || plan.Idle() {
		t.Errorf("%q, idle: %t", says(plan), plan.Idle())
	}
	send(t, place.Open(), small(), options())
	if !compare(t, place.Open(), small(), options()).Idle() {
		t.Error("it is not tidied up")
	}
}

// liking is a remote that likes to be asked for many things at once, and has something to say once it is locked.
type liking struct {
	deploy.Remote
	locked *bool
	at     *atomic.Int64
	most   *atomic.Int64
}

func (liking) Jobs() int { return 32 }

func (l liking) Caveat() string {
	if *l.locked {
		return "its locks are weak"
	}
	return ""
}

func (l liking) Create(ctx context.Context, name string, data []byte) error {
	*l.locked = true
	return l.Remote.Create(ctx, name, data)
}

func (l liking) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	if !strings.HasPrefix(o.Name, deploy.Own) {
		l.most.Store(max(l.most.Load(), l.at.Add(1)))
		time.Sleep(time.Second)
		l.at.Add(-1)
	}
	return l.Remote.Put(ctx, o)
}

// TestWishesOfRemotes sends as many files at once as a remote likes, but for a flag, and notes what it has to say.
func TestWishesOfRemotes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		site := files{}
		for i := range 100 {
			site[fmt.Sprintf("p%02d.png", i)] = "picture"
		}
		for jobs, want := range map[int]int64{0: 32, 3: 3} {
			place, o := deploytest.NewMemory(), options()
			o.Jobs = jobs
			r := liking{place.Open(), new(bool), new(atomic.Int64), new(atomic.Int64)}
			result := send(t, r, site, o)
			if most := r.most.Load(); most != want {
				t.Errorf("%d at once, not %d", most, want)
			}
			if !slices.Equal(result.Plan.Notes, []string{"its locks are weak"}) {
				t.Errorf("%q", result.Plan.Notes)
			}
			if result.Operations < 100 || result.Plan.Operations != 3 {
				t.Errorf("%d operations, and %d for the plan", result.Operations, result.Plan.Operations)
			}
		}
	})
}

// TestCanceledWhileBusy says that it was stopped, and not that something else went wrong then.
func TestCanceledWhileBusy(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := watching(deploytest.NewMemory())
	r.before = func(string) error {
		cancel()
		return fmt.Errorf("no answer: %w", deploy.ErrAgain)
	}
	if _, err := deploy.Compare(ctx, r, small().site(), options()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestCanceled notes all that has arrived when it is stopped, and lets go of the lock.
func TestCanceled(t *testing.T) {
	place, o := deploytest.NewMemory(), options()
	o.Jobs = 1
	ctx, cancel := context.WithCancel(t.Context())
	r := watching(place)
	r.before = func(string) error {
		if len(r.ofSite()) == 3 {
			cancel()
		}
		return nil
	}
	result, err := deploy.Publish(ctx, r, small().site(), compare(t, place.Open(), small(), o), o)
	if !errors.Is(err, context.Canceled) || result.Sent != 2 {
		t.Errorf("%+v, %v", result, err)
	}
	if _, locked := place.Look()[deploy.Own+"lock"]; locked {
		t.Error("the lock is left")
	}
	if plan := compare(t, place.Open(), small(), o); len(plan.Keep) != 2 {
		t.Errorf("%d of 2 are known to have arrived", len(plan.Keep))
	}
}

// TestFailures tells of each file that could not be sent, in order, and touches nothing that comes after.
func TestFailures(t *testing.T) {
	place := deploytest.NewMemory()
	send(t, place.Open(), small().with("old.png", "1"), options())
	r := watching(place)
	r.before = func(call string) error {
		if strings.HasSuffix(call, ".png") {
			return errors.New("no room is left")
		}
		return nil
	}
	now := small().with("b.png", "1").with("a.png", "1").with("index.html", "new")
	result, err := deploy.Publish(t.Context(), r, now.site(), compare(t, r, now, options()), options())
	want := "could not send a.png: no room is left\ncould not send b.png: no room is left"
	if err == nil || err.Error() != want {
		t.Error(err)
	}
	if slices.Contains(r.ofSite(), "Put index.html") || slices.Contains(r.ofSite(), "Remove old.png") || result.Sent != 0 {
		t.Errorf("%q %+v", r.ofSite(), result)
	}
	send(t, place.Open(), now, options())
}

func TestManyFailures(t *testing.T) {
	r := watching(deploytest.NewMemory())
	r.before = func(call string) error {
		if strings.HasPrefix(call, "Put p") {
			return errors.New("no room is left")
		}
		return nil
	}
	site := files{}
	for i := range 100 {
		site[fmt.Sprintf("p%02d.png", i)] = "picture"
	}
	o := options()
	o.Jobs = 1
	_, err := deploy.Publish(t.Context(), r, site.site(), compare(t, r, site, o), o)
	if err == nil || strings.Count(err.Error(), "could not send") != 10 || !strings.HasSuffix(err.Error(), "90 more files were not tried") {
		t.Error(err)
	}
}

// TestVerify sees that a file has not arrived as it was sent, though the place said so.
func TestVerify(t *testing.T) {
	place := deploytest.NewMemory()
	r := watching(place)
	r.before = func(call string) error {
		if call == "Put "+deploy.ManifestName {
			place.Delete("p.png")
			place.Write("a.css", []byte("spoilt"))
		}
		return nil
	}
	_, err := deploy.Publish(t.Context(), r, small().site(), compare(t, r, small(), options()), options())
	var wrong *deploy.UnverifiedError
	if !errors.As(err, &wrong) || !slices.Equal(wrong.Wrong, []string{"a.css is not as it was sent", "p.png is not there"}) {
		t.Fatal(err)
	}
	r.before = nil
	send(t, r, small(), options())
	if got := string(place.Look()["a.css"]); got != small()["a.css"] {
		t.Errorf("%q", got)
	}
}

// TestVerifySingly looks at what was sent and removed, and lists nothing again; where most has changed, and where single files cannot be looked at, it lists.
func TestVerifySingly(t *testing.T) {
	place := deploytest.NewMemory()
	send(t, place.Open(), small().with("old.png", "1"), options())
	now := small().with("a.css", "p { }")
	r := lookingSpy{watching(place)}
	plan := compare(t, r, now, options())
	if _, err := deploy.Publish(t.Context(), r, now.site(), plan, options()); err != nil {
		t.Fatal(err)
	}
	want := []string{"Stat " + deploy.ManifestName, "Stat a.css", "Stat old.png"}
	if got := r.of("Stat"); !slices.Equal(got, want) || len(r.of("List")) != 1 {
		t.Errorf("looked at %q, and listed %d times", got, len(r.of("List")))
	}
	if !compare(t, place.Open(), now, options()).Idle() {
		t.Error("it is not tidied up")
	}
	r = lookingSpy{watching(place)}
	r.before = func(call string) error {
		if strings.HasPrefix(call, "Stat") {
			return errors.New("this server cannot do that")
		}
		return nil
	}
	send(t, r, small(), options())
	if len(r.of("List")) != 2 {
		t.Errorf("%q", r.calls)
	}
	r = lookingSpy{watching(deploytest.NewMemory())}
	send(t, r, small(), options())
	if len(r.of("Stat")) > 0 {
		t.Errorf("all is new, and yet files are looked at one by one: %q", r.calls)
	}
}

// TestVerifySinglyFinds sees what has become of single files, and of the manifest.
func TestVerifySinglyFinds(t *testing.T) {
	place := deploytest.NewMemory()
	site := small().with("more.png", "1").with("more.pdf", "1")
	send(t, place.Open(), site.with("old.png", "1"), options())
	r := lookingSpy{watching(place)}
	r.before = func(call string) error {
		if call == "Stat "+deploy.ManifestName { // the first, since names are sorted
			place.Delete("p.png")
			place.Write("old.png", []byte("again"))
			place.Write(deploy.ManifestName, []byte("spoilt"))
		}
		return nil
	}
	now, o := site.with("a.css", "p { }").with("p.png", "another"), options()
	o.Jobs = 1
	var wrong *deploy.UnverifiedError
	_, err := deploy.Publish(t.Context(), r, now.site(), compare(t, r, now, o), o)
	want := []string{deploy.ManifestName + " is not as it was sent", "old.png was removed, and is there again", "p.png is not there"}
	if !errors.As(err, &wrong) || !slices.Equal(wrong.Wrong, want) {
		t.Fatal(err)
	}
}

// TestLockLostBeforeTheEnd leaves its notes to whoever has taken over.
func TestLockLostBeforeTheEnd(t *testing.T) {
	place := deploytest.NewMemory()
	r := watching(place)
	r.before = func(call string) error {
		if call == "Put "+deploy.ManifestName {
			place.Write(deploy.Own+"lock", []byte(`{"token": "another"}`))
		}
		return nil
	}
	_, err := deploy.Publish(t.Context(), r, small().site(), compare(t, r, small(), options()), options())
	if !errors.Is(err, deploy.ErrLockLost) || len(r.of("Remove")) > 0 {
		t.Errorf("%v %q", err, r.of("Remove"))
	}
}

// TestPlanWhileAnotherIsAtWork plans anew where another run was at work when the plan was made, though it had begun before and has come to its end since.
func TestPlanWhileAnotherIsAtWork(t *testing.T) {
	place := deploytest.NewMemory()
	send(t, place.Open(), small(), options())
	var plan *deploy.Plan
	other := watching(place)
	other.before = func(call string) error {
		if call == "Remove p.png" {
			plan = compare(t, place.Open(), small(), options()) // finds it there
		}
		return nil
	}
	site := small()
	delete(site, "p.png")
	send(t, other, site, options())
	result, err := deploy.Publish(t.Context(), place.Open(), small().site(), plan, options())
	if err != nil {
		t.Fatal(err)
	}
	if got := place.Look(); string(got["p.png"]) != small()["p.png"] {
		t.Errorf("there is %q, and what was done is %q", got, says(result.Plan))
	}
}

// TestPlanThatIsStale plans anew where another run has published after the plan was made.
func TestPlanThatIsStale(t *testing.T) {
	place := deploytest.NewMemory()
	r := place.Open()
	send(t, r, small(), options())
	now := small().with("a.css", "p { }")
	plan := compare(t, r, now, options())
	send(t, r, small().with("index.html", "of another").with("more.html", "of another"), options())
	result, err := deploy.Publish(t.Context(), r, now.site(), plan, options())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"send a.css: changed", "send index.html: changed", "remove more.html: not in the site any more"}
	if diff := cmp.Diff(want, says(result.Plan)); diff != "" {
		t.Error(diff)
	}
}

// TestPlanThatIsStaleAndInTheWay says what is in the way now.
func TestPlanThatIsStaleAndInTheWay(t *testing.T) {
	place := deploytest.NewMemory()
	r := place.Open()
	now := small().with("more.html", "ours")
	plan := compare(t, r, now, options())
	send(t, r, small(), options())
	place.Write("more.html", []byte("of somebody else"))
	_, err := deploy.Publish(t.Context(), r, now.site(), plan, options())
	var inWay *deploy.InTheWayError
	if !errors.As(err, &inWay) || !slices.Equal(inWay.Files, []string{"more.html"}) {
		t.Error(err)
	}
}

// folding is a place that takes names for the same that differ in capitals alone, as disks of Windows and macOS do.
type folding struct {
	deploy.Remote
	place *deploytest.Memory
	newer bool // of two spellings, the newer one stays
}

func (f folding) spelled(name string) string {
	for there := range f.place.Look() {
		if strings.EqualFold(there, name) {
			return there
		}
	}
	return name
}

func (f folding) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	if old := f.spelled(o.Name); f.newer && old != o.Name {
		f.place.Delete(old)
	} else {
		o.Name = old
	}
	return f.Remote.Put(ctx, o)
}

func (f folding) Remove(ctx context.Context, name string) error {
	return f.Remote.Remove(ctx, f.spelled(name))
}

func TestRespelled(t *testing.T) {
	for name, open := range map[string]func(*deploytest.Memory) deploy.Remote{
		"two files":           func(m *deploytest.Memory) deploy.Remote { return m.Open() },
		"one, old spelling":   func(m *deploytest.Memory) deploy.Remote { return folding{m.Open(), m, false} },
		"one, newer spelling": func(m *deploytest.Memory) deploy.Remote { return folding{m.Open(), m, true} },
	} {
		t.Run(name, func(t *testing.T) {
			place := deploytest.NewMemory()
			r := open(place)
			send(t, r, small().with("About.html", "about"), options())
			send(t, r, small().with("about.html", "about"), options())
			there := place.Look()
			if _, old := there["About.html"]; old || string(there["about.html"]) != "about" {
				t.Errorf("%q", there)
			}
		})
	}
}

// TestBusy tries again what fails for now, without doing anything twice that must not be.
func TestBusy(t *testing.T) {
	place := deploytest.NewMemory()
	r := watching(place)
	tried := map[string]int{}
	var mu sync.Mutex
	r.before = func(call string) error {
		mu.Lock()
		defer mu.Unlock()
		if tried[call]++; tried[call]%3 != 0 {
			return fmt.Errorf("too many requests: %w", deploy.ErrAgain)
		}
		return nil
	}
	send(t, r, small(), options())
	r.before = func(string) error { return fmt.Errorf("too many requests: %w", deploy.ErrAgain) }
	o, told := options(), 0
	o.Again = func(err error) {
		if told++; !errors.Is(err, deploy.ErrAgain) {
			t.Error(err)
		}
	}
	if _, err := deploy.Compare(t.Context(), r, small().site(), o); !errors.Is(err, deploy.ErrAgain) {
		t.Error(err)
	}
	if told != 4 { // of six tries the first fails without a word, and after the last there is no other
		t.Errorf("told %d times", told)
	}
}

// lossy loses the answer to the first creation.
type lossy struct {
	deploy.Remote
	lost *bool
}

func (l lossy) Create(ctx context.Context, name string, data []byte) error {
	err := l.Remote.Create(ctx, name, data)
	if err == nil && !*l.lost {
		*l.lost = true
		return fmt.Errorf("no answer: %w", deploy.ErrAgain)
	}
	return err
}

func TestLostAnswerOfLock(t *testing.T) {
	place := deploytest.NewMemory()
	send(t, lossy{place.Open(), new(bool)}, small(), options())
}

// TestProgress counts files and bytes up to the end, also of a file that is sent in pieces and tried again.
func TestProgress(t *testing.T) {
	place, o := deploytest.NewMemory(), options()
	send(t, place.Open(), files{"old.png": "1"}, o)
	var last deploy.Progress
	most := int64(0)
	var mu sync.Mutex
	o.Progress = func(p deploy.Progress) {
		mu.Lock()
		defer mu.Unlock()
		if p.Done >= last.Done {
			last = p
		}
		most = max(most, p.Sent)
	}
	large := strings.Repeat("x", 1<<20)
	r := watching(place)
	failed := false
	r.before = func(call string) error {
		if call == "Put large.bin" && !failed {
			failed = true
			return fmt.Errorf("no answer: %w", deploy.ErrAgain)
		}
		return nil
	}
	send(t, r, small().with("large.bin", large), o)
	bytes := int64(len(large))
	for _, text := range small() {
		bytes += int64(len(text))
	}
	if want := (deploy.Progress{Done: 6, Total: 6, Sent: bytes, Bytes: bytes}); last != want || most != bytes {
		t.Errorf("%+v, not %+v; at most %d", last, want, most)
	}
}

// TestProgressWithinFile holds that a large file gets on while it is sent, though remotes read little at once, and that reading it for its digest is no sending.
func TestProgressWithinFile(t *testing.T) {
	place, o := deploytest.NewMemory(), options()
	var mu sync.Mutex
	var seen []int64
	o.Progress = func(p deploy.Progress) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, p.Sent)
	}
	send(t, sipping{place.Open()}, files{"film.mp4": strings.Repeat("x", 256<<10)}, o)
	if len(seen) < 3 || !slices.Equal(seen[:3], []int64{70_000, 140_000, 210_000}) {
		t.Errorf("%d", seen)
	}
}

// sipping is a remote that reads files twice, a little at a time.
type sipping struct{ deploy.Remote }

func (s sipping) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	file, err := o.Open()
	if err != nil {
		return deploy.Entry{}, err
	}
	defer file.Close()
	if _, err := io.Copy(io.Discard, deploy.Quietly(file)); err != nil {
		return deploy.Entry{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return deploy.Entry{}, err
	}
	if _, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, file, make([]byte, 10_000)); err != nil {
		return deploy.Entry{}, err
	}
	return s.Remote.Put(ctx, o)
}

// TestSourceThatCannotBeRead tells of a file of the site that has gone since the plan.
func TestSourceThatCannotBeRead(t *testing.T) {
	r := deploytest.NewMemory().Open()
	site := small().site()
	site.Files[0].Open = func() (io.ReadSeekCloser, error) { return nil, errors.New("it is gone") }
	plan, err := deploy.Compare(t.Context(), r, site, options())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := deploy.Publish(t.Context(), r, site, plan, options()); err == nil || !strings.Contains(err.Error(), "could not send a.css: it is gone") {
		t.Error(err)
	}
}

// torn is a place whose first list takes its time: of what Stillpoint notes there it has nothing, as before a first run, and the files are of later.
type torn struct {
	*spy
	lists *int
}

func (r torn) List(ctx context.Context) (map[string]deploy.Entry, error) {
	entries, err := r.spy.List(ctx)
	if *r.lists++; *r.lists == 1 {
		maps.DeleteFunc(entries, func(name string, _ deploy.Entry) bool { return deploy.IsOwn(name) })
	}
	return entries, err
}

func tearing(place *deploytest.Memory) torn { return torn{watching(place), new(int)} }

// TestPlanBesideRun does not take files for those of others that a run is bringing while the place is listed, and says who is at work.
func TestPlanBesideRun(t *testing.T) {
	place, looked := deploytest.NewMemory(), false
	r := watching(place)
	r.before = func(call string) error {
		if call == "Put sitemap.xml" {
			var locked *deploy.LockedError
			_, err := deploy.Compare(t.Context(), tearing(place), small().with("index.html", "other").site(), options())
			if looked = true; !errors.As(err, &locked) || locked.Holder.Who != "the pipeline 12" {
				t.Error(err)
			}
		}
		return nil
	}
	o := options()
	o.Self = alive()
	send(t, r, small(), o)
	if !looked {
		t.Error("nobody has looked")
	}
}

// TestPlanWhileOthersPublish looks again where a whole run was carried out while the place was listed.
func TestPlanWhileOthersPublish(t *testing.T) {
	place := deploytest.NewMemory()
	r := tearing(place)
	r.before = func(call string) error {
		if call == "List" && *r.lists == 0 {
			send(t, place.Open(), small().with("new.html", "1"), options())
		}
		return nil
	}
	plan := compare(t, r, small().with("index.html", "other"), options())
	if want := []string{"send index.html: changed", "remove new.html: not in the site any more"}; !slices.Equal(says(plan), want) || *r.lists != 2 {
		t.Errorf("after %d lists: %q", *r.lists, says(plan))
	}
}

// TestInTheWayOfDeadRun still tells of files of others where the lock is of a run that has ended.
func TestInTheWayOfDeadRun(t *testing.T) {
	for name, c := range map[string]struct {
		holder deploy.Self
		ago    time.Duration
	}{
		"for long, as far as can be told": {alive(), time.Hour},
		"just now, on this machine":       {deploy.Self{Host: "here", PID: 1 << 30}, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			place := deploytest.NewMemory()
			place.Write("index.html", []byte("theirs"))
			lockFor(t, place, c.holder, c.ago)
			var inWay *deploy.InTheWayError
			if _, err := deploy.Compare(t.Context(), place.Open(), small().site(), options()); !errors.As(err, &inWay) {
				t.Error(err)
			}
		})
	}
}
