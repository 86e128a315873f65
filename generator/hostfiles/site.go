package hostfiles

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/compress"
	"stillpoint/generator/hosting"
)

// What answers may be kept for, as values of Cache-Control.
const (
	CachePages     = "public, max-age=0, must-revalidate"
	CacheImmutable = "public, max-age=31536000, immutable" // a year, the longest that is of use (RFC 9111, 1.2.2)
)

// Folder is where the files that servers include are published.
const Folder = ".host"

// notFound is the page that is sent where there is nothing.
const notFound = "404.html"

// The names of fields that Stillpoint sets.
const (
	policyField = "Content-Security-Policy"
	cacheField  = "Cache-Control"
)

// Rule gives addresses header fields, from the site's own configuration.
type Rule struct {
	For    hosting.Address
	Fields []hosting.Header
}

// Site is all that a host is told of a site.
type Site struct {
	Host          string            // one of [Hosts]
	Base          string            // the path of the site on its host, not percent-encoded: "/" or "/nursery/"
	Redirects     []hosting.Rule    // in the order in which they are tried, among the forced ones and among the others
	Headers       []Rule            // of the site's own configuration
	Fields        []hosting.Header  // of every answer
	Policy        string            // the Content-Security-Policy of most pages; "" for none
	Policies      map[string]string // of the pages that differ, by their addresses within the site, such as "/contact/" and "/404.html"
	Names         []string          // of all published files
	Immutable     []string          // of those whose names have their fingerprints
	Precompressed bool              // beside files lie .br and .gz of the same

	names map[string]bool
}

// File is one to be published.
type File struct {
	Name string
	Data []byte
}

// Problem is something that a host cannot do, or not as it is meant.
type Problem struct {
	List string // "redirects" or "headers"; "" for what is about neither
	Item int    // its place in that list of the site, from 0
	Text string // plain words, without a full stop
	Hint string
}

// Hosts returns the names of the hosts for which there are files.
func Hosts() []string {
	return []string{"netlify", "cloudflare", "gitlab", "codeberg", "nginx", "apache", "caddy", "vercel", "azure"}
}

// Names returns the names of the files that a host may get, whatever they say.
func Names(host string) []string {
	switch host {
	case "netlify", "cloudflare":
		return hosting.RuleFiles()
	case "gitlab", "codeberg":
		return []string{hosting.RedirectsFile}
	case "nginx":
		return []string{Folder + "/nginx.conf", Folder + "/nginx-brotli.conf"}
	case "apache":
		return []string{".htaccess"}
	case "caddy":
		return []string{Folder + "/Caddyfile"}
	case "vercel":
		return []string{"vercel.json"}
	case "azure":
		return []string{"staticwebapp.config.json"}
	}
	return nil
}

// Redirecting reports whether a host can be told to lead visitors of an address elsewhere although there is a file.
func Redirecting(host string) bool {
	return host != "gitlab" && slices.Contains(Hosts(), host)
}

// Fieldless reports whether a host lets a site have no header fields of its own.
func Fieldless(host string) bool {
	return slices.Contains([]string{"github", "gitlab", "codeberg"}, host)
}

// github tells that GitHub Pages takes no rules.
func (w *writer) github() {
	for i := range w.site.Redirects {
		w.tell("redirects", i, "GitHub Pages takes no redirects, so this one is left out", "write it as an alias of the page that it leads to, or publish elsewhere")
	}
	w.noFields("GitHub Pages")
}

// noFields tells that a host takes no header fields.
func (w *writer) noFields(host string) {
	for i := range w.site.Headers {
		w.tell("headers", i, host+" takes no header fields, so these are left out", "publish elsewhere where they matter")
	}
}

