package deploy

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"stillpoint/generator/publish"
)

// Plan is what a publication will do. It is a plain value; the steps of each kind are sorted by name.
type Plan struct {
	Place   string   // as people know it
	Send    []Step   // files that are new there, or have other bytes
	Keep    []Step   // files that are there already
	Adopt   []Step   // files of others that have the very bytes of the site, and belong to it from now on
	Remove  []Step   // files that Stillpoint put there and the site no longer has
	Leave   []Step   // files that Stillpoint put there and somebody has changed since; the site no longer has them, and they stay
	Foreign int      // files of others at the place, which nothing happens to
	Notes   []string // what else there is to say, in plain words
	// Operations tells how often the place was asked for something, tries that failed included.
	Operations int

	site    string // its address
	objects map[string]Object
	entries map[string]Entry
	known   known
	kept    map[string]Sent // of Keep and Adopt
	state   string          // of the place, before it was looked at
	atWork  bool            // somebody was publishing when the place began to be looked at
	settled bool            // what is noted at the place is as it must be
}

// Step is what becomes of one file.
type Step struct {
	Name string `json:"name"`
	Size int64  `json:"size"` // bytes
	Why  string `json:"why"`  // in a word or two
}

// Reasons that tell of something that others have done.
const (
	Lost         = "was lost there"
	ChangedThere = "was changed there"
)

// Bytes returns how much is to be sent.
func (p *Plan) Bytes() int64 { return bytesOf(p.Send) }

func bytesOf(steps []Step) int64 {
	sum := int64(0)
	for _, s := range steps {
		sum += s.Size
	}
	return sum
}

// Idle tells whether nothing is to be done.
func (p *Plan) Idle() bool {
	return len(p.Send)+len(p.Adopt)+len(p.Remove)+len(p.Leave) == 0 && p.settled
}

// InTheWayError says that files of others stand where files of the site must be. Nothing was touched.
type InTheWayError struct {
	Place string
	Files []string // sorted
	Hard  bool     // they cannot be replaced either: each is a file where a folder must be, or the other way round
}

// shownInTheWay is how many files an error names.
const shownInTheWay = 20

// Error names the files.
func (e *InTheWayError) Error() string {
	shown := e.Files[:min(len(e.Files), shownInTheWay)]
	text := fmt.Sprintf("at %s there are files that Stillpoint did not put there, where the site has others:\n  %s", e.Place, strings.Join(shown, "\n  "))
	if more := len(e.Files) - len(shown); more > 0 {
		text += fmt.Sprintf("\n  and %d more", more)
	}
	return text
}

// Compare plans the publication of a site, and touches nothing. The error is an *[InTheWayError] where files of others are in the way, and an *[AnotherSiteError] where
// another site is at the place; Options.Adopt lets them give way. It is a *[LockedError] where files are in the way that may be of a run that is at work.
func Compare(ctx context.Context, r Remote, site Site, o Options) (*Plan, error) {
	o = o.withDefaults(r)
	asking := patiently(r, o)
	for range unsteady {
		p, err := compare(ctx, asking, site, o)
		var inWay *InTheWayError
		if err == nil {
			return p, nil
		}
		if !errors.As(err, &inWay) {
			return nil, err
		}
		again, problem := p.overtaken(ctx, asking, o)
		switch {
		case problem != nil:
			return nil, problem
		case !again:
			return nil, err
		}
	}
	return nil, fmt.Errorf("could not look at %s: somebody publishes there all the time", r)
}

// overtaken tells whether files that are in the way may be of a run that was at work while they were listed, and has ended: a list takes its time, so it may have such a
// file, and not yet the note that tells whose it is. The error is a *[LockedError] where that run is at work still.
func (p *Plan) overtaken(ctx context.Context, r Remote, o Options) (bool, error) {
	state, err := readState(ctx, r)
	if err != nil {
		return false, err
	}
	if state == p.state && !p.atWork {
		return false, nil
	}
	held, err := lastClaim(ctx, r)
	switch {
	case errors.Is(err, fs.ErrNotExist): // it has ended
		return true, nil
	case err != nil:
		return false, fmt.Errorf("could not read the lock of %s: %w", r, err)
	case o.Unlock || held.Holder.gone(o.Self) || time.Since(held.Renewed) >= o.Lease: // it is dead, and brings nothing any more
		return state != p.state, nil
	}
	return false, held.locked(r)
}

// compare plans by what it sees. The plan is there with an error as well.
func compare(ctx context.Context, r patient, site Site, o Options) (*Plan, error) {
	p := &Plan{Place: r.String(), objects: make(map[string]Object, len(site.Files)), kept: make(map[string]Sent, len(site.Files))}
	for _, object := range site.Files {
		if !isName(object.Name) {
			return p, fmt.Errorf("%q cannot be sent: it is no name of a file, or one that Stillpoint keeps for itself", object.Name)
		}
		p.objects[object.Name] = object
	}
	if err := p.look(ctx, r); err != nil {
		return p, err
	}
	p.site = cmp.Or(site.Address, p.known.manifest.Site)
	if err := p.CheckSite(site, o, p.known.sites...); err != nil {
		return p, err
	}
	c := comparison{Plan: p, remote: r, fields: keepsFields(r), adopt: o.Adopt}
	err := c.run(ctx, o.Jobs, site.Files)
	p.Operations = int(r.asked.Load())
	return p, err
}

