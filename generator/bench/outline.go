package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// outline is what is compared of a finished site.
type outline struct {
	pages map[string]digest // the words and links of each page, by file
	feeds map[string]string // the links of the entries of each feed, by folder: programs name the files differently
	urls  map[string]bool   // what the sitemap names
}

// digest stands for the words of a page: the words of a large site would not fit into memory twice.
type digest [sha256.Size]byte

// outlineOf reads a finished site.
func outlineOf(dir string) (outline, error) {
	o := outline{pages: map[string]digest{}, feeds: map[string]string{}, urls: map[string]bool{}}
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		return o.add(filepath.ToSlash(name), file)
	})
	return o, err
}

func (o outline) add(name, file string) error {
	kind := path.Ext(name)
	if kind != ".html" && kind != ".xml" {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := string(data)
	switch {
	case kind == ".html":
		o.pages[name] = sha256.Sum256([]byte(wordsOf(text)))
	case strings.Contains(text, "<rss"):
		o.feeds[path.Dir(name)] = strings.Join(linksIn(text, "item", "link"), " ")
	default:
		for _, url := range linksIn(text, "url", "loc") {
			o.urls[url] = true
		}
	}
	return nil
}

// linksIn returns the text of an element within each of the elements of another name.
func linksIn(text, outer, inner string) []string {
	element := regexp.MustCompile(`(?s)<` + inner + `>\s*(.*?)\s*</` + inner + `>`)
	var links []string
	for _, part := range strings.Split(text, "<"+outer+">")[1:] {
		if found := element.FindStringSubmatch(part); found != nil {
			links = append(links, found[1])
		}
	}
	return links
}

// otherPages returns the files of the pages that two outlines do not have in common.
func (o outline) otherPages(other outline) []string { return differences(o.pages, other.pages) }

// differences returns the keys under which two maps do not hold the same, in order.
func differences[V comparable](a, b map[string]V) []string {
	var differ []string
	for key, value := range a {
		if other, there := b[key]; !there || other != value {
			differ = append(differ, key)
		}
	}
	for key := range b {
		if _, there := a[key]; !there {
			differ = append(differ, key)
		}
	}
	slices.Sort(differ)
	return differ
}

// sameWork fails unless both programs have made the same pages, each with the same words and links, the same
// feeds with the same entries, and sitemaps of the same addresses.
func sameWork(c []*contender, o []outline) error {
	for _, kind := range []struct {
		what   string
		differ []string
		empty  bool
	}{
		{"pages with other words or links", differences(o[0].pages, o[1].pages), len(o[0].pages) == 0},
		{"feeds with other entries", differences(o[0].feeds, o[1].feeds), len(o[0].feeds) == 0},
		{"addresses in one sitemap only", differences(o[0].urls, o[1].urls), len(o[0].urls) == 0},
	} {
		if kind.empty {
			return fmt.Errorf("%s has made nothing to compare: no %s", c[0].name, kind.what)
		}
		if n := len(kind.differ); n > 0 {
			return fmt.Errorf("%s and %s did not do the same work: %d %s, such as %s (-keep leaves them to look at)",
				c[0].name, c[1].name, n, kind.what, strings.Join(kind.differ[:min(n, 5)], ", "))
		}
	}
	return nil
}

// entries counts the entries of all feeds.
func (o outline) entries() int {
	n := 0
	for links := range maps.Values(o.feeds) {
		n += len(strings.Fields(links))
	}
	return n
}

// wordsOf reduces a page to its words and the addresses that it links to.
func wordsOf(page string) string {
	page = strings.NewReplacer("&rsquo;", "’", "&ldquo;", "“", "&rdquo;", "”", "&#39;", "'", "&quot;", `"`).Replace(page)
	var b strings.Builder
	for page != "" {
		open := strings.IndexByte(page, '<')
		if open < 0 {
			open = len(page)
		}
		b.WriteString(page[:open] + " ")
		page = page[open:]
		end := strings.IndexByte(page, '>')
		if end < 0 {
			break
		}
		if _, link, ok := strings.Cut(page[:end], "href="); ok && strings.HasPrefix(page, "<a ") {
			b.WriteString(strings.Trim(strings.Fields(link)[0], `"`) + " ")
		}
		page = page[end+1:]
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