// Files returns the files for the host of a site, sorted by name, and what that cannot do. A host that takes no rules gets none.
func Files(s Site) ([]File, []Problem) {
	w := s.written()
	slices.SortFunc(w.files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return w.files, w.problems
}

// written writes the files of the site.
func (s Site) written() *writer {
	s.names = make(map[string]bool, len(s.Names))
	for _, name := range s.Names {
		s.names[name] = true
	}
	w := &writer{site: &s, policy: s.Policy, policies: s.Policies}
	switch s.Host {
	case "github":
		w.github()
	case "netlify":
		w.netlify()
	case "cloudflare":
		w.cloudflare()
	case "gitlab":
		w.gitlab()
	case "codeberg":
		w.codeberg()
	case "nginx":
		w.nginx()
	case "apache":
		w.apache()
	case "caddy":
		w.caddy()
	case "vercel":
		w.vercel()
	case "azure":
		w.azure()
	}
	return w
}

// Describe returns what a host is told, in no host's language.
func (s *Site) Describe() hosting.Description {
	d := hosting.Description{Redirects: s.Redirects}
	all := s.every()
	first := slices.Concat(s.Fields, []hosting.Header{{Name: cacheField, Value: CachePages}})
	if s.Policy != "" {
		first = append(first, hosting.Header{Name: policyField, Value: s.Policy})
	}
	d.Headers = append(d.Headers, hosting.HeaderRule{For: all, Fields: first, Default: true})
	for _, p := range s.pagePolicies(s.Policies) {
		own := []hosting.Header{{Name: policyField, Value: p.value}}
		for _, address := range p.addresses {
			d.Headers = append(d.Headers, hosting.HeaderRule{For: address, Fields: own, Default: true})
		}
	}
	if own := s.Policies["/"+notFound]; own != "" {
		d.Headers = append(d.Headers, hosting.HeaderRule{For: all, Fields: []hosting.Header{{Name: policyField, Value: own}}, When: hosting.Missing, Default: true})
	}
	for _, address := range s.immutable() {
		fields := []hosting.Header{{Name: cacheField, Value: CacheImmutable}}
		d.Headers = append(d.Headers, hosting.HeaderRule{For: address, Fields: fields, When: hosting.Found, Default: true})
	}
	for _, rule := range s.Headers {
		d.Headers = append(d.Headers, hosting.HeaderRule{For: rule.For, Fields: rule.Fields})
	}
	return d
}

// Told returns what the host of a site really does of what it is told: without the rules that it cannot follow, and with one policy for all pages where it takes one. A host
// that takes no header fields has none, nor has one that nobody has named, but for those of the site's own configuration.
func (s Site) Told() hosting.Description {
	w := s.written()
	left := map[string]map[int]bool{"redirects": {}, "headers": {}, "": {}}
	for _, p := range w.problems {
		left[p.List][p.Item] = true
	}
	told := s
	told.Redirects, told.Headers, told.Policy, told.Policies = nil, nil, w.policy, w.policies
	for i, rule := range s.Redirects {
		if !left["redirects"][i] {
			told.Redirects = append(told.Redirects, rule)
		}
	}
	for i, rule := range s.Headers {
		if !left["headers"][i] {
			told.Headers = append(told.Headers, rule)
		}
	}
	switch {
	case Fieldless(s.Host):
		return hosting.Description{Redirects: told.Redirects}
	case s.Host == "":
		d := hosting.Description{Redirects: told.Redirects}
		for _, rule := range told.Headers {
			d.Headers = append(d.Headers, hosting.HeaderRule{For: rule.For, Fields: rule.Fields})
		}
		return d
	}
	return told.Describe()
}

// Answers returns how the host of a site answers. The function read is as for [hosting.New].
func (s *Site) Answers(read func(name string) ([]byte, bool)) *hosting.Host {
	return hosting.Describe(read, s.Base, s.Describe())
}

// every returns the pattern of all addresses of the site.
func (s *Site) every() hosting.Address { return hosting.Below(s.Base) }

// at returns the pattern of one address within the site.
func (s *Site) at(address string) hosting.Address {
	return hosting.Exactly(s.Base + strings.TrimPrefix(address, "/"))
}

// pagePolicy is the policy of a page that differs from most.
type pagePolicy struct {
	address   string
	addresses []hosting.Address // under which the page can be seen
	value     string
}

// pagePolicies returns the policies of pages that differ from most, sorted by what they say.
func (s *Site) pagePolicies(policies map[string]string) []pagePolicy {
	var all []pagePolicy
	for _, address := range slices.Sorted(maps.Keys(policies)) {
		p := pagePolicy{address: address, addresses: []hosting.Address{s.at(address)}, value: policies[address]}
		if strings.HasSuffix(address, "/") {
			p.addresses = append(p.addresses, s.at(address+"index.html"))
		} else if plain, ok := strings.CutSuffix(address, ".html"); ok {
			p.addresses = append(p.addresses, s.at(plain))
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b pagePolicy) int { return strings.Compare(a.value, b.value) }) // each has an address of its own, so the order is free
	return all
}

// grouped is some rules of a description that say the same, for servers that are told of them at once.
type grouped struct {
	hosting.HeaderRule
	pattern string // of all their addresses, as rawPattern writes it
}

// longest is how long an expression gets when rules are grouped: nginx takes no more than 4096 bytes in one word.
const longest = 2500

// groups puts rules together that follow each other, say the same by default, and are for single addresses.
func (s *Site) groups() []grouped {
	var all []grouped
	for _, rule := range s.Describe().Headers {
		one := grouped{rule, rawPattern(rule.For)}
		if n := len(all) - 1; n >= 0 && rule.Default && rule.For.Fixed() && all[n].Default && all[n].For.Fixed() && all[n].When == rule.When &&
			slices.Equal(all[n].Fields, rule.Fields) && len(all[n].pattern)+len(one.pattern) < max(longest-sizeOf(rule.Fields)/2, 0) {
			all[n].pattern += "|" + one.pattern
			continue
		}
		all = append(all, one)
	}
	for i := range all {
		all[i].pattern = "(?:" + all[i].pattern + ")"
	}
	return all
}

// sizeOf returns how long the values of fields are, in bytes. Apache takes lines of 8190 bytes, in which the backslashes of an expression are doubled.
func sizeOf(fields []hosting.Header) int {
	n := 0
	for _, field := range fields {
		n += len(field.Value)
	}
	return n
}

// immutable returns patterns of the files whose names have their fingerprints: of a folder where all in it are such, else of each
// file.
func (s *Site) immutable() []hosting.Address {
	fixed := make(map[string]bool, len(s.Immutable))
	for _, name := range s.Immutable {
		fixed[name] = true
	}
	mixed := map[string]bool{} // folders in which something else lies, too
	for _, name := range s.Names {
		if plain, _ := compress.Plain(name); fixed[name] || fixed[plain] {
			continue
		}
		for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
			mixed[folder] = true
		}
	}
	patterns := map[string]hosting.Address{}
	for name := range fixed {
		if top, _, inside := strings.Cut(name, "/"); inside && !mixed[top] {
			patterns[top] = hosting.Below(s.Base + top + "/")
		} else {
			patterns[name] = hosting.Exactly(s.Base + name)
		}
	}
	var all []hosting.Address
	for _, key := range slices.Sorted(maps.Keys(patterns)) {
		all = append(all, patterns[key])
	}
	return all
}

