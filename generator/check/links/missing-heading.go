package links

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/diag"
)

// missingHeading asks that a link to a place on a page leads to one.
func missingHeading(s *Site, l *Link) (message, hint string) {
	if !l.Within || s.answer(l).Sends || s.leadsToPlace(l) {
		return "", ""
	}
	ids, _ := s.IDs(l.Output)
	return fmt.Sprintf("the link %q leads to a place that is not there: %s has no id %q%s", l.Written, l.Output, l.Fragment, diag.DidYouMean(l.Fragment, ids)),
		"a heading's name is its words in lower case with hyphens, or what its {#name} says"
}

// leadsToPlace tells whether a link names no place, or one that is there. What is no page of the site has places that nobody knows.
func (s *Site) leadsToPlace(l *Link) bool {
	if l.Fragment == "" {
		return true
	}
	ids, finished := s.IDs(l.Output)
	return !finished || HasPlace(ids, l.Fragment) || HasPlace(ids, l.fragment)
}

// HasPlace tells whether a page with some ids has a place of a name. The top of each page is one, and so are words that a browser is to look for
// (https://wicg.github.io/scroll-to-text-fragment/).
func HasPlace(ids []string, fragment string) bool {
	fragment, _, _ = strings.Cut(fragment, ":~:")
	return fragment == "" || strings.EqualFold(fragment, "top") || slices.Contains(ids, fragment)
}
