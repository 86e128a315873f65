package bundle

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
)

var scheme = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`) })

// hasScheme tells an address such as "data:image/png;base64,AA==" from the name of a file.
func hasScheme(address string) bool { return scheme().MatchString(address) }

// elsewhere tells whether an address is one of another host.
func elsewhere(address string) bool {
	lower := strings.ToLower(address)
	return strings.HasPrefix(lower, "//") || strings.HasPrefix(lower, "https:") || strings.HasPrefix(lower, "http:")
}

// isPath tells a file from a package, as modules do.
func isPath(written string) bool {
	return strings.HasPrefix(written, "/") || strings.HasPrefix(written, "./") || strings.HasPrefix(written, "../") || written == "." || written == ".."
}

// splitTail parts an address from what follows the path: "font.eot" and "?#iefix".
func splitTail(address string) (before, tail string) {
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		return address[:i], address[i:]
	}
	return address, ""
}

// unescape returns the name of a file whose address is written with "%20" for a space.
func unescape(address string) string {
	if name, err := url.PathUnescape(address); err == nil {
		return name
	}
	return address
}

// inside tells whether a cleaned name is within assets/.
func inside(name string) bool {
	return name != ".." && !strings.HasPrefix(name, "../")
}
