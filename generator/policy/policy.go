package policy

import (
	"slices"
	"strings"
)

// Allowed is what the configuration allows.
type Allowed struct {
	Site    string               // the origin of the site itself, which browsers know as 'self'
	Origins [Configured][]string // that pages may use, by what they are used as
	Named   [Configured][]string // that the configuration names for a use of its own, such as where the contact form is sent: for pages on which they stand
	Framed  bool                 // some page of the site shows another within itself
}

// Policy is a list of directives, in the order in which they are told.
type Policy []Directive

// Directive says from where something may come.
type Directive struct {
	Name    string
	Sources []string
}

// Of returns the policy of a page.
func Of(n *Needs, a *Allowed) Policy {
	p := Policy{{"default-src", []string{none}}}
	for kind := Scripts; int(kind) < kinds; kind++ {
		if sources := n.sources(kind, a); len(sources) > 0 {
			p = append(p, Directive{kind.directive(), sources})
		} else if kind == Forms || kind == Bases { // which the default does not speak of
			p = append(p, Directive{kind.directive(), []string{none}})
		}
	}
	ancestors := none
	if a.Framed {
		ancestors = self
	}
	p = append(p, Directive{"frame-ancestors", []string{ancestors}})
	if a.secure() {
		p = append(p, Directive{Name: "upgrade-insecure-requests"})
	}
	return p
}

const (
	none   = "'none'"
	self   = "'self'"
	letter = "mailto:" // where a form is sent that opens a letter, and sends nothing by itself
)

// secure tells whether the site is sent with encryption.
func (a *Allowed) secure() bool { return strings.HasPrefix(a.Site, "https://") }

// sources returns from where something of a kind may come.
func (n *Needs) sources(kind Kind, a *Allowed) []string {
	own := n.self.has(kind) || kind == Connections && n.runs
	var sources, others []string
	elsewhere := false
	for _, u := range n.Elsewhere {
		switch {
		case u.Kind != kind:
		case a.isSite(u.Origin):
			own = true
		case a.lets(u):
			elsewhere = elsewhere || u.Origin != letter
			others = append(others, a.upgraded(u.Origin))
		}
	}
	if int(kind) < Configured && (n.runs || kind == Forms && elsewhere) {
		others = append(others, a.Origins[kind]...)
	}
	if own || kind == Forms && elsewhere {
		sources = append(sources, self)
	}
	if n.data.has(kind) {
		sources = append(sources, "data:")
	}
	switch kind {
	case Scripts:
		sources = append(sources, n.scripts...)
	case Styles:
		sources = append(sources, n.styles...)
	}
	slices.Sort(others)
	return append(sources, slices.Compact(others)...)
}

// isSite tells whether an origin is that of the site itself.
func (a *Allowed) isSite(origin string) bool { return origin != "" && a.Site == a.upgraded(origin) }

// lets tells whether the configuration lets a page use something.
func (a *Allowed) lets(u Use) bool {
	if int(u.Kind) >= Configured {
		return false
	}
	if u.Kind == Forms && u.Origin == letter {
		return true
	}
	origin := a.upgraded(u.Origin)
	return slices.Contains(a.Origins[u.Kind], origin) || slices.Contains(a.Named[u.Kind], origin)
}

// upgraded returns an origin as browsers ask for it from a site with encryption, which has them do so for all addresses.
func (a *Allowed) upgraded(origin string) string {
	if !a.secure() {
		return origin
	}
	if host, plain := strings.CutPrefix(origin, "http://"); plain {
		return "https://" + host
	}
	if host, plain := strings.CutPrefix(origin, "ws://"); plain {
		return "wss://" + host
	}
	return origin
}

// String returns the policy as the value of the field Content-Security-Policy.
func (p Policy) String() string {
	directives := make([]string, len(p))
	for i, d := range p {
		directives[i] = strings.Join(append([]string{d.Name}, d.Sources...), " ")
	}
	return strings.Join(directives, "; ")
}

// Element returns the policy as an element of the page itself, for hosts that send no fields of their own. Browsers pass over what such an element says of the pages that
// may show this one (CSP3, 3.3), so it is left out.
func (p Policy) Element() string {
	said := slices.DeleteFunc(slices.Clone(p), func(d Directive) bool { return d.Name == "frame-ancestors" })
	return `<meta http-equiv="Content-Security-Policy" content="` + said.String() + `">`
}
