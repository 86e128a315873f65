package site_test

import (
	"net/url"
	"strings"
	"testing"
)

// FuzzResolve checks that no destination, from no page, leads out of the site
// or to a file that is not published.
func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"about.md", "../about.md", "/about.md#x", "a/b.md?c#d", "room.jpg", "../../etc/passwd", "/../about.md", "%2e%2e/about.md", "//host/x", "mailto:a@b", "#x", "", "%", "/about/", "ABOUT.md", "a\\b.md", "about.md%00", "./././about.md", "?q"} {
		f.Add("content/therapies/cst.md", seed)
	}
	graph := smallSite(f)
	f.Fuzz(func(t *testing.T, from, destination string) {
		target, problem := graph.Resolve(from, destination)
		if target != nil && problem != nil {
			t.Fatalf("%q from %q both leads somewhere and does not", destination, from)
		}
		if problem != nil && (problem.Code == "" || problem.Message == "" || problem.Hint == "") {
			t.Errorf("%q from %q: %+v says too little", destination, from, problem)
		}
		if target == nil {
			return
		}
		u, err := url.Parse(target.URL)
		if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/sub/") {
			t.Errorf("%q from %q leads to %q", destination, from, target.URL)
		}
		output := target.File
		if target.Page != nil {
			output = strings.TrimPrefix(target.Page.Path, "/") + "index.html"
		}
		if !graph.Claims.Has(output) && !graph.Claims.Has(strings.TrimSuffix(output, "index.html")) {
			t.Errorf("%q from %q leads to %q, which nobody writes", destination, from, output)
		}
	})
}
