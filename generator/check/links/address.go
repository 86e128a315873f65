package links

import (
	"net/netip"
	"net/url"
	"strings"
)

// Link is a link as it stands on a page, taken apart.
type Link struct {
	Written  string // without blanks around it
	Within   bool   // it leads to an address of the site, which the fields below tell
	Absolute bool   // it names its host by itself
	Foreign  bool   // and that is not the site's; or it leads to no host at all
	Path     string // decoded, from the root of the host
	Output   string // that the path stands for: "prices/index.html"
	Fragment string // decoded

	page     string // output that the link stands on
	fragment string // as it is written
	plain    bool   // nothing is escaped in it, nor could be wrong with how it is written
}

// Concerns tells whether a link is one that [Site.Judge] has something to say of: one within the site, by its path or by the name of the
// site's host, or one that leads to the author's own machine. It is asked of every link of every page.
func Concerns(link, host string) bool {
	colon := strings.IndexByte(link, ':')
	if slash := strings.HasPrefix(link, "//"); !slash && (colon < 0 || strings.ContainsAny(link[:colon], "/?#")) {
		return true
	}
	name, _, web := hostOf(link)
	if !web {
		return machine(link) != ""
	}
	return host != "" && strings.EqualFold(name, host) || private(name)
}

// hostOf returns the name of the host, with its port, that a link names by itself, and what stands behind it; false where it is no link of
// the web.
func hostOf(link string) (name, rest string, web bool) {
	rest, found := cutFold(link, "https:")
	if !found {
		rest, _ = cutFold(link, "http:")
	}
	if rest, found = strings.CutPrefix(rest, "//"); !found {
		return "", "", false
	}
	end := strings.IndexAny(rest, `/?#\`)
	if end < 0 {
		end = len(rest)
	}
	return rest[strings.LastIndexByte(rest[:end], '@')+1 : end], rest[end:], true
}

// cutFold cuts off a beginning, in capitals or not.
func cutFold(text, prefix string) (string, bool) {
	if len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
		return text[len(prefix):], true
	}
	return text, false
}

// read takes a link apart. Most are plain paths, for which that is quick.
func (s *Site) read(page, written string) Link {
	l := Link{Written: written, page: page}
	if s.readPlain(&l) {
		return l
	}
	return s.readAny(page, written)
}

// readPlain takes a link apart in which nothing is escaped, and which stays within the site. It returns false for any other.
func (s *Site) readPlain(l *Link) bool {
	path, fragment, _ := strings.Cut(l.Written, "#")
	folder := l.page[:strings.LastIndexByte(l.page, '/')+1]
	for strings.HasPrefix(path, "../") && folder != "" {
		path, folder = path[3:], folder[:strings.LastIndexByte(folder[:len(folder)-1], '/')+1]
		if path == "" {
			return false
		}
	}
	if !isPlain(path) || !isPlain(fragment) {
		return false
	}
	switch {
	case path == "":
		l.Output, l.Path = l.page, s.Base+strings.TrimSuffix(l.page, "index.html")
	case path[0] == '/' && len(l.Written) > len(path)+len(fragment)+1: // "..//"
		return false
	case path[0] == '/':
		rest, below := strings.CutPrefix(path, s.Base)
		if !below {
			return false
		}
		l.Path, l.Output = path, outputOf(rest)
	default:
		l.Path, l.Output = s.Base+folder+path, outputOf(folder+path)
	}
	l.Within, l.plain, l.Fragment, l.fragment = true, true, fragment, fragment
	return true
}

// isPlain tells paths in which there is nothing but letters, digits and hyphens between single slashes, and full stops within names.
func isPlain(path string) bool {
	before := byte(0)
	for i := range len(path) {
		c := path[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || c == '-' || c == '_':
		case c == '/' && before != '/':
		case c == '.' && before != '/' && before != 0 && before != '.':
		default:
			return false
		}
		before = c
	}
	return true
}

func outputOf(path string) string {
	if path == "" || path[len(path)-1] == '/' {
		return path + "index.html"
	}
	return path
}

// readAny takes any link apart, as a browser does.
func (s *Site) readAny(page, written string) Link {
	l := Link{Written: strings.Trim(written, " \t\n\r\f"), page: page}
	path := l.Written
	if name, rest, web := hostOf(path); web {
		l.Absolute = true
		if s.Host == "" || !strings.EqualFold(name, s.Host) {
			l.Foreign = true
			return l
		}
		if path = rest; !strings.HasPrefix(path, "/") {
			path = "/" + path
		}
	} else if machine(path) != "" {
		l.Foreign = true
		return l
	}
	here := url.URL{Path: s.Base + strings.TrimSuffix(page, "index.html")}
	u, err := here.Parse(path)
	if err != nil {
		return l
	}
	rest, below := strings.CutPrefix(u.Path, s.Base)
	l.Path, l.Within = u.Path, below
	if below {
		l.Output = outputOf(rest)
	}
	l.Fragment, l.fragment = u.Fragment, u.EscapedFragment()
	return l
}

// Output returns the output that a link of a page leads to, and false where it leads to none of the site.
func (s *Site) Output(page, written string) (string, bool) {
	l := s.read(page, written)
	return l.Output, l.Within
}

// machine says which machine a link leads to that names a file of a disk, or ""
func machine(link string) string {
	scheme, _, found := strings.Cut(link, ":")
	switch {
	case !found:
	case strings.EqualFold(scheme, "file"):
		return "a file of the computer that it was written on"
	case len(scheme) == 1: // C:\Users\Ines\prices.pdf
		return "a file on a disk of the computer that it was written on"
	}
	return ""
}

// private tells whether a host is the visitor's own machine, or one of their own network, whatever its port.
func private(host string) bool {
	name := host
	if end := strings.LastIndexByte(name, ':'); end > strings.LastIndexByte(name, ']') {
		name = name[:end]
	}
	if address, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return address.IsLoopback() || address.IsPrivate() || address.IsUnspecified() || address.IsLinkLocalUnicast()
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || strings.HasSuffix(name, ".local")
}
