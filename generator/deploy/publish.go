package deploy

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Result tells what a publication did.
type Result struct {
	Plan *Plan // that was carried out: another than the one that was asked for where somebody has published in between
	// Sent and Removed tell how many files have been sent and removed, also where the publication did not come to its end.
	Sent, Removed int
	Bytes         int64 // of the files sent
	Operations    int   // how often the place was asked for something, beside what the plan has asked
}

// cleanup is how long a run that is stopped may take to note how far it has come, and to let go of its lock.
const cleanup = 20 * time.Second

// Publish carries out a plan: locks the place, plans anew where somebody else has published since, sends, removes, notes what is there, and looks whether what it has
// sent is there and what it has removed is gone. When it returns without an error, the place has just the files of the site beside those of others. The error is a *[LockedError]
// where another run is at work, and the cause of the context's end where that was done; then all that has arrived is noted, and the next run goes on from there.
func Publish(ctx context.Context, r Remote, site Site, p *Plan, o Options) (Result, error) {
	o = o.withDefaults(r)
	asking := patiently(r, o)
	r = asking
	lock, err := acquire(ctx, r, o)
	if err != nil {
		return Result{Plan: p}, err
	}
	held := lock.keep(ctx)
	result, err := underLock(held, r, site, p, o, lock)
	if errors.Is(context.Cause(held), ErrLockLost) {
		err = ErrLockLost
	}
	after, done := context.WithTimeout(context.WithoutCancel(ctx), cleanup)
	defer done()
	if unlock := lock.release(after); unlock != nil && err == nil {
		err = fmt.Errorf("the site is published, but its lock could not be removed and must run out: %w", unlock)
	}
	result.Plan.noteCaveat(r)
	result.Operations = int(asking.asked.Load())
	return result, err
}

func underLock(ctx context.Context, r Remote, site Site, p *Plan, o Options, lock *holding) (Result, error) {
	state, err := readState(ctx, r)
	if err != nil {
		return Result{Plan: p}, err
	}
	if state != p.state || p.atWork {
		now, err := compare(ctx, patiently(r.(patient).Remote, o), site, o)
		if err != nil {
			return Result{Plan: p}, err
		}
		p = now
	}
	if p.Idle() {
		return Result{Plan: p}, nil
	}
	run := &run{Plan: p, remote: r, options: o, lock: lock, token: lock.claim.Token, final: maps.Clone(p.kept)}
	run.result.Plan = p
	run.progress.Total, run.progress.Bytes = len(p.Send)+len(p.Remove), p.Bytes()
	err = run.all(ctx)
	return run.result, err
}

// run carries out a plan under a lock.
type run struct {
	*Plan
	remote  Remote
	options Options
	lock    *holding
	token   string
	removed map[string]bool
	notes   []string // names of records of this run
	listed  bool     // names that differ in capitals alone have made single looks unsafe

	mu       sync.Mutex
	final    map[string]Sent // what is there for certain
	result   Result
	progress Progress
	journal  journal
}

func (r *run) all(ctx context.Context) error {
	if err := r.announce(ctx); err != nil {
		return err
	}
	r.removed = map[string]bool{}
	for _, steps := range ranked(r.Send) {
		if err := r.remove(ctx, r.blockers(steps)); err != nil {
			return err
		}
		if err := r.send(ctx, steps); err != nil {
			return err
		}
	}
	if err := r.respell(ctx); err != nil {
		return err
	}
	if err := r.remove(ctx, r.Remove); err != nil {
		return err
	}
	manifest, err := r.put(ctx, ManifestName, r.manifest().Encode())
	if err != nil {
		return err
	}
	return r.verify(ctx, manifest)
}

// respell looks after files whose names have changed in nothing but capitals. A place that takes both names for one file has it under one of them alone now, so that
// the removal of the old name would remove the new file.
func (r *run) respell(ctx context.Context) error {
	twins := r.twins()
	if len(twins) == 0 {
		return nil
	}
	r.listed = true
	entries, err := r.remote.List(ctx)
	if err != nil {
		return stopped(ctx, fmt.Errorf("could not list the files of %s: %w", r.Place, err))
	}
	for old, name := range twins {
		_, oldThere := entries[old]
		_, newThere := entries[name]
		if oldThere && newThere {
			continue // two files, as they should be
		}
		r.removed[old] = true
		if oldThere {
			if err := r.remote.Remove(ctx, old); err != nil {
				return stopped(ctx, fmt.Errorf("could not remove %s: %w", old, err))
			}
		}
		if !newThere {
			if err := r.sendOne(ctx, r.objects[name]); err != nil {
				return err
			}
		}
	}
	return nil
}

// twins returns names to be removed, each with the name of the site that differs in capitals alone.
func (r *run) twins() map[string]string {
	if len(r.Remove) == 0 {
		return nil
	}
	folded := make(map[string]string, len(r.objects))
	for name := range r.objects {
		folded[strings.ToLower(name)] = name
	}
	twins := map[string]string{}
	for _, s := range r.Remove {
		if name, ok := folded[strings.ToLower(s.Name)]; ok && !r.removed[s.Name] {
			twins[s.Name] = name
		}
	}
	return twins
}

