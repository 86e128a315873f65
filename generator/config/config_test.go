package config_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stillpoint/generator/config"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

const good = "site:\n  title: Quiet Tide\n  url: https://quiettide.example\n"

// known are the rules and jurisdictions of all tests.
func known() config.Known {
	return config.Known{Rules: []string{"image-alt", "link-vague", "page-weight"}, Jurisdictions: []string{"eu", "uk", "us"}}
}

func decode(t *testing.T, base, overlay string) (*config.Config, []string) {
	t.Helper()
	var over *diag.File
	if overlay != "" {
		over = diag.NewFile("stillpoint.test.yaml", []byte(overlay))
	}
	c, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte(base)), over, known())
	var lines []string
	for _, d := range problems.Sorted() {
		lines = append(lines, d.String())
	}
	return c, lines
}

func TestDefaults(t *testing.T) {
	c, problems := decode(t, good, "")
	if problems != nil {
		t.Fatal(problems)
	}
	want := config.Default()
	want.Site = c.Site // checked below
	if diff := cmp.Diff(want, c, cmpopts.IgnoreUnexported(config.Config{}, config.Checks{}), cmp.Comparer(func(a, b config.Site) bool { return true }),
		cmp.Comparer(func(a, b practice.Practice) bool { return reflect.DeepEqual(a, b) })); diff != "" {
		t.Errorf("what is not written is not as it was:\n%s", diff)
	}
	if c.Site.URL != "https://quiettide.example/" || c.Site.Language != "en" || c.Site.Zone().String() != "UTC" {
		t.Errorf("site %+v", c.Site)
	}
}

// TestOverlay lays one environment over the configuration: maps are joined,
// everything else is replaced.
func TestOverlay(t *testing.T) {
	base := good + "build:\n  pageSize: 5\n  related: 7\nparams:\n  a: 1\n  b: [1, 2]\nfeeds:\n  formats: [rss, atom]\n"
	c, problems := decode(t, base, "build: {pageSize: 6}\nparams: {b: [3]}\nfeeds: {formats: [json]}\n")
	if problems != nil {
		t.Fatal(problems)
	}
	if c.Build.PageSize != 6 || c.Build.Related != 7 || !cmp.Equal(c.Feeds.Formats, []string{"json"}) {
		t.Errorf("build %+v, feeds %+v", c.Build, c.Feeds)
	}
	if diff := cmp.Diff(map[string]any{"a": int64(1), "b": []any{int64(3)}}, c.Params); diff != "" {
		t.Error(diff)
	}
}

func TestValues(t *testing.T) {
	c, problems := decode(t, good+`  language: en-gb
  timeZone: Europe/London
  theme:
    colors: {background: "#fff", text: "#223", accent: "#1d6462", dark: {background: "#10201f", text: "#e7ece6"}}
    fonts: {heading: 'Georgia, "Times New Roman", serif'}
menus:
  main:
    - {page: about.md, weight: 10}
    - {name: Elsewhere, url: https://example.org/}
taxonomies:
  conditions: {title: What people come with, path: topics}
`, "")
	if problems != nil {
		t.Fatal(problems)
	}
	if c.Site.Language != "en-GB" || c.Site.Zone().String() != "Europe/London" {
		t.Errorf("site %+v", c.Site)
	}
	if len(c.Menus["main"]) != 2 || c.Menus["main"][0].Page != "about.md" || c.Menus["main"][1].URL != "https://example.org/" {
		t.Errorf("menus %+v", c.Menus)
	}
	if c.Taxonomies["conditions"].Path != "topics" || c.Taxonomies["tags"].Path != "tags" {
		t.Errorf("taxonomies %+v", c.Taxonomies)
	}
}

