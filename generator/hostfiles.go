package generator

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"stillpoint/generator/assets"
	"stillpoint/generator/diag"
	"stillpoint/generator/hostfiles"
	"stillpoint/generator/hosting"
)

// claimHostFiles claims the files that the host of the site takes its rules from. Where the site has one of its own, that is what the host reads. Names
// that begin with a dot nobody else can have.
func (b *build) claimHostFiles() {
	for _, name := range hostfiles.Names(b.config.Publish.Host) {
		if !strings.HasPrefix(name, ".") && !b.ownHostFile(name) {
			b.claim(name, "", "the rules for "+b.config.Publish.Host)
		}
	}
}

// ownHostFile reports whether the site itself has a file that hosts take rules from: a static file, or a layout.
func (b *build) ownHostFile(name string) bool {
	return b.text(path.Join(assets.StaticFolder, name)) != nil || slices.Contains(b.set.Texts(), name)
}

// described are the redirects and header fields of the configuration, as hosts are told of them.
type described struct {
	redirects []hosting.Rule
	places    []int // of the redirects in the configuration
	headers   []hostfiles.Rule
	fields    []int // of the headers in the configuration
}

// readRules reads the redirects and header fields of the configuration, whose addresses are within the site. What is wrong with one was told when the
// configuration was read, but for a rule that the path of the site makes too long.
func (b *build) readRules() (described, diag.List) {
	var d described
	var problems diag.List
	base := strings.TrimSuffix(b.site.Addresses.BasePath(), "/")
	for i, r := range b.config.Redirects {
		to := r.To
		if strings.HasPrefix(to, "/") {
			to = base + to
		}
		rule, err := hosting.ParseRule(base+r.From, to, r.Status, r.Force)
		if err != nil {
			problems = append(problems, b.config.Amiss("redirects", i, "from", "bad-redirect", err.Error(), ""))
			continue
		}
		d.redirects, d.places = append(d.redirects, rule), append(d.places, i)
	}
	for i, h := range b.config.Headers {
		rule := hostfiles.Rule{}
		var err error
		if rule.For, err = hosting.ParseAddress(base + h.For); err != nil {
			problems = append(problems, b.config.Amiss("headers", i, "for", "bad-header", err.Error(), ""))
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(h.Set)) {
			if field, err := hosting.ParseHeader(name, h.Set[name]); err == nil {
				rule.Fields = append(rule.Fields, field)
			}
		}
		d.headers, d.fields = append(d.headers, rule), append(d.fields, i)
	}
	return d, problems
}

// aliasRules returns the redirects of the addresses that pages had before, for hosts that can lead visitors elsewhere although there is a page: they say
// so before it is loaded, and search engines believe them. Two aliases whose page cannot be told of stay with their pages.
func (b *build) aliasRules() []hosting.Rule {
	if !hostfiles.Redirecting(b.config.Publish.Host) {
		return nil
	}
	var rules []hosting.Rule
	for _, alias := range b.site.Aliases {
		if rule, err := hosting.Moved(b.basePath()+strings.TrimPrefix(alias.Path, "/"), b.site.URL(alias.Page.Path)); err == nil {
			rules = append(rules, rule)
		}
	}
	return rules
}

// hostSite returns what the host is told of the finished site.
func (b *build) hostSite(d described) hostfiles.Site {
	s := hostfiles.Site{
		Host: b.config.Publish.Host, Base: b.basePath(), Headers: d.headers, Fields: b.securityFields(),
		Redirects: slices.Concat(b.aliasRules(), d.redirects), Precompressed: b.config.Precompressed(),
	}
	if s.Host != "" { // else nobody is told of single files
		s.Names, s.Immutable = b.published()
	}
	s.Policy, s.Policies = b.policies()
	return s
}

// published returns the names of all published files, sorted, and of those whose names have their fingerprints: assets, forms of pictures and
// pictures for sharing.
func (b *build) published() (names, fixed []string) {
	names = b.site.Claims.Outputs()
	made, _ := b.assets.Made() // what is wrong with them was told
	for _, a := range made {
		fixed = append(fixed, a.Output)
	}
	fixed = slices.AppendSeq(fixed, maps.Keys(b.pictures.Outputs()))
	b.shares.drawn.Range(func(name, _ any) bool {
		fixed, names = append(fixed, name.(string)), append(names, name.(string))
		return true
	})
	fixed = slices.DeleteFunc(fixed, func(name string) bool { return !fingerprint().MatchString(name) })
	slices.Sort(fixed)
	slices.Sort(names)
	return slices.Compact(names), slices.Compact(fixed)
}

