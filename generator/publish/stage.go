package publish

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"syscall"
	"time"
)

// item is one staged file.
type item struct {
	entry
	waits waits
}

// waits says where the bytes of a staged file are: above 0, in the staging folder under that number.
type waits int32

const (
	published waits = 0  // in place already
	inTree    waits = -1 // in the tree of the staging folder, under the file's own name
	preparing waits = -2 // Stage is still at work
)

// The marks of a file of the old manifest, which one call alone can take away from free. Most files of most builds are kept, and
// their marks are all that is remembered of them.
const (
	free  uint32 = iota // not staged
	taken               // staged: there is an item of its name
	kept                // staged, and in place just as the old manifest says
)

// temp returns where the bytes of a staged file wait.
func (it item) temp(name string) string {
	if it.waits == inTree {
		return path.Join(stagingTree, name)
	}
	return path.Join(stagingName, strconv.Itoa(int(it.waits)))
}

// Stage hands over one file of the site, under its slash-separated name in the
// destination. Bytes that are not published yet are written to the staging folder
// at once, so data is not kept and may be reused. A name can be staged once
// only. After an error the publication cannot be committed any more.
func (p *Publication) Stage(name string, data []byte) error {
	digest := sumOf(data)
	if kept, err := p.keep(name, func(e entry) bool { return e.digest == digest && e.size == int64(len(data)) }); kept || err != nil {
		return err
	}
	if err := p.reserve(name); err != nil {
		return p.fail(err)
	}
	it, err := p.settle(name, digest, data)
	if err != nil {
		return p.fail(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended.Load() {
		return ErrEnded
	}
	p.items[name] = it
	return nil
}

// Offer hands over a file that is made when it is needed, which in a folder is at once.
func (p *Publication) Offer(name string, make func() ([]byte, error)) error {
	data, err := make()
	if err != nil {
		return p.fail(err)
	}
	return p.Stage(name, data)
}

// Keep hands over one file that an earlier build published, as it is, and tells whether it
// could: whether the file is known, has the digest that is asked for, and has not been touched since.
// An empty digest asks for none: that is for files whose names say what is in them. What is kept need not be made again.
func (p *Publication) Keep(name, digest string) (bool, error) {
	asked, known := parseSum(digest)
	if !known && digest != "" {
		return false, nil
	}
	return p.keep(name, func(e entry) bool { return !known || e.digest == asked })
}

// Kept returns the bytes of a published file of an earlier build.
func (p *Publication) Kept(name string) ([]byte, error) {
	data, err := p.disk.root.ReadFile(name)
	return data, p.trouble("read", name, err)
}

// Size returns how many bytes a staged or kept file has, and whether there is one.
func (p *Publication) Size(name string) (int64, bool) {
	if at, known := p.places[name]; known && p.marks[at].Load() == kept {
		return p.old.lines[at].size, true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	it, staged := p.items[name]
	return it.size, staged && it.waits != preparing
}

// Offered tells whether a file is made only on demand, which in a folder none is.
func (p *Publication) Offered(string) bool { return false }

// Staged returns the bytes of a staged or kept file.
func (p *Publication) Staged(name string) ([]byte, error) {
	p.mu.Lock()
	it, waiting := p.items[name]
	p.mu.Unlock()
	if !waiting || it.waits == published {
		return p.Kept(name)
	}
	data, err := p.disk.root.ReadFile(it.temp(name))
	return data, p.trouble("read", name, err)
}

// keep takes over a file of the old manifest that fits and has not been touched.
func (p *Publication) keep(name string, fits func(entry) bool) (bool, error) {
	at, known := p.places[name]
	if !known {
		return false, nil
	}
	old := &p.old.lines[at]
	if !fits(old.entry) {
		return false, nil
	}
	if is, err := p.disk.lstat(name); err != nil || !old.proves(is) {
		return false, nil
	}
	if !p.marks[at].CompareAndSwap(free, kept) {
		return false, p.fail(p.twice(name))
	}
	if p.ended.Load() {
		return false, p.fail(ErrEnded)
	}
	return true, nil
}

// reserve takes a name, so that no other call of Stage gets it.
func (p *Publication) reserve(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended.Load() {
		return ErrEnded
	}
	if at, known := p.places[name]; known && !p.marks[at].CompareAndSwap(free, taken) {
		return p.twice(name)
	}
	if _, taken := p.items[name]; taken {
		return p.twice(name)
	}
	p.items[name] = item{waits: preparing}
	return nil
}

func (p *Publication) twice(name string) error {
	return fmt.Errorf("%s is made twice in one build: two sources lead to the same file", p.shown(name))
}

// fail remembers the first failure, for Commit to refuse.
func (p *Publication) fail(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failure == nil {
		p.failure = err
	}
	return err
}

// settle finds the published file that has the bytes, or writes them to the
// staging folder.
func (p *Publication) settle(name string, digest sum, data []byte) (item, error) {
	if e, ok := p.adopt(name, digest, data); ok {
		return item{entry: e}, nil
	}
	if err := p.startStaging(); err != nil {
		return item{}, p.trouble("make the folder", stagingName, err)
	}
	now := time.Now()
	where, is, err := p.wait(name, data, now.Add(-backdate))
	if err != nil {
		return item{}, p.trouble("write", name, err)
	}
	return item{recorded(digest, is, now), where}, nil
}

// adopt returns the entry of the file of that name when it is in place
// with these bytes. Whatever prevents that from being seen counts as a no: then
// the file is written anew, and what stands in its way is found by the plan.
func (p *Publication) adopt(name string, digest sum, data []byte) (entry, bool) {
	// Not through the root, which opens each folder on the way: this is the one
	// step that an unchanged file takes, and it only looks.
	at, known := p.places[name]
	if !known && p.vacant(path.Dir(name)) {
		return entry{}, false
	}
	is, err := p.disk.lstat(name)
	if err != nil || is.kind != plainFile || is.size != int64(len(data)) {
		return entry{}, false
	}
	if known && p.old.lines[at].proves(is) && p.old.lines[at].digest != digest {
		return entry{}, false
	}
	now := time.Now()
	if !p.holds(name, data) {
		return entry{}, false
	}
	return recorded(digest, is, now), true
}

// vacant reports whether a folder of the destination was not there when it was first looked for, so that nothing is in it. That
// of the outermost folders is remembered: in a first build, those save a look at every file.
func (p *Publication) vacant(dir string) bool {
	if dir == "." {
		return false
	}
	if is, seen := p.vacancies.Load(dir); seen {
		return is.(bool)
	}
	if p.vacant(path.Dir(dir)) {
		return true
	}
	_, err := p.disk.lstat(dir)
	is := errors.Is(err, fs.ErrNotExist)
	p.vacancies.Store(dir, is)
	return is
}

// holds reports whether the bytes of a published file are just these.
func (p *Publication) holds(name string, data []byte) bool {
	file, err := p.disk.root.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	chunk := make([]byte, min(len(data)+1, 64<<10))
	for {
		n, err := file.Read(chunk)
		if !bytes.HasPrefix(data, chunk[:n]) {
			return false
		}
		data = data[n:]
		if err != nil {
			return err == io.EOF && len(data) == 0
		}
	}
}

// wait writes the bytes of a file to the staging folder and returns where. Those of a new file lie
// there as they will in the destination, so that a folder that is new as a whole can be put
// into place in one step. Where that cannot be, since two names of the site do not
// go together, they get a place by number, and the plan tells what is wrong. So do those of a file that was published
// before: its folder is there already.
func (p *Publication) wait(name string, data []byte, modified time.Time) (waits, condition, error) {
	if _, known := p.places[name]; !known {
		temp := stagingTree + "/" + name
		err := p.shelter(path.Dir(temp))
		if err == nil {
			var is condition
			if is, err = p.disk.create(temp, data, modified); err == nil {
				return inTree, is, nil
			}
		}
		if !unfit(err) {
			return 0, condition{}, err
		}
	}
	where := p.numbered()
	is, err := p.disk.create(item{waits: where}.temp(name), data, modified)
	return where, is, err
}

// unfit reports an error that says that a name cannot lie beside those that are there.
func unfit(err error) bool {
	return errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.EISDIR) ||
		errors.Is(err, syscall.ENAMETOOLONG)
}

// shelter makes a folder below the staging tree, each only once.
func (p *Publication) shelter(dir string) error {
	if _, made := p.sheltered.Load(dir); made || dir == stagingTree {
		return nil
	}
	if err := p.shelter(path.Dir(dir)); err != nil {
		return err
	}
	if err := p.disk.makeStaging(dir); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	p.sheltered.Store(dir, struct{}{})
	return nil
}

// startStaging makes the staging folder.
func (p *Publication) startStaging() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.staging {
		return nil
	}
	err := cmp.Or(p.disk.makeStaging(stagingName), p.disk.makeStaging(stagingTree))
	p.staging = err == nil
	return err
}

// numbered returns a fresh number for a file in the staging folder, outside of its tree.
func (p *Publication) numbered() waits {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.temps++
	return waits(p.temps)
}
