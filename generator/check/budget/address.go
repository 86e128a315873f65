package budget

import (
	"net/url"
	"strings"
)

// place is where a page stands, so that addresses on it can be followed to files of the site.
type place struct {
	site *url.URL // its path ends in a slash
	page *url.URL // that addresses start from
}

// siteURL returns the address of a site, with a path that ends in a slash.
func siteURL(base string) *url.URL {
	site, err := url.Parse(strings.TrimSuffix(base, "/") + "/")
	if err != nil {
		return &url.URL{Path: "/"}
	}
	return site
}

// placeOf returns the place of a page. Base is the address that it says the others start from, which may be "".
func placeOf(site *url.URL, output, base string) place {
	page := site.ResolveReference(&url.URL{Path: strings.TrimSuffix("./"+output, "index.html")})
	if own, err := page.Parse(base); err == nil && base != "" {
		page = own
	}
	return place{site, page}
}

// output returns the file of the site behind an address on the page, or "" where it is none.
func (w place) output(address string) string {
	address = strings.TrimSpace(address)
	to, err := w.page.Parse(address)
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

// absolute tells whether an address leads to the same file from every page without a base of its own.
func absolute(address string) bool {
	return strings.HasPrefix(address, "/") || strings.HasPrefix(address, "https:") || strings.HasPrefix(address, "http:") || strings.HasPrefix(address, "data:")
}
