package links

// Plainly takes a link apart in the quick way, and returns false where that leaves it to the other.
func (s *Site) Plainly(page, link string) (Link, bool) {
	l := Link{Written: link, page: page}
	plain := s.readPlain(&l)
	return l, plain
}

// Thoroughly takes a link apart in the other way.
func (s *Site) Thoroughly(page, link string) Link { return s.readAny(page, link) }
