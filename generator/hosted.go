package generator

import (
	"slices"
	"strings"
	"time"

	"stillpoint/generator/config"
	"stillpoint/generator/outputs"
	"stillpoint/generator/policy"
)

// securityFile is where finders of a weakness look for whom to tell (RFC 9116, 3).
const securityFile = ".well-known/security.txt"

// findHosted works out which files there are for the host of the site and for those who look for a file at a place that all sites have in common. One that
// the author has among the static files stays as it is.
func (b *build) findHosted() {
	for _, f := range slices.Concat(b.securityFiles(), b.domainFiles()) {
		if b.site.Claims.Closest(f.Name) == "" {
			b.claim(f.Name, ConfigFile, "the file "+f.Name)
			b.hosted = append(b.hosted, f)
		}
	}
}

func (b *build) emitHosted() error {
	for _, f := range b.hosted {
		if err := b.out.Stage(f.Name, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// securityFiles returns security.txt where the configuration says whom to tell. It must lie at the root of a host, so that a site below a folder has
// none: there the one of the whole host holds.
func (b *build) securityFiles() []outputs.File {
	contacts := slices.DeleteFunc(slices.Clone(b.config.Security.Contact), func(c config.Contact) bool { return c == "" }) // as of a lone hyphen
	if len(contacts) == 0 {
		return nil
	}
	if b.basePath() != "/" {
		if b.options.BaseURL == "" {
			b.report(b.config.At("no-security-file", "there will be no security.txt, which counts only at the root of a host: this site lies below "+b.basePath(),
				"ask whoever keeps the host to name this contact in theirs, or take the contact out", "security", "contact").AsWarning())
		}
		return nil
	}
	s := outputs.Security{Expires: expiry(b.now.In(b.config.Site.Zone())), Canonical: b.site.Permalink("/" + securityFile)}
	for _, contact := range contacts {
		s.Contacts = append(s.Contacts, contact.URI())
	}
	for _, language := range append([]string{b.config.Site.Language}, b.site.Practice.Codes()...) {
		if !slices.Contains(s.Languages, language) {
			s.Languages = append(s.Languages, language)
		}
	}
	return []outputs.File{{Name: securityFile, Data: s.Text()}}
}

// expiry returns until when a security.txt holds that is made at a moment: to the end of the second quarter of a year after this one. So it always holds for six to
// nine months, and is another only when a quarter begins, which a build sees as it sees each new day. RFC 9116 (2.5.5) wants less than a year.
func expiry(now time.Time) time.Time {
	quarter := (int(now.Month()) - 1) / 3
	return time.Date(now.Year(), time.Month(3*quarter+1+9), 1, 0, 0, 0, 0, time.UTC)
}

// domainFiles returns what GitHub and Codeberg look for in the branch that they publish: the name of the host, unless it is one of theirs, and
// for GitHub a sign that nothing is to be made of the files any more.
// docs.github.com/pages, “Managing a custom domain”; docs.codeberg.org/codeberg-pages/using-custom-domain.
func (b *build) domainFiles() []outputs.File {
	var files []outputs.File
	host := b.domain()
	switch b.config.Publish.Host {
	case "github":
		files = append(files, outputs.File{Name: ".nojekyll", Data: []byte{}})
		if host != "" && !within(host, "github.io") {
			files = append(files, outputs.File{Name: "CNAME", Data: []byte(host + "\n")})
		}
	case "codeberg":
		if host != "" && !within(host, "codeberg.page") {
			files = append(files, outputs.File{Name: ".domains", Data: []byte(host + "\n")})
		}
	}
	return files
}

// domain returns the name of the site's host as the system of domain names has it; "" where the site has not a host to itself.
func (b *build) domain() string {
	_, name, _ := strings.Cut(policy.Origin(b.config.Site.URL), "://")
	isName := !strings.ContainsFunc(name, func(r rune) bool { return r > 0x7f || r == '%' || r == ':' }) // and has no port
	if b.basePath() != "/" || !isName || !strings.Contains(name, ".") {
		return ""
	}
	return name
}

// within tells whether a host is a domain or lies in it.
func within(host, domain string) bool { return host == domain || strings.HasSuffix(host, "."+domain) }