// writer writes the files of one site for its host.
type writer struct {
	site     *Site
	files    []File
	problems []Problem
	policy   string            // of most pages, as the host is really told
	policies map[string]string // of the others
}

// tellEach has the host told of the policies of single pages, of that for all else, and of none for what is not there.
func (w *writer) tellEach() {
	w.policy, w.policies = w.site.common(), maps.Clone(w.site.Policies)
	delete(w.policies, "/"+notFound)
}

// tellOne has the host told of one policy for all pages; of none where that is too long to be sent with each answer.
func (w *writer) tellOne(host string, longest int) {
	w.policy, w.policies = w.site.unitedPolicy(), nil
	if len(w.policy) > longest {
		w.policy = ""
		w.tell("", 0, fmt.Sprintf("%s would have to send one %s for all pages, and it would have more than %d characters, so none is sent", host, policyField, longest),
			"move scripts and styles that stand in single pages into files in assets/js/ and assets/css/")
	}
}

// largest is how long one policy for all pages may be. What lies between a host and its visitors often takes 8 KB for all header fields together
// (nginx.org, proxy_buffer_size).
const largest = 6 << 10

func (w *writer) add(name, text string) {
	w.files = append(w.files, File{Name: name, Data: []byte(text)})
}

func (w *writer) tell(list string, item int, text, hint string) {
	w.problems = append(w.problems, Problem{list, item, text, hint})
}

func (s *Site) has(name string) bool { return s.names[name] }

// covers returns the name of a published file at whose address a rule would hold, "" where there is none.
func (s *Site) covers(a hosting.Address) string {
	if a.Fixed() {
		return s.fileAt(a)
	}
	for _, name := range s.Names {
		if strings.HasPrefix(name, ".") || slices.Contains(Names(s.Host), name) {
			continue
		}
		address := s.Base + name
		if a.Matches(address) || a.Matches(strings.TrimSuffix(address, "index.html")) || a.Matches(strings.TrimSuffix(address, ".html")) {
			return name
		}
	}
	return ""
}

// fileAt returns the name of the file at a single address, with or without a closing slash.
func (s *Site) fileAt(a hosting.Address) string {
	parts := make([]string, len(a.Segments))
	for i, segment := range a.Segments {
		parts[i] = segment.Text
	}
	name, inside := strings.CutPrefix("/"+strings.TrimSuffix(strings.Join(parts, "/"), "/"), strings.TrimSuffix(s.Base, "/"))
	if !inside {
		return ""
	}
	name = strings.TrimPrefix(name, "/")
	for _, candidate := range []string{name, name + ".html", strings.TrimPrefix(name+"/index.html", "/")} {
		if s.has(candidate) {
			return candidate
		}
	}
	return ""
}

// named reports whether a list has a field of a name.
func named(fields []hosting.Header, name string) bool {
	return slices.ContainsFunc(fields, func(f hosting.Header) bool { return strings.EqualFold(f.Name, name) })
}
