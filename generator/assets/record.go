package assets

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"stillpoint/generator/records"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// Append writes all assets that were made, for [ReadStore]. The bytes of files go to keep, which writes how to come by them again.
func (s *Store) Append(w *wire.Writer, keep func(w *wire.Writer, data []byte)) {
	all := s.outcomes()
	maps.DeleteFunc(all, func(_ string, o *outcome) bool { return o.asset == nil })
	w.Count(len(all))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w.Text(name)
		all[name].append(w, keep)
	}
}

func (o *outcome) append(w *wire.Writer, keep func(w *wire.Writer, data []byte)) {
	w.Text(o.asset.Output)
	w.Text(o.asset.Integrity)
	keep(w, o.asset.Data)
	w.Truth(o.asset.Map != nil)
	if o.asset.Map != nil {
		keep(w, o.asset.Map)
	}
	records.AppendDiagnostics(w, o.problems)
	w.Texts(o.refers)
	o.from.append(w)
}

func (r *recipe) append(w *wire.Writer) {
	w.Count(len(r.inputs))
	for _, file := range slices.Sorted(maps.Keys(r.inputs)) {
		digest := r.inputs[file]
		w.Text(file)
		w.Fixed(digest[:])
	}
	w.Text(r.prelude)
	w.Text(r.browsers)
	w.Truth(r.small)
	w.Truth(r.sourceMaps)
}

// Lies returns the assets that an earlier store, which may be nil, would have handed on, and that were made otherwise now; sorted by name.
func (s *Store) Lies(earlier *Store) []string {
	var names []string
	was := earlier.outcomes()
	for name, now := range s.outcomes() {
		old := was[name]
		if old != nil && s.holds(name, old.from) && !old.same(now) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// same tells whether two outcomes are published and told in the same way.
func (o *outcome) same(other *outcome) bool {
	if (o.asset == nil) != (other.asset == nil) || !slices.Equal(o.refers, other.refers) || fmt.Sprint(o.problems) != fmt.Sprint(other.problems) {
		return false
	}
	return o.asset == nil || o.asset.Output == other.asset.Output && o.asset.Integrity == other.asset.Integrity && bytes.Equal(o.asset.Map, other.asset.Map)
}

// ReadStore reads what [Store.Append] has written, as an earlier store for [NewStore]. Load reads what keep has
// written; an asset whose bytes it reports missing is left out. Whether all was whole is known from the reader's error.
func ReadStore(r *wire.Reader, load func(r *wire.Reader) ([]byte, bool)) *Store {
	s := &Store{made: map[string]func() *outcome{}}
	for range r.Count() {
		name := r.Text()
		made, whole := readOutcome(r, load)
		if r.Err() != nil {
			break
		}
		if whole {
			s.made[name] = func() *outcome { return made }
		}
	}
	return s
}

func readOutcome(r *wire.Reader, load func(r *wire.Reader) ([]byte, bool)) (*outcome, bool) {
	o := &outcome{asset: &Asset{Output: r.Text(), Integrity: r.Text()}}
	var data, sourceMap bool
	o.asset.Data, data = load(r)
	if sourceMap = !r.Truth(); !sourceMap {
		o.asset.Map, sourceMap = load(r)
	}
	o.problems = records.ReadDiagnostics(r)
	o.refers = r.Texts()
	o.from = readRecipe(r)
	return o, data && sourceMap
}

func readRecipe(r *wire.Reader) recipe {
	read := recipe{inputs: map[string]source.Digest{}}
	for range r.Count() {
		file, digest := r.Text(), r.Fixed(len(source.Digest{}))
		if digest == nil {
			break
		}
		read.inputs[file] = source.Digest(digest)
	}
	read.prelude, read.browsers, read.small, read.sourceMaps = r.Text(), r.Text(), r.Truth(), r.Truth()
	return read
}
