package rule

import (
	"net/url"
	"strings"
)

// Site is what rules see that look at all pages together: of each page what it says of itself.
type Site struct {
	BaseURL string // "https://example.org/"
	Pages   []*Summary
	Indexed map[string]bool // addresses that the sitemap lists, "https://example.org/prices/"; nil where there is none
}

// Summary is what is kept of a finished page once its tree is let go.
type Summary struct {
	Output, Source string
	Title          string
	Description    string
	Canonical      string      // as the page says it
	Language       string      // in small letters
	Whole          bool        // a page, and not a piece of one
	Hidden         bool        // from search engines
	Alias          bool        // only sends its reader on
	Alternates     []Alternate // in other languages
}

// Alternate is the address of a page in another language, as the page says it.
type Alternate struct{ Language, URL string }

// Address returns the address of a page, or of any file.
func (s *Site) Address(output string) string {
	path := "/" + output
	if folder, found := strings.CutSuffix(path, "/index.html"); found {
		path = folder + "/"
	}
	return strings.TrimSuffix(s.BaseURL, "/") + escaped(path)
}

// escaped returns a path as links, canonical addresses and the sitemap have it: as it is, where nothing in it must be escaped.
func escaped(path string) string {
	for i := range len(path) {
		if c := path[i]; c >= 0x80 || c <= ' ' || strings.IndexByte("\"#%<>?[\\]^`{|}", c) >= 0 {
			return (&url.URL{Path: path}).EscapedPath()
		}
	}
	return path
}
