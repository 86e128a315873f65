package publish

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// item is one staged file.
type item struct {
	entry
	temp string // where its bytes wait in the staging folder; "" when the published file has them
}

// Stage hands over one file of the site, under its slash-separated name in the
// destination. Bytes that are not published yet are written to the staging folder
// at once, so data is not kept and may be reused. A name can be staged once
// only. After an error the publication cannot be committed any more.
func (p *Publication) Stage(name string, data []byte) error {
	if err := p.reserve(name); err != nil {
		return p.fail(err)
	}
	it, err := p.settle(name, data)
	if err != nil {
		return p.fail(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
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
	old, known := p.old.Files[name]
	if !known || digest != "" && digest != old.Digest {
		return false, nil
	}
	info, err := os.Lstat(filepath.Join(p.absolute, filepath.FromSlash(name)))
	if err != nil || !info.Mode().IsRegular() || !old.proves(info) {
		return false, nil
	}
	if err := p.reserve(name); err != nil {
		return false, p.fail(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return false, ErrEnded
	}
	p.items[name] = &item{entry: old}
	return true, nil
}

// reserve takes a name, so that no other call of Stage gets it.
func (p *Publication) reserve(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return ErrEnded
	}
	if _, taken := p.items[name]; taken {
		return fmt.Errorf("%s is made twice in one build: two sources lead to the same file", p.shown(name))
	}
	p.items[name] = nil
	return nil
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
func (p *Publication) settle(name string, data []byte) (*item, error) {
	sum := Digest(data)
	if e, ok := p.published(name, sum, data); ok {
		return &item{entry: e}, nil
	}
	if err := p.startStaging(); err != nil {
		return nil, p.trouble("make the folder", stagingName, err)
	}
	now := time.Now()
	temp, err := p.wait(name, data)
	if err != nil {
		return nil, p.trouble("write", name, err)
	}
	info, err := p.disk.age(temp, now.Add(-backdate))
	if err != nil {
		return nil, p.trouble("write", name, err)
	}
	return &item{entry: recorded(sum, info, now), temp: temp}, nil
}

// published returns the entry of the file of that name when it is in place
// with these bytes. Whatever prevents that from being seen counts as a no: then
// the file is written anew, and what stands in its way is found by the plan.
func (p *Publication) published(name, sum string, data []byte) (entry, bool) {
	// Not through the root, which opens each folder on the way: this is the one
	// step that an unchanged file takes, and it only looks.
	info, err := os.Lstat(filepath.Join(p.absolute, filepath.FromSlash(name)))
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return entry{}, false
	}
	if old := p.old.Files[name]; old.Digest == sum && old.proves(info) {
		return old, true
	}
	now := time.Now()
	if !p.holds(name, data) {
		return entry{}, false
	}
	return recorded(sum, info, now), true
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

// wait writes the bytes of a file to the staging folder and returns where. They lie
// there as they will in the destination, so that a folder that is new as a whole can be put
// into place in one step. Where that cannot be, since two names of the site do not
// go together, they get a place by number, and the plan tells what is wrong.
func (p *Publication) wait(name string, data []byte) (string, error) {
	temp := path.Join(stagingTree, name)
	err := p.shelter(path.Dir(temp))
	if err == nil {
		err = p.disk.create(temp, data)
	}
	if err == nil || !unfit(err) {
		return temp, err
	}
	temp = p.numbered()
	return temp, p.disk.create(temp, data)
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

// numbered returns a fresh name in the staging folder, outside of its tree.
func (p *Publication) numbered() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.temps++
	return path.Join(stagingName, strconv.Itoa(p.temps))
}
