// Package config is stillpoint.yaml as plain structs: one small struct for each
// part, with its defaults and its validation. It reads neither disk nor clock nor environment.
package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"stillpoint/generator/bundle"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
	"stillpoint/generator/wire"
)

// Config is a whole configuration.
type Config struct {
	Site       Site                   `yaml:"site" doc:"What the site says of itself: its name, address, language and look."`
	Practice   practice.Practice      `yaml:"practice" doc:"What the practice is: how to reach it, where and when. Search engines are told of it, and component blocks show it."`
	Menus      map[string][]MenuEntry `yaml:"menus" doc:"The menus of the site by name; the layouts show main and footer." example:"{main: [{page: about.md, weight: 10}]}"`
	Taxonomies map[string]Taxonomy    `yaml:"taxonomies" doc:"Ways to sort pages beside tags, each under the name that front matter uses for it." example:"{topics: {title: Topics, path: topics}}"`
	Markdown   Markdown               `yaml:"markdown" doc:"How the text of pages is read."`
	Build      Build                  `yaml:"build" doc:"What is written, and where."`
	Feeds      Feeds                  `yaml:"feeds" doc:"Which feeds there are, for people who follow the site in a feed reader."`
	Images     Images                 `yaml:"images" doc:"How pictures are made ready for browsers."`
	Checks     Checks                 `yaml:"checks" doc:"What finished pages are held to: off, or a group with the jurisdiction for health claims, budgets, and levels of single rules." example:"{claims: uk}"`
	Redirects  []Redirect             `yaml:"redirects" doc:"Addresses that are gone, and where they lead now, in order: the first that fits counts." example:"[{from: /old-prices/, to: /prices/}]"`
	Headers    []HeaderRule           `yaml:"headers" doc:"Header fields of your own, beside those that the site is sent with." example:"[{for: /downloads/*, set: {X-Robots-Tag: noindex}}]"`
	Security   Security               `yaml:"security" doc:"Which other sites pages may use, and where weaknesses can be told."`
	Publish    Publish                `yaml:"publish" doc:"Where the finished site goes, and what serves it."`
	Params     map[string]any         `yaml:"params" doc:"Anything else, by names of your own, for layouts of your own." example:"{motto: Unhurried}"`

	written *decode.Node
}

// Say writes what the configuration says under one of its keys, "site": two configurations that write the same bytes give the same
// part of it.
func (c *Config) Say(part string, w *wire.Writer) {
	c.written.Get(part).Say(w)
	if part == "site" { // the address may have been replaced
		w.Text(c.Site.URL)
	}
	if part == "checks" && c.Checks.Claims == nil { // then the country decides which rules on health claims apply
		w.Text(string(c.Practice.Address.Country))
	}
}

// MenuEntry is one entry of a menu: a page by its file within content/, or an
// address. Name may be left out for a page, which then stands under its title.
type MenuEntry struct {
	Name   string
	Page   string
	URL    string
	Weight int
	node   *decode.Node
}

// menuEntry are the fields of a MenuEntry.
type menuEntry struct {
	Name   string `yaml:"name" doc:"The words in the menu; the page's title where they are left out." example:"First visit"`
	Page   string `yaml:"page" doc:"The page that it leads to, by its file within content/." example:"first-visit.md"`
	URL    string `yaml:"url" doc:"An address that it leads to, instead of a page." example:"https://booking.example/stillwaters"`
	Weight int    `yaml:"weight" doc:"The place in the menu: small numbers come first." example:"10"`
}

// DecodeNode reads an entry and keeps its place for later complaints.
func (m *MenuEntry) DecodeNode(n *decode.Node) diag.List {
	var fields menuEntry
	problems := n.Into(&fields)
	*m = MenuEntry{Name: fields.Name, Page: fields.Page, URL: fields.URL, Weight: fields.Weight, node: n}
	switch {
	case len(problems) > 0:
	case m.Page == "" && m.URL == "":
		problems = append(problems, n.Error("bad-menu", "a menu entry needs a page or a url", "write page: about.md, or url: https://example.org/"))
	case m.Page != "" && m.URL != "":
		problems = append(problems, n.Error("bad-menu", "a menu entry has either a page or a url, not both", "keep one of them"))
	case m.URL != "" && m.Name == "":
		problems = append(problems, n.Error("bad-menu", "a menu entry with a url needs a name", "write name: above it"))
	}
	return problems
}

// Error returns an error diagnostic at one field of the entry.
func (m *MenuEntry) Error(field, code, message, hint string) diag.Diagnostic {
	if value := m.node.Get(field); value != nil {
		return value.Error(code, message, hint)
	}
	return m.node.Error(code, message, hint)
}

