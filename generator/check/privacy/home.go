package privacy

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// home is where a page says that it is. Both parts are empty where it does not say so.
type home struct{ scheme, host string }

// homeOf returns the home of a page: that of its canonical address, or else of the address that it gives to those who share it.
func homeOf(p *rule.Page) home {
	for i := range p.Links("canonical") {
		if scheme, host, _ := cut(p.Nodes[i].Attr("href")); host != "" {
			return home{scheme, host}
		}
	}
	scheme, host, _ := cut(p.Nodes[p.Meta("og:url")].Attr("content"))
	return home{scheme, host}
}

// foreign returns the host of an address on another host than the page's own, or "". What lies below the page's own host, such as
// media.example.org for example.org and www.example.org, belongs to the same people.
func (h home) foreign(address string) string {
	_, host, _ := cut(address)
	if host == "" || h.has(host) {
		return ""
	}
	return host
}

func (h home) has(host string) bool {
	own := strings.TrimPrefix(h.host, "www.")
	return own != "" && (host == own || strings.HasSuffix(host, "."+own))
}

// cut returns the scheme, the host and the path of an address, as browsers understand it: with blanks, capitals and slashes of both
// kinds. The host is empty for an address within the site, and for one of no host at all.
func cut(address string) (scheme, host, path string) {
	rest := strings.ReplaceAll(strings.TrimSpace(address), `\`, "/")
	if colon := strings.IndexByte(rest, ':'); colon > 0 && !strings.ContainsAny(rest[:colon], "/?#") {
		scheme, rest = strings.ToLower(rest[:colon]), rest[colon+1:]
		if scheme != "http" && scheme != "https" && scheme != "ws" && scheme != "wss" {
			return scheme, "", ""
		}
	}
	rest, found := strings.CutPrefix(rest, "//")
	if !found {
		return scheme, "", rest
	}
	end := len(rest)
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		end = at
	}
	host = rest[strings.LastIndexByte(rest[:end], '@')+1 : end]
	host, _, _ = strings.Cut(host, ":")
	return scheme, strings.TrimSuffix(strings.ToLower(host), "."), rest[end:]
}
