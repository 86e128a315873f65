package branch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/lock"
)

// Options say where a site is published to, and how.
type Options struct {
	Address Address
	Site    string    // folder of the site, whose repository knows the remotes; never written to
	Kept    string    // folder for a repository of our own while it is needed: .stillpoint/publish
	Prompt  bool      // whether there is somebody whom git may ask for a password
	Now     time.Time // of the commit; the zero time is that of the clock
	// Environment are the variables that git sees, "NAME=value". STILLPOINT_GIT_TOKEN among them is the password for a repository that is reached by https.
	Environment []string
}

// Target is a branch that a site is published to. It is not safe for concurrent use.
type Target struct {
	options Options
	git     git    // of the repository of our own
	remote  string // the address of the other repository, with what may be secret
	format  string // of names of objects, sha1 or sha256
	author  string
	root    *os.Root
	lock    *lock.Lock
	work    *work // that was planned last
	commit  string
}

var _ deploy.Target = (*Target)(nil)

// folderName is where the repository of our own lies.
const folderName = "git"

// New returns a target. It asks nothing of anybody yet. It must be closed.
func New(o Options) *Target { return &Target{options: o} }

// String returns the address without secrets.
func (t *Target) String() string { return t.options.Address.String() }

// Commit returns the commit that was published last, "" where there was nothing to do.
func (t *Target) Commit() string { return t.commit }

// Plan fetches what stands on the branch, and plans what becomes of it. Nothing is written but to the folder Kept. Files of others in the way are a *[deploy.InTheWayError].
func (t *Target) Plan(ctx context.Context, s deploy.Site, o deploy.Options) (*deploy.Plan, error) {
	if t.lock == nil {
		if err := t.prepare(ctx); err != nil {
			return nil, errors.Join(err, t.Close())
		}
	}
	if err := t.replan(ctx, s, o); err != nil {
		return nil, err
	}
	return &t.work.shown, nil
}

// prepare finds the other repository and makes the one of our own.
func (t *Target) prepare(ctx context.Context) error {
	if _, err := exec.LookPath("git"); err != nil {
		return ErrNoGit
	}
	o := t.options
	site := repository{newGit(o.Site, o.Environment, o.Prompt)}
	remote, err := site.locate(ctx, o.Address.Remote)
	if err != nil {
		return err
	}
	t.remote, t.format, t.author = remote, "sha1", site.author(ctx)
	settings := site.local(ctx)
	if t.value(tokenVariable) != "" {
		settings = tokened(settings, remote)
	}
	t.git = newGit(filepath.Join(o.Kept, folderName), o.Environment, o.Prompt).explicit().with(settings...).with(
		setting{"remote." + remoteName + ".url", remote}, setting{"core.hookspath", os.DevNull}, setting{"gc.auto", "0"}, setting{"maintenance.auto", "false"},
		setting{"core.fsync", "none"}, setting{"push.recursesubmodules", "no"}, setting{"push.gpgsign", "false"})
	t.git.secrets = append(secrets(remote), t.value(tokenVariable))
	if err := t.clear(); err != nil {
		return err
	}
	t.git, err = newRepository(ctx, t.git, remote, t.format)
	return err
}

// clear makes an empty folder for the repository of our own, in place of what a publication that was broken off has left.
func (t *Target) clear() (err error) {
	if err := os.MkdirAll(t.options.Kept, 0o777); err != nil {
		return err
	}
	if t.root, err = os.OpenRoot(t.options.Kept); err != nil {
		return err
	}
	var held *lock.HeldError
	if t.lock, err = lock.Acquire(t.root, folderName+".lock"); errors.As(err, &held) {
		return errors.New("another publication of this site is under way on this computer: wait until it is through")
	} else if err != nil {
		return err
	}
	return t.empty()
}

func (t *Target) empty() error {
	if err := t.root.RemoveAll(folderName); err != nil {
		return err
	}
	return t.root.Mkdir(folderName, 0o777)
}

