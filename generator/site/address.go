package site

import (
	"net/url"
	"strings"
)

// Addresses turns paths within the site into what others refer to them by.
type Addresses struct {
	whole string // "https://example.org/sub", without a slash at its end
	base  string // "/sub", or ""
}

// NewAddresses returns the addresses of a site with an absolute URL.
func NewAddresses(siteURL string) Addresses {
	a := Addresses{whole: strings.TrimSuffix(siteURL, "/")}
	if u, err := url.Parse(siteURL); err == nil {
		a.base = strings.TrimSuffix(u.EscapedPath(), "/")
	}
	return a
}

// BasePath returns the path of the site on its host: "/" or "/sub/".
func (a Addresses) BasePath() string { return a.base + "/" }

// URL returns the address of a path, "/prices/", from the root of the host.
func (a Addresses) URL(path string) string { return a.base + escapePath(rooted(path)) }

// Permalink returns the absolute address of a path.
func (a Addresses) Permalink(path string) string { return a.whole + escapePath(rooted(path)) }

func rooted(path string) string {
	if strings.HasPrefix(path, "/") {
		return path
	}
	return "/" + path
}

// escapePath percent-encodes a path as RFC 3986 wants it.
func escapePath(path string) string {
	for i := range len(path) {
		if c := path[i]; c >= 0x80 || c <= ' ' || strings.IndexByte("\"#%<>?[\\]^`{|}", c) >= 0 {
			return (&url.URL{Path: path}).EscapedPath()
		}
	}
	return path
}
