package site

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"stillpoint/generator/content"
	"stillpoint/generator/diag"
)

// unreadable is the state of a page that could not be parsed: there is one, but
// nothing more can be said of it.
const unreadable = "unreadable"

// Target is what a link within the site leads to: a page, or the output of a
// resource or static file. Both are left out for a page that has errors of its own.
type Target struct {
	Page *Page
	File string // output of a resource or a static file
	// Source is the file that a resource is made from, such as "content/about/room.jpg"; it is empty for all else.
	Source string
	URL    string // with base path, query and fragment
}

// Problem says why a link leads nowhere.
type Problem struct{ Code, Message, Hint string }

// Resolve finds what a destination in a page of a given file leads to: another
// file of content/, seen from the page's own folder or, with a slash before it, from the top of
// content/; or an address of the published site. A destination that leaves the site, or
// is only a fragment, gives a nil Target.
func (s *Site) Resolve(from, destination string) (*Target, *Problem) {
	if plainlyElsewhere(destination) {
		return nil, nil
	}
	u, err := url.Parse(destination)
	if err != nil {
		return nil, &Problem{"link-encoding", fmt.Sprintf("%q is not an address", destination), "write % as %25 and a blank as %20"}
	}
	if u.Scheme != "" || u.Host != "" || u.Path == "" {
		return nil, nil
	}
	tail := ""
	if u.RawQuery != "" {
		tail = "?" + u.RawQuery
	}
	if u.Fragment != "" {
		tail += "#" + u.EscapedFragment()
	}
	file := path.Join(path.Dir(from), u.Path)
	if strings.HasPrefix(u.Path, "/") {
		file = path.Join(content.Folder, u.Path)
	}
	return s.resolveFile(file, u.Path, tail)
}

// plainlyElsewhere tells whether a destination is an address on another host in which there is nothing that could be wrong: most
// destinations are, and need not be parsed to see it.
func plainlyElsewhere(destination string) bool {
	rest, web := strings.CutPrefix(destination, "https://")
	for i := range len(rest) {
		if c := rest[i]; (c < 'a' || 'z' < c) && (c < 'A' || 'Z' < c) && (c < '-' || '9' < c) && c != '_' {
			return false
		}
	}
	return web
}

func (s *Site) resolveFile(file, written, tail string) (*Target, *Problem) {
	if page := s.Page(file); page != nil {
		return &Target{Page: page, URL: s.URL(page.Path) + tail}, nil
	}
	if output, ok := s.resources[file]; ok {
		return &Target{File: output, Source: file, URL: s.URL("/"+output) + tail}, nil
	}
	if strings.HasPrefix(written, "/") {
		if target := s.resolveAddress(written, tail); target != nil {
			return target, nil
		}
	}
	if s.held[file] == unreadable {
		return &Target{URL: written + tail}, nil
	}
	return nil, s.missing(file, written)
}

// resolveAddress takes a destination as an address of the published site.
func (s *Site) resolveAddress(address, tail string) *Target {
	output := Output(address)
	if !s.Claims.Has(output) {
		return nil
	}
	if page := s.byPath[address]; page != nil {
		return &Target{Page: page, URL: s.URL(address) + tail}
	}
	return &Target{File: output, URL: s.URL(address) + tail}
}

func (s *Site) missing(file, written string) *Problem {
	if state := s.held[file]; state != "" {
		return &Problem{"link-to-held-page", fmt.Sprintf("%q is not published (%s)", written, describeState(state)),
			"publish that page, or take the link out"}
	}
	if !strings.HasPrefix(file+"/", content.Folder+"/") {
		return &Problem{"link-outside", fmt.Sprintf("%q leads outside the content folder", written), "link to a file in content/"}
	}
	hint := "write the path of a file, seen from this page's folder, such as ../prices.md"
	if strings.HasSuffix(written, "/") || path.Ext(written) == "" {
		if page := s.byAddressLike(file); page != "" {
			hint = "link to the file: " + page
		}
	}
	suggestion := diag.DidYouMean(strings.TrimPrefix(file, content.Folder+"/"), s.fileNames())
	return &Problem{"broken-link", fmt.Sprintf("there is no page or file %q%s", written, suggestion), hint}
}

func describeState(state string) string {
	switch state {
	case "draft":
		return "it is a draft"
	case "future":
		return "its date lies ahead"
	}
	return "it has expired"
}

// byAddressLike finds the file of a page whose address someone wrote in place
// of its file.
func (s *Site) byAddressLike(file string) string {
	for _, name := range []string{file + ".md", path.Join(file, "index.md"), path.Join(file, "_index.md")} {
		if s.Page(name) != nil {
			return "/" + strings.TrimPrefix(name, content.Folder+"/")
		}
	}
	return ""
}

// fileNames returns the paths of all pages and resources within content/.
func (s *Site) fileNames() []string {
	names := s.pageNames()
	for file := range s.resources {
		names = append(names, strings.TrimPrefix(file, content.Folder+"/"))
	}
	return names
}
