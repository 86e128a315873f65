// Package filename knows which names a file of a site can have on every disk and every host, so that a site that is
// written on one machine can be built on another.
package filename

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// longest is the length of a name, in bytes, that the disks in use can store.
const longest = 255

// Reserved says why a file of this slash-separated path cannot be there everywhere, as the end of a sentence that has
// told the path. It returns "" where nothing speaks against it.
func Reserved(name string) string {
	top := true
	for part := range strings.SplitSeq(name, "/") {
		below := !top
		top = false
		switch {
		case part == "":
			return "which has an empty part"
		case part[0] == '.' && (below || !Hosted(part)):
			return "a name that starts with a dot, which hosts keep to themselves"
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return "a name that ends with a dot or a blank, which Windows cannot store"
		case isDevice(part):
			return fmt.Sprintf("but %q is a reserved name on Windows", part)
		case len(part) > longest:
			return fmt.Sprintf("a name of more than %d bytes, which disks cannot store", longest)
		}
	}
	return ""
}

// Hosted tells the names with a dot that hosts and visitors look for at the top of a site: .well-known (RFC 8615), .htaccess for Apache, .nojekyll for
// GitHub Pages, .domains for Codeberg Pages.
func Hosted(name string) bool {
	switch name {
	case ".well-known", ".htaccess", ".nojekyll", ".domains":
		return true
	}
	return false
}

// Device returns the part of a slash-separated path that Windows takes for a device, whatever its ending, such as "aux"
// or "con.html". It returns "" where there is none.
func Device(name string) string {
	for part := range strings.SplitSeq(name, "/") {
		if isDevice(part) {
			return part
		}
	}
	return ""
}

// isDevice knows the names of the devices of Windows (learn.microsoft.com, “Naming Files, Paths, and Namespaces”, and
// “Console Handles”); ports numbered 0 are among them on some of its versions.
func isDevice(part string) bool {
	base, _, _ := strings.Cut(part, ".")
	base = strings.TrimRight(base, " ")
	if n := len(base); n < len("con") || n > len("conout$") { // as with most names
		return false
	}
	base = strings.ToLower(base)
	if slices.Contains([]string{"con", "prn", "aux", "nul", "conin$", "conout$"}, base) {
		return true
	}
	isPort := strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")
	return isPort && utf8.RuneCountInString(base) == 4 && strings.ContainsAny(base[3:], "0123456789¹²³")
}
