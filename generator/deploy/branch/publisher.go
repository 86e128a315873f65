package branch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	Adopt   bool      // take over files of others that lie where files of the site go
	Prompt  bool      // whether there is somebody whom git may ask for a password
	Now     time.Time // of the commit
	// Environment are the variables that git sees, "NAME=value". STILLPOINT_GIT_TOKEN among them is the password for a repository that is reached by https.
	Environment []string
}

// Publisher publishes one site to one branch, once. It is not safe for concurrent use.
type Publisher struct {
	options Options
	objects []deploy.Object
	git     git // of the repository of our own
	plan    *plan
	remote  string // the address of the other repository, with what may be secret
	format  string // of names of objects, sha1 or sha256
	author  string
	root    *os.Root
	lock    *lock.Lock
}

// Result is what became of a publication.
type Result struct {
	Commit string // that the branch stands at, verified; "" in a place where there was nothing to do
	Again  bool   // whether somebody else published meanwhile, and it was planned anew
}

// folderName is where the repository of our own lies.
const folderName = "git"

// Open fetches what stands on the branch and plans what becomes of it. Nothing is written but to the folder Kept. Files of others in the way are an
// *[InTheWayError]. The Publisher must be closed.
func Open(ctx context.Context, o Options, objects []deploy.Object) (*Publisher, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNoGit
	}
	p := &Publisher{options: o, objects: objects}
	err := p.prepare(ctx)
	if err == nil {
		err = p.replan(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// prepare finds the other repository and makes the one of our own.
func (p *Publisher) prepare(ctx context.Context) error {
	o := p.options
	site := repository{newGit(o.Site, o.Environment, o.Prompt)}
	remote, err := site.locate(ctx, o.Address.Remote)
	if err != nil {
		return err
	}
	p.remote, p.format, p.author = remote, "sha1", site.author(ctx)
	settings := site.local(ctx)
	if p.value(tokenVariable) != "" {
		settings = tokened(settings, remote)
	}
	p.git = newGit(filepath.Join(o.Kept, folderName), append(slices.Clip(o.Environment), "GIT_DIR=."), o.Prompt).with(settings...).with(
		setting{"remote." + remoteName + ".url", remote}, setting{"core.hookspath", os.DevNull}, setting{"gc.auto", "0"}, setting{"maintenance.auto", "false"},
		setting{"core.fsync", "none"}, setting{"push.recursesubmodules", "no"}, setting{"push.gpgsign", "false"})
	p.git.secrets = append(secrets(remote), p.value(tokenVariable))
	if err := p.clear(); err != nil {
		return err
	}
	p.git, err = newRepository(ctx, p.git, remote, p.format)
	return err
}

// clear makes an empty folder for the repository of our own, in place of what a publication that was broken off has left.
func (p *Publisher) clear() (err error) {
	if err := os.MkdirAll(p.options.Kept, 0o777); err != nil {
		return err
	}
	if p.root, err = os.OpenRoot(p.options.Kept); err != nil {
		return err
	}
	var held *lock.HeldError
	if p.lock, err = lock.Acquire(p.root, folderName+".lock"); errors.As(err, &held) {
		return errors.New("another publication of this site is under way on this computer: wait until it is through")
	} else if err != nil {
		return err
	}
	return p.empty()
}

func (p *Publisher) empty() error {
	if err := p.root.RemoveAll(folderName); err != nil {
		return err
	}
	return p.root.Mkdir(folderName, 0o777)
}

// replan fetches what stands on the branch and plans what becomes of it.
func (p *Publisher) replan(ctx context.Context) error {
	name := p.options.Address.Branch
	commit, digits, err := heads(ctx, p.git, name)
	if err != nil {
		return p.reached(err)
	}
	if digits == 64 && p.format != "sha256" { // https://git-scm.com/docs/hash-function-transition
		p.format = "sha256"
		if err := p.empty(); err != nil {
			return err
		}
		if p.git, err = newRepository(ctx, p.git, p.remote, p.format); err != nil {
			return err
		}
	}
	t := tip{}
	if commit != "" {
		if t, err = fetch(ctx, p.git, name); err != nil {
			return p.reached(err)
		}
	}
	p.plan, err = compare(ctx, p.git, t, p.objects, p.options.Adopt)
	return err
}

// Publish makes the commit and pushes it. Where somebody else has published meanwhile, it plans anew, once; then the error is as of [Open]. Whenever it fails, or is
// killed, the branch stands as it stood. It tells how many bytes of how many have been sent, if progress is not nil, from one goroutine at a time.
func (p *Publisher) Publish(ctx context.Context, progress func(done, total int64)) (Result, error) {
	var result Result
	for {
		if p.plan.idle() {
			return result, nil
		}
		made, err := p.once(ctx, progress)
		var moved *movedError
		if !errors.As(err, &moved) || result.Again {
			if err == nil {
				result.Commit = made
			}
			return result, err
		}
		result.Again = true
		if err := p.replan(ctx); err != nil {
			return result, fmt.Errorf("somebody else has changed the branch meanwhile: %w", err)
		}
	}
}

// once carries the plan out.
func (p *Publisher) once(ctx context.Context, progress func(done, total int64)) (string, error) {
	var total int64
	for _, o := range p.plan.send {
		total += o.Size
	}
	when := p.options.Now
	if when.IsZero() {
		when = time.Now()
	}
	message := fmt.Sprintf("Publish %d files", len(p.objects))
	if len(p.objects) == 1 {
		message = "Publish 1 file"
	}
	made, err := write(ctx, p.git, p.plan, commit{p.author, when, message})
	if err != nil {
		return "", err
	}
	return made, push(ctx, p.git, p.options.Address.Branch, p.plan.tip.commit, made, func(percent int) {
		if progress != nil {
			progress(total*int64(percent)/100, total)
		}
	})
}

// Close removes the repository of our own.
func (p *Publisher) Close() error {
	if p.root == nil {
		return nil
	}
	var err error
	if p.lock != nil {
		err = errors.Join(p.root.RemoveAll(folderName), p.lock.Release())
		p.lock = nil
	}
	return errors.Join(err, p.root.Close())
}

// value returns a variable of the environment.
func (p *Publisher) value(name string) string {
	value := ""
	for _, v := range p.options.Environment { // the last one wins, as in os/exec
		if rest, found := strings.CutPrefix(v, name+"="); found {
			value = rest
		}
	}
	return value
}

// reached says what to do where the other repository cannot be reached.
func (p *Publisher) reached(err error) error {
	var told *CommandError
	if !errors.As(err, &told) {
		return err
	}
	hint := ""
	for sign, then := range map[string]string{
		"Host key verification failed": "connect to it once by ssh, compare the key with the one that your host tells, and accept it; in a pipeline, put the key into known_hosts",
		"Permission denied (publickey": "your ssh agent has no key that is known there",
		"could not read Username":      "nobody is there to be asked: set " + tokenVariable + " to a token that may write to the repository",
		"could not read Password":      "nobody is there to be asked: set " + tokenVariable + " to a token that may write to the repository",
		"Authentication failed":        "look whether the password, or the token in " + tokenVariable + ", is right and may write to the repository",
		"dubious ownership":            "the repository belongs to somebody else; git config --global --add safe.directory allows it",
	} {
		if strings.Contains(told.Says, sign) {
			hint = "\n" + then
		}
	}
	return fmt.Errorf("the repository of %s cannot be read: %w%s", p.options.Address, err, hint)
}