// replan fetches what stands on the branch and plans what becomes of it.
func (t *Target) replan(ctx context.Context, s deploy.Site, o deploy.Options) error {
	name := t.options.Address.Branch
	commit, digits, err := heads(ctx, t.git, name)
	if err != nil {
		return t.reached(err)
	}
	if digits == 64 && t.format != "sha256" { // https://git-scm.com/docs/hash-function-transition
		t.format = "sha256"
		if err := t.empty(); err != nil {
			return err
		}
		if t.git, err = newRepository(ctx, t.git, t.remote, t.format); err != nil {
			return err
		}
	}
	stands := tip{}
	if commit != "" {
		if stands, err = fetch(ctx, t.git, name); err != nil {
			return t.reached(err)
		}
	}
	t.work, err = compare(ctx, t.format, stands, t.String(), s, o)
	return err
}

// Publish makes the commit and pushes it. Where somebody else has published meanwhile, it plans anew, once; the plan of the result tells. Whenever it fails, or is
// killed, the branch stands as it stood, or as it was to become.
func (t *Target) Publish(ctx context.Context, s deploy.Site, plan *deploy.Plan, o deploy.Options) (deploy.Result, error) {
	if t.work == nil || plan != &t.work.shown {
		if _, err := t.Plan(ctx, s, o); err != nil {
			return deploy.Result{Plan: plan}, err
		}
	}
	for again := false; ; again = true {
		w := t.work
		if w.shown.Idle() {
			return deploy.Result{Plan: &w.shown}, nil
		}
		made, err := t.once(ctx, len(s.Files), o)
		var moved *movedError
		switch {
		case err == nil:
			t.commit = made
			return deploy.Result{Plan: &w.shown, Sent: len(w.send), Removed: len(w.gone), Bytes: w.shown.Bytes()}, nil
		case !errors.As(err, &moved) || again:
			return deploy.Result{Plan: &w.shown}, err
		}
		if err := t.replan(ctx, s, o); err != nil {
			return deploy.Result{Plan: &w.shown}, fmt.Errorf("somebody else has changed the branch meanwhile: %w", err)
		}
	}
}

// once carries the plan out.
func (t *Target) once(ctx context.Context, files int, o deploy.Options) (string, error) {
	when := t.options.Now
	if when.IsZero() {
		when = time.Now()
	}
	message := fmt.Sprintf("Publish %d files", files)
	if files == 1 {
		message = "Publish 1 file"
	}
	made, err := write(ctx, t.git, t.work, commit{t.author, when, message})
	if err != nil {
		return "", err
	}
	total, bytes := len(t.work.send)+len(t.work.gone), t.work.shown.Bytes()
	return made, push(ctx, t.git, t.options.Address.Branch, t.work.tip.commit, made, func(percent int) {
		if o.Progress != nil {
			o.Progress(deploy.Progress{Done: total * percent / 100, Total: total, Sent: bytes * int64(percent) / 100, Bytes: bytes})
		}
	})
}

// Close removes the repository of our own.
func (t *Target) Close() error {
	if t.root == nil {
		return nil
	}
	var err error
	if t.lock != nil {
		err = errors.Join(t.root.RemoveAll(folderName), t.lock.Release())
	}
	err = errors.Join(err, t.root.Close())
	t.root, t.lock = nil, nil
	return err
}

// value returns a variable of the environment.
func (t *Target) value(name string) string {
	value := ""
	for _, v := range t.options.Environment { // the last one wins, as in os/exec
		if rest, found := strings.CutPrefix(v, name+"="); found {
			value = rest
		}
	}
	return value
}

// reached says what to do where the other repository cannot be reached.
func (t *Target) reached(err error) error {
	var told *CommandError
	if !errors.As(err, &told) {
		return err
	}
	return fmt.Errorf("the repository of %s cannot be read: %w%s", t.options.Address, err, told.advice())
}
