// Package pictures gives each picture of a site the forms that browsers need: small, sharp, the right way up, and without a
// word of where and by whom it was taken.
//
// Who shows a picture asks for it by a [Request] and learns at once, from the header of the file, which addresses and
// measures it will have. What lies at these addresses is made later, on all processors, and once: the [cache.Store]
// has everything that was ever made, under the digest of the file and of all that shapes the result.
package pictures

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"

	"stillpoint/generator/cache"
	"stillpoint/generator/config"
	"stillpoint/generator/diag"
	"stillpoint/generator/images"
	"stillpoint/generator/source"
	"stillpoint/generator/vector"
)

// Folder is the folder of the published site that holds all pictures that were made.
const Folder = "pictures"

// Publication is where finished pictures go.
type Publication interface {
	Stage(name string, data []byte) error
	Keep(name, digest string) (bool, error)
	// Offer hands over a file that is only made when somebody wants to see it.
	Offer(name string, make func() ([]byte, error)) error
}

// Options say how a Store works. Read is needed with OnDemand alone, and Progress may be nil.
type Options struct {
	Files    func(name string) *source.File // of the site; nil where there is none
	Images   config.Images
	Cache    *cache.Store
	URL      func(path string) string // from the root of the host
	Original func(name string) string // the output of a file that is published as it is; "" where it is not
	// Fingerprinted tells whether that output is named by what is in the file.
	Fingerprinted func(name string) bool
	OnDemand      bool                              // make pictures only when a browser asks for them
	Read          func(name string) ([]byte, error) // reads a file on demand, when the build is long over
	Jobs          int                               // pictures made at once
	Progress      func(done, total int)
}

// Store makes the pictures of one build. It is safe for concurrent use.
type Store struct {
	options Options
	limits  images.Limits
	memory  *semaphore.Weighted // in bytes
	slots   *semaphore.Weighted

	mu      sync.Mutex
	out     Publication
	entries map[string]*entry // by file
	byID    map[string]*entry
	earlier map[string]*entry
	done    int
	total   int
	trouble error // the first of the cache's
}

// New returns a store that has made nothing yet. What an earlier one, which may be nil, knows of files that are still the
// same it takes over.
func New(o Options, earlier *Store) *Store {
	most := int64(o.Images.MaxMemory) << 20
	s := &Store{
		options: o, limits: images.Limits{Pixels: int64(o.Images.MaxPixels) * 1_000_000, Memory: most},
		memory: semaphore.NewWeighted(most), slots: semaphore.NewWeighted(int64(max(1, o.Jobs))),
		entries: map[string]*entry{}, byID: map[string]*entry{},
	}
	if earlier != nil && earlier.limits == s.limits {
		s.earlier = earlier.entries
	}
	return s
}

// Publish says where finished pictures go. Without it none are made.
func (s *Store) Publish(out Publication) { s.out = out }

// entry is one file and what is asked of it.
type entry struct {
	file *source.File
	look func() // finds out what is known of the file, once
	known

	making   sync.Mutex          // held while its forms are made
	mu       sync.Mutex          // guards what follows
	variants map[string]*variant // by output
	pending  []*variant
	tone     string           // the classes of its colour, "" as long as it is not known
	failure  *diag.Diagnostic // of decoding it
}

// known is what the bytes of a file say at once.
type known struct {
	digest  source.Digest
	info    images.Info
	drawing *vector.Drawing
	problem *diag.Diagnostic
}

// variant is one published form of a file.
type variant struct {
	output   string
	file     string // that was asked for
	key      cache.Key
	cut      images.Cut
	encoding images.Encoding
}

func (e *entry) id() string { return hex.EncodeToString(e.digest[:])[:toneDigits] }

