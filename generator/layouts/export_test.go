package layouts

// DontFold makes a set render every page from the beginning, as if nothing were
// the same on another.
func (s *Set) DontFold() {
	for _, l := range s.leaves {
		l.folding.Do(func() { l.facts = NewRecord() })
	}
}
