package serve

import "stillpoint/generator"

// ShowFrom is Show for a result that no build has made, with the origins of its pages.
func (s *Server) ShowFrom(r *generator.Result, from func(output string) generator.Origin) {
	s.show(r, from)
}
