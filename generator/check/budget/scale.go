package budget

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
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
	own    map[string]bool   // by what is loaded, as pages have it: whether it matters where they stand
	known  map[string]*cargo // by the same, with the folder of the page where it matters
	sent   map[string]int64  // of files that were compressed
}

// NewScale returns a scale for the pages of a site, whose address is base.
func NewScale(base string, limits Limits, sizes Sizes) *Scale {
	return &Scale{site: siteURL(base), limits: limits, sizes: sizes, own: map[string]bool{}, known: map[string]*cargo{}, sent: map[string]int64{}}
}

// cargo is what pages load at first beside themselves.
type cargo struct {
	plain  weight
	packed weight // as it is sent
	heavy  bool   // over a limit by itself, before anything is compressed
	asked  bool   // packed is known
}

// weight is what a browser fetches at first, in bytes, by kinds, and all the files, the heaviest first.
type weight struct {
	by    [kinds]int64
	items []item
}

// item is a file that a page loads.
type item struct {
	output string
	bytes  int64
	tag    string // of the element that loads it
}

func (w *weight) total() (sum int64) {
	for _, bytes := range w.by {
		sum += bytes
	}
	return sum
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
	if !l.heavy && !s.limits.exceeded(p.Size, html) && !s.limits.exceeded(l.plain.total()+p.Size, whole) {
		return nil, nil
	}
	if err := s.pack(l); err != nil {
		return nil, err
	}
	all := weight{by: l.packed.by}
	all.items = append(all.items, l.packed.items...)
	all.add(item{output: output, bytes: cmp.Or(p.Sent, p.Size)})
	all.sort()
	return s.limits.judge(&all), nil
}

// Files returns the files that a page loads at first, as far as they are the site's.
func (s *Scale) Files(output string, p *Page) []string {
	base, all := written(p.Loads)
	at := placeOf(s.site, output, base)
	var files []string
	for _, e := range all {
		if file := at.output(e.address); file != "" {
			files = append(files, file)
		}
	}
	return files
}

// cargoOf returns what a page loads, with the sizes of the files as they are.
func (s *Scale) cargoOf(output, loads string) *cargo {
	own, known := s.own[loads]
	if !known {
		base, all := written(loads)
		own = base != "" || slices.ContainsFunc(all, func(e element) bool { return !absolute(e.address) })
		s.own[loads] = own
	}
	key := loads
	if own {
		key = path.Dir(output) + "\n" + loads
	}
	if s.known[key] == nil {
		s.known[key] = s.weigh(output, loads)
	}
	return s.known[key]
}

// weigh adds up files, each once. Another page that is asked for in advance is not what makes this one late.
func (s *Scale) weigh(output, loads string) *cargo {
	l := &cargo{}
	base, all := written(loads)
	at := placeOf(s.site, output, base)
	seen := map[string]bool{"": true}
	for _, e := range all {
		file := at.output(e.address)
		if seen[file] || kindOf(file) == html {
			continue
		}
		seen[file] = true
		if bytes, known := s.sizes.Size(file); known {
			l.plain.add(item{file, bytes, e.tag})
		}
	}
	l.heavy = s.limits.exceeded(l.plain.total(), whole)
	for k, bytes := range l.plain.by {
		l.heavy = l.heavy || s.limits.exceeded(bytes, kind(k))
	}
	return l
}

// pack finds out how much of what is loaded is sent.
func (s *Scale) pack(l *cargo) error {
	if l.asked {
		return nil
	}
	l.asked, l.packed = true, weight{}
	for _, i := range l.plain.items {
		if isText(i.output) {
			bytes, known := s.sent[i.output]
			if !known {
				var err error
				if bytes, err = s.sizes.Sent(i.output); err != nil {
					return err
				}
				s.sent[i.output] = bytes
			}
			i.bytes = bytes
		}
		l.packed.add(i)
	}
	return nil
}

// isText tells whether hosts send a file compressed.
func isText(output string) bool {
	switch strings.ToLower(path.Ext(output)) {
	case ".html", ".htm", ".css", ".js", ".mjs", ".svg", ".json", ".webmanifest", ".xml", ".txt", ".vtt", ".ttf", ".otf":
		return true
	}
	return false
}