// entry returns what is known of a file; nil where there is none.
func (s *Store) entry(name string) *entry {
	s.mu.Lock()
	e := s.entries[name]
	if e == nil {
		file := s.options.Files(name)
		if file == nil {
			s.mu.Unlock()
			return nil
		}
		e = &entry{file: file, variants: map[string]*variant{}}
		e.look = sync.OnceFunc(func() { s.look(e) })
		s.entries[name] = e
	}
	s.mu.Unlock()
	e.look()
	return e
}

// look finds out what is known of a file: from the build before, or from its header.
func (s *Store) look(e *entry) {
	if old := s.earlier[e.file.Path]; old != nil && old.digest == e.file.Digest() && old.digest != (source.Digest{}) {
		e.known = old.known
	} else {
		e.known = s.read(e.file)
	}
}

// same returns the entry that stands for all files with the bytes of e, so that each form of them is made once.
func (s *Store) same(e *entry) *entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	if first := s.byID[e.id()]; first != nil {
		return first
	}
	s.byID[e.id()] = e
	return e
}

func (s *Store) read(file *source.File) known {
	data, err := file.Read()
	if err != nil {
		d := source.Unreadable(file.Path, err)
		return known{problem: &d}
	}
	k := known{digest: file.Digest()}
	if k.digest == (source.Digest{}) {
		k.digest = source.Sum(data)
	}
	if isDrawing(file.Path) {
		k.drawing, _ = vector.Read(diag.NewFile(file.Path, data)) // complaints are told where the file is published
		return k
	}
	if k.info, err = images.Inspect(data, s.limits); err != nil {
		k.problem = problem(file.Path, err)
	}
	return k
}

func isDrawing(name string) bool { return strings.EqualFold(path.Ext(name), ".svg") }

func problem(file string, err error) *diag.Diagnostic {
	d := diag.New("broken-image", file, err.Error(), "")
	if plain := (*images.Error)(nil); errors.As(err, &plain) {
		d = diag.New(plain.Code, file, plain.Message, plain.Hint)
	}
	return &d
}

// Photograph tells whether a file is a picture of pixels by its name.
func Photograph(name string) bool {
	_, ok := images.FormatOf(name)
	return ok
}

// Known tells whether a file is a picture by its name: one that Image can be asked for.
func Known(name string) bool {
	return Photograph(name) || isDrawing(name)
}

// Image returns what a page needs to show a picture, and sees to it that the files it names are published. The
// diagnostic says what is wrong with the file; it is among [Store.Problems] too. Both are nil where there is no such file.
func (s *Store) Image(r Request) (*Image, *diag.Diagnostic) {
	e := s.entry(r.File)
	switch {
	case e == nil:
		return nil, nil
	case e.problem != nil:
		return &Image{}, e.problem
	case e.whole():
		return s.asItIs(e, r), nil
	}
	e = s.same(e)
	image, variants := s.plan(e, r)
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, v := range variants {
		if e.variants[v.output] == nil {
			e.variants[v.output] = v
			e.pending = append(e.pending, v)
			s.count(0, 1)
		}
	}
	return image, nil
}

// Digest returns a digest of all that Image returns for a request, zero where there is no such file. Nothing is
// published for its sake.
func (s *Store) Digest(r Request) source.Digest {
	e := s.entry(r.File)
	switch {
	case e == nil:
		return source.Digest{}
	case e.problem != nil:
		return source.Sum([]byte(e.problem.String()))
	}
	width, height := e.measures()
	if e.whole() && !s.options.Fingerprinted(r.File) { // its address says nothing of what is in it, and nor does the page
		return source.Sum(fmt.Appendf(nil, "%d %d %v", width, height, r))
	}
	return source.Sum(fmt.Appendf(nil, "%x %d %d %v", e.digest, width, height, r))
}

// whole tells whether a picture is published as it is: a drawing, or one that moves.
func (e *entry) whole() bool { return e.drawing != nil || e.info.Animated }

