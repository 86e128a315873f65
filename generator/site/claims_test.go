package site_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestClaims names both who want one path, at the fields that ask for it, and leaves alone who do not.
func TestClaims(t *testing.T) {
	for name, c := range map[string]struct {
		pages []string
		want  []string
	}{
		"apart": {[]string{"a.md: title: A", "d/b.md: title: B", "ab.md: title: C, aliases: [/d/c/, /c.html]"}, nil},
		"two pages": {[]string{"a.md: title: A", "b.md: title: B, slug: a"}, []string{
			`content/b.md:2:18: the page content/b.md and the page content/a.md are both written to "a/index.html"`}},
		"an alias": {[]string{"a.md: title: A, aliases: [/b/]", "b.md: title: B"}, []string{
			`content/a.md:2:21: an alias of content/a.md and the page content/b.md are both written to "b/index.html"`}},
		"two aliases": {[]string{"a.md: title: A, aliases: [/x/]", "b.md: title: B, aliases: [/x/]"}, []string{
			`content/b.md:2:21: an alias of content/b.md and an alias of content/a.md are both written to "x/index.html"`}},
		"by case": {[]string{"a.md: title: A, url: /X/", "b.md: title: B, url: /x/"}, []string{
			`content/b.md:2:17: the page content/b.md is written to "x/index.html" and the page content/a.md to "X/index.html", which many disks and hosts cannot keep apart`}},
		"a folder": {[]string{"a.md: title: A, url: /x.html", "b.md: title: B, url: /x.html/y/"}, []string{
			`content/b.md:2:17: the page content/b.md is written to "x.html/y/index.html" and the page content/a.md to "x.html": one name cannot be a file and a folder`}},
		"a folder too": {[]string{"a.md: title: A, url: /x/y.html/z/w/", "b.md: title: B, aliases: [/x/y.html]"}, []string{
			`content/b.md:2:21: an alias of content/b.md is written to "x/y.html" and the page content/a.md to "x/y.html/z/w/index.html": one name cannot be a file and a folder`}},
		"a resource": {[]string{"a.md: title: A, url: /room.jpg", "room.jpg"}, []string{
			`content/room.jpg: the file content/room.jpg and the page content/a.md are both written to "room.jpg"`}},
		"many": {[]string{"a.md: title: A", "b.md: title: B, url: /a/", "c.md: title: C, url: /A/"}, []string{
			`content/a.md: the page content/a.md is written to "a/index.html" and the page content/c.md to "A/index.html", which many disks and hosts cannot keep apart`,
			`content/b.md:2:17: the page content/b.md is written to "a/index.html" and the page content/c.md to "A/index.html", which many disks and hosts cannot keep apart`}},
		"a device": {[]string{"con.md: title: A", "b.md: title: B, url: /Lpt3.x/"}, []string{
			`content/b.md:2:17: the page content/b.md would be written to "Lpt3.x/index.html", but "Lpt3.x" is a reserved name on Windows`,
			`content/con.md: the page content/con.md would be written to "con/index.html", but "con" is a reserved name on Windows`}},
		"made up": {[]string{"a.md: title: A, tags: [x]", "b.md: title: B, url: /tags/x/"}, []string{
			`the page that Stillpoint makes for /tags/x/ and the page content/b.md are both written to "tags/x/index.html"`}},
		"page two": {[]string{"s/_index.md: title: S, pageSize: 1", "s/a.md: title: A", "s/b.md: title: B", "c.md: title: C, url: /s/page/2/"}, []string{
			`content/c.md:2:17: the page content/c.md and page 2 of content/s/_index.md are both written to "s/page/2/index.html"`}},
	} {
		if _, problems := assemble(t, "", c.pages...); cmp.Diff(c.want, problems) != "" {
			t.Errorf("%s: %s", name, cmp.Diff(c.want, problems))
		}
	}
}