// TestComplaints has a case for each thing that can be wrong, with its place.
func TestComplaints(t *testing.T) {
	cases := []struct{ name, base, want string }{
		{"no title", "site:\n  url: https://a.example\n", `stillpoint.yaml:2:3: the site has no title`},
		{"no url", "site:\n  title: A\n", `stillpoint.yaml:2:3: the site has no url`},
		{"url with a query", "site:\n  title: A\n  url: https://a.example/?b\n", `stillpoint.yaml:3:8: "https://a.example/?b" has a ? or #, which the address of a site cannot have`},
		{"url with a password", "site:\n  title: A\n  url: https://a:b@a.example/\n", `stillpoint.yaml:3:8: "https://a:xxxxx@a.example/" has a name or password in it`},
		{"url of a file", "site:\n  title: A\n  url: ftp://a.example/\n", `stillpoint.yaml:3:8: "ftp://a.example/" is not a whole address`},
		{"language", good + "  language: klingon-\n", `stillpoint.yaml:4:13: "klingon-" is not a language`},
		{"local time", good + "  timeZone: Local\n", `stillpoint.yaml:4:13: "Local" is not a time zone`},
		{"colour", good + "  theme: {colors: {text: teal}}\n", `stillpoint.yaml:4:26: "teal" is not a colour`},
		{"accent", good + "  theme: {colors: {background: '#fff', accent: '#9ad'}}\n", `stillpoint.yaml:4:48: contrast of accent #9ad on background #fff is 2.2:1, at least 4.5:1 is needed`},
		{"dark text", good + "  theme: {colors: {dark: {background: '#111', text: '#333'}}}\n", `stillpoint.yaml:4:53: contrast of text #333 on background #111 is 1.4:1 in the dark, at least 4.5:1 is needed`},
		{"font", good + "  theme: {fonts: {body: 'x; } body { display: none'}}\n", `stillpoint.yaml:4:25: "x; } body { display: none" is not a list of fonts`},
		{"menu without a target", good + "menus: {main: [{name: A}]}\n", `stillpoint.yaml:4:16: a menu entry needs a page or a url`},
		{"menu with two targets", good + "menus: {main: [{name: A, page: a.md, url: /b/}]}\n", `stillpoint.yaml:4:16: a menu entry has either a page or a url, not both`},
		{"menu without a name", good + "menus: {main: [{url: /b/}]}\n", `stillpoint.yaml:4:16: a menu entry with a url needs a name`},
		{"name of a menu", good + "menus: {'a b': []}\n", `stillpoint.yaml:4:9: "a b" cannot be the name of a menu`},
		{"toc", good + "markdown: {toc: {minLevel: 4, maxLevel: 2}}\n", `stillpoint.yaml:4:17: minLevel 4 is above maxLevel 2`},
		{"toc level", good + "markdown: {toc: {maxLevel: 7}}\n", `stillpoint.yaml:4:28: maxLevel is 7`},
		{"page size", good + "build: {pageSize: 1001}\n", `stillpoint.yaml:4:19: pageSize is 1001`},
		{"related", good + "build: {related: -1}\n", `stillpoint.yaml:4:18: related is -1`},
		{"destination above", good + "build: {destination: ../x}\n", `stillpoint.yaml:4:22: the destination "../x" is not a folder within the site`},
		{"destination elsewhere", good + "build: {destination: /var/www}\n", `stillpoint.yaml:4:22: the destination "/var/www" is not a folder within the site`},
		{"destination of layouts", good + "build: {destination: layouts/x}\n", `stillpoint.yaml:4:22: the destination "layouts/x" is a folder that the site is made from`},
		{"feed", good + "feeds: {formats: [rrs]}\n", `stillpoint.yaml:4:18: unknown feed format "rrs": did you mean "rss"?`},
		{"feed limit", good + "feeds: {limit: 0}\n", `stillpoint.yaml:4:16: limit is 0`},
		{"taxonomy", good + "taxonomies: {'a/b': {}}\n", `stillpoint.yaml:4:14: "a/b" cannot be the name of a taxonomy`},
		{"taxonomy path", good + "taxonomies: {a: {path: ../b}}\n", `stillpoint.yaml:4:24: the path "../b" is not an address within the site`},
		{"contact", good + "security: {contact: [hello]}\n", `stillpoint.yaml:4:22: "hello" is not an e-mail address`},
		{"contact in the open", good + "security:\n  contact:\n    - a@b.example\n    - http://b.example/\n", `stillpoint.yaml:7:7: "http://b.example/" is not a secure address`},
		{"place that is an address of pages", good + "publish: {to: 'https://a.example/'}\n", `stillpoint.yaml:4:15: "https://a.example/" is no address of a place: that is where visitors see the site; what is needed is where its files go`},
		{"place without a login", good + "publish: {to: 'sftp://a.example/b'}\n", `stillpoint.yaml:4:15: the address does not say who logs in: write sftp://USER@HOST/FOLDER`},
		{"wrong type", good + "build: {minify: 1}\n", `stillpoint.yaml:4:17: "minify" must be true or false, not a whole number`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			conf, problems := decode(t, c.base, "")
			if conf != nil {
				t.Error("there is a configuration all the same")
			}
			if diff := cmp.Diff(c.want, strings.Join(problems, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPasswordInPlace holds that a password in the address of a place is told, and shown nowhere, the line of the file included.
func TestPasswordInPlace(t *testing.T) {
	for text, line := range map[string]string{
		"  to: sftp://me:hunter2@a.example/b # ours": "  to: sftp://…@a.example/b # ours", `  to: "ftp://me:hunter2@a.example/b"`: `  to: "ftp://…@a.example/b"`,
		`  to: "sftp://me:hunter\u0032@a.example/b"`: "", "  to: git:https://me:hunter2@a.example/b.git#pages": "  to: git:https://…@a.example/b.git#pages",
	} {
		_, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte(good+"publish:\n"+text+"\n")), nil, known())
		var said strings.Builder
		if err := diag.WriteText(&said, problems, diag.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if len(problems) != 1 || problems[0].Source != line || problems[0].Position.Line != 5 || strings.Contains(said.String(), "hunter") {
			t.Errorf("%s: %s", text, said.String())
		}
	}
}

// TestPrecompressed leaves it to the host whether texts are published compressed, too, where nothing is said.
func TestPrecompressed(t *testing.T) {
	for lines, want := range map[string]bool{
		"": false, "publish: {host: nginx}": true, "publish: {host: apache}": true, "publish: {host: caddy}": true, "publish: {host: netlify}": false,
		"build: {precompress: yes}": true, "build: {precompress: no}\npublish: {host: nginx}": false, "build: {precompress: yes}\npublish: {host: github}": true,
	} {
		conf, problems := decode(t, good+lines+"\n", "")
		if conf == nil || conf.Precompressed() != want {
			t.Errorf("%s: %v", lines, problems)
		}
	}
}

// TestContact reads both ways of being told of a weakness.
func TestContact(t *testing.T) {
	conf, problems := decode(t, good+"security: {contact: [a@b.example, 'mailto:c@d.example', 'https://e.example/f']}\n", "")
	if conf == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, contact := range conf.Security.Contact {
		got = append(got, contact.URI())
	}
	if diff := cmp.Diff([]string{"mailto:a@b.example", "mailto:c@d.example", "https://e.example/f"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSetBaseURL(t *testing.T) {
	c := config.Default()
	if err := c.SetBaseURL("https://example.org/sub"); err != nil || c.Site.URL != "https://example.org/sub/" {
		t.Errorf("%q, %v", c.Site.URL, err)
	}
	if err := c.SetBaseURL("example.org"); err == nil || c.Site.URL != "https://example.org/sub/" {
		t.Errorf("%q, %v", c.Site.URL, err)
	}
}
