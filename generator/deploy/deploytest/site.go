package deploytest

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"stillpoint/generator/deploy"
)

// builder makes up a small site, and changes it at random. Names of pictures and style sheets change with what is in them, as those of a real site do.
type builder struct {
	random   *rand.Rand
	pages    map[string]*page
	versions [8]int // of the pictures
	css      int    // version
	plain    int    // version of a style sheet that keeps its name
	folder   bool   // whether files/a is a folder
	sitemap  bool
	made     int
}

type page struct {
	revision int
	pictures []int
}

func newBuilder(seed uint64) *builder {
	b := &builder{random: rand.New(rand.NewPCG(seed, 9)), pages: map[string]*page{}, sitemap: true}
	for range 8 {
		b.addPage()
	}
	return b
}

func (b *builder) addPage() {
	b.made++
	p := &page{}
	b.choose(p)
	b.pages[fmt.Sprintf("%s/page-%d", []string{"therapies", "blog", "team"}[b.random.IntN(3)], b.made)] = p
}

func (b *builder) choose(p *page) {
	p.pictures = b.random.Perm(len(b.versions))[:b.random.IntN(4)]
}

func (b *builder) anyPage() (string, *page) {
	names := slices.Sorted(maps.Keys(b.pages))
	name := names[b.random.IntN(len(names))]
	return name, b.pages[name]
}

// change edits the site once to four times.
func (b *builder) change() {
	for range 1 + b.random.IntN(4) {
		name, p := b.anyPage()
		switch b.random.IntN(9) {
		case 0:
			b.versions[b.random.IntN(len(b.versions))]++
		case 1:
			b.css++
		case 2:
			b.addPage()
		case 3:
			if len(b.pages) > 2 {
				delete(b.pages, name)
			}
		case 4:
			b.choose(p)
		case 5:
			p.revision++
		case 6:
			b.plain++
		case 7:
			b.folder = !b.folder
		case 8:
			b.sitemap = !b.sitemap
		}
	}
}

// build returns the site as it is now.
func (b *builder) build() map[string][]byte {
	files := map[string][]byte{}
	picture := func(i int) string {
		name := fmt.Sprintf("img/p%d-%d.png", i, b.versions[i])
		files[name] = bytes.Repeat([]byte(name+" "), 20*(i+1))
		return name
	}
	css := fmt.Sprintf("css/main-%d.css", b.css)
	files[css] = fmt.Appendf(nil, "body { background: url(/%s) } /* %d */", picture(0), b.css)
	files["plain.css"] = fmt.Appendf(nil, "p { margin: %d }", b.plain)
	var locations strings.Builder
	for name, p := range b.pages {
		var text strings.Builder
		fmt.Fprintf(&text, `<link href="/%s"><link href="/plain.css"><p>%d`, css, p.revision)
		for _, i := range p.pictures {
			fmt.Fprintf(&text, `<img src="/%s">`, picture(i))
		}
		files[name+"/index.html"] = []byte(text.String())
	}
	for _, name := range slices.Sorted(maps.Keys(b.pages)) {
		fmt.Fprintf(&locations, "<loc>/%s/index.html</loc>", name)
	}
	if b.sitemap {
		files["sitemap.xml"] = []byte(locations.String())
	}
	if b.folder {
		files["files/a/b.txt"] = []byte("in a folder")
	} else {
		files["files/a"] = []byte("in place of a folder")
	}
	return files
}

// Site returns a site of files, by their names.
func Site(files map[string][]byte) deploy.Site {
	s := deploy.Site{Folder: "public"}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		s.Files = append(s.Files, Object(name, files[name]))
	}
	return s
}
