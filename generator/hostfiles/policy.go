package hostfiles

import (
	"maps"
	"slices"
	"strings"
)

// united returns one policy that lets through what any of several does, for hosts that take one for all pages.
// A directive that is missing in one of them is what default-src says there, or lets everything through (W3C, Content Security Policy Level 3, 6.8.3).
func united(policies []string) string {
	var parsed []map[string][]string
	var order []string
	for _, policy := range policies {
		directives := map[string][]string{}
		for part := range strings.SplitSeq(policy, ";") {
			fields := strings.Fields(part)
			if len(fields) == 0 || directives[fields[0]] != nil {
				continue
			}
			directives[fields[0]] = append([]string{}, fields[1:]...)
			if !slices.Contains(order, fields[0]) {
				order = append(order, fields[0])
			}
		}
		if len(directives) > 0 {
			parsed = append(parsed, directives)
		}
	}
	var all []string
	for _, name := range order {
		if sources, ok := unite(parsed, name); ok {
			all = append(all, strings.Join(append([]string{name}, sources...), " "))
		}
	}
	return strings.Join(all, "; ")
}

// unite returns the sources of a directive in all policies, and false where one of them does not have it.
func unite(policies []map[string][]string, name string) (sources []string, ok bool) {
	for _, directives := range policies {
		own, there := directives[name]
		if !there && fetches(name) {
			own, there = directives["default-src"]
		}
		if !there {
			return nil, false
		}
		for _, source := range own {
			if !slices.Contains(sources, source) {
				sources = append(sources, source)
			}
		}
	}
	if len(sources) > 1 {
		sources = slices.DeleteFunc(sources, func(source string) bool { return source == "'none'" })
	}
	return sources, true
}

// fetches reports whether default-src stands in for a directive.
func fetches(name string) bool {
	return strings.HasSuffix(name, "-src") || strings.HasSuffix(name, "-src-elem") || strings.HasSuffix(name, "-src-attr")
}

// unitedPolicy returns one policy for all pages of a site.
func (s *Site) unitedPolicy() string {
	if s.Policy == "" && len(s.Policies) == 0 {
		return ""
	}
	policies := []string{s.Policy}
	for _, address := range slices.Sorted(maps.Keys(s.Policies)) {
		policies = append(policies, s.Policies[address])
	}
	return united(policies)
}
