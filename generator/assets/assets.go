// Package assets makes what pages are dressed in: style sheets, scripts, drawings,
// pictures and fonts from assets/, each made ready for browsers and named by its content, and it holds the
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

// Folder is the folder that all assets lie in. What is in its folder "static"
// is published as it is, at the root of the site; its folders "icons" and "fonts" hold drawings for the middle of pages, and fonts.
const (
	Folder       = "assets"
	StaticFolder = Folder + "/static"
	FontFolder   = Folder + "/fonts"
	iconFolder   = Folder + "/icons"
)

// Sprite is the name of the asset that holds all drawings of assets/icons.
const Sprite = "icons.svg"

// Asset is a finished file.
type Asset struct {
	Output    string // "css/site.1c9d8a2b4f.css", named by its content
	Integrity string // for the integrity attribute: "sha384-…"
	Data      []byte
	Map       []byte // the source map, to be published as Output + ".map", which Data does not mention; nil for none
}

// Options say how a Store works.
type Options struct {
	Snapshot   *source.Snapshot
	Minifier   Minifier
	Browsers   []string          // that style sheets and scripts must work in, as package bundle names them
	Prelude    map[string]string // text that goes before an asset's own, by name: the theme before "css/site.css"
	SourceMaps bool
}

// Store makes each asset once, when it is first asked for. It is safe for
// concurrent use.
type Store struct {
	options Options
	mu      sync.Mutex
	made    map[string]func() *outcome
	asked   map[string]bool
	earlier map[string]*outcome
}

// outcome is an asset, or what is wrong with it, and what it was made from.
type outcome struct {
	asset    *Asset // nil where there is an error
	problems diag.List
	from     recipe
	refers   []string // assets that it refers to, which are published with it
}

// recipe is all that an asset is made from.
type recipe struct {
	inputs     map[string]source.Digest // by path; zero for a file that was looked for and is not there
	prelude    string
	browsers   string
	small      bool
	sourceMaps bool
}

// NewStore returns a store over the files of a snapshot. From an earlier store, which
// may be nil, it takes over what is made from the same bytes in the same way.
func NewStore(o Options, earlier *Store) *Store {
	return &Store{options: o, made: map[string]func() *outcome{}, asked: map[string]bool{}, earlier: earlier.outcomes()}
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

// Get returns the asset of a name within assets/, "css/site.css", which is published then, and tells whether there is
// such a file. The asset is nil where the file cannot be made ready, of which [Store.Made] tells.
func (s *Store) Get(name string) (asset *Asset, found bool) {
	made := s.look(name)
	if made == nil {
		return nil, false
	}
	s.mu.Lock()
	s.asked[name] = true
	s.mu.Unlock()
	for _, other := range made.refers {
		s.Get(other)
	}
	return made.asset, true
}

// Digest returns a digest of what a layout can read of an asset, without asking for its publication. It is
// zero where there is no such file.
func (s *Store) Digest(name string) source.Digest {
	made := s.look(name)
	switch {
	case made == nil:
		return source.Digest{}
	case made.asset == nil:
		return source.Sum([]byte(made.problems[0].String()))
	}
	return source.Sum([]byte(made.asset.Output + " " + made.asset.Integrity))
}

// look makes an asset, once; nil where there is no such file.
func (s *Store) look(name string) *outcome {
	if !s.has(name) {
		return nil
	}
	s.mu.Lock()
	make := s.made[name]
	if make == nil {
		make = sync.OnceValue(func() *outcome { return s.make(name) })
		s.made[name] = make
	}
	s.mu.Unlock()
	return make()
}

func (s *Store) has(name string) bool {
	if under := Folder + "/" + name; s.options.Snapshot.Lookup(under) != nil {
		return !strings.HasPrefix(under, StaticFolder+"/")
	}
	return name == Sprite && len(s.Icons()) > 0
}

func (s *Store) make(name string) *outcome {
	if old := s.earlier[name]; old != nil && s.holds(name, old.from) {
		return old
	}
	made := s.dress(name)
	made.from.prelude, made.from.browsers = s.options.Prelude[name], strings.Join(s.options.Browsers, " ")
	made.from.small, made.from.sourceMaps = s.options.Minifier.m != nil, s.options.SourceMaps
	if made.problems.Errors() > 0 {
		made.asset = nil
	}
	return made
}

// holds tells whether an asset that was made earlier would be made the same now.
func (s *Store) holds(name string, r recipe) bool {
	now := recipe{r.inputs, s.options.Prelude[name], strings.Join(s.options.Browsers, " "), s.options.Minifier.m != nil, s.options.SourceMaps}
	if now.prelude != r.prelude || now.browsers != r.browsers || now.small != r.small || now.sourceMaps != r.sourceMaps {
		return false
	}
	if name == Sprite && len(r.inputs) != len(s.Icons()) {
		return false
	}
	known := false
	for file, digest := range r.inputs {
		if s.digest(file) != digest {
			return false
		}
		known = known || digest != (source.Digest{})
	}
	return known
}

func (s *Store) digest(file string) source.Digest {
	if f := s.options.Snapshot.Lookup(file); f != nil {
		return f.Digest()
	}
	return source.Digest{}
}

// Uses tells whether an asset is made from a file of the site, or was looked for in it.
func (s *Store) Uses(name, file string) bool {
	made := s.look(name)
	if made == nil {
		return false
	}
	_, used := made.from.inputs[file]
	return used
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

// Made returns all assets that were asked for, sorted by name, and what is
// wrong with them.
func (s *Store) Made() ([]*Asset, diag.List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*Asset
	var problems diag.List
	told := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(s.asked)) {
		made := s.made[name]()
		for _, d := range made.problems { // two style sheets may import the same broken one
			if text := d.String(); !told[text] {
				told[text] = true
				problems = append(problems, d)
			}
		}
		if made.asset != nil {
			all = append(all, made.asset)
		}
	}
	return all, problems
}

// Names returns the names of all assets that a layout may ask for.
func (s *Store) Names() []string {
	var names []string
	for _, f := range s.options.Snapshot.Under(Folder) {
		if !strings.HasPrefix(f.Path, StaticFolder+"/") {
			names = append(names, strings.TrimPrefix(f.Path, Folder+"/"))
		}
	}
	return names
}

// Static returns the output of a file in assets/static: "favicon.svg".
func Static(file string) string { return strings.TrimPrefix(file, StaticFolder+"/") }

// Find returns the asset of an output, "css/site.1c9d8a2b4f.css", among those that were asked for; nil where there is none.
func (s *Store) Find(output string) *Asset {
	s.mu.Lock()
	var asked []func() *outcome
	for name := range s.asked {
		asked = append(asked, s.made[name])
	}
	s.mu.Unlock()
	for _, made := range asked {
		if asset := made().asset; asset != nil && asset.Output == output {
			return asset
		}
	}
	return nil
}
