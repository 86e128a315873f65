package links

import (
	"fmt"
	"net/url"
	"strings"
)

// linkEncoding asks that a link is an address as RFC 3986 has it, so that all browsers and hosts read the same in it.
func linkEncoding(s *Site, l *Link) (message, hint string) {
	if l.plain || l.Foreign {
		return "", ""
	}
	switch sign := unfit(l.Written); sign {
	case "":
	case "%":
		return fmt.Sprintf("the link %q has a %% without two hexadecimal digits behind it", l.Written), "write % itself as %25"
	case `\`:
		return fmt.Sprintf("the link %q has a backslash", l.Written), "write / in its place"
	default:
		return fmt.Sprintf("the link %q has a blank in it", l.Written), "write a blank as %20, or give the file a name without any"
	}
	switch {
	case !l.Within && l.Path == "":
		return fmt.Sprintf("the link %q is not an address", l.Written), "write what is no letter or digit as % and two hexadecimal digits"
	case !l.Within || s.Published.Has(l.Output) || !strings.Contains(l.Output, "%"):
		return "", ""
	}
	if once, err := url.PathUnescape(l.Output); err == nil && s.Published.Has(once) {
		return fmt.Sprintf("the link %q is encoded twice: %q is published", l.Written, once), "write % in place of %25"
	}
	return "", ""
}

// unfit returns what in a link cannot stand in an address: a percent sign that escapes nothing, a blank, a backslash; "" for none.
func unfit(link string) string {
	for i := range len(link) {
		switch c := link[i]; {
		case c == '%' && !(i+2 < len(link) && isHex(link[i+1]) && isHex(link[i+2])), c == '\\':
			return string(c)
		case c <= ' ':
			return " "
		}
	}
	return ""
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}
