package pictures

import (
	"maps"
	"slices"

	"stillpoint/generator/images"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// Append writes what is known of photographs that were asked for, for [ReadStore], so that the next build need not read them. Drawings, and
// files with which something is wrong, are left out.
func (s *Store) Append(w *wire.Writer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	whole := maps.Clone(s.entries)
	maps.DeleteFunc(whole, func(_ string, e *entry) bool { return e.problem != nil || e.drawing != nil || e.trouble() != nil })
	w.Number(s.limits.Pixels)
	w.Number(s.limits.Memory)
	w.Count(len(whole))
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		w.Text(name)
		w.Fixed(whole[name].digest[:])
		whole[name].info.Append(w)
	}
}

// ReadStore reads what [Store.Append] has written, as an earlier store for [New]. Whether all was whole is known from the reader's
// error.
func ReadStore(r *wire.Reader) *Store {
	s := &Store{limits: images.Limits{Pixels: r.Number(), Memory: r.Number()}, entries: map[string]*entry{}}
	for range r.Count() {
		name, digest := r.Text(), r.Fixed(len(source.Digest{}))
		info := images.ReadInfo(r)
		if r.Err() != nil {
			break
		}
		s.entries[name] = &entry{known: known{digest: source.Digest(digest), info: info}}
	}
	return s
}
