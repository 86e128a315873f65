package hosting

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// pattern is the address of a rule: "/a/b", "/:year/:slug", "/a/*".
type pattern struct {
	text     string   // decoded, with ":splat" for the asterisk, as a target would say it
	segments []string // decoded; a placeholder begins with a colon, and the last is "" after a closing slash
	splat    bool     // anything may follow
	stem     string   // how what follows begins: "app-" of "/app-*"
	names    []string // of the placeholders, in order, and "splat" at the end
}

// parsePattern reads the address of a rule.
func parsePattern(text string) (pattern, error) {
	if err := patternText(text); err != nil {
		return pattern{}, err
	}
	path, err := url.PathUnescape(text)
	if err != nil || refused(path) {
		return pattern{}, fmt.Errorf("no visitor can ask for the address %q", text)
	}
	path, splat := strings.CutSuffix(path, "*")
	p := pattern{text: path, splat: splat, segments: strings.Split(path[1:], "/")}
	if last := len(p.segments) - 1; splat {
		p.text, p.stem, p.segments = path+":splat", p.segments[last], p.segments[:last]
	}
	return p, p.name()
}

// patternText refuses what is no path.
func patternText(text string) error {
	switch {
	case strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://"):
		return fmt.Errorf("rules for whole addresses such as %q are not supported; write the path alone, from the first slash on", text)
	case !strings.HasPrefix(text, "/"):
		return fmt.Errorf("the address %q must begin with a slash", text)
	case strings.ContainsAny(text, "?#"):
		return fmt.Errorf("the address %q must be a path alone, without a question mark or a number sign", text)
	case strings.Contains(strings.TrimSuffix(text, "*"), "*"):
		return fmt.Errorf("the asterisk in %q works only at the end", text)
	}
	return nil
}

// name notes the names of the placeholders.
func (p *pattern) name() error {
	for _, segment := range p.segments {
		if name := strings.TrimPrefix(segment, ":"); name != segment && identifier(name) == name {
			p.names = append(p.names, name)
		}
	}
	if p.splat {
		p.names = append(p.names, "splat")
	}
	if slices.Contains(p.names, "") {
		return errors.New("a placeholder needs a name after its colon, such as :year")
	}
	sorted := slices.Sorted(slices.Values(p.names))
	if len(slices.Compact(sorted)) < len(p.names) {
		return errors.New("each placeholder of an address needs a name of its own")
	}
	return nil
}

// match returns what the placeholders stand for in a decoded path that is not refused, in the order of the
// names. A closing slash makes no difference.
func (p *pattern) match(path string) (values []string, ok bool) {
	rest := path[1:]
	for _, segment := range p.segments {
		var head string
		head, rest, _ = strings.Cut(rest, "/")
		switch {
		case p.placeholder(segment) && head != "":
			values = append(values, head)
		case head != segment:
			return nil, false
		}
	}
	if !p.splat {
		return values, rest == ""
	}
	rest, ok = strings.CutPrefix(rest, p.stem)
	return append(values, rest), ok
}

func (p *pattern) placeholder(segment string) bool {
	return strings.HasPrefix(segment, ":") && slices.Contains(p.names, segment[1:])
}

// identifier returns the name of a placeholder with which a text begins, or "".
func identifier(text string) string {
	n := 0
	for n < len(text) && (letter(text[n]) || n > 0 && (digit(text[n]) || text[n] == '_')) {
		n++
	}
	return text[:n]
}