// Taxonomy is a way to sort pages by terms. Its key in the configuration is the field of the
// front matter: "tags", or a name under taxonomies.
type Taxonomy struct {
	Title string `yaml:"title" doc:"The title of the page that lists its terms. Where it is left out: that of tags in the words of the language, of others the name with a capital." example:"Topics"`
	Path  string `yaml:"path" doc:"The address of that page within the site; the name where it is left out." example:"topics"`
}

// Markdown says how bodies are read.
type Markdown struct {
	Typographer bool `yaml:"typographer" doc:"Whether straight quotes, hyphens and dots become curly quotes, dashes and ellipses." example:"true"`
	RawHTML     bool `yaml:"rawHTML" doc:"Whether HTML within Markdown is let through." example:"true"`
	Linkify     bool `yaml:"linkify" doc:"Whether bare addresses become links." example:"true"`
	TOC         TOC  `yaml:"toc" doc:"Which headings a table of contents shows."`
}

// TOC bounds the headings that a table of contents shows, from 1 to 6.
type TOC struct {
	MinLevel int `yaml:"minLevel" doc:"The highest heading shown: 2 is that of ##." example:"2"`
	MaxLevel int `yaml:"maxLevel" doc:"The lowest heading shown: 3 is that of ###." example:"3"`
}

// Build says what is written and where.
type Build struct {
	Destination string `yaml:"destination" doc:"The folder within the site's own that the finished site is written to." example:"public"`
	PageSize    int    `yaml:"pageSize" doc:"How many pages one part of a long list shows." example:"12"`
	Minify      bool   `yaml:"minify" doc:"Whether files are made as small as they can be without changing what visitors see." example:"true"`
	Related     int    `yaml:"related" doc:"How many related pages a page shows at most." example:"3"`
	// Browsers are the oldest that style sheets and scripts must work in, as esbuild names them: chrome123, safari17.5.
	Browsers    []string `yaml:"browsers" doc:"The oldest browsers that style sheets and scripts must work in, each a name and a version." example:"[chrome123, firefox128, safari17.5]"`
	Precompress string   `yaml:"precompress" doc:"Whether each text is published compressed, too, as .br and .gz: yes, no, or auto where the host in publish.host wants it." example:"auto"`
	StaticLimit int      `yaml:"staticLimit" doc:"How many MB a file may have that is published as it is, without a warning; 0 for no limit." example:"10"`
}

// Feeds says which feeds there are.
type Feeds struct {
	Formats  []string `yaml:"formats" doc:"The formats of feeds." example:"[atom]"`
	Sections []string `yaml:"sections" doc:"The folders of content/ whose dated pages are in feeds." example:"[articles]"`
	Limit    int      `yaml:"limit" doc:"How many entries a feed has at most." example:"20"`
	Full     bool     `yaml:"full" doc:"Whether feeds hold whole texts rather than summaries." example:"true"`
}

// Default returns the configuration of a site that says nothing.
func Default() *Config {
	return &Config{
		Site:       Site{Language: "en", TimeZone: "UTC"},
		Taxonomies: map[string]Taxonomy{"tags": {Path: "tags"}},
		Markdown:   Markdown{Typographer: true, Linkify: true, TOC: TOC{MinLevel: 2, MaxLevel: 3}},
		Build:      Build{Destination: "public", PageSize: 10, Minify: true, Related: 3, Browsers: bundle.Default(), StaticLimit: 10, Precompress: "auto"},
		Feeds:      Feeds{Formats: []string{"rss", "atom", "json"}, Sections: []string{"articles"}, Limit: 20, Full: true},
		Images:     defaultImages(),
		Params:     map[string]any{},
	}
}

// Decode reads a configuration, and lays an overlay over it unless that is
// nil. All problems are returned; with errors the configuration is nil. Only names that are known may be used.
func Decode(base, overlay *diag.File, known Known) (*Config, diag.List) {
	root, problems := decode.Parse(base, 0, len(base.Text()), decode.YAML)
	if overlay != nil {
		over, more := decode.Parse(overlay, 0, len(overlay.Text()), decode.YAML)
		root, problems = decode.Merge(root, over), append(problems, more...)
	}
	if problems.Errors() > 0 {
		return nil, problems
	}
	c := Default()
	c.written = root
	problems = append(problems, root.Into(c)...)
	problems = append(problems, c.Checks.check(known)...)
	if problems.Errors() == 0 {
		problems = append(problems, c.validate(root)...)
	}
	if problems.Errors() > 0 {
		return nil, problems
	}
	return c, problems
}

// checker collects what is wrong with values that have the right type.
type checker struct {
	root     *decode.Node
	problems diag.List
}

// fail complains about the value at a path of keys, or about the file where
// the value is not written.
func (c *checker) fail(code, message, hint string, path ...string) {
	node := c.root.Find(path...)
	if node == nil {
		node = c.root
	}
	c.problems = append(c.problems, node.Error(code, message, hint))
}

