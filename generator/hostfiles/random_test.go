package hostfiles_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/hostfiles"
	"stillpoint/generator/hostfiles/servertest"
	"stillpoint/generator/hosting"
)

// worlds is how many random sites one server serves at a time, each below a folder of its own.
const worlds = 60

// world is a random site.
type world struct {
	rules     []hosting.Rule
	headers   []hostfiles.Rule
	addresses []string
}

// names are parts of paths, some of them with signs that mean something in one configuration or another.
func names() []string {
	return []string{
		"a", "b", "c", "page", "b.html", "d.txt", "index.html", "é", "x y", "100%", "it's", "(q)", "$1", "${uri}", "%1", "a+b", "~", "q;r", `"`, "{e}", "{path}", "`", "&", "a=b", "#", "€", "[z]", "|", "^", "@", ",", "!", "-f", "%{HOST}", ":1", "*", "a.b.c", "<",
	}
}

// files are published in each world.
func files() []string {
	return []string{"index.html", "a/index.html", "b.html", "c/d.txt", "page/a/index.html", "é/index.html", "x y/index.html"}
}

// drawWorld draws a world below a folder.
func drawWorld(folder string) func(*rapid.T) world {
	return func(t *rapid.T) world {
		w := world{}
		for range rapid.IntRange(0, 5).Draw(t, "rules") {
			from, placeholders := drawAddress(t, folder)
			to := drawTarget(t, folder, placeholders)
			status := rapid.SampledFrom([]int{200, 301, 302, 303, 307, 308}).Draw(t, "status")
			r, err := hosting.ParseRule(from, to, status, rapid.Bool().Draw(t, "force"))
			if err != nil || status == 200 && len(placeholders) > 0 && slices.ContainsFunc(r.To, func(p hosting.Part) bool { return p.Name != "" }) || circles(r) {
				continue
			}
			w.rules = append(w.rules, r)
		}
		for range rapid.IntRange(0, 2).Draw(t, "headers") {
			text, _ := drawAddress(t, folder)
			if a, err := hosting.ParseAddress(text); err == nil {
				value := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"-", `"`, `\`, "'", " ", "%", "%1", "{", "}", `{"`, ";", "#", "<", "é"}), 1, 6).Draw(t, "value"), "")
				if field, err := hosting.ParseHeader(rapid.SampledFrom([]string{"X-Quoted", "Cache-Control", "X-Frame-Options"}).Draw(t, "field"), "v "+value+" v"); err == nil {
					w.headers = append(w.headers, hostfiles.Rule{For: a, Fields: []hosting.Header{field}})
				}
			}
		}
		for range rapid.IntRange(4, 10).Draw(t, "addresses") {
			w.addresses = append(w.addresses, drawPath(t, folder, w.rules))
		}
		return w
	}
}

// circles reports whether a rule may lead back to itself by what a visitor writes for its placeholders, which servers are not told of.
func circles(r hosting.Rule) bool {
	return r.Moves() && r.Local && slices.ContainsFunc(r.To, func(p hosting.Part) bool { return p.Name != "" })
}

func drawAddress(t *rapid.T, folder string) (text string, placeholders []string) {
	var b strings.Builder
	b.WriteString("/" + folder)
	for i := range rapid.IntRange(1, 3).Draw(t, "segments") {
		if rapid.IntRange(0, 3).Draw(t, "placeholder") == 0 {
			placeholders = append(placeholders, fmt.Sprintf("p%d", i))
			fmt.Fprintf(&b, "/:p%d", i)
		} else {
			b.WriteString("/" + hosting.EscapePath(rapid.SampledFrom(names()).Draw(t, "name")))
		}
	}
	switch rapid.IntRange(0, 3).Draw(t, "end") {
	case 0:
		b.WriteString("/")
	case 1:
		b.WriteString("/*")
		placeholders = append(placeholders, "splat")
	}
	return b.String(), placeholders
}

func drawTarget(t *rapid.T, folder string, placeholders []string) string {
	pieces := []string{}
	for _, name := range names() {
		pieces = append(pieces, hosting.EscapePath(name))
	}
	pieces = append(pieces, files()[:5]...)
	for _, p := range placeholders {
		pieces = append(pieces, ":"+p, ":"+p)
	}
	start := rapid.SampledFrom([]string{"/" + folder, "/" + folder, "/" + folder, "https://other.example"}).Draw(t, "start")
	target := start + "/" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 3).Draw(t, "pieces"), "/")
	return target + rapid.SampledFrom([]string{"", "", "", "/", "?q=1", "?q='$1'", "#there", "?a=b#c"}).Draw(t, "end")
}

// drawPath draws an address to be asked for: of a file, of a rule with something for its placeholders, or any.
func drawPath(t *rapid.T, folder string, rules []hosting.Rule) string {
	query := rapid.SampledFrom([]string{"", "", "", "?x=y", "?a=%22b%22&c", "?$1=%{HOST}"}).Draw(t, "query")
	name := func() string { return escaped(t, rapid.SampledFrom(names()).Draw(t, "asked")) }
	if len(rules) > 0 && rapid.IntRange(0, 2).Draw(t, "which") > 0 {
		a := rapid.SampledFrom(rules).Draw(t, "rule").From
		path := ""
		for _, segment := range a.Segments {
			if segment.Name != "" {
				path += "/" + name()
			} else {
				path += "/" + escaped(t, segment.Text)
			}
		}
		if a.Splat {
			path += rapid.SampledFrom([]string{"", "/", "/" + name(), "/" + name() + "/" + name() + "/"}).Draw(t, "rest")
		}
		return path + query
	}
	path := "/" + folder
	for range rapid.IntRange(1, 3).Draw(t, "depth") {
		path += "/" + name()
	}
	return path + rapid.SampledFrom([]string{"", "", "/"}).Draw(t, "closing") + query
}

// escaped writes a name as browsers do, or with more of it encoded than need be, or in other letters.
func escaped(t *rapid.T, name string) string {
	text := hosting.EscapePath(name)
	if rapid.IntRange(0, 3).Draw(t, "lower") == 0 {
		return strings.ToLower(text)
	}
	return text
}

// TestRandomRules holds the answers of real servers against those of package hosting for random rules and random addresses.
func TestRandomRules(t *testing.T) {
	t.Parallel()
	s := hostfiles.Site{Base: "/", Policy: mostPolicy, Names: []string{"404.html"}}
	var asked []string
	for i := range worlds {
		folder := fmt.Sprintf("w%d", i)
		w := rapid.Custom(drawWorld(folder)).Example(i)
		s.Redirects, s.Headers, asked = append(s.Redirects, w.rules...), append(s.Headers, w.headers...), append(asked, w.addresses...)
		for _, name := range files() {
			s.Names = append(s.Names, folder+"/"+name)
		}
	}
	for _, kind := range servertest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s.Host = kind
			published := publish(t, s)
			server := servertest.Start(t, kind, published.folder)
			for _, address := range asked {
				if wrong := disagreement(t, published, server, address, ask(t, server, address, "")); wrong != "" {
					t.Errorf("%s: %s", address, wrong)
				}
			}
		})
	}
}
