package publish

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"stillpoint/generator/filename"
)

// checkName returns an error in plain words unless a name is a clean,
// slash-separated path of a file below the destination that is free to be used.
func checkName(name string) error {
	switch {
	case plainName(name):
		return nil
	case !utf8.ValidString(name) || strings.ContainsAny(name, "\\\x00"):
		return fmt.Errorf("%q cannot be published: a file name must be UTF-8 text without backslash and zero byte", name)
	case filepath.Separator == '\\' && filename.Device(name) != "":
		return fmt.Errorf("%q cannot be published on Windows, where %q is not a file but a device: give the page another slug, or the file another name", name, filename.Device(name))
	case path.Clean(name) != name || name == "." || !filepath.IsLocal(filepath.FromSlash(name)):
		return fmt.Errorf("%q cannot be published: a file name must lead to a place inside the destination, such as \"about/index.html\"", name)
	case reserved(name):
		return fmt.Errorf("%q cannot be published: names that begin with %q are kept for Stillpoint itself", name, reservedPrefix)
	}
	return nil
}

// plainName tells most of the good names in one look: ASCII letters, digits, hyphens and underscores, and points within a part of the
// path. Windows has names of devices among those.
func plainName(name string) bool {
	start := true
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', 'A' <= c && c <= 'Z', c == '-', c == '_':
			start = false
		case c == '/' && !start:
			start = true
		case c != '.' || start:
			return false
		}
	}
	return !start && filepath.Separator == '/'
}

// reserved reports whether a name is in this package's own part of the
// destination, case left aside for the sake of file systems that do so.
func reserved(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return strings.HasPrefix(strings.ToLower(first), reservedPrefix)
}
