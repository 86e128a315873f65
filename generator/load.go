package generator

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
	"stillpoint/generator/words"
)

// load reads layouts, data and pages. Pages are parsed side by side, then
// decoded side by side, since a page needs what its sections hand down.
func (b *build) load(ctx context.Context) error {
	said, problems := words.Load(b.config.Site.Language, b.texts(words.Folder))
	b.words = said
	b.report(problems...)
	base := site.NewAddresses(b.config.Site.URL)
	set, more := layouts.Parse(b.texts(layouts.Folder), layouts.Base{URL: base.URL, Permalink: base.Permalink, Language: b.config.Site.Language, Words: said})
	b.set = set
	b.report(more...)
	problems = append(problems, more...)
	b.halted = problems.Errors() > 0
	b.loadData()
	if err := b.parsePages(ctx); err != nil {
		return err
	}
	return b.decodePages(ctx)
}

func (b *build) loadData() {
	b.data = map[string]any{}
	for _, file := range b.texts(dataFolder) {
		value, problems := decode.ParseData(file)
		b.report(problems...)
		b.report(b.fileData(file.Name(), value)...)
	}
}

// fileData puts a data file under its name: data/team/core.yaml is .Data.team.core.
func (b *build) fileData(name string, value any) diag.List {
	parts := strings.Split(strings.TrimPrefix(name, dataFolder+"/"), "/")
	into := b.data
	for _, folder := range parts[:len(parts)-1] {
		inner, ok := into[folder].(map[string]any)
		if !ok {
			inner = map[string]any{}
			into[folder] = inner
		}
		into = inner
	}
	last := parts[len(parts)-1]
	key := strings.TrimSuffix(last, path.Ext(last))
	if _, taken := into[key]; taken {
		return diag.List{diag.New("data-collision", name, "another data file or folder has the same name", "rename one of them")}
	}
	into[key] = value
	return nil
}

// isPage tells pages from the files that lie among them.
func isPage(f *source.File) bool { return path.Ext(f.Path) == ".md" }

// keptWords is how many bytes of Markdown a site may have for all of it to be kept
// in memory between reading and rendering: some 10,000 pages. The pages of a
// larger site are read twice.
const keptWords = 64 << 20

func (b *build) parsePages(ctx context.Context) error {
	var files []*source.File
	var size int64
	for _, f := range b.snapshot.Under(content.Folder) {
		if isPage(f) {
			files = append(files, f)
			size += f.Size
		}
	}
	b.files, b.parsed = files, make([]*parsed, len(files))
	err := each(ctx, b.jobs(), len(files), func(i int) error {
		b.parsed[i] = b.parse(files[i], size <= keptWords)
		return nil
	})
	if err != nil {
		return err
	}
	for i, p := range b.parsed {
		b.report(p.problems...)
		if p.allows {
			b.allowing = append(b.allowing, files[i].Path)
		}
		if !p.readable() { // so that links to it are not taken for broken ones
			b.unreadable = append(b.unreadable, files[i].Path)
		}
	}
	return nil
}

func (b *build) decodePages(ctx context.Context) error {
	options := content.Options{
		Zone: b.config.Site.Zone(), Kinds: pageKinds(b.set), Taxonomies: slices.Sorted(maps.Keys(b.config.Taxonomies)),
	}
	cascades, reading := b.cascades(), readingOf(options)
	pages := make([]*content.Page, len(b.files))
	problems := make([]diag.List, len(b.files))
	err := each(ctx, b.jobs(), len(b.files), func(i int) error {
		if p := b.parsed[i]; p.readable() {
			pages[i], problems[i] = b.decode(b.files[i], p, cascades, options, reading)
		}
		return nil
	})
	b.report(slices.Concat(problems...)...)
	b.pages = slices.DeleteFunc(pages, func(p *content.Page) bool { return p == nil })
	b.files, b.parsed = nil, nil
	return err
}

// cascades are what sections hand down, by their folders.
type cascades map[string]*decode.Node

func (b *build) cascades() cascades {
	own := cascades{}
	for i, f := range b.files {
		if s := b.parsed[i].source; s != nil && handsDown(f.Path) && s.Cascade() != nil {
			own[path.Dir(f.Path)] = s.Cascade()
		}
	}
	return own
}

// above returns the folders whose sections hand something down to a page, the nearest last.
func (c cascades) above(file string) []string {
	if len(c) == 0 {
		return nil
	}
	folder := path.Dir(file)
	if handsDown(file) {
		folder = path.Dir(folder)
	}
	var folders []string
	for ; folder != "."; folder = path.Dir(folder) {
		if c[folder] != nil {
			folders = append(folders, folder)
		}
	}
	slices.Reverse(folders)
	return folders
}

// over returns what the sections above a page hand down to it, the nearest section last, so that it
// wins; nil where they hand down nothing.
func (c cascades) over(file string) *decode.Node {
	var merged *decode.Node
	for _, folder := range c.above(file) {
		if merged == nil {
			merged = c[folder]
			continue
		}
		merged = decode.Merge(merged, c[folder])
	}
	return merged
}

// pageKinds are the kinds that a page may give itself: those that have a
// layout, but not those that a page's place gives it.
func pageKinds(set *layouts.Set) []string {
	kinds := slices.Concat(set.Kinds(), []string{site.KindPage}, practice.Kinds())
	kinds = slices.DeleteFunc(kinds, func(k string) bool {
		switch k {
		case site.KindHome, site.KindSection, site.KindTaxonomy, site.KindTerm, site.KindNotFound, "alias":
			return true
		}
		return false
	})
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// assemble makes the graph, and claims the outputs that are not pages.
func (b *build) assemble(context.Context) error {
	var resources []string
	for _, f := range b.snapshot.Under(content.Folder) {
		if !isPage(f) {
			resources = append(resources, f.Path)
		}
	}
	graph, problems := site.Assemble(site.Input{
		Config: b.config, Pages: b.pages, Unreadable: b.unreadable, Resources: resources, Now: b.now, Titles: b.words.Text,
		Drafts: b.options.Drafts, Future: b.options.Future, Expired: b.options.Expired,
	})
	b.site = graph
	b.report(problems...)
	b.compareShape()
	b.findFeeds()
	b.findCalendars()
	b.claimOthers()
	return nil
}

func (b *build) claimOthers() {
	for _, f := range b.snapshot.Under(assets.StaticFolder) {
		b.claim(assets.Static(f.Path), f.Path, "the static file "+f.Path)
	}
	b.findIcons()
	for _, name := range b.set.Texts() {
		b.claim(name, layouts.Folder+"/"+name, "the layout "+layouts.Folder+"/"+name)
	}
	for _, f := range b.feedFiles {
		b.claim(f.output, "", "the feed of "+f.page.Path)
	}
	for _, name := range b.sitemapNames() {
		b.claim(name, "", "the sitemap")
	}
	b.claimCalendars()
	b.findHosted()
	b.claimHostFiles()
}

func (b *build) claim(output, file, role string) {
	b.report(b.site.Claims.Add(output, site.Owner{Position: diag.Position{File: file}, Role: role})...)
}
