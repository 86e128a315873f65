package hosting

import (
	"fmt"
	"net/url"
	"strings"
)

// location encodes a decoded path of this host, and passes the query on.
func location(path, query string) string {
	return (&url.URL{Path: path}).EscapedPath() + after("?", escapeQuery(query))
}

// after returns the mark and the text, or "" where there is no text.
func after(mark, text string) string {
	if text == "" {
		return ""
	}
	return mark + text
}

// escapeValue encodes what a visitor's address puts into a target, so strictly that it can
// stand in a path, a query or a fragment and never end one. Slashes stay, since a splat may hold many.
func escapeValue(value string) string {
	return strings.NewReplacer("+", "%20", "%2F", "/").Replace(url.QueryEscape(value))
}

// escapeQuery encodes what may not stand in a query and leaves the rest as it was
// sent, since only the reader of a query knows how its parts are written (RFC 3986, 3.4).
func escapeQuery(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; queryByte(c) || c == '%' && escapedByte(query[i:]) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func queryByte(c byte) bool {
	return letter(c) || digit(c) || strings.IndexByte("-._~!$&'()*+,;=:@/?[]", c) >= 0
}

// escapedByte reports whether a text begins with a percent sign and two hexadecimal digits.
func escapedByte(text string) bool {
	if len(text) < 3 {
		return false
	}
	_, err := url.PathUnescape(text[:3])
	return err == nil
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }
