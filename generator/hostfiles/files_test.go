package hostfiles_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/hostfiles"
	"stillpoint/generator/hosting"
)

// text returns a file that a host gets, and fails where there is none.
func text(t *testing.T, files []hostfiles.File, name string) string {
	t.Helper()
	for _, f := range files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	t.Fatalf("there is no %s", name)
	return ""
}

// TestDialects looks for lines that hosts must be told, and for problems that must be told of, in the one description.
func TestDialects(t *testing.T) {
	t.Parallel()
	tests := []struct {
		host, name string
		lines, not []string
		problems   []string
	}{
		{"netlify", "_redirects", []string{"/plain /about/?a=b 302!", "/shop/* https://shop.example/:splat 307", "/lost/* /404.html 404"}, nil, []string{"joins this X-Frame-Options"}},
		{"netlify", "_headers", []string{"/css/*\n  Cache-Control: public, max-age=31536000, immutable"}, []string{"SAMEORIGIN", "form-action", "/contact/"}, []string{"joins this X-Frame-Options"}},
		{
			"cloudflare", "_redirects",
			[]string{"/plain /about/?a=b 302\n/plain/ /about/?a=b 302", "/shop https://shop.example/ 307\n/shop/* https://shop.example/:splat 307"},
			[]string{"/about/ /contact/", "404.html", "/app/"},
			[]string{"would over app/index.html", "status 404"},
		},
		{
			"cloudflare", "_headers",
			[]string{"/contact/\n  ! Content-Security-Policy\n  Content-Security-Policy: " + contactPolicy, "/plain\n  ! Content", "/about/\n  ! X-Frame-Options\n", "/about/\n  X-Frame-Options: SAMEORIGIN"},
			nil,
			[]string{"would over app/index.html", "status 404"},
		},
		{"gitlab", "_redirects", []string{"/old /about/ 301", "/moved/:year/:name /:name/?from=:year 301", "/shop/* https://shop.example/:splat 302"}, []string{"!", "303", "/plain", " 404"}, []string{"plain.html", "status 404", "no header fields", "no header fields", "no header fields"}},
		{
			"codeberg", "_redirects",
			[]string{"/old /about/ 301\n/old/ /about/ 301", "/shop/* https://shop.example/:splat 307", "/all/* /about/ 200!"},
			[]string{"/moved", "/people"},
			[]string{"the query of the visitor", "no placeholders", "between slashes", "no placeholders", "no placeholders", "no header fields", "no header fields", "no header fields"},
		},
		{
			"vercel", "vercel.json",
			[]string{`"source": "/old{/}?"`, `"destination": "https://shop.example/:splat*"`, `"source": "/it's%20\\(new\\){/}?"`},
			[]string{`"source": "/about{/}?",` + "\n" + `      "destination"`},
			[]string{"status 404"},
		},
		{
			"azure", "staticwebapp.config.json",
			[]string{`"rewrite": "/404.html"`, `".webmanifest": "application/manifest+json"`, `"route": "/css/*"`},
			[]string{"/moved", "shop.example"},
			[]string{"no placeholders", "no placeholders", "no placeholders", "app/index.html", "no placeholders", "no placeholders", "status 404", "no placeholders"},
		},
	}
	for _, test := range tests {
		t.Run(test.host+test.name, func(t *testing.T) {
			t.Parallel()
			files, problems := hostfiles.Files(described(t, test.host, "/"))
			got := text(t, files, test.name)
			for _, line := range test.lines {
				if !strings.Contains(got, line) {
					t.Errorf("%q is not in\n%s", line, got)
				}
			}
			for _, line := range test.not {
				if strings.Contains(got, line) {
					t.Errorf("%q is in\n%s", line, got)
				}
			}
			if len(problems) != len(test.problems) {
				t.Fatalf("%+v", problems)
			}
			for i, p := range problems {
				if !strings.Contains(p.Text, test.problems[i]) {
					t.Errorf("got %q, want %q", p.Text, test.problems[i])
				}
			}
		})
	}
}

// TestNetlifyForm reads what Netlify is told just as Netlify does, and finds the same answers.
func TestNetlifyForm(t *testing.T) {
	t.Parallel()
	s := described(t, "netlify", "/nursery/")
	files, _ := hostfiles.Files(s)
	published := map[string]string{}
	for _, name := range s.Names {
		published[name] = name
	}
	read := func(name string) ([]byte, bool) { text, ok := published[name]; return []byte(text), ok }
	want := s.Answers(read)
	for _, f := range files {
		published[f.Name] = string(f.Data)
	}
	got := hosting.New(read, s.Base)
	if len(got.Problems()) > 0 {
		t.Error(got.Problems())
	}
	for _, address := range addresses() {
		path, query, _ := strings.Cut(s.Base+address, "?")
		if got, want := got.Answer(path, query), want.Answer(path, query); got != want {
			t.Errorf("%s: got %+v, want %+v", path, got, want)
		}
	}
}

// TestLimits passes the limits of hosts, which must be told of, and kept.
func TestLimits(t *testing.T) {
	t.Parallel()
	many := hostfiles.Site{Base: "/", Policy: mostPolicy, Policies: map[string]string{}}
	for i := range 2200 {
		many.Redirects = append(many.Redirects, rule(t, fmt.Sprintf("/old/%d/", i), fmt.Sprintf("/new/%d/", i), 301, true))
	}
	for i := range 150 {
		many.Policies[fmt.Sprintf("/page/%d/", i)] = contactPolicy
		many.Names = append(many.Names, fmt.Sprintf("page/%d/index.html", i))
	}
	limits := map[string]struct {
		file     string
		lines    int
		problems int
	}{"cloudflare": {"_redirects", 2000, 1200}, "gitlab": {"_redirects", 1000, 1200}, "vercel": {"vercel.json", 2048, 152}, "azure": {"staticwebapp.config.json", 4400, 1}}
	for host, want := range limits {
		many.Host = host
		files, problems := hostfiles.Files(many)
		got := text(t, files, want.file)
		if lines := strings.Count(got, " 301\n"); lines != want.lines || len(problems) != want.problems {
			t.Errorf("%s: %d lines and %d problems", host, lines, len(problems))
		}
	}
	many.Host, many.Redirects = "cloudflare", nil
	files, problems := hostfiles.Files(many)
	if got := text(t, files, "_headers"); len(problems) > 0 || strings.Contains(got, "/page/") || !strings.Contains(got, "script-src") {
		t.Errorf("more pages with policies of their own than Cloudflare has room for: %v\n%s", problems, got)
	}
	many.Policies, many.Policy = nil, "script-src "+strings.Repeat("https://scripts.example ", 100)
	if files, problems = hostfiles.Files(many); len(problems) != 1 || len(files) > 0 {
		t.Errorf("a line that is too long: %v", problems)
	}
}

// TestUnited unites policies for hosts that take one.
func TestUnited(t *testing.T) {
	t.Parallel()
	tests := []struct{ a, b, want string }{
		{"default-src 'none'; img-src 'self'", "default-src 'none'; img-src 'self' https://a.example", "default-src 'none'; img-src 'self' https://a.example"},
		{"default-src 'self'; script-src 'none'", "default-src 'none'; script-src 'sha256-a='", "default-src 'self'; script-src 'sha256-a='"},
		{"default-src 'self'", "default-src 'none'; font-src https://f.example", "default-src 'self'; font-src 'self' https://f.example"},
		{"default-src 'none'; form-action 'self'", "default-src 'none'", "default-src 'none'"}, // nothing said lets a form send anywhere
		{"default-src 'none'; upgrade-insecure-requests", "default-src 'none'; upgrade-insecure-requests", "default-src 'none'; upgrade-insecure-requests"},
	}
	for _, test := range tests {
		files, _ := hostfiles.Files(hostfiles.Site{Host: "netlify", Base: "/", Policy: test.a, Policies: map[string]string{"/b/": test.b}})
		if got, want := text(t, files, "_headers"), "  Content-Security-Policy: "+test.want+"\n"; !strings.Contains(got, want) {
			t.Errorf("%s\nand %s:\n%s", test.a, test.b, got)
		}
	}
}

// TestImmutable lets browsers keep only what has its fingerprint in its name: folders where all in them is such, else single files.
func TestImmutable(t *testing.T) {
	t.Parallel()
	files, _ := hostfiles.Files(hostfiles.Site{
		Host: "netlify", Base: "/", Names: []string{"css/a.0123456789.css", "css/a.0123456789.css.br", "js/a.0123456789.js", "js/old.js", "index.html", "top.0123456789.txt"},
		Immutable: []string{"css/a.0123456789.css", "js/a.0123456789.js", "top.0123456789.txt"},
	})
	const kept = "\n  Cache-Control: public, max-age=31536000, immutable\n"
	want := "/css/*" + kept + "/js/a.0123456789.js" + kept + "/top.0123456789.txt" + kept
	if got := text(t, files, "_headers"); !strings.HasSuffix(got, want) || strings.Contains(got, "/js/*") {
		t.Error(got)
	}
}

// TestNothingForOthers gives no files to hosts that take none.
func TestNothingForOthers(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]int{"": 0, "github": 18, "somewhere": 0} {
		if files, problems := hostfiles.Files(described(t, host, "/")); len(files) > 0 || len(problems) != want {
			t.Errorf("%s: %v, %v", host, files, problems)
		}
	}
}

