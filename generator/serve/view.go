package serve

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"stillpoint/generator/hosting"
)

// view is all that makes a page look as it does: the page, and what it refers to on
// this server, each by its digest.
type view struct {
	page     string            // the answer with its policies, but for the addresses of its style sheets
	sheets   []sheet           // in the order of the page
	pictures map[string]string // by their addresses
	others   map[string]string // scripts, sounds, fonts: what cannot be exchanged in a page that runs
	unbuilt  bool              // there is no site yet, only a page that says so
}

// sheet is a style sheet as a page names it.
type sheet struct {
	href, integrity string
	address         string            // on this server; "" where it is another's
	parts           map[string]string // the digests of the sheet and of the sheets and pictures it is made with, by address
}

// version returns what stands for the whole view. It is the same for every run of
// the server as long as the view is the same.
func (v view) version() string {
	version := digest(fmt.Appendf(nil, "%q %q %q %q", v.page, v.sheets, v.pictures, v.others)) // maps are written in the order of their keys
	if v.unbuilt {
		return unbuiltMark + version
	}
	return version
}

// unbuiltMark begins the versions of views of an edition without a site.
const unbuiltMark = "unbuilt-"

// isUnbuilt reports whether a browser with a view of this version shows that there is no site yet. All others
// show a page of some good build, which may have been another run's of the server.
func isUnbuilt(version string) bool { return strings.HasPrefix(version, unbuiltMark) }

// view returns the view of an address, of which a is the answer.
func (e *edition) view(a answer, address *url.URL) view {
	v := view{pictures: map[string]string{}, others: map[string]string{}, unbuilt: e.site == nil}
	found := references{page: a.digest}
	if a.isHTML() {
		found = readPage(a.body, &url.URL{Path: address.Path})
	}
	v.page = digest(fmt.Appendf(nil, "%d %q %q %q", a.status, a.location, found.page, e.policies(address.Path)))
	for _, link := range found.sheets {
		s := sheet{link.href, link.integrity, link.address, map[string]string{}}
		if link.address != "" {
			e.addParts(link.address, s.parts, v.others)
		}
		v.sheets = append(v.sheets, s)
	}
	for _, address := range found.pictures {
		v.pictures[address], _ = e.fingerprint(address)
	}
	for _, address := range found.others {
		v.others[address], _ = e.fingerprint(address)
	}
	return v
}

// addParts adds a style sheet and, from what it is made with, sheets and pictures to parts and the rest to others.
func (e *edition) addParts(address string, parts, others map[string]string) {
	if _, seen := parts[address]; seen {
		return
	}
	print, a := e.fingerprint(address)
	parts[address] = print
	if !strings.HasPrefix(a.kind, "text/css") {
		return
	}
	for _, used := range readSheet(a.body, address) {
		kind := hosting.ContentType(strings.SplitN(used, "?", 2)[0])
		if strings.HasPrefix(kind, "text/css") || strings.HasPrefix(kind, "image/") {
			e.addParts(used, parts, others)
		} else {
			others[used], _ = e.fingerprint(used)
		}
	}
}

// fingerprint returns what stands for the answer of an address on this server, and the answer.
func (e *edition) fingerprint(address string) (string, answer) {
	u, err := url.Parse(address)
	if err != nil {
		return "", answer{}
	}
	a := e.answer(u.Path, u.RawQuery)
	if a.status >= http.StatusBadRequest {
		return "missing", answer{} // the page that says so may change without anybody seeing it here
	}
	return digest([]byte(a.location), []byte(a.digest)), a
}
