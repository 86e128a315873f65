package budget

import (
	"net/url"
	"strings"

	"stillpoint/generator/check/rule"
)

// place is where a page stands, so that addresses on it can be followed to files of the site.
type place struct {
	site *url.URL // its path ends in a slash
	page *url.URL // that addresses start from
}

func placeOf(p *rule.Page, base string) place {
	site, err := url.Parse(strings.TrimSuffix(base, "/") + "/")
	if err != nil {
		site = &url.URL{Path: "/"}
	}
	page := site.ResolveReference(&url.URL{Path: strings.TrimSuffix("./"+p.Output, "index.html")})
	for i := range p.Head("base") {
		if own, err := page.Parse(strings.TrimSpace(p.Nodes[i].Attr("href"))); err == nil {
			page = own
		}
		break // a second one means nothing to browsers
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
