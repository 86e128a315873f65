package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"stillpoint/generator/decode"
	"stillpoint/generator/deploy/address"
	"stillpoint/generator/diag"
	"stillpoint/generator/hosting"
)

// Redirect sends visitors of one address to another. Hosts are told of it in files of their own.
type Redirect struct {
	From   string `yaml:"from" doc:"The address that is gone, from the first slash on; :name stands for one part of it, and * at the end for all that follows." example:"/old-prices/"`
	To     string `yaml:"to" doc:"Where visitors are led instead: an address of the site, or a whole one elsewhere; :name and :splat stand for what was asked for." example:"/prices/"`
	Status int    `yaml:"status" doc:"How it is said: 301 and 308 for good, 302, 303 and 307 for now; 200 shows the other page under the old address; 301 where it is left out." example:"302"`
	Force  bool   `yaml:"force" doc:"Whether it holds even where there is a file at the address." example:"true"`
}

// HeaderRule gives some addresses header fields of their own.
type HeaderRule struct {
	For string            `yaml:"for" doc:"The addresses, from the first slash on; * at the end stands for all that follows." example:"/downloads/*"`
	Set map[string]string `yaml:"set" doc:"The header fields by their names." example:"{X-Robots-Tag: noindex}"`
}

// Security says what the site tells browsers and finders of weaknesses.
type Security struct {
	Contact []Contact `yaml:"contact" doc:"Where finders of a weakness can write to, for security.txt: an address of e-mail, or a page." example:"[security@stillwaters.example]"`
	Allow   Origins   `yaml:"allow" doc:"Which other sites pages may load from or send to. Whatever is not allowed, browsers keep from happening."`
}

// Origins are other sites that pages may use, each by scheme and host, by what they are used for.
type Origins struct {
	Scripts     []string `yaml:"scripts" doc:"Sites that scripts may come from." example:"[https://booking.example]"`
	Styles      []string `yaml:"styles" doc:"Sites that style sheets may come from." example:"[https://fonts.example]"`
	Pictures    []string `yaml:"pictures" doc:"Sites that pictures may come from." example:"[https://pictures.example]"`
	Fonts       []string `yaml:"fonts" doc:"Sites that fonts may come from." example:"[https://fonts.example]"`
	Media       []string `yaml:"media" doc:"Sites that films and sound may come from." example:"[https://films.example]"`
	Frames      []string `yaml:"frames" doc:"Sites that may be shown within a page." example:"[https://maps.example]"`
	Connections []string `yaml:"connections" doc:"Sites that scripts may ask, with https://, or keep a line open to, with wss://." example:"[https://api.example]"`
	Forms       []string `yaml:"forms" doc:"Sites that forms may send to, beside that of the contact form." example:"[https://forms.example]"`
}

// Publish says where the finished site goes.
type Publish struct {
	Host     string   `yaml:"host" doc:"What serves the site. The files that it takes its rules from are made: redirects, header fields, caching." example:"nginx"`
	To       string   `yaml:"to" doc:"Where stillpoint publish sends the site: a folder, sftp://USER@HOST/FOLDER, s3://BUCKET/FOLDER?endpoint=ADDRESS&region=NAME, or git:REMOTE#BRANCH." example:"sftp://web@example.org/htdocs"`
	HostKeys []string `yaml:"hostKeys" doc:"The public keys that the server of sftp:// may have, as its known_hosts says them; those of ~/.ssh/known_hosts where nothing is said." example:"[ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBx]"`
}

// Hosts returns the names of the hosts that files can be made for, in the order in which they are offered.
func Hosts() []string {
	return []string{"netlify", "cloudflare", "github", "gitlab", "codeberg", "nginx", "apache", "caddy", "vercel", "azure"}
}

// Precompressed tells whether each text is published compressed, too: as build.precompress says, and where that leaves it open, for the
// hosts that send such files as they lie there, and else compress each page anew whenever somebody asks for it, less well.
func (c *Config) Precompressed() bool {
	if c.Build.Precompress == "auto" {
		return slices.Contains([]string{"nginx", "apache", "caddy"}, c.Publish.Host)
	}
	return c.Build.Precompress == "yes"
}

// statuses returns how a redirect can be said.
func statuses() []int { return []int{301, 302, 303, 307, 308, 200, 404} }

// All returns the lists by the names of their fields, in the order of those.
func (o Origins) All() ([]string, [][]string) {
	return []string{"scripts", "styles", "pictures", "fonts", "media", "frames", "connections", "forms"},
		[][]string{o.Scripts, o.Styles, o.Pictures, o.Fonts, o.Media, o.Frames, o.Connections, o.Forms}
}

// originPattern is the form of another site: a scheme and a host, and nothing that says more, since a policy lets through just what is written. Scripts may also keep a
// line open to one (RFC 6455), for which wss is the scheme.
func originPattern(list string) string {
	scheme := "https"
	if list == "connections" {
		scheme = "(https|wss)"
	}
	return "^" + scheme + `://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?$`
}

var originForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(originPattern("")) })

var connectionForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(originPattern("connections")) })

func (s Security) validate(c *checker) {
	names, lists := s.Allow.All()
	for i, list := range lists {
		form, scheme := originForm(), "https://"
		if names[i] == "connections" {
			form, scheme = connectionForm(), "https:// or wss://"
		}
		for _, origin := range list {
			if !form.MatchString(origin) {
				hint := "write " + scheme + " and the name of the host, such as https://booking.example, with nothing behind it"
				if strings.ContainsFunc(origin, func(r rune) bool { return r > 0x7f }) {
					hint = "write the name of the host as browsers send it, which begins with xn--"
				}
				c.fail("bad-origin", fmt.Sprintf("%q is not another site", origin), hint, "security", "allow", names[i])
			}
		}
	}
}

