// Package search holds the rules on how search engines come to know a page, and those to whom somebody sends it: its title and its
// description, the address that is its own, its forms in other languages, its picture, and what it tells machines of the practice.
package search

import (
	"embed"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"stillpoint/generator/check/rule"
)

// Files are the documentation and the cases of the rules, each in CODE.txt.
//
//go:embed *.txt
var Files embed.FS

// Rules returns all rules of the package.
func Rules() []rule.Rule {
	return []rule.Rule{
		titleMissing(), titleLength(), titleDuplicate(), descriptionMissing(), descriptionLength(), descriptionDuplicate(),
		h1Missing(), h1Twice(), canonical(), noindexSitemap(), hreflang(), sharePicture(), structuredData(),
		viewportMissing(), charsetMissing(),
	}
}

// whole tells whether a tree is a page for people to read, and neither a piece of one nor one that only sends them on.
func whole(p *rule.Page) bool { return p.First("html") > 0 && !p.Alias() }

// shown tells whether search engines may show a page.
func shown(p *rule.Page) bool { return whole(p) && !p.NoIndex() }

// size says what is wrong with the length of a text in characters, or "".
func size(text string, least, most int) string {
	switch n := utf8.RuneCountInString(text); {
	case n < least:
		return fmt.Sprintf("short: %d characters of at least %d", n, least)
	case n > most:
		return fmt.Sprintf("long: %d characters of at most %d", n, most)
	}
	return ""
}

// duplicates returns a finding for each group of pages that say the same of themselves, in one language. It is about the last of them,
// which as a rule is not the most important, and names the others. Pages that leave their place to another are passed over, since search engines
// do so too.
func duplicates(s *rule.Site, said func(*rule.Summary) string, message func(last *rule.Summary, others string) string, hint string) []rule.Finding {
	var groups [][]*rule.Summary
	known := map[[2]string]int{}
	for _, p := range s.Pages {
		words := strings.ToLower(rule.Single(said(p)))
		if words == "" || !p.Shown() || p.Canonical != "" && !own(s, p) {
			continue
		}
		key := [2]string{p.Language, words}
		at, isKnown := known[key]
		if !isKnown {
			at = len(groups)
			known[key] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], p)
	}
	var found []rule.Finding
	for _, group := range groups {
		if end := len(group) - 1; end > 0 {
			found = append(found, group[end].Found(message(group[end], named(group[:end])), hint))
		}
	}
	return found
}

// named returns the names of pages for people, of at most three of them.
func named(pages []*rule.Summary) string {
	const most = 3
	var names []string
	for _, p := range pages[:min(len(pages), most)] {
		names = append(names, p.Output)
	}
	if left := len(pages) - most; left > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names, ", "), left)
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return names[0]
}

// own tells whether the canonical address of a page is its own.
func own(s *rule.Site, p *rule.Summary) bool {
	address := s.Address(p.Output)
	return p.Canonical == address || plain(p.Canonical) == plain(address)
}

// plain returns an address in the one form that all its spellings have in common.
func plain(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Scheme, u.Host, u.RawPath = strings.ToLower(u.Scheme), strings.ToLower(u.Host), ""
	return u.String()
}

// absolute tells whether an address says all: how to get there, and on which host.
func absolute(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