// look reads what there is to know of the place. The state is read first, so that a run that begins meanwhile has changed it, and the lock before the list, since a run that has begun
// before may write what was listed already.
func (p *Plan) look(ctx context.Context, r Remote) error {
	state, err := readState(ctx, r)
	if err != nil {
		return err
	}
	p.state = state
	_, locked := readClaim(ctx, r, 1)
	if ignoreMissing(locked) != nil {
		return fmt.Errorf("could not read the lock of %s: %w", r, locked)
	}
	p.atWork = locked == nil
	if p.entries, err = r.List(ctx); err != nil {
		return fmt.Errorf("could not list the files of %s: %w", r, err)
	}
	if p.known, err = readKnown(ctx, r, p.entries); err != nil {
		return err
	}
	p.Notes = append(p.Notes, p.known.damage...)
	p.noteCaveat(r)
	return nil
}

// noteCaveat notes what a remote has to say of itself, which it may find out only when it is used.
func (p *Plan) noteCaveat(r Remote) {
	c, ok := r.(patient).Remote.(interface{ Caveat() string })
	if ok && c.Caveat() != "" && !slices.Contains(p.Notes, c.Caveat()) {
		p.Notes = append(p.Notes, c.Caveat())
	}
}

func readState(ctx context.Context, r Remote) (string, error) {
	data, err := r.Read(ctx, stateName)
	if ignoreMissing(err) != nil {
		return "", fmt.Errorf("could not look at %s: %w", r, err) // the first question: mostly the key or the name of the place is wrong
	}
	return string(data), nil
}

func keepsFields(r Remote) bool {
	k, ok := r.(patient).Remote.(interface{ KeepsFields() bool })
	return ok && k.KeepsFields()
}

// comparison holds what is needed while a plan is made.
type comparison struct {
	*Plan
	remote Remote
	fields bool
	adopt  bool
	mu     sync.Mutex
	inWay  []string
	hard   []string
}

func (c *comparison) run(ctx context.Context, jobs int, files []Object) error {
	c.findHard(files)
	err := each(ctx, jobs, len(files), func(i int) error { return c.compare(ctx, files[i]) })
	if err != nil {
		return err
	}
	if len(c.hard) > 0 {
		return &InTheWayError{c.Place, sorted(c.hard), true}
	}
	if len(c.inWay) > 0 {
		return &InTheWayError{c.Place, sorted(c.inWay), false}
	}
	if err := c.findGone(ctx, jobs); err != nil {
		return err
	}
	for _, steps := range [][]Step{c.Send, c.Keep, c.Adopt, c.Remove, c.Leave} {
		slices.SortFunc(steps, func(a, b Step) int { return cmp.Compare(a.Name, b.Name) })
	}
	c.settled = c.isSettled()
	c.Foreign = c.countForeign()
	return nil
}