func (c *checker) between(name string, value, low, high int, path ...string) {
	if value < low || value > high {
		c.fail("out-of-range", fmt.Sprintf("%s is %d", name, value), fmt.Sprintf("write a whole number from %d to %d", low, high), path...)
	}
}

func (c *Config) validate(root *decode.Node) diag.List {
	k := &checker{root: root}
	c.Site.validate(k)
	c.Markdown.validate(k)
	c.Build.validate(k)
	c.Feeds.validate(k)
	c.Images.validate(k)
	c.Security.validate(k)
	c.Publish.validate(k)
	c.validateRedirects(k)
	c.validateHeaders(k)
	c.validateTaxonomies(k)
	k.menus()
	return k.problems
}

// menus holds the names of menus against their form, and finds entries that say nothing, which are decoded to nothing.
func (c *checker) menus() {
	all := c.root.Get("menus")
	for _, name := range all.Keys() {
		if !plainName().MatchString(name) {
			c.problems = append(c.problems, all.KeyError(name, "bad-menu", fmt.Sprintf("%q cannot be the name of a menu", name), "use letters, digits and hyphens"))
		}
		for _, entry := range all.Get(name).Items() {
			if entry.Kind() == decode.Null {
				c.problems = append(c.problems, entry.Error("bad-menu", "a menu entry needs a page or a url", "write page: about.md behind the hyphen, or take the hyphen out"))
			}
		}
	}
}

// namePattern is the form of the name of a menu or a taxonomy, as editors read it, too.
const namePattern = `^[\p{L}\p{N}][\p{L}\p{N}_-]*$`

var plainName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(namePattern) })

func (m Markdown) validate(c *checker) {
	c.between("minLevel", m.TOC.MinLevel, 1, 6, "markdown", "toc", "minLevel")
	c.between("maxLevel", m.TOC.MaxLevel, 1, 6, "markdown", "toc", "maxLevel")
	if m.TOC.MinLevel > m.TOC.MaxLevel {
		c.fail("out-of-range", fmt.Sprintf("minLevel %d is above maxLevel %d", m.TOC.MinLevel, m.TOC.MaxLevel), "swap them", "markdown", "toc")
	}
}

func (b Build) validate(c *checker) {
	c.between("pageSize", b.PageSize, 1, 1000, "build", "pageSize")
	c.between("related", b.Related, 0, 100, "build", "related")
	c.oneOf("way to precompress", b.Precompress, []string{"auto", "yes", "no"}, "build", "precompress")
	c.between("staticLimit", b.StaticLimit, 0, 10000, "build", "staticLimit")
	for _, browser := range b.Browsers {
		if err := bundle.ValidBrowser(browser); err != nil {
			c.fail("unknown-browser", err.Error(), "write a name and a version, such as chrome123, firefox128 or safari17.5", "build", "browsers")
		}
	}
	first, _, _ := strings.Cut(b.Destination, "/")
	switch {
	case b.Destination == "" || strings.HasPrefix(b.Destination, "/") || strings.Contains(b.Destination, `\`) || strings.Contains(b.Destination, ":"),
		slices.Contains(strings.Split(b.Destination, "/"), ".."), first == ".":
		c.fail("bad-destination", fmt.Sprintf("the destination %q is not a folder within the site", b.Destination),
			"write a name such as public; for a folder elsewhere use --destination", "build", "destination")
	case slices.Contains([]string{"content", "layouts", "assets", "data"}, first):
		c.fail("bad-destination", fmt.Sprintf("the destination %q is a folder that the site is made from", b.Destination),
			"write another name, such as public", "build", "destination")
	}
}

func (f Feeds) validate(c *checker) {
	c.between("limit", f.Limit, 1, 500, "feeds", "limit")
	known := []string{"rss", "atom", "json"}
	for _, format := range f.Formats {
		if !slices.Contains(known, format) {
			c.fail("bad-feed", fmt.Sprintf("unknown feed format %q%s", format, diag.DidYouMean(format, known)), "formats are rss, atom and json", "feeds", "formats")
		}
	}
}

func (c *Config) validateTaxonomies(k *checker) {
	for _, name := range slices.Sorted(maps.Keys(c.Taxonomies)) {
		if !plainName().MatchString(name) {
			k.problems = append(k.problems, k.root.Get("taxonomies").KeyError(name, "bad-taxonomy", fmt.Sprintf("%q cannot be the name of a taxonomy", name), "use letters, digits and hyphens"))
		}
		if p := c.Taxonomies[name].Path; strings.ContainsAny(p, `?#\:`) || strings.Contains(p, "..") {
			k.fail("bad-taxonomy", fmt.Sprintf("the path %q is not an address within the site", p), "write it as treatments or topics/tags", "taxonomies", name, "path")
		}
	}
}
