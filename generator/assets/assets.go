// Package assets makes what pages are dressed in: style sheets, scripts,
// pictures from assets/, minified and named by their content, and it holds the
// minifiers that every other stage uses.
package assets

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"stillpoint/generator/diag"
	"stillpoint/generator/source"
)

// Folder is the folder that all assets lie in; what is in its folder "static"
// is published as it is, at the root of the site.
const (
	Folder       = "assets"
	StaticFolder = "assets/static"
)

// Asset is a finished file.
type Asset struct {
	Output    string // "css/site.1c9d8a2b4f.css", named by its content
	Integrity string // for the integrity attribute: "sha384-…"
	Data      []byte
}

// Store makes each asset once, when it is first asked for. It is safe for
// concurrent use.
type Store struct {
	snapshot *source.Snapshot
	minifier Minifier
	prelude  map[string]string
	mu       sync.Mutex
	made     map[string]func() *outcome
	asked    map[string]bool
	earlier  map[string]*outcome
}

// outcome is an asset, or what is wrong with it, and what it was made from.
type outcome struct {
	asset   *Asset
	problem *diag.Diagnostic
	from    recipe
}

// recipe is all that an asset is made from.
type recipe struct {
	file    source.Digest
	prelude string
	small   bool
}

// NewStore returns a store over the files of a snapshot. The prelude is text
// that goes before an asset's own, by name: the theme before "css/site.css". From an earlier store, which
// may be nil, it takes over what is made from the same bytes in the same way.
func NewStore(snapshot *source.Snapshot, minifier Minifier, prelude map[string]string, earlier *Store) *Store {
	return &Store{
		snapshot: snapshot, minifier: minifier, prelude: prelude,
		made: map[string]func() *outcome{}, asked: map[string]bool{}, earlier: earlier.outcomes(),
	}
}

func (s *Store) outcomes() map[string]*outcome {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make(map[string]*outcome, len(s.made))
	for name, make := range s.made {
		all[name] = make()
	}
	return all
}

// Get returns the asset of a name within assets/, "css/site.css", which is published then. It returns
// nil and no diagnostic where there is no such file.
func (s *Store) Get(name string) (*Asset, *diag.Diagnostic) {
	made := s.look(name)
	if made == nil {
		return nil, nil
	}
	s.mu.Lock()
	s.asked[name] = true
	s.mu.Unlock()
	return made.asset, made.problem
}

// Digest returns a digest of what a layout can read of an asset, without asking for its publication. It is
// zero where there is no such file.
func (s *Store) Digest(name string) source.Digest {
	made := s.look(name)
	switch {
	case made == nil:
		return source.Digest{}
	case made.problem != nil:
		return source.Sum([]byte(made.problem.String()))
	}
	return source.Sum([]byte(made.asset.Output + " " + made.asset.Integrity))
}

// look makes an asset, once; nil where there is no such file.
func (s *Store) look(name string) *outcome {
	file := s.snapshot.Lookup(Folder + "/" + name)
	if file == nil {
		return nil
	}
	s.mu.Lock()
	make := s.made[name]
	if make == nil {
		make = sync.OnceValue(func() *outcome { return s.make(name, file) })
		s.made[name] = make
	}
	s.mu.Unlock()
	return make()
}

func (s *Store) make(name string, file *source.File) *outcome {
	from := recipe{file.Digest(), s.prelude[name], s.minifier.m != nil}
	if old := s.earlier[name]; old != nil && old.from == from && from.file != (source.Digest{}) {
		return old
	}
	asset, problem := s.dress(name, file)
	return &outcome{asset, problem, from}
}

func (s *Store) dress(name string, file *source.File) (*Asset, *diag.Diagnostic) {
	text, problem := file.Text()
	if problem != nil {
		return nil, problem
	}
	data, problem := s.minifier.File(text)
	if problem != nil {
		return nil, problem
	}
	if prelude := s.prelude[name]; prelude != "" {
		data = append([]byte(prelude), data...)
	}
	return New(name, data), nil
}

// New returns an asset of given bytes, named by the first 10 hexadecimal digits
// of their SHA-256 digest.
func New(name string, data []byte) *Asset {
	digest := sha256.Sum256(data)
	integrity := sha512.Sum384(data)
	ext := path.Ext(name)
	return &Asset{
		Output:    strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(digest[:5]) + ext,
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(integrity[:]),
		Data:      data,
	}
}

// Made returns all assets that were asked for, sorted by name, and what was
// wrong with them.
func (s *Store) Made() ([]*Asset, diag.List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*Asset
	var problems diag.List
	for _, name := range slices.Sorted(maps.Keys(s.asked)) {
		made := s.made[name]()
		if made.problem != nil {
			problems = append(problems, *made.problem)
			continue
		}
		all = append(all, made.asset)
	}
	return all, problems
}

// Names returns the names of all assets that a layout may ask for.
func (s *Store) Names() []string {
	var names []string
	for _, f := range s.snapshot.Under(Folder) {
		if !strings.HasPrefix(f.Path, StaticFolder+"/") {
			names = append(names, strings.TrimPrefix(f.Path, Folder+"/"))
		}
	}
	return names
}

// Static returns the output of a file in assets/static: "favicon.svg".
func Static(file string) string { return strings.TrimPrefix(file, StaticFolder+"/") }
