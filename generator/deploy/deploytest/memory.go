// Package deploytest holds remotes to what package deploy expects of them, and publications to what they promise when they are cut.
package deploytest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"sync"

	"stillpoint/generator/deploy"
)

// Memory is a place in memory that many remotes can lead to.
type Memory struct {
	mu     sync.Mutex
	files  map[string]stored
	writes int
}

type stored struct {
	data []byte
	tag  string
}

// NewMemory returns an empty place.
func NewMemory() *Memory { return &Memory{files: map[string]stored{}} }

// Open returns a remote that leads to the place.
func (m *Memory) Open() deploy.Remote { return memoryRemote{m} }

// Look returns all files, by their names.
func (m *Memory) Look() map[string][]byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	files := make(map[string][]byte, len(m.files))
	for name, f := range m.files {
		files[name] = f.data
	}
	return files
}

// Write writes a file as somebody else would.
func (m *Memory) Write(name string, data []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.set(name, data)
}

func (m *Memory) set(name string, data []byte) deploy.Entry {
	m.writes++
	m.files[name] = stored{data, fmt.Sprint(m.writes)}
	return deploy.Entry{Size: int64(len(data)), Tag: m.files[name].tag}
}

// Delete removes a file as somebody else would.
func (m *Memory) Delete(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, name)
}

type memoryRemote struct{ m *Memory }

func (r memoryRemote) List(ctx context.Context) (map[string]deploy.Entry, error) {
	r.m.mu.Lock()
	defer r.m.mu.Unlock()
	entries := make(map[string]deploy.Entry, len(r.m.files))
	for name, f := range r.m.files {
		entries[name] = deploy.Entry{Size: int64(len(f.data)), Tag: f.tag}
	}
	return maps.Clone(entries), ctx.Err()
}

func (r memoryRemote) Stat(ctx context.Context, name string) (deploy.Entry, error) {
	r.m.mu.Lock()
	defer r.m.mu.Unlock()
	f, ok := r.m.files[name]
	if !ok {
		return deploy.Entry{}, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	return deploy.Entry{Size: int64(len(f.data)), Tag: f.tag}, ctx.Err()
}

func (memoryRemote) StatsPerList(files int) int { return files }

func (r memoryRemote) Read(ctx context.Context, name string) ([]byte, error) {
	r.m.mu.Lock()
	defer r.m.mu.Unlock()
	f, ok := r.m.files[name]
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	return bytes.Clone(f.data), ctx.Err()
}

func (r memoryRemote) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	file, err := o.Open()
	if err != nil {
		return deploy.Entry{}, err
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err = errors.Join(err, ctx.Err()); err != nil {
		return deploy.Entry{}, err
	}
	if int64(len(data)) != o.Size {
		return deploy.Entry{}, fmt.Errorf("%s has %d bytes, not %d", o.Name, len(data), o.Size)
	}
	r.m.mu.Lock()
	defer r.m.mu.Unlock()
	return r.m.set(o.Name, data), nil
}

func (r memoryRemote) Create(ctx context.Context, name string, data []byte) error {
	r.m.mu.Lock()
	defer r.m.mu.Unlock()
	if _, ok := r.m.files[name]; ok {
		return fmt.Errorf("%s: %w", name, fs.ErrExist)
	}
	r.m.set(name, bytes.Clone(data))
	return ctx.Err()
}

func (r memoryRemote) Remove(ctx context.Context, name string) error {
	r.m.Delete(name)
	return ctx.Err()
}

func (memoryRemote) Holds(context.Context, deploy.Object, deploy.Entry) (same, known bool) {
	return false, false
}
func (memoryRemote) String() string { return "memory" }
func (memoryRemote) Close() error   { return nil }
