package budget

import (
	"net/url"
	"strings"
)

// place is where a page stands, so that addresses on it can be followed to files of the site.
type place struct {
	site   *url.URL // its path ends in a slash
	output string   // of the page
	base   string   // that the page says the others start from, which may be ""
	start  *url.URL // that they start from; nil before somebody asks
}

// siteURL returns the address of a site, with a path that ends in a slash.
func siteURL(base string) *url.URL {
	site, err := url.Parse(strings.TrimSuffix(base, "/") + "/")
	if err != nil {
		return &url.URL{Path: "/"}
	}
	return site
}

// page returns what addresses on the page start from.
func (w *place) page() *url.URL {
	if w.start == nil {
		w.start = w.site.ResolveReference(&url.URL{Path: strings.TrimSuffix("./"+w.output, "index.html")})
		if own, err := w.start.Parse(w.base); err == nil && w.base != "" {
			w.start = own
		}
	}
	return w.start
}

// file returns the file of the site behind an address on the page, or "" where it is none.
func (w *place) file(address string) string {
	if plain(address) {
		if rest, found := strings.CutPrefix(address, w.site.Path); found {
			return rest
		}
		return ""
	}
	address = strings.TrimSpace(address)
	to, err := w.page().Parse(address)
	if address == "" || err != nil || to.Opaque != "" || to.Host != w.site.Host {
		return ""
	}
	rest, found := strings.CutPrefix(to.Path, w.site.Path)
	if !found {
		return ""
	}
	if rest == "" || strings.HasSuffix(rest, "/") {
		rest += "index.html"
	}
	return rest
}

// plain tells whether an address is the path of a file, in which nothing is to be understood.
func plain(address string) bool {
	if len(address) < 2 || address[0] != '/' || strings.HasSuffix(address, "/") || strings.Contains(address, "//") || strings.Contains(address, "/.") {
		return false
	}
	for i := range len(address) {
		if c := address[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`%?#\`, c) >= 0 {
			return false
		}
	}
	return true
}

// absolute tells whether an address leads to the same file from every page without a base of its own.
func absolute(address string) bool {
	return strings.HasPrefix(address, "/") || strings.HasPrefix(address, "https:") || strings.HasPrefix(address, "http:") || strings.HasPrefix(address, "data:")
}
