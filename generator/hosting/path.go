package hosting

import (
	"strings"
	"unicode"
)

// refused reports whether a decoded path is one that no host should resolve: it
// could climb out of the site, or name another host once it stands in a Location field.
func refused(path string) bool {
	rest, ok := strings.CutPrefix(path, "/")
	if !ok || strings.ContainsRune(path, '\\') || strings.ContainsFunc(path, unicode.IsControl) {
		return true
	}
	if rest == "" {
		return false
	}
	for segment := range strings.SplitSeq(strings.TrimSuffix(rest, "/"), "/") {
		if segment == "" || segment == "." || segment == ".." {
			return true
		}
	}
	return false
}

// hidden reports whether a part of the path has a dot name, such as ".git" or ".env".
func hidden(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(segment, ".") && segment != ".well-known" {
			return true
		}
	}
	return false
}

// samePlace reports whether two paths differ by no more than a closing slash.
func samePlace(a, b string) bool {
	return strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/")
}

// singleSlashes makes one slash of several in a row.
func singleSlashes(path string) string {
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path
}