func sorted(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

func (c *comparison) step(steps *[]Step, name string, size int64, why string) {
	c.mu.Lock()
	*steps = append(*steps, Step{name, size, why})
	c.mu.Unlock()
}

func (c *comparison) keep(steps *[]Step, o Object, e Entry, why string) {
	c.step(steps, o.Name, o.Size, why)
	c.mu.Lock()
	c.kept[o.Name] = Sent{o.Digest, o.Size, e.Tag, o.Fields()}
	c.mu.Unlock()
}

// compare decides what becomes of a file of the site.
func (c *comparison) compare(ctx context.Context, o Object) error {
	e, there := c.entries[o.Name]
	s := c.known.of(o.Name, e)
	switch {
	case !there && s.listed && !c.known.open:
		c.step(&c.Send, o.Name, o.Size, Lost)
	case !there:
		c.step(&c.Send, o.Name, o.Size, "new")
	case s.certain && s.sent.Digest == o.Digest && (!c.fields || s.sent.Fields == o.Fields()):
		c.keep(&c.Keep, o, e, "unchanged")
	case s.certain && s.sent.Digest == o.Digest:
		c.step(&c.Send, o.Name, o.Size, "header fields changed")
	case s.certain:
		c.step(&c.Send, o.Name, o.Size, "changed")
	default:
		return c.uncertain(ctx, o, e, s)
	}
	return nil
}

// uncertain decides what becomes of a file of the site where something is whose bytes no record tells.
func (c *comparison) uncertain(ctx context.Context, o Object, e Entry, s standing) error {
	ours, err := c.ours(ctx, o.Name, e, s)
	if err != nil {
		return err
	}
	_, inManifest := c.known.manifest.Files[o.Name]
	same, known := false, false
	if e.Size == o.Size {
		same, known = c.remote.Holds(ctx, o, e)
	}
	switch {
	case same && (ours || inManifest):
		c.keep(&c.Keep, o, e, "unchanged")
	case ours:
		c.step(&c.Send, o.Name, o.Size, "not known to have arrived")
	case inManifest:
		c.step(&c.Send, o.Name, o.Size, ChangedThere)
	default:
		return c.foreign(ctx, o, e, same, known)
	}
	return nil
}

// foreign decides what becomes of a file of the site where a file of others is.
func (c *comparison) foreign(ctx context.Context, o Object, e Entry, same, known bool) error {
	if e.Size == o.Size && !known {
		var err error
		if same, err = c.holds(ctx, o.Name, e, o.Size, o.Digest); err != nil {
			return err
		}
	}
	switch {
	case same:
		c.keep(&c.Adopt, o, e, "the same bytes are there")
	case c.adopt:
		c.step(&c.Send, o.Name, o.Size, "takes the place of another's")
	default:
		c.mu.Lock()
		c.inWay = append(c.inWay, o.Name)
		c.mu.Unlock()
	}
	return nil
}

// readLimit is how large a file may be, in bytes, that is read to learn what is in it.
const readLimit = 16 << 20

// holds tells whether a file at the place has certain bytes, by reading it.
func (c *comparison) holds(ctx context.Context, name string, e Entry, size int64, digest string) (bool, error) {
	if e.Size != size || size > readLimit {
		return false, nil
	}
	data, err := c.remote.Read(ctx, name)
	if ignoreMissing(err) != nil {
		return false, fmt.Errorf("could not read %s at %s: %w", name, c.Place, err)
	}
	return err == nil && Digest(data) == digest, nil
}

// ours tells whether a file is one that we have put there. One that a run was going to send when it was cut is ours if it has the bytes that the run would have sent.
func (c *comparison) ours(ctx context.Context, name string, e Entry, s standing) (bool, error) {
	if s.mine {
		return true, nil
	}
	for _, planned := range c.known.planned[name] {
		if planned.Size == e.Size && planned.Size > readLimit {
			return true, nil
		}
		if same, err := c.holds(ctx, name, e, planned.Size, planned.Digest); same || err != nil {
			return same, err
		}
	}
	return false, nil
}

// findGone decides what becomes of files of ours that the site no longer has.
func (c *comparison) findGone(ctx context.Context, jobs int) error {
	names := map[string]bool{}
	note := func(name string) {
		if _, there := c.entries[name]; there && c.objects[name].Open == nil {
			names[name] = true
		}
	}
	for name := range c.known.manifest.Files {
		note(name)
	}
	for name := range maps.Keys(c.known.planned) {
		note(name)
	}
	gone := slices.Sorted(maps.Keys(names))
	return each(ctx, jobs, len(gone), func(i int) error {
		name, e := gone[i], c.entries[gone[i]]
		ours, err := c.ours(ctx, name, e, c.known.of(name, e))
		_, inManifest := c.known.manifest.Files[name]
		switch {
		case err != nil:
			return err
		case ours:
			c.step(&c.Remove, name, e.Size, "not in the site any more")
		case inManifest:
			c.step(&c.Leave, name, e.Size, ChangedThere)
		}
		return nil
	})
}

// findHard finds files of others that are where a folder must be, or the other way round.
func (c *comparison) findHard(files []Object) {
	folders := map[string]string{} // that hold files of others
	for name, e := range c.entries {
		if IsOwn(name) || c.listedAs(name, e) {
			continue
		}
		for dir := path.Dir(name); dir != "." && folders[dir] == ""; dir = path.Dir(dir) {
			folders[dir] = name
		}
	}
	for _, o := range files {
		if inside := folders[o.Name]; inside != "" {
			c.hard = append(c.hard, inside)
		}
		for dir := path.Dir(o.Name); dir != "."; dir = path.Dir(dir) {
			if e, there := c.entries[dir]; there && !c.listedAs(dir, e) {
				c.hard = append(c.hard, dir)
			}
		}
	}
}

// listedAs tells whether a file is listed in our records, and nobody else has written it as far as they tell.
func (c *comparison) listedAs(name string, e Entry) bool {
	s := c.known.of(name, e)
	return s.mine || s.listed && len(c.known.planned[name]) > 0
}

// isSettled tells whether what is noted at the place says just what it would after a run.
func (c *comparison) isSettled() bool {
	for name := range c.entries {
		if IsOwn(name) && name != ManifestName && name != stateName && !strings.HasPrefix(name, lockName) {
			return false
		}
	}
	return c.known.manifest.Site == c.site && maps.EqualFunc(c.known.manifest.Files, c.kept, func(a, b Sent) bool {
		if !c.fields {
			a.Fields, b.Fields = "", ""
		}
		return a == b
	})
}

func (c *comparison) countForeign() int {
	ours := len(c.Keep) + len(c.Adopt) + len(c.Remove)
	for _, s := range c.Send {
		if _, there := c.entries[s.Name]; there {
			ours++
		}
	}
	for name := range c.entries {
		if IsOwn(name) {
			ours++
		}
	}
	return len(c.entries) - ours
}

// ranked returns steps by their rank.
func ranked(steps []Step) [publish.Ranks][]Step {
	var ranks [publish.Ranks][]Step
	for _, s := range steps {
		ranks[publish.Rank(s.Name)] = append(ranks[publish.Rank(s.Name)], s)
	}
	return ranks
}
