package rule

// Site is what rules see that look at all pages together: of each page what it says of itself.
type Site struct {
	BaseURL string // "https://example.org/"
	Pages   []*Summary
	Indexed map[string]bool // addresses that the sitemap lists
}

// Summary is what is kept of a finished page once its tree is let go.
type Summary struct {
	Output, Source string
	Title          string
	Description    string
	Canonical      string
	Language       string
	Hidden         bool        // from search engines
	Alias          bool        // only sends its reader on
	Alternates     []Alternate // in other languages
}

// Alternate is the address of a page in another language, as the page says it.
type Alternate struct{ Language, URL string }
