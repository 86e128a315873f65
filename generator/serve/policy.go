package serve

import (
	"slices"
	"strings"
)

// amendPolicy returns a Content-Security-Policy that lets the live script load and listen, and
// allows nothing else that the given one did not. Nor does it let browsers ask for everything with encryption, which this server has not. It is the same text
// where nothing needs to be changed. Several policies in one header, between commas, must each allow it.
func amendPolicy(value string, own addresses, integrity string) string {
	policies := strings.Split(value, ",")
	for i, text := range policies {
		p := parsePolicy(text)
		changed := p.allow([]string{"script-src-elem", "script-src", "default-src"}, "script-src", own.script, integrity)
		changed = p.allow([]string{"connect-src", "default-src"}, "connect-src", own.events, "") || changed
		changed = p.drop("upgrade-insecure-requests") || changed
		if changed {
			policies[i] = p.String()
		}
	}
	return strings.Join(policies, ",")
}

// letFetch reports whether policies let scripts ask for any address of the page's own origin.
func letFetch(values ...string) bool {
	for text := range strings.SplitSeq(strings.Join(values, ","), ",") {
		p := parsePolicy(text)
		i := p.find("connect-src")
		if i < 0 {
			i = p.find("default-src")
		}
		if i >= 0 && !trustsSelf(p[i][1:]) {
			return false
		}
	}
	return true
}

func trustsSelf(sources []string) bool {
	return slices.ContainsFunc(sources, func(s string) bool { return s == "*" || strings.EqualFold(s, "'self'") })
}

// policy is a list of directives, each as its words: the name and the sources.
type policy [][]string

func parsePolicy(text string) policy {
	var p policy
	for directive := range strings.SplitSeq(text, ";") {
		if words := strings.Fields(directive); len(words) > 0 {
			p = append(p, words)
		}
	}
	return p
}

func (p policy) String() string {
	directives := make([]string, len(p))
	for i, words := range p {
		directives[i] = strings.Join(words, " ")
	}
	return strings.Join(directives, "; ")
}

// find returns the index of a directive, the first where it is repeated, as browsers do; -1 for none.
func (p policy) find(name string) int {
	return slices.IndexFunc(p, func(words []string) bool { return strings.EqualFold(words[0], name) })
}

// drop takes a directive out. It reports whether it was there.
func (p *policy) drop(name string) bool {
	before := len(*p)
	*p = slices.DeleteFunc(*p, func(words []string) bool { return strings.EqualFold(words[0], name) })
	return len(*p) < before
}

// allow makes the directive that governs a request, the first of the names that is there,
// allow an address, or a hash where it trusts no address. It reports whether it changed p. Where
// default-src governs, a directive of the given name is added in its stead.
func (p *policy) allow(names []string, name, address, hash string) bool {
	for _, candidate := range names {
		i := p.find(candidate)
		if i < 0 {
			continue
		}
		sources, changed := allowing((*p)[i][1:], address, hash)
		if !changed {
			return false
		}
		if candidate == "default-src" {
			*p = append(*p, append([]string{name}, sources...))
		} else {
			(*p)[i] = append([]string{(*p)[i][0]}, sources...)
		}
		return true
	}
	return false
}

// allowing returns the sources with what is missing to allow an address of the page's own
// origin. With 'strict-dynamic', browsers overlook addresses in a list of scripts and look for a hash.
func allowing(sources []string, address, hash string) ([]string, bool) {
	isDynamic := func(source string) bool { return strings.EqualFold(source, "'strict-dynamic'") }
	missing := address
	switch {
	case hash != "" && slices.ContainsFunc(sources, isDynamic):
		missing = "'" + hash + "'"
	case trustsSelf(sources):
		return nil, false
	}
	if slices.Contains(sources, missing) {
		return nil, false
	}
	kept := slices.DeleteFunc(slices.Clone(sources), func(s string) bool { return strings.EqualFold(s, "'none'") })
	return append(kept, missing), true
}