// fingerprint is the form of names that say what is in the file.
var fingerprint = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\.[0-9a-f]{10}\.[^./]+$|^share/[0-9a-f]{16}\.png$`)
})

// emitHostFiles publishes what the host takes its rules from. It depends on the whole site, so it is written anew with each build.
func (b *build) emitHostFiles() error {
	var problems diag.List
	b.described, problems = b.readRules()
	b.report(problems...)
	s := b.hostSite(b.described)
	b.result.host = b.hostOf(s)
	files, amiss := hostfiles.Files(s)
	b.tellHost(len(s.Redirects)-len(b.described.redirects), amiss)
	for _, f := range files {
		if b.ownHostFile(f.Name) {
			b.tellOwn(f.Name)
			continue
		}
		if b.out == nil { // nothing will be published
			continue
		}
		if err := b.out.Stage(f.Name, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// tellHost warns of what the host cannot do, where it is asked for. The first redirects of a site are those of its aliases.
func (b *build) tellHost(aliases int, amiss []hostfiles.Problem) {
	const code = "host-rule"
	d := b.described
	for _, p := range amiss {
		problem := diag.New(code, ConfigFile, p.Text, p.Hint)
		switch {
		case p.List == "headers" && p.Item < len(d.fields):
			problem = b.config.Amiss("headers", d.fields[p.Item], "for", code, p.Text, p.Hint)
		case p.List == "redirects" && p.Item >= aliases:
			problem = b.config.Amiss("redirects", d.places[p.Item-aliases], "from", code, p.Text, p.Hint)
		case p.List == "redirects":
			continue // the page of the alias leads visitors on as well
		}
		b.report(problem.AsWarning())
	}
	if b.config.Publish.Host != "" {
		return
	}
	const hint = "name it, such as publish: {host: nginx}, or take them away"
	if len(d.redirects) > 0 && !b.readsOwn(hosting.RedirectsFile) {
		b.report(b.config.Amiss("redirects", d.places[0], "from", code, "no host is told of redirects, since publish.host names none", hint).AsWarning())
	}
	if len(d.headers) > 0 {
		b.report(b.config.Amiss("headers", d.fields[0], "for", code, "no host is told of header fields, since publish.host names none", hint).AsWarning())
	}
}

// tellOwn warns of what is not published since the site has a file of its own.
func (b *build) tellOwn(name string) {
	what := "the rules for the host, with those for security and caching among them, are"
	switch {
	case name == hosting.RedirectsFile && len(b.described.redirects) == 0:
		return // aliases have their pages
	case name == hosting.RedirectsFile:
		what = "the redirects of stillpoint.yaml are"
	case name == "_headers":
		what = "the header fields of stillpoint.yaml, and those for security and caching, are"
	}
	b.report(diag.New("own-host-file", path.Join(assets.StaticFolder, name), fmt.Sprintf("the site has a file %s of its own, so %s not published", name, what),
		"move what it says to redirects and headers in stillpoint.yaml, and take it away").AsWarning())
}

// readsOwn reports whether the host of the site, or any where none is named, takes rules from a file that the site itself has.
func (b *build) readsOwn(name string) bool {
	host := b.config.Publish.Host
	return b.hostRules()[name] != nil && (host == "" || slices.Contains(hostfiles.Names(host), name))
}

// hostOf returns a function that says how the host answers that is told of a site.
func (b *build) hostOf(s hostfiles.Site) func(read func(name string) ([]byte, bool)) *hosting.Host {
	rules := b.hostRules()
	ownRedirects, ownHeaders := b.readsOwn(hosting.RedirectsFile), b.readsOwn("_headers")
	return func(read func(name string) ([]byte, bool)) *hosting.Host {
		told := s.Told()
		told.OwnRedirects, told.OwnHeaders = ownRedirects, ownHeaders
		return hosting.Describe(func(name string) ([]byte, bool) {
			if rules[name] != nil {
				return rules[name].Text(), true
			}
			return read(name)
		}, s.Base, told)
	}
}

// Host returns how the host of the site answers that the configuration names, as far as it is known: with the rules that this build has told it, and the files for which
// has says that they are there, by their published names. A host that cannot send header fields has none; one that takes one policy for all pages has that.
// It is nil where the build came to no finished site.
func (r *Result) Host(has func(name string) bool) *hosting.Host {
	return r.Answers(func(name string) ([]byte, bool) { return nil, has(name) })
}

// Answers is [Result.Host] for those who have the files. The function read is as for [hosting.New].
func (r *Result) Answers(read func(name string) ([]byte, bool)) *hosting.Host {
	if r.host == nil {
		return nil
	}
	return r.host(read)
}
