package publish

import (
	"bytes"
	"fmt"
	"io/fs"
	"sync"
)

// Memory is a publication that goes no further than memory: for a development server, which
// must not touch what is published. It is used as a [Publication]: Stage and Keep from many goroutines at once,
// then Commit, then Files.
type Memory struct {
	earlier *Files // of the build before; may be nil
	mu      sync.Mutex
	files   map[string]*File
	done    *Files
}

// NewMemory begins a publication. What the build before left is used again where it has the same bytes.
func NewMemory(earlier *Files) *Memory {
	return &Memory{earlier: earlier, files: make(map[string]*File, earlier.Len())}
}

// Stage hands over one file, as [Publication.Stage] does.
func (m *Memory) Stage(name string, data []byte) error {
	if err := checkName(name); err != nil {
		return err
	}
	sum := Digest(data)
	file := m.earlier.Get(name)
	if file == nil || file.Digest != sum {
		file = &File{Name: name, Data: bytes.Clone(data), Digest: sum}
	}
	return m.add(file)
}

// Keep hands over one file of the build before, as [Publication.Keep] does.
func (m *Memory) Keep(name, digest string) (bool, error) {
	file := m.earlier.Get(name)
	if file == nil || digest != "" && digest != file.Digest {
		return false, nil
	}
	return true, m.add(file)
}

// Kept returns the bytes of a file of the build before.
func (m *Memory) Kept(name string) ([]byte, error) {
	file := m.earlier.Get(name)
	if file == nil {
		return nil, fs.ErrNotExist
	}
	return file.Data, nil
}

// Offer hands over a file that is made only when somebody reads it. Its name must say what is in it: a file
// of that name which the build before left is used again.
func (m *Memory) Offer(name string, make func() ([]byte, error)) error {
	if err := checkName(name); err != nil {
		return err
	}
	file := m.earlier.Get(name)
	if file == nil {
		file = &File{Name: name, Digest: Digest([]byte(name)), make: make}
	}
	return m.add(file)
}

// Size returns how many bytes a staged file has, and whether that is known: it is not of a file that is made on demand.
func (m *Memory) Size(name string) (int64, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	file := m.files[name]
	if file == nil || file.make != nil {
		return 0, false
	}
	return int64(len(file.Data)), true
}

// Offered tells whether a file is made only on demand.
func (m *Memory) Offered(name string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.files[name] != nil && m.files[name].make != nil
}

// Staged returns the bytes of a staged file, which takes its time where that is made on demand.
func (m *Memory) Staged(name string) ([]byte, error) {
	m.mu.Lock()
	file := m.files[name]
	m.mu.Unlock()
	if file == nil {
		return nil, fs.ErrNotExist
	}
	return file.Read()
}

func (m *Memory) add(file *File) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, taken := m.files[file.Name]; taken {
		return fmt.Errorf("%s is made twice in one build: two sources lead to the same file", file.Name)
	}
	m.files[file.Name] = file
	return nil
}

// Warnings returns nothing: there is nothing in memory that could be out of order.
func (m *Memory) Warnings() []string { return nil }

// Commit ends the publication and counts what differs from the build before.
func (m *Memory) Commit() (Summary, error) {
	var sum Summary
	for name, file := range m.files {
		if old := m.earlier.Get(name); old != nil && old.Digest == file.Digest {
			sum.Unchanged++
			continue
		}
		sum.Written++
		sum.Bytes += int64(len(file.Data))
	}
	for _, name := range m.earlier.Names() {
		if m.files[name] == nil {
			sum.Removed++
		}
	}
	m.done = &Files{byName: m.files}
	return sum, nil
}

// Close does nothing: what was staged is let go with the publication.
func (m *Memory) Close() error { return nil }

// Files returns the finished site, nil before Commit.
func (m *Memory) Files() *Files { return m.done }
