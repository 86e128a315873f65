package hosting

import "strings"

// Host answers for the addresses of one published site. It is safe for concurrent
// use where its read function is.
type Host struct {
	read      func(name string) ([]byte, bool)
	base      string // begins and ends with a slash
	redirects []redirect
	headers   []headerRule
	single    map[string][]int // the numbers of rules for header fields of a single address, by that without its closing slash
	several   []int            // and of the others
	problems  []Problem
}

// Answer is what a host does for an address.
type Answer struct {
	Status   int    // 200, 301, 302, 303, 307, 308, 400 or 404
	Name     string // the file to send; "" with a redirect, a refusal, or where there is not even a 404.html
	Location string // where a redirect leads, percent-encoded: an absolute path, or an address with http or https
}

// New reads the rules of a site, once. The function read returns the bytes of a
// published file by its slash-separated name, such as "prices/index.html", and whether it is
// there; the files are asked for at each [Host.Answer] and may change.
//
// Base is the path under which the site lies on its host, not percent-encoded: "/", or
// "/nursery/" for https://user.example/nursery/. The addresses in the rules are from
// the root of the host.
func New(read func(name string) ([]byte, bool), base string) *Host {
	h := &Host{read: read, base: cleanBase(base)}
	for _, file := range []*ruleFile{h.readRedirects(), h.readHeaders()} {
		h.problems = append(h.problems, file.problems...)
	}
	return h
}

// cleanBase gives a base one slash at each end and none twice, so that a redirect to it
// never leaves the host.
func cleanBase(base string) string {
	return singleSlashes("/" + base + "/")
}

// Problems returns what is wrong with _redirects and then with _headers, by line.
func (h *Host) Problems() []Problem { return h.problems }

// Answer returns what the host does for an address. Path is the percent-decoded path of the
// address from the root of the host; percent signs that are left in it are
// characters of a name. Query is what follows the question mark, as it was sent.
//
// A path outside of the base is a 404, but the root of the host and the base without
// its closing slash lead to the base. A path that the package comment calls refused is a 400.
func (h *Host) Answer(path, query string) Answer {
	switch {
	case refused(path):
		return Answer{Status: 400}
	case h.base != "/" && path+"/" == h.base:
		return Answer{Status: 301, Location: location(h.base, query)}
	case h.base != "/" && path == "/":
		// No host does this, and a browser must not remember it: another site may be served here tomorrow.
		return Answer{Status: 302, Location: location(h.base, query)}
	case !h.visible(path):
		return h.missing()
	}
	return h.resolve(path, query)
}

// resolve goes through the four steps of the package comment.
func (h *Host) resolve(path, query string) Answer {
	if answer, ok := h.redirect(path, query, true); ok {
		return answer
	}
	if name, moved := h.find(path); moved {
		return Answer{Status: 301, Location: location(path+"/", query)}
	} else if name != "" {
		return Answer{Status: 200, Name: name}
	}
	if answer, ok := h.redirect(path, query, false); ok {
		return answer
	}
	return h.missing()
}

// find returns the file for a visible path, or "". Moved says that the file
// belongs to the same path with a slash after it.
func (h *Host) find(path string) (name string, moved bool) {
	name = strings.TrimPrefix(path, h.base)
	if name == "" || strings.HasSuffix(name, "/") {
		return h.existing(name + "index.html"), false
	}
	for _, candidate := range []string{name, name + ".html"} {
		if h.existing(candidate) != "" {
			return candidate, false
		}
	}
	name = h.existing(name + "/index.html")
	return name, name != ""
}

// existing returns the name of a file that is there for visitors, else "".
func (h *Host) existing(name string) string {
	if name == redirectsName || name == headersName {
		return ""
	}
	if _, ok := h.read(name); !ok {
		return ""
	}
	return name
}

// visible reports whether a path that is not refused may lead to a file of the site.
func (h *Host) visible(path string) bool {
	return strings.HasPrefix(path, h.base) && !hidden(path)
}

func (h *Host) missing() Answer {
	return Answer{Status: 404, Name: h.existing("404.html")}
}
