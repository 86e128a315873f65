package serve

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// guard returns why a request is refused, or nil. The order matters: an address that
// can be read in two ways is refused before anything is made of it.
func (s *Server) guard(r *http.Request) *refusal {
	checks := []func(*http.Request) *refusal{checkTarget, s.checkHost, checkOrigin, checkSite, checkMethod, checkBody, s.checkToken}
	for _, check := range checks {
		if refusal := check(r); refusal != nil {
			return refusal
		}
	}
	return nil
}

// checkTarget refuses request targets that are no plain path, or of which two programs
// could make two paths.
func checkTarget(r *http.Request) *refusal {
	if r.Method == http.MethodConnect || r.RequestURI == "*" || r.URL.Opaque != "" || r.URL.Scheme != "" && r.URL.Scheme != "http" {
		return &refusal{http.StatusBadRequest, "This server answers for paths only."}
	}
	raw := strings.ToLower(r.URL.EscapedPath())
	if !strings.HasPrefix(raw, "/") || strings.HasPrefix(raw, "//") {
		return &refusal{http.StatusBadRequest, "The address does not begin with one slash."}
	}
	for _, evil := range []string{`\`, "%5c", "%2f", "%2e", "%00"} {
		if strings.Contains(raw, evil) {
			return &refusal{http.StatusBadRequest, "The address has a slash, a backslash, a dot or a zero byte in disguise."}
		}
	}
	return nil
}

// checkHost refuses names of others. A page of a stranger could otherwise let its own name
// point to this machine, and read the site as its own (DNS rebinding).
func (s *Server) checkHost(r *http.Request) *refusal {
	if r.Host == "" {
		return &refusal{http.StatusBadRequest, "The request does not say which host it means."}
	}
	name, ok := hostName(r.Host)
	if ok && (s.isOurs(name) || isAddressOf(r, name)) {
		return nil
	}
	return &refusal{http.StatusMisdirectedRequest, "This server does not answer under that name. Open it under the address that Stillpoint printed."}
}

// hostName returns the name of "name:port" or "name" in lower case, without the
// brackets of an IPv6 address. It reports false where the port is none.
func hostName(host string) (string, bool) {
	name := strings.ToLower(host)
	if h, port, err := net.SplitHostPort(name); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return "", false
		}
		return h, true
	}
	return strings.TrimSuffix(strings.TrimPrefix(name, "["), "]"), true
}

func (s *Server) isOurs(name string) bool {
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	if ip, err := netip.ParseAddr(name); err == nil && ip.IsLoopback() {
		return true
	}
	return slices.ContainsFunc(s.hosts, func(known string) bool { return strings.EqualFold(known, name) })
}

// isAddressOf reports whether name is the very address that the connection of r was made to.
func isAddressOf(r *http.Request, name string) bool {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.Unmap() == addressOf(local.String())
}

// addressOf returns the IP address of "address:port", the zero one where it is none.
func addressOf(endpoint string) netip.Addr {
	both, err := netip.ParseAddrPort(endpoint)
	if err != nil {
		return netip.Addr{}
	}
	return both.Addr().Unmap().WithZone("")
}

// fromThisMachine reports whether a request came over the loopback interface.
func fromThisMachine(r *http.Request) bool { return addressOf(r.RemoteAddr).IsLoopback() }

// checkOrigin refuses requests that a script of another site makes.
func checkOrigin(r *http.Request) *refusal {
	for _, origin := range r.Header.Values("Origin") {
		if !strings.EqualFold(origin, "http://"+r.Host) {
			return &refusal{http.StatusForbidden, "Another site may not read this one."}
		}
	}
	return nil
}

// checkSite refuses what another site's page embeds or fetches; following a link from
// there is fine. Browsers that are too old to say where a request comes from get the benefit of the doubt.
func checkSite(r *http.Request) *refusal {
	site := r.Header.Get("Sec-Fetch-Site")
	if site != "cross-site" && site != "same-site" {
		return nil
	}
	if r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document" {
		return nil
	}
	return &refusal{http.StatusForbidden, "Another site may link to this one, but not show parts of it."}
}

func checkMethod(r *http.Request) *refusal {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return nil
	}
	return &refusal{http.StatusMethodNotAllowed, "This server answers GET and HEAD only."}
}

func checkBody(r *http.Request) *refusal {
	if r.ContentLength == 0 {
		return nil
	}
	return &refusal{http.StatusRequestEntityTooLarge, "This server takes no data."}
}
