package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

const (
	manifestVersion = 1
	manifestLimit   = 512 << 20 // bytes; some millions of files
)

// manifest lists what Stillpoint wrote into a destination.
type manifest struct {
	Version int `json:"version"`
	// Unfinished marks the union of old and new names that is in place while a
	// publication renames and removes.
	Unfinished bool             `json:"unfinished,omitempty"`
	Files      map[string]entry `json:"files"`

	damaged bool // there is one, but it cannot be used
}

// entry is what is known of one published file.
type entry struct {
	Digest string `json:"sha256"` // first 16 bytes, hexadecimal
	Size   int64  `json:"size"`   // bytes
	// Modified is the file's time in nanoseconds since 1970, or 0 where the time
	// proves nothing and the bytes must be compared.
	Modified int64 `json:"mtime,omitempty"`
	// Planned marks, in an unfinished manifest, a file where none was before. It
	// is ours only once it has these bytes.
	Planned bool `json:"planned,omitempty"`
}

// same reports whether an entry says as much as another that is newer. That a time
// has become known is not worth writing a manifest for.
func (e entry) same(newer entry) bool {
	if e.Modified == 0 {
		newer.Modified = 0
	}
	return e == newer
}

func (m manifest) same(newer manifest) bool {
	if m.damaged || m.Unfinished || len(m.Files) != len(newer.Files) {
		return false
	}
	for name, e := range newer.Files {
		if old, ok := m.Files[name]; !ok || !old.same(e) {
			return false
		}
	}
	return true
}

// Digest returns the shortened SHA-256 of data as the manifest has it.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return shorten(sum[:])
}

func shorten(sum []byte) string { return hex.EncodeToString(sum[:16]) }

// margin is how much older than the clock a file's time must be to prove
// anything: the coarsest file systems count in steps of two seconds, and a
// file may be edited a second time within one step.
const margin = 2 * time.Second

// backdate is how far in the past published files are put: beyond the margin,
// with a step to spare.
const backdate = margin + time.Second

// recorded returns the entry of a file on disk with a given digest.
func recorded(digest string, info fs.FileInfo, now time.Time) entry {
	e := entry{Digest: digest, Size: info.Size()}
	if info.ModTime().Before(now.Add(-margin)) {
		e.Modified = info.ModTime().UnixNano()
	}
	return e
}

// proves reports whether a file's size and time alone show that it is as recorded.
func (e entry) proves(info fs.FileInfo) bool {
	return e.Modified != 0 && e.Size == info.Size() && e.Modified == info.ModTime().UnixNano()
}

// load reads the manifest of the destination. One that cannot be used is
// warned about and taken as empty.
func (p *Publication) load() {
	m, err := readManifest(p.disk.root)
	if err != nil {
		p.warnings = append(p.warnings, fmt.Sprintf("%s cannot be used (%v): nothing of earlier builds is removed, and files with the names of new ones are replaced",
			p.shown(manifestName), err))
		m = manifest{damaged: true}
	}
	p.old = m
	p.settlePlanned()
}

// settlePlanned takes the planned entries of an unfinished manifest for ours where
// their files have got into place, and forgets the others.
func (p *Publication) settlePlanned() {
	p.missing = make(map[string]entry)
	for name, e := range p.old.Files {
		if !e.Planned {
			continue
		}
		if e.Planned = false; p.arrived(name, e) {
			p.old.Files[name] = e
			continue
		}
		delete(p.old.Files, name)
		e.Planned = true
		p.missing[name] = e
	}
}

// arrived reports whether a file is in place with the bytes of its entry.
func (p *Publication) arrived(name string, e entry) bool {
	info, err := p.disk.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.Size {
		return false
	}
	file, err := p.disk.root.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	hash := sha256.New()
	_, err = io.Copy(hash, file)
	return err == nil && shorten(hash.Sum(nil)) == e.Digest
}

func readManifest(root *os.Root) (manifest, error) {
	info, err := root.Lstat(manifestName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return manifest{}, nil
	case err != nil:
		return manifest{}, err
	case !info.Mode().IsRegular():
		return manifest{}, errors.New("it is not a plain file")
	case info.Size() > manifestLimit:
		return manifest{}, errors.New("it is larger than any manifest")
	}
	data, err := root.ReadFile(manifestName)
	if err != nil {
		return manifest{}, err
	}
	return decodeManifest(data)
}

func decodeManifest(data []byte) (manifest, error) {
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return manifest{}, fmt.Errorf("it is damaged: %w", err)
	}
	if m.Version != manifestVersion {
		return manifest{}, fmt.Errorf("it has version %d, and this program knows version %d", m.Version, manifestVersion)
	}
	for name := range m.Files {
		if err := checkName(name); err != nil {
			return manifest{}, fmt.Errorf("it is damaged: %w", err)
		}
	}
	return m, nil
}

func (m manifest) encode() ([]byte, error) {
	m.Version = manifestVersion
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(m)
	return text.Bytes(), err
}
