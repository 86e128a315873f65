package budget

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/compress"
)

// Sizes are those of the files of a site.
type Sizes interface {
	// Size returns how many bytes a file has, and whether there is one whose size is known.
	Size(output string) (int64, bool)
	// Sent returns how many of them are sent, compressed. It may take its time.
	Sent(output string) (int64, error)
}

// Scale weighs the pages of a site, one after the other. What many pages load is added up once.
type Scale struct {
	site   *url.URL
	limits Limits
	sizes  Sizes
	known  map[string]cargo // by what is loaded, as pages have it, and where it matters by the folder of the page too
	sent   map[string]int64 // of files that were compressed
	room   []loaded         // for the files of one page after the other
}

// NewScale returns a scale for the pages of a site, whose address is base.
func NewScale(base string, limits Limits, sizes Sizes) *Scale {
	return &Scale{site: siteURL(base), limits: limits, sizes: sizes, known: map[string]cargo{}, sent: map[string]int64{}}
}

// cargo is what pages load at first beside themselves.
type cargo struct {
	own   bool // nothing is known: it matters where the page stands
	by    sums
	total int64
	heavy bool // over a limit by itself, before anything is compressed
}

// sums are sizes in bytes, by the kinds of files.
type sums [kinds]int64

func (s *sums) total() (all int64) {
	for _, bytes := range s {
		all += bytes
	}
	return all
}

// weight is what a browser fetches at first, as it is sent, and all the files, the heaviest first.
type weight struct {
	by    sums
	items []item
}

// item is a file that a page loads.
type item struct {
	output string
	bytes  int64
	tag    string // of the element that loads it
}

func (w *weight) add(i item) {
	w.by[kindOf(i.output)] += i.bytes
	w.items = append(w.items, i)
}

func (w *weight) sort() {
	slices.SortStableFunc(w.items, func(a, b item) int { return cmp.Compare(b.bytes, a.bytes) })
}

// Judge returns what is too heavy about a page. Nothing is compressed as long as a page is light enough without. The error says why
// a file could not be read.
func (s *Scale) Judge(output string, p *Page) ([]Excess, error) {
	l := s.cargoOf(output, p.Loads)
	if !l.heavy && !s.limits.exceeded(p.Size, html) && !s.limits.exceeded(l.total+p.Size, whole) {
		return nil, nil
	}
	return s.closely(output, p)
}

// closely judges a page by the sizes of what is sent.
func (s *Scale) closely(output string, p *Page) ([]Excess, error) {
	var all weight
	for _, l := range s.files(output, p.Loads) {
		size, known := s.sizes.Size(l.file)
		if !known {
			continue
		}
		size, err := s.asSent(l.file, size)
		if err != nil {
			return nil, err
		}
		all.add(item{l.file, size, l.tag})
	}
	all.add(item{output: output, bytes: cmp.Or(p.Sent, p.Size)})
	all.sort()
	return s.limits.judge(&all), nil
}

// Files returns the files that a page loads at first, as far as they are the site's, each once.
func (s *Scale) Files(output string, p *Page) []string {
	var names []string
	for _, l := range s.files(output, p.Loads) {
		names = append(names, l.file)
	}
	return names
}

// loaded is a file that a page loads at first, and the tag of the element that loads it.
type loaded struct{ file, tag string }

// files returns the files that a page loads at first, each once, until it is called again. Another page that is asked for in advance is
// not what makes this one late.
func (s *Scale) files(output, loads string) []loaded {
	s.room = s.room[:0]
	base, rest, _ := strings.Cut(loads, "\n")
	at := place{site: s.site, output: output, base: base}
	for rest != "" {
		var address, tag string
		address, tag, rest = element(rest)
		file := at.file(address)
		known := slices.ContainsFunc(s.room, func(l loaded) bool { return l.file == file })
		if file != "" && !known && kindOf(file) != html {
			s.room = append(s.room, loaded{file, tag})
		}
	}
	return s.room
}

// cargoOf returns what a page loads, with the sizes of the files as they are.
func (s *Scale) cargoOf(output, loads string) cargo {
	if l, known := s.known[loads]; known && !l.own {
		return l
	}
	key := loads
	if ownAddresses(loads) {
		s.known[loads] = cargo{own: true}
		key = path.Dir(output) + "\n" + loads
		if l, known := s.known[key]; known {
			return l
		}
	}
	l := s.weigh(output, loads)
	s.known[key] = l
	return l
}

// ownAddresses tells whether an address leads elsewhere from another page.
func ownAddresses(loads string) bool {
	base, rest, _ := strings.Cut(loads, "\n")
	for rest != "" {
		var address string
		if address, _, rest = element(rest); !absolute(address) {
			return true
		}
	}
	return base != ""
}

func (s *Scale) weigh(output, loads string) cargo {
	var l cargo
	for _, each := range s.files(output, loads) {
		size, _ := s.sizes.Size(each.file)
		l.by[kindOf(each.file)] += size
	}
	l.total = l.by.total()
	l.heavy = s.limits.exceeded(l.total, whole)
	for k, bytes := range l.by {
		l.heavy = l.heavy || s.limits.exceeded(bytes, kind(k))
	}
	return l
}

// asSent returns how many bytes of a file are sent. Each is compressed once.
func (s *Scale) asSent(file string, size int64) (int64, error) {
	if !compress.IsText(file) {
		return size, nil
	}
	if sent, known := s.sent[file]; known {
		return sent, nil
	}
	sent, err := s.sizes.Sent(file)
	s.sent[file] = sent
	return sent, err
}