func (e *entry) measures() (width, height int) {
	if e.drawing != nil {
		w, h := e.drawing.Size()
		return int(w + 0.5), int(h + 0.5)
	}
	return e.info.Width, e.info.Height
}

// asItIs returns a picture that is published as it is: a drawing, or one that moves.
func (s *Store) asItIs(e *entry, r Request) *Image {
	width, height := e.measures()
	shown := &Image{URL: s.options.URL("/" + s.options.Original(e.file.Path))}
	shown.Width, shown.Height = within(width, height, r)
	shown.large = shown.Width*shown.Height >= large
	return shown
}

// within returns the measures at which a whole picture of a size is shown. A drawing may be enlarged.
func within(width, height int, r Request) (int, int) {
	switch {
	case width <= 0 || height <= 0:
		return r.Width, r.Height
	case r.Width == 0 && r.Height == 0:
		return width, height
	}
	scale := float64(r.Width) / float64(width)
	if byHeight := float64(r.Height) / float64(height); r.Width == 0 || r.Height > 0 && byHeight < scale {
		scale = byHeight
	}
	return max(1, int(float64(width)*scale+0.5)), max(1, int(float64(height)*scale+0.5))
}

// Problems returns what is wrong with the files that were asked for, sorted by file, and with the cache.
func (s *Store) Problems() diag.List {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all diag.List
	for _, name := range slices.Sorted(maps.Keys(s.entries)) {
		if p := s.entries[name].trouble(); p != nil {
			all = append(all, *p)
		}
	}
	if s.trouble != nil {
		all = append(all, diag.New("cache", "", "the cache of pictures cannot be written: "+s.trouble.Error(),
			"pictures are made anew in each build until it can be").AsWarning())
	}
	return all
}

func (e *entry) trouble() *diag.Diagnostic {
	e.mu.Lock()
	defer e.mu.Unlock()
	return cmp.Or(e.problem, e.failure)
}

// Outputs returns all files that the pictures are published as, sorted, with the files they are made from.
func (s *Store) Outputs() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]string{}
	for _, e := range s.entries {
		e.mu.Lock()
		for output, v := range e.variants {
			all[output] = v.file
		}
		e.mu.Unlock()
	}
	return all
}

func (s *Store) count(done, total int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done, s.total = s.done+done, s.total+total
	if s.options.Progress != nil && done > 0 {
		s.options.Progress(s.done, s.total)
	}
}

// key names all that a published form depends on.
func (s *Store) key(e *entry, c images.Cut, how images.Encoding) cache.Key {
	return cache.KeyOf("picture", hex.EncodeToString(e.digest[:]), fmt.Sprint(c), fmt.Sprint(how), images.Version())
}

func (s *Store) quality(r Request, f images.Format) int {
	q := s.options.Images.Quality
	own := map[images.Format]int{images.JPEG: q.JPEG, images.WebP: q.WebP, images.AVIF: q.AVIF}[f]
	return cmp.Or(r.Quality, own)
}

// outputName is "pictures/room-640.0f3a9c1d2b.webp".
func outputName(file string, width int, key cache.Key, f images.Format) string {
	base := path.Base(file)
	base = base[:len(base)-len(path.Ext(base))]
	return fmt.Sprintf("%s/%s-%d.%s%s", Folder, plainName(base), width, hex.EncodeToString(key[:5]), f.Ext())
}

// plainName leaves of a file's name what is safe in every address and in srcset, where a comma or a blank ends it.
func plainName(name string) string {
	digest := sha256.Sum256([]byte(name))
	plain := make([]byte, 0, len(name))
	for _, c := range []byte(name) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-', c == '_':
			plain = append(plain, c)
		case c >= 'A' && c <= 'Z':
			plain = append(plain, c+'a'-'A')
		case c == ' ':
			plain = append(plain, '-')
		}
	}
	if len(plain) == 0 {
		return hex.EncodeToString(digest[:3])
	}
	return string(plain[:min(len(plain), 60)])
}
