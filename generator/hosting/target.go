package hosting

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// target is where a rule leads.
type target struct {
	local  bool // a path of this host
	path   string
	pieces []piece
}

// piece is a part of an encoded target: text, or the value of a placeholder.
type piece struct {
	text  string
	value int // which of the values, or -1
}

// parseTarget reads the target of a rule whose address has placeholders of these names.
func parseTarget(text string, names []string) (target, error) {
	u, err := url.Parse(text)
	if err != nil {
		return target{}, fmt.Errorf("the target %q is not a valid address", text)
	}
	if err := targetText(text, u); err != nil {
		return target{}, err
	}
	t := target{local: u.Host == "", path: u.Path}
	encoded := u.EscapedPath() + after("?", escapeQuery(u.RawQuery)) + after("#", u.EscapedFragment())
	if !t.local {
		encoded = (&url.URL{Scheme: u.Scheme, Host: u.Host}).String() + encoded
	}
	t.pieces, err = parsePieces(encoded, names)
	return t, err
}

// targetText refuses targets that are neither a path nor a web address.
func targetText(text string, u *url.URL) error {
	web := (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
	switch {
	case strings.HasPrefix(text, "//"):
		return fmt.Errorf("a browser takes the target %q for another host; write https: before it, or one slash", text)
	case !web && !strings.HasPrefix(text, "/"):
		return fmt.Errorf("the target %q must begin with a slash, or with https:// and the name of a host", text)
	}
	return nil
}

// parsePieces cuts an encoded target at its placeholders. A colon within a name, as in
// "/wiki/Help:contents", is no placeholder unless the rule's address has one of that name.
func parsePieces(text string, names []string) ([]piece, error) {
	var pieces []piece
	start := 0
	for i := range len(text) {
		if text[i] != ':' {
			continue
		}
		name := identifier(text[i+1:])
		n := slices.Index(names, name)
		switch {
		case n >= 0:
			pieces = append(pieces, piece{text[start:i], -1}, piece{"", n})
			start = i + 1 + len(name)
		case name != "" && i > 0 && text[i-1] == '/':
			return nil, fmt.Errorf("the target names :%s, which the address of the rule does not have", name)
		}
	}
	return append(pieces, piece{text[start:], -1}), nil
}

// expand puts the values into the target.
func (t *target) expand(values []string) string {
	var b strings.Builder
	for _, p := range t.pieces {
		b.WriteString(p.text)
		if p.value >= 0 {
			b.WriteString(escapeValue(values[p.value]))
		}
	}
	return b.String()
}

// location returns the encoded target. A target without a query of its own passes that of the visitor on.
func (t *target) location(values []string, query string) string {
	address, fragment, _ := strings.Cut(t.expand(values), "#")
	address, own, asks := strings.Cut(address, "?")
	if !asks {
		own = escapeQuery(query)
	}
	if t.local {
		// "/:splat/b" with an empty splat would be "//b", which a browser takes for a host.
		address = singleSlashes(address)
	}
	return address + after("?", own) + after("#", fragment)
}

// decoded returns the path of a local target as a visitor's path would be. That of a target on
// another host begins with its scheme, so it is no path of this one.
func (t *target) decoded(values []string) string {
	address, _, _ := strings.Cut(t.expand(values), "#")
	address, _, _ = strings.Cut(address, "?")
	path, err := url.PathUnescape(singleSlashes(address))
	if err != nil {
		return ""
	}
	return path
}
