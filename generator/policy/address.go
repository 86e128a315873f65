package policy

import (
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// place is where an address leads: to the site itself, where neither is set.
type place struct {
	scheme string // of an address without a host: "data:"
	origin string // of another site, in small letters: "https://maps.example"
}

// placeOf follows an address as browsers understand it: with blanks, control characters, capitals, and slashes of both kinds
// (https://url.spec.whatwg.org/#url-parsing). Without a scheme of its own, a host is taken to have that of a site with encryption.
func placeOf(address string) place {
	address = strings.Trim(strings.Map(func(r rune) rune {
		switch r {
		case '\t', '\n', '\r':
			return -1
		case '\\':
			return '/'
		}
		return r
	}, address), " \x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f")
	scheme, rest := "https", address
	if colon := strings.IndexByte(address, ':'); colon > 0 && isScheme(address[:colon]) {
		scheme, rest = strings.ToLower(address[:colon]), address[colon+1:]
		if !isOfHosts(scheme) {
			return place{scheme: scheme + ":"}
		}
		if !strings.HasPrefix(rest, "/") {
			return place{} // an old way to write an address within the same scheme
		}
	} else if !strings.HasPrefix(rest, "//") {
		return place{}
	}
	host := strings.TrimLeft(rest, "/")
	if end := strings.IndexAny(host, "/?#"); end >= 0 {
		host = host[:end]
	}
	host = strings.ToLower(host[strings.LastIndexByte(host, '@')+1:])
	if port := defaultPort(scheme); port != "" {
		host = strings.TrimSuffix(host, port)
	}
	if host == "" {
		return place{}
	}
	return place{origin: scheme + "://" + inASCII(host)}
}

// inASCII returns a host, with its port, as the system of domain names has it, and browsers send it (xn--…): a policy with other letters, or with percent signs in
// their place, they would not understand. One that cannot be a name stays as it is.
func inASCII(host string) string {
	if !strings.ContainsFunc(host, func(r rune) bool { return r == '%' || r > 0x7f }) {
		return host
	}
	name, port := host, ""
	if colon := strings.LastIndexByte(host, ':'); colon >= 0 {
		name, port = host[:colon], host[colon:]
	}
	plain, err := url.PathUnescape(name)
	if err != nil {
		return host
	}
	if ascii, err := idna.Lookup.ToASCII(plain); err == nil {
		return ascii + port
	}
	return host
}

// isScheme tells whether a text has the form of a scheme: RFC 3986, 3.1.
func isScheme(text string) bool {
	for i := range len(text) {
		c := text[i] | 0x20
		if (c < 'a' || c > 'z') && (i == 0 || !strings.ContainsRune("0123456789+-.", rune(text[i]))) {
			return false
		}
	}
	return text != ""
}

// isOfHosts tells whether addresses of a scheme lead to a host.
func isOfHosts(scheme string) bool { return defaultPort(scheme) != "" }

func defaultPort(scheme string) string {
	switch scheme {
	case "http", "ws":
		return ":80"
	case "https", "wss":
		return ":443"
	}
	return ""
}

// Origin returns the scheme and the host of an address, as browsers write it in a header field, or "" where it has none.
func Origin(address string) string { return placeOf(address).origin }
