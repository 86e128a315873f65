// Package outputs makes the files of a site that no layout draws: feeds in
// three formats and the sitemap. Each is a pure function from values to bytes.
package outputs

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"time"
)

// Feed is what a reader subscribes to. All addresses are absolute.
type Feed struct {
	Title, Description string
	Home               string // address of the page that the feed belongs to
	Language           string // BCP 47
	Author             string // of items that name none; may be empty
	Items              []FeedItem
}

// FeedItem is one page in a feed. Its address is its identity.
type FeedItem struct {
	URL, Title string
	Author     string // empty where it is that of the feed
	Summary    string // HTML
	Content    string // HTML; empty where the feed carries summaries alone
	Published  time.Time
	Updated    time.Time
	Tags       []string
}

// Updated returns when the newest item was changed, the zero time where no
// item has a date.
func (f *Feed) Updated() time.Time {
	var newest time.Time
	for _, item := range f.Items {
		if item.Updated.After(newest) {
			newest = item.Updated
		}
	}
	return newest
}

// Absolute gives the links and pictures of rendered Markdown absolute addresses, for readers
// that show it away from its page. Text cannot be mistaken for an attribute,
// since quotes in it are escaped.
func Absolute(html, origin, page string) string {
	origin = strings.TrimSuffix(origin, "/")
	return strings.NewReplacer(
		`href="//`, `href="//`, `src="//`, `src="//`,
		`href="/`, `href="`+origin+`/`, `src="/`, `src="`+origin+`/`, `href="#`, `href="`+page+`#`,
	).Replace(html)
}

type rssDocument struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Content string     `xml:"xmlns:content,attr"`
	Dublin  string     `xml:"xmlns:dc,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title         string    `xml:"title"`
	Link          string    `xml:"link"`
	Description   string    `xml:"description"`
	Language      string    `xml:"language"`
	LastBuildDate string    `xml:"lastBuildDate,omitempty"`
	Self          rssSelf   `xml:"atom:link"`
	Items         []rssItem `xml:"item"`
}

type rssSelf struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssItem struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	GUID        string    `xml:"guid"`
	PubDate     string    `xml:"pubDate,omitempty"`
	Creator     string    `xml:"dc:creator,omitempty"`
	Categories  []string  `xml:"category"`
	Description string    `xml:"description,omitempty"`
	Content     *xmlCDATA `xml:"content:encoded"`
}

type xmlCDATA struct {
	Text string `xml:",cdata"`
}

// RSS writes a feed as RSS 2.0 (rssboard.org/rss-specification). Self is the
// absolute address of the file itself.
func RSS(f *Feed, self string) ([]byte, error) {
	channel := rssChannel{
		Title: f.Title, Link: f.Home, Description: firstOf(f.Description, f.Title), Language: f.Language,
		LastBuildDate: stamp(f.Updated(), time.RFC1123Z),
		Self:          rssSelf{Href: self, Rel: "self", Type: "application/rss+xml"},
	}
	for _, item := range f.Items {
		channel.Items = append(channel.Items, rssItem{
			Title: item.Title, Link: item.URL, GUID: item.URL, PubDate: stamp(item.Published, time.RFC1123Z), Creator: item.Author,
			Categories: item.Tags, Description: item.Summary, Content: cdata(item.Content),
		})
	}
	return document(rssDocument{
		Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Content: "http://purl.org/rss/1.0/modules/content/", Dublin: "http://purl.org/dc/elements/1.1/", Channel: channel,
	})
}

type atomDocument struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language string      `xml:"xml:lang,attr"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	ID       string      `xml:"id"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Author   atomAuthor  `xml:"author"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	Title      string         `xml:"title"`
	ID         string         `xml:"id"`
	Link       atomLink       `xml:"link"`
	Published  string         `xml:"published,omitempty"`
	Updated    string         `xml:"updated"`
	Author     *atomAuthor    `xml:"author"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    *atomText      `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom writes a feed as RFC 4287 wants it. That asks for a date of each entry; one
// without gets the start of the Unix epoch, since a build must not depend on the clock.
func Atom(f *Feed, self string) ([]byte, error) {
	doc := atomDocument{
		Language: f.Language, Title: f.Title, Subtitle: f.Description, ID: f.Home, Updated: always(f.Updated()),
		Links:  []atomLink{{Href: self, Rel: "self", Type: "application/atom+xml"}, {Href: f.Home, Rel: "alternate", Type: "text/html"}},
		Author: atomAuthor{firstOf(f.Author, f.Title)},
	}
	for _, item := range f.Items {
		entry := atomEntry{
			Title: item.Title, ID: item.URL, Link: atomLink{Href: item.URL, Rel: "alternate"},
			Published: stamp(item.Published, time.RFC3339), Updated: always(item.Updated),
			Summary: atomHTML(item.Summary), Content: atomHTML(item.Content),
		}
		if item.Author != "" {
			entry.Author = &atomAuthor{item.Author}
		}
		for _, tag := range item.Tags {
			entry.Categories = append(entry.Categories, atomCategory{tag})
		}
		doc.Entries = append(doc.Entries, entry)
	}
	return document(doc)
}

func atomHTML(html string) *atomText {
	if html == "" {
		return nil
	}
	return &atomText{Type: "html", Text: html}
}

func cdata(html string) *xmlCDATA {
	if html == "" {
		return nil
	}
	return &xmlCDATA{strings.Map(xmlSafe, html)}
}

// xmlSafe drops what XML 1.0 cannot carry even inside CDATA (section 2.2, Char).
func xmlSafe(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}

func document(v any) ([]byte, error) {
	body, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(body, '\n')...), nil
}

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Home        string       `json:"home_page_url"`
	Self        string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Language    string       `json:"language,omitempty"`
	Authors     []jsonAuthor `json:"authors,omitempty"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Content   string       `json:"content_html"`
	Published string       `json:"date_published,omitempty"`
	Modified  string       `json:"date_modified,omitempty"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
}

// JSONFeed writes a feed as jsonfeed.org version 1.1.
func JSONFeed(f *Feed, self string) ([]byte, error) {
	doc := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Self: self,
		Description: f.Description, Language: f.Language, Items: []jsonItem{},
	}
	if f.Author != "" {
		doc.Authors = []jsonAuthor{{f.Author}}
	}
	for _, item := range f.Items {
		entry := jsonItem{
			ID: item.URL, URL: item.URL, Title: item.Title, Content: firstOf(item.Content, item.Summary),
			Published: stamp(item.Published, time.RFC3339), Modified: stamp(item.Updated, time.RFC3339), Tags: item.Tags,
		}
		if item.Author != "" {
			entry.Authors = []jsonAuthor{{item.Author}}
		}
		doc.Items = append(doc.Items, entry)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(doc)
	return out.Bytes(), err
}

func stamp(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

func always(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format(time.RFC3339)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
