package rule

import "stillpoint/generator/wire"

// Append writes a summary, for [ReadSummary].
func (s *Summary) Append(w *wire.Writer) {
	for _, part := range s.parts() {
		w.Text(*part)
	}
	w.Truth(s.Whole)
	w.Truth(s.Hidden)
	w.Truth(s.Alias)
	w.Count(len(s.Alternates))
	for _, a := range s.Alternates {
		w.Text(a.Language)
		w.Text(a.URL)
	}
}

// ReadSummary reads what [Summary.Append] has written. Whether it was whole is known from the reader's error.
func ReadSummary(r *wire.Reader) *Summary {
	var s Summary
	for _, part := range s.parts() {
		*part = r.Text()
	}
	s.Whole, s.Hidden, s.Alias = r.Truth(), r.Truth(), r.Truth()
	for range r.Count() {
		a := Alternate{Language: r.Text(), URL: r.Text()}
		if r.Err() != nil {
			return &Summary{}
		}
		s.Alternates = append(s.Alternates, a)
	}
	return &s
}

func (s *Summary) parts() []*string {
	return []*string{&s.Output, &s.Source, &s.Title, &s.Description, &s.Canonical, &s.Language}
}
