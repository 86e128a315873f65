package generator

import (
	"path"
	"slices"
	"strings"

	"stillpoint/generator/layouts"
	"stillpoint/generator/outputs"
	"stillpoint/generator/pictures"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// feedFile is one feed in one format.
type feedFile struct {
	page   *site.Page // the section that it is the feed of, or the home page
	output string
	format feedFormat
}

type feedFormat struct {
	name, file, mime string
	write            func(*outputs.Feed, string) ([]byte, error)
}

func feedFormats() []feedFormat {
	return []feedFormat{
		{"rss", "feed.xml", "application/rss+xml", outputs.RSS},
		{"atom", "atom.xml", "application/atom+xml", outputs.Atom},
		{"json", "feed.json", "application/feed+json", outputs.JSONFeed},
	}
}

// findFeeds works out which feeds the site has: one for each section that the
// configuration names and that has pages with a date, and one for the home page with
// all of theirs; each in every format that is asked for.
func (b *build) findFeeds() {
	var pages []*site.Page
	for _, folder := range b.config.Feeds.Sections {
		if section := b.site.Section(folder); section != nil && len(section.Dated()) > 0 {
			pages = append(pages, section)
		}
	}
	if len(pages) > 0 {
		pages = append([]*site.Page{b.site.Home}, pages...)
	}
	b.feedLinks = map[*site.Page][]layouts.Feed{}
	for _, p := range pages {
		b.addFeeds(p)
	}
}

func (b *build) addFeeds(p *site.Page) {
	for _, format := range feedFormats() {
		if slices.Contains(b.config.Feeds.Formats, format.name) {
			output := path.Join(strings.TrimPrefix(p.Path, "/"), format.file)
			b.feedFiles = append(b.feedFiles, feedFile{p, output, format})
			b.feedLinks[p] = append(b.feedLinks[p], layouts.Feed{Title: b.feedTitle(p), URL: b.site.URL("/" + output), Type: format.mime})
		}
	}
}

// feedsOf tells a layout which feeds a page has.
func (b *build) feedsOf(p *site.Page) []layouts.Feed { return b.feedLinks[p] }

func (b *build) feedTitle(p *site.Page) string {
	if p == b.site.Home {
		return b.config.Site.Title
	}
	return p.Title + " · " + b.config.Site.Title
}

// feedEntries returns the pages of a feed, the newest first, at most as many
// as the configuration allows. The home page's feed joins all sections that have one.
func (b *build) feedEntries(p *site.Page) []*site.Page {
	var pages []*site.Page
	if p == b.site.Home {
		for _, folder := range b.config.Feeds.Sections {
			if section := b.site.Section(folder); section != nil {
				pages = append(pages, section.Dated()...)
			}
		}
		site.SortByDate(pages)
		pages = slices.Compact(pages)
	} else {
		pages = p.Dated()
	}
	return pages[:min(len(pages), b.config.Feeds.Limit)]
}

func (b *build) emitFeeds() error {
	for _, f := range b.feedFiles {
		err := b.emitLists([]string{f.output}, b.feedBodies(f.page), func() ([]outputs.File, error) {
			data, err := f.format.write(b.feed(f.page), b.site.Permalink("/"+f.output))
			return []outputs.File{{Name: f.output, Data: data}}, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// feedBodies digests the texts of the pages of a feed.
func (b *build) feedBodies(p *site.Page) source.Digest {
	if b.warm == nil {
		return source.Digest{}
	}
	return digestOf(func(w *wire.Writer) {
		for _, entry := range b.feedEntries(p) {
			if entry.Source != nil {
				sum := b.body(entry).digest
				w.Fixed(sum[:])
			}
		}
	})
}

func (b *build) feed(p *site.Page) *outputs.Feed {
	feed := &outputs.Feed{
		Title: b.feedTitle(p), Description: p.Description, Home: b.site.Permalink(p.Path),
		Language: b.config.Site.Language, Author: b.config.Site.Author,
	}
	for _, entry := range b.feedEntries(p) {
		feed.Items = append(feed.Items, b.feedItem(entry))
	}
	return feed
}

func (b *build) feedItem(p *site.Page) outputs.FeedItem {
	body := b.Body(p)
	address := b.site.Permalink(p.Path)
	origin := b.origin()
	item := outputs.FeedItem{
		URL: address, Title: p.Title, Published: p.Date(), Updated: p.Updated(),
		Summary: outputs.Absolute(pictures.Plain(string(body.Summary)), origin, address),
	}
	if a, ok := p.Typed.(*practice.Article); ok {
		item.Author = a.Author.Text
		for _, person := range p.Connected(practice.KindPractitioner) {
			item.Author = person.Title
		}
	}
	if b.config.Feeds.Full {
		item.Content = outputs.Absolute(pictures.Plain(string(body.HTML)), origin, address)
	}
	for _, tag := range p.TermsOf("tags") {
		item.Tags = append(item.Tags, tag.Title)
	}
	return item
}