func (p Publish) validate(c *checker) {
	if p.Host != "" {
		c.oneOf("host", p.Host, Hosts(), "publish", "host")
	}
	if p.To == "" {
		return
	}
	if _, err := address.Parse(p.To); err != nil {
		c.fail("bad-place", err.Error(), "write "+address.Forms, "publish", "to")
		c.hide(p.To)
	}
}

// hide takes what may be a password out of the line that the last problem shows.
func (c *checker) hide(text string) {
	shown := address.Hidden(text)
	if shown == text {
		return
	}
	last := &c.problems[len(c.problems)-1]
	line := strings.Replace(last.Source, text, shown, 1)
	if line == last.Source { // written in another way, with escapes or on more than one line
		line = ""
	}
	last.Source, last.Position.Length = line, utf8.RuneCountInString(shown)
}

func (c *Config) validateRedirects(k *checker) {
	for i, r := range c.Redirects {
		if r.Status != 0 && !slices.Contains(statuses(), r.Status) {
			k.item("redirects", i, "unknown-value", fmt.Sprintf("a redirect cannot have the status %d", r.Status), "write 301 for good, or 302 for now")
			continue
		}
		if _, err := hosting.ParseAddress(r.From); err != nil {
			k.inItem("redirects", i, "bad-redirect", err.Error(), "write the address that is gone, such as /old-prices/, or /old/* for all below it", "from")
		} else if _, err := hosting.ParseRule(r.From, r.To, r.Status, r.Force); err != nil {
			k.inItem("redirects", i, "bad-redirect", err.Error(), "write an address of the site, such as /prices/, or a whole one elsewhere", "to")
		}
	}
}

func (c *Config) validateHeaders(k *checker) {
	for i, h := range c.Headers {
		if _, err := hosting.ParseAddress(h.For); err != nil {
			k.inItem("headers", i, "bad-header", err.Error(), "write an address of the site, such as /downloads/*", "for")
		}
		for _, name := range slices.Sorted(maps.Keys(h.Set)) {
			if _, err := hosting.ParseHeader(name, h.Set[name]); err != nil {
				k.inItem("headers", i, "bad-header", err.Error(), "", "set", name)
			}
		}
	}
}

// inItem complains about a value within a member of a list.
func (c *checker) inItem(list string, i int, code, message, hint string, path ...string) {
	item := c.root.Get(list).Items()[i]
	if value := item.Find(path...); value != nil {
		item = value
	}
	c.problems = append(c.problems, item.Error(code, message, hint))
}

// Amiss returns what is wrong with a member of the list redirects or headers, in one of its fields, at its place in the configuration.
func (c *Config) Amiss(list string, i int, field, code, message, hint string) diag.Diagnostic {
	item := c.written.Get(list)
	if item == nil || i >= len(item.Items()) {
		return diag.New(code, "", message, hint)
	}
	item = item.Items()[i]
	if value := item.Get(field); value != nil {
		item = value
	}
	return item.Error(code, message, hint)
}

// item complains about a member of a list.
func (c *checker) item(list string, i int, code, message, hint string) {
	c.problems = append(c.problems, c.root.Get(list).Items()[i].Error(code, message, hint))
}

// Shape tells what a redirect must have.
func (r Redirect) Shape() decode.Shape {
	type plain Redirect
	s := decode.Group("Redirect", plain(r))
	s.Require("from", "to")
	s.Narrow(path, "from")
	s.Narrow(func(to *decode.Shape) {
		to.Pattern, to.Numerals, to.Says = `^(/|https?://)`, decode.Null, "an address of the site from the first slash on, or a whole one elsewhere"
	}, "to")
	ways := []decode.Shape{}
	for _, status := range statuses() {
		way := decode.Shape{Kind: decode.Int}
		decode.Between(status, status)(&way)
		ways = append(ways, way)
	}
	s.Find("status").Shape = decode.Either(ways...)
	return s
}

// Shape tells what a rule must have.
func (h HeaderRule) Shape() decode.Shape {
	type plain HeaderRule
	s := decode.Group("HeaderRule", plain(h))
	s.Require("for", "set")
	s.Narrow(path, "for")
	return s
}

// path narrows a text to the form of an address from the first slash on.
func path(s *decode.Shape) {
	s.Pattern, s.Numerals, s.Says = `^/`, decode.Null, "an address from the first slash on"
}

// Shape tells what an origin looks like.
func (o Origins) Shape() decode.Shape {
	type plain Origins
	s := decode.Group("Origins", plain(o))
	names, _ := o.All()
	for _, name := range names {
		s.Narrow(func(origin *decode.Shape) {
			origin.Pattern, origin.Numerals = originPattern(name), decode.Null
			origin.Says = "https:// and the name of a host, with nothing behind it"
			if name == "connections" {
				origin.Says = "https:// or wss:// and the name of a host, with nothing behind it"
			}
		}, name)
	}
	return s
}

// Shape names the hosts.
func (p Publish) Shape() decode.Shape {
	type plain Publish
	s := decode.Group("Publish", plain(p))
	s.Narrow(decode.Words(append(Hosts(), "")...), "host")
	return s
}