// announce notes that a run has begun, and what it is going to send.
func (r *run) announce(ctx context.Context) error {
	if _, err := r.put(ctx, stateName, []byte(r.token+"\n")); err != nil {
		return err
	}
	if len(r.Send) == 0 {
		return nil
	}
	intent := Manifest{Site: r.site, Files: make(map[string]Sent, len(r.Send))}
	for _, s := range r.Send {
		o := r.objects[s.Name]
		intent.Files[s.Name] = Sent{Digest: o.Digest, Size: o.Size}
	}
	return r.noteDown(ctx, "intent", intent)
}

// noteDown writes a record of this run.
func (r *run) noteDown(ctx context.Context, what string, m Manifest) error {
	name := fmt.Sprintf("%s%s-%s.json.gz", runPrefix, r.token, what)
	r.mu.Lock()
	r.notes = append(r.notes, name)
	r.mu.Unlock()
	_, err := r.put(ctx, name, m.Encode())
	return err
}

// put writes a record, and returns what the manifest would say of it.
func (r *run) put(ctx context.Context, name string, data []byte) (Sent, error) {
	if r.lock.expired() {
		return Sent{}, ErrLockLost
	}
	e, err := r.remote.Put(ctx, small(name, data))
	if err != nil {
		return Sent{}, stopped(ctx, fmt.Errorf("could not write %s at %s: %w", name, r.Place, err))
	}
	return Sent{Size: int64(len(data)), Tag: e.Tag}, nil
}

// stopped returns why a context was ended, or else the error.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// manifest returns what is there in the end.
func (r *run) manifest() Manifest {
	return Manifest{Site: r.site, Files: r.final, Runs: append(slices.Clone(r.known.runs), r.token)}
}

// send sends the files of one rank, and notes what has arrived in every case.
func (r *run) send(ctx context.Context, steps []Step) error {
	if len(steps) == 0 {
		return nil
	}
	err := each(ctx, r.options.Jobs, len(steps), func(i int) error { return r.sendOne(ctx, r.objects[steps[i].Name]) })
	if err != nil && !errors.Is(err, ErrLockLost) {
		after, done := context.WithTimeout(context.WithoutCancel(ctx), cleanup)
		defer done()
		_ = r.flush(after, false) // what is not noted is sent again
	}
	return err
}

func (r *run) sendOne(ctx context.Context, o Object) error {
	if r.lock.expired() {
		return ErrLockLost
	}
	counted, count := o, &counter{run: r}
	counted.Open = count.opening(o.Open)
	e, err := r.remote.Put(ctx, counted)
	if err != nil {
		count.set(0)
		return stopped(ctx, fmt.Errorf("could not send %s: %w", o.Name, err))
	}
	count.set(o.Size)
	sent := Sent{o.Digest, o.Size, e.Tag, o.Fields()}
	r.mu.Lock()
	r.final[o.Name] = sent
	r.result.Sent++
	r.result.Bytes += o.Size
	r.mu.Unlock()
	r.done()
	r.journal.add(o.Name, sent)
	return stopped(ctx, r.flush(ctx, true))
}

// flush writes what has arrived into a part of the journal: when it is due, or in any case.
func (r *run) flush(ctx context.Context, whenDue bool) error {
	number, files := r.journal.take(whenDue)
	if len(files) == 0 {
		return nil
	}
	return r.noteDown(ctx, fmt.Sprintf("%06d", number), Manifest{Files: files})
}

// done tells that another file is done.
func (r *run) done() {
	r.mu.Lock()
	r.progress.Done++
	p := r.progress
	r.mu.Unlock()
	r.options.Progress(p)
}

// blockers returns the files of ours that must go before some others can come: each a file where a folder must be, or the other way round.
func (r *run) blockers(steps []Step) []Step {
	if len(r.Remove) == 0 || len(steps) == 0 {
		return nil
	}
	files, folders := map[string]bool{}, map[string]bool{}
	for _, s := range steps {
		files[s.Name] = true
		around(s.Name, func(dir string) { folders[dir] = true })
	}
	var found []Step
	for _, s := range r.Remove {
		blocks := folders[s.Name]
		around(s.Name, func(dir string) { blocks = blocks || files[dir] })
		if blocks {
			found = append(found, s)
		}
	}
	return found
}

// around calls a function for each folder around a file.
func around(name string, do func(dir string)) {
	for i := strings.LastIndexByte(name, '/'); i > 0; i = strings.LastIndexByte(name[:i], '/') {
		do(name[:i])
	}
}

// remove removes files that have not been removed yet: those that name others first.
func (r *run) remove(ctx context.Context, steps []Step) error {
	steps = slices.DeleteFunc(slices.Clone(steps), func(s Step) bool { return r.removed[s.Name] })
	ranks := ranked(steps)
	slices.Reverse(ranks[:])
	for _, steps := range ranks {
		err := each(ctx, r.options.Jobs, len(steps), func(i int) error { return r.removeOne(ctx, steps[i].Name) })
		if err != nil {
			return err
		}
	}
	for _, s := range steps {
		r.removed[s.Name] = true
	}
	return nil
}

func (r *run) removeOne(ctx context.Context, name string) error {
	if r.lock.expired() {
		return ErrLockLost
	}
	if err := r.remote.Remove(ctx, name); err != nil {
		return stopped(ctx, fmt.Errorf("could not remove %s: %w", name, err))
	}
	r.mu.Lock()
	r.result.Removed++
	r.mu.Unlock()
	r.done()
	return nil
}
