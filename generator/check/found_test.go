package check_test

import (
	"testing"

	"stillpoint/generator/check"
)

// TestGeneral leaves out of a message what it says of its page alone.
func TestGeneral(t *testing.T) {
	for _, c := range []struct{ output, message, want string }{
		{"a/b/index.html", "the address “/a/b/” is not given in full", "the address * is not given in full"},
		{"a/b/index.html", "it is https://example.org/a/b/, and not https://example.org/c/", "it is https://example.org*, and not https://example.org/c/"},
		{"a/b/index.html", "a/b/index.html, made from content/a.md", "*, made from *"},
		{"index.html", "the address “/” is not given in full", "the address * is not given in full"},
		{"404.html", "404.html leads to /404.html", "* leads to *"},
		{"a/index.html", "all is 521 KB, and 500 KB is the limit", "all is 0 KB, and 0 KB is the limit"},
		{"a/index.html", "“here” does not say where this link leads", "“here” does not say where this link leads"},
	} {
		if got := (check.Found{Output: c.output, Source: "content/a.md", Message: c.message}).General(); got != c.want {
			t.Errorf("%s, %q: %q, want %q", c.output, c.message, got, c.want)
		}
	}
}
