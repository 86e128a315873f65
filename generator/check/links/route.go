package links

import (
	"net/url"
	"strings"

	"stillpoint/generator/check/rule"
)

// Route is one way on which visitors are sent on: a rule of the host, or an alias.
type Route struct {
	From string // as it is written, for people
	To   string // the address that it leads to, percent-encoded: of this host, "/prices/", or of another, "https://…"
	Sent bool   // it sends a file in place of the one that was asked for, rather than its visitor on
}

// ruleOfRoutes is a rule on the way that a route takes.
type ruleOfRoutes struct {
	code  string
	level rule.Level
	judge func(r Route, w way) (message, hint string)
}

func ofRoutes() []ruleOfRoutes {
	return []ruleOfRoutes{{"redirect-loop", rule.Error, redirectLoop}, {"redirect-dead", rule.Error, redirectDead}, {"redirect-chain", rule.Warning, redirectChain}}
}

// Follow says what is wrong with a route; false where it is as it should be.
func (s *Site) Follow(r Route) (Fault, bool) {
	w := s.way(r)
	for _, one := range ofRoutes() {
		if message, hint := one.judge(r, w); message != "" {
			return Fault{Code: one.code, Message: message, Hint: hint}, true
		}
	}
	return Fault{}, false
}

// way is where a route leads in the end.
type way struct {
	steps []string // the addresses that a visitor is sent to, in order, the last of them where they stay
	ends  string   // the output at its end; "" outside of the site
	loop  bool     // it comes to an address for the second time, which stands last
	dead  bool     // nothing is published at its end
}

// mostSteps is how often browsers let themselves be sent on, before they give up (https://fetch.spec.whatwg.org/#http-redirect-fetch).
const mostSteps = 20

// way follows a route from address to address, as a browser does.
func (s *Site) way(r Route) way {
	var w way
	seen := map[string]bool{}
	for next := r.To; ; {
		w.steps = append(w.steps, next)
		path, ours := s.pathOf(next)
		if !ours {
			return w
		}
		if w.ends = outputOf(strings.TrimPrefix(path, s.Base)); seen[path] || len(w.steps) > mostSteps {
			w.loop = true
			return w
		}
		seen[path] = true
		to := s.next(path, w.ends)
		if r.Sent || to == "" {
			w.dead = !s.Published.Has(w.ends) && !s.servedAt(path)
			return w
		}
		next = to
	}
}

// pathOf returns the decoded path of an address of the site; false for any other.
func (s *Site) pathOf(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" && !strings.EqualFold(u.Host, s.Host) {
		return "", false
	}
	return u.Path, strings.HasPrefix(u.Path, s.Base)
}

// next returns where a visitor of an address is sent on to, or "". Where a page is the index of a folder, hosts add the slash.
func (s *Site) next(path, output string) string {
	if s.Rules != nil && (s.Forced || !s.Published.Has(output)) {
		if answer := s.Rules(path); answer.Sends {
			return answer.To
		}
	}
	if !s.Published.Has(output) && s.Published.Has(output+"/index.html") {
		return (&url.URL{Path: path + "/"}).EscapedPath()
	}
	return s.Aliases[output]
}

// servedAt tells whether a rule of the host sends a file for an address.
func (s *Site) servedAt(path string) bool { return s.Rules != nil && s.Rules(path).Sends }

// chain names the addresses of a way, for people.
func (w way) chain() string { return strings.Join(w.steps, ", then ") }

// OfRoutes returns the codes of the rules on redirects, which [Site.Follow] judges.
func OfRoutes() []string {
	var codes []string
	for _, r := range ofRoutes() {
		codes = append(codes, r.code)
	}
	return codes
}
