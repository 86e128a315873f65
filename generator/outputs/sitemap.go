package outputs

import (
	"encoding/xml"
	"fmt"
	"slices"
	"time"
)

// sitemapLimit is how many addresses one sitemap may list (sitemaps.org/protocol.html).
const sitemapLimit = 50_000

const sitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// File is a finished file with its name within the published folder.
type File struct {
	Name string
	Data []byte
}

// SitemapEntry is one page that search engines may list. A zero Modified is left out.
type SitemapEntry struct {
	URL      string
	Modified time.Time
}

type urlSet struct {
	XMLName xml.Name `xml:"urlset"`
	XMLNS   string   `xml:"xmlns,attr"`
	URLs    []urlTag `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name `xml:"sitemapindex"`
	XMLNS   string   `xml:"xmlns,attr"`
	Parts   []urlTag `xml:"sitemap"`
}

type urlTag struct {
	Location string `xml:"loc"`
	Modified string `xml:"lastmod,omitempty"`
}

// Sitemap writes sitemap.xml. A site with more than 50,000 pages gets an index
// of that name and its parts, "sitemap-1.xml" and so on. Origin is the absolute
// address of the site.
func Sitemap(entries []SitemapEntry, origin string) ([]File, error) {
	if len(entries) <= sitemapLimit {
		data, err := document(urlSet{XMLNS: sitemapNamespace, URLs: tags(entries)})
		return []File{{"sitemap.xml", data}}, err
	}
	index := sitemapIndex{XMLNS: sitemapNamespace}
	var files []File
	for part := range slices.Chunk(entries, sitemapLimit) {
		name := fmt.Sprintf("sitemap-%d.xml", len(files)+1)
		data, err := document(urlSet{XMLNS: sitemapNamespace, URLs: tags(part)})
		if err != nil {
			return nil, err
		}
		files = append(files, File{name, data})
		index.Parts = append(index.Parts, urlTag{Location: origin + name})
	}
	data, err := document(index)
	return append(files, File{"sitemap.xml", data}), err
}

// SitemapNames returns the names that the sitemap of n pages may need.
func SitemapNames(n int) []string {
	names := []string{"sitemap.xml"}
	if n > sitemapLimit {
		for part := range (n + sitemapLimit - 1) / sitemapLimit {
			names = append(names, fmt.Sprintf("sitemap-%d.xml", part+1))
		}
	}
	return names
}

func tags(entries []SitemapEntry) []urlTag {
	out := make([]urlTag, len(entries))
	for i, e := range entries {
		out[i] = urlTag{Location: e.URL, Modified: stamp(e.Modified, time.RFC3339)}
	}
	return out
}
