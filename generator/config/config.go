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
	Site       Site                   `yaml:"site"`
	Practice   practice.Practice      `yaml:"practice"`
	Menus      map[string][]MenuEntry `yaml:"menus"`
	Taxonomies map[string]Taxonomy    `yaml:"taxonomies"`
	Markdown   Markdown               `yaml:"markdown"`
	Build      Build                  `yaml:"build"`
	Feeds      Feeds                  `yaml:"feeds"`
	Images     Images                 `yaml:"images"`
	Checks     Checks                 `yaml:"checks"`
	Params     map[string]any         `yaml:"params"` // free, for layouts

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

// DecodeNode reads an entry and keeps its place for later complaints.
func (m *MenuEntry) DecodeNode(n *decode.Node) diag.List {
	var fields struct {
		Name   string `yaml:"name"`
		Page   string `yaml:"page"`
		URL    string `yaml:"url"`
		Weight int    `yaml:"weight"`
	}
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
	Title string `yaml:"title"` // of its list page; of tags in the words of the language, else the key with a capital, when left out
	Path  string `yaml:"path"`  // of its list page; the key when left out
}

// Markdown says how bodies are read.
type Markdown struct {
	Typographer bool `yaml:"typographer"` // curly quotes, dashes, ellipses
	RawHTML     bool `yaml:"rawHTML"`     // let HTML in Markdown through
	Linkify     bool `yaml:"linkify"`     // make links of bare addresses
	TOC         TOC  `yaml:"toc"`
}

// TOC bounds the headings that a table of contents shows, from 1 to 6.
type TOC struct {
	MinLevel int `yaml:"minLevel"`
	MaxLevel int `yaml:"maxLevel"`
}

// Build says what is written and where.
type Build struct {
	Destination string `yaml:"destination"` // folder within the site's own
	PageSize    int    `yaml:"pageSize"`    // pages in one part of a long list, from 1 to 1000
	Minify      bool   `yaml:"minify"`
	Related     int    `yaml:"related"` // how many related pages a page has at most, from 0 to 100
	// Browsers are the oldest that style sheets and scripts must work in, as esbuild names them: chrome123, safari17.5.
	Browsers    []string `yaml:"browsers"`
	StaticLimit int      `yaml:"staticLimit"` // MB that a static file may have without a warning, from 0 (no limit) to 10000
}

// Feeds says which feeds there are.
type Feeds struct {
	Formats  []string `yaml:"formats"`  // rss, atom, json
	Sections []string `yaml:"sections"` // folders of content/ whose dated pages are in feeds
	Limit    int      `yaml:"limit"`    // entries of a feed, from 1 to 500
	Full     bool     `yaml:"full"`     // whole texts rather than summaries
}

// Default returns the configuration of a site that says nothing.
func Default() *Config {
	return &Config{
		Site:       Site{Language: "en", TimeZone: "UTC"},
		Taxonomies: map[string]Taxonomy{"tags": {Path: "tags"}},
		Markdown:   Markdown{Typographer: true, Linkify: true, TOC: TOC{MinLevel: 2, MaxLevel: 3}},
		Build:      Build{Destination: "public", PageSize: 10, Minify: true, Related: 3, Browsers: bundle.Default(), StaticLimit: 10},
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
	c.validateTaxonomies(k)
	for _, name := range root.Get("menus").Keys() {
		if !plainName().MatchString(name) {
			k.problems = append(k.problems, root.Get("menus").KeyError(name, "bad-menu", fmt.Sprintf("%q cannot be the name of a menu", name), "use letters, digits and hyphens"))
		}
	}
	return k.problems
}

var plainName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\pL\pN][\pL\pN_-]*$`) })

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