// TestNothingEscapes holds, for any rules and fields that may be written, that no text of a site ends the string in which it stands.
func TestNothingEscapes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := hostfiles.Site{Base: "/", Names: []string{"index.html", "404.html", "a/index.html"}, Precompressed: true}
		for range 4 {
			if r, err := hosting.ParseRule("/"+rapid.String().Draw(t, "from"), rapid.SampledFrom([]string{"/", "https://"}).Draw(t, "start")+rapid.String().Draw(t, "to"), 301, rapid.Bool().Draw(t, "force")); err == nil {
				s.Redirects = append(s.Redirects, r)
			}
			if f, err := hosting.ParseHeader("X-Any", rapid.String().Draw(t, "value")); err == nil {
				a, _ := hosting.ParseAddress("/a/")
				s.Headers = append(s.Headers, hostfiles.Rule{For: a, Fields: []hosting.Header{f}})
			}
		}
		for _, host := range hostfiles.Hosts() {
			s.Host = host
			files, _ := hostfiles.Files(s)
			for _, f := range files {
				checkClosed(t, host, f)
			}
		}
	})
}

// checkClosed checks that each line of a file has its strings closed, and that JSON is such.
func checkClosed(t *rapid.T, host string, f hostfiles.File) {
	if strings.HasSuffix(f.Name, ".json") {
		if !json.Valid(f.Data) {
			t.Errorf("%s\n%s", host, f.Data)
		}
		return
	}
	for line := range strings.Lines(string(f.Data)) {
		plain := line
		if host != "caddy" || !strings.Contains(line, "`") {
			plain = strings.NewReplacer(`\\`, "", `\"`, "").Replace(line)
		}
		quotes, accents := strings.Count(plain, `"`), strings.Count(plain, "`")
		comment := strings.HasPrefix(line, "#") || host != "nginx" && host != "apache" && host != "caddy"
		if !comment && host != "caddy" && quotes%2 != 0 || host == "caddy" && accents%2 != 0 && !strings.Contains(line, ` "`) {
			t.Errorf("%s: %q", host, line)
		}
	}
}

// TestPoliciesOfManyPages has a host that has no room for each policy told of one for all, of none where that would be too long to be sent, and never of a part. What it
// is told is what it is known to send.
func TestPoliciesOfManyPages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		host     string
		differ   bool // each from each, as by a script that stands in it
		sends    string
		problems int
	}{
		{"netlify", false, "united", 0}, {"cloudflare", false, "united", 0}, {"vercel", false, "united", 0}, {"azure", false, "united", 0}, {"nginx", false, "own", 0},
		{"netlify", true, "", 1}, {"cloudflare", true, "", 1}, {"vercel", true, "", 1}, {"azure", true, "", 1}, {"nginx", true, "own", 0},
	} {
		many := hostfiles.Site{Host: c.host, Base: "/", Policy: mostPolicy, Policies: map[string]string{}}
		for i := range 1200 {
			own := contactPolicy
			if c.differ {
				own += fmt.Sprintf("; script-src 'sha256-%043d='", i)
			}
			many.Policies[fmt.Sprintf("/page/%d/", i)] = own
			many.Names = append(many.Names, fmt.Sprintf("page/%d/index.html", i))
		}
		files, problems := hostfiles.Files(many)
		all := ""
		for _, f := range files {
			all += string(f.Data)
		}
		if told := strings.Contains(all, "Content-Security-Policy"); told != (c.sends != "") || len(problems) != c.problems {
			t.Errorf("%s, %t: told of policies: %t, %v", c.host, c.differ, told, problems)
		}
		host := hosting.Describe(func(string) ([]byte, bool) { return nil, true }, many.Base, many.Told())
		sent := ""
		for _, field := range host.Headers("/page/7/") {
			if field.Name == "Content-Security-Policy" {
				sent = field.Value
			}
		}
		kind := "united"
		switch sent {
		case "", many.Policies["/page/7/"]:
			kind = map[bool]string{true: "", false: "own"}[sent == ""]
		}
		if kind != c.sends {
			t.Errorf("%s, %t: %q is known to be sent, not %s", c.host, c.differ, sent, c.sends)
		}
	}
}

// TestAzureTellsOnce names no address twice, since the first route is the only one that counts.
func TestAzureTellsOnce(t *testing.T) {
	t.Parallel()
	s := hostfiles.Site{Host: "azure", Base: "/", Policy: mostPolicy, Policies: map[string]string{"/fees/": contactPolicy, "/contact/": contactPolicy},
		Redirects: []hosting.Rule{rule(t, "/fees/", "/prices/", 301, true)}, Names: []string{"contact/index.html", "fees/index.html", "index.html"}}
	files, _ := hostfiles.Files(s)
	var told struct {
		Routes []struct{ Route string }
	}
	if err := json.Unmarshal([]byte(text(t, files, "staticwebapp.config.json")), &told); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, r := range told.Routes {
		if seen[r.Route]++; seen[r.Route] > 1 {
			t.Errorf("%s is told of again", r.Route)
		}
	}
	if seen["/fees/"] == 0 || seen["/contact/"] == 0 {
		t.Errorf("routes are %v", told.Routes)
	}
}
