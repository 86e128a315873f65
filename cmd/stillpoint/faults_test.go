package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	perFault   = 2  // pages on which each fault is planted by itself
	mixedPages = 40 // on which many are
	atOnce     = 8  // faults on each of these
)

// wildPages returns how many pages more are to be made on which faults and things at random are mixed: it is they who find what nobody
// has thought of. In CI there are none, since every change of the site's texts makes others of them.
func wildPages() int {
	number, _ := strconv.Atoi(os.Getenv("STILLPOINT_WILD_PAGES"))
	return number
}

// plant puts a fault into a page. It returns false where the page has nothing to put it on.
type plant func(*garden) bool

// garden is a page into which faults are planted. The same numbers lead to the same faults.
type garden struct {
	name   string
	doc    *html.Node
	rand   *rand.Rand
	roles  []string
	states []string // attributes of ARIA
}

// gardens are the pages of a site, of which one can be had as often as faults are to be planted.
type gardens struct {
	pages         []sample
	roles, states []string
}

// open returns one of the pages. The same number leads to the same one.
func (all gardens) open(t *testing.T, number int) *garden {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(number), 7))
	page := all.pages[r.IntN(len(all.pages))]
	g := &garden{page.name, parsed(t, page.html), r, all.roles, all.states}
	if bar := g.pick("aside.book-bar"); bar != nil { // which the style sheet hides in a wide window: rules do not know windows
		bar.Parent.RemoveChild(bar)
	}
	return g
}

// faulty returns the finished pages of a site with faults planted into them.
func faulty(t *testing.T, site string) []sample {
	t.Helper()
	all := gardens{finishedPages(t, site), beginnings(t, "roles.txt"), beginnings(t, "attributes.txt")}
	return append(all.single(t, faults()), all.mixed(t, faults())...)
}

// single returns pages with one fault each.
func (all gardens) single(t *testing.T, faults []fault) []sample {
	t.Helper()
	const most = 500 // pages that are looked at for one that has anything to plant a fault on
	var made []sample
	for i, f := range faults {
		planted := 0
		for try := 0; planted < perFault && try < most; try++ {
			if g := all.open(t, most*i+try); f.plant(g) {
				planted++
				made = append(made, sample{fmt.Sprintf("%s, %s %d", g.name, f.name, planted), g.text(t)})
			}
		}
		if planted < perFault {
			t.Errorf("there are not enough pages for the fault %q", f.name)
		}
	}
	return made
}

// mixed returns pages with many faults, and behind them those that are wild.
func (all gardens) mixed(t *testing.T, faults []fault) []sample {
	t.Helper()
	wild := wild()
	var made []sample
	for i := range mixedPages + wildPages() {
		g := all.open(t, 1_000_000+i)
		for range atOnce {
			if i < mixedPages || g.rand.IntN(2) == 0 {
				faults[g.rand.IntN(len(faults))].plant(g)
			} else {
				wild[g.rand.IntN(len(wild))](g)
			}
		}
		made = append(made, sample{fmt.Sprintf("%s, mixed %d", g.name, i), g.text(t)})
	}
	return made
}

func finishedPages(t *testing.T, site string) []sample {
	t.Helper()
	var all []sample
	err := filepath.WalkDir(site, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil || bytes.Contains(text, []byte("http-equiv")) {
			return err // an alias, which only sends its reader on
		}
		name, err := filepath.Rel(site, path)
		all = append(all, sample{filepath.ToSlash(name), string(text)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// beginnings returns what each line of a table of ARIA begins with.
func beginnings(t *testing.T, table string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "generator", "check", "access", "aria", table))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		if word, _, _ := strings.Cut(strings.TrimSpace(line), " "); word != "" && word != "#" {
			all = append(all, word)
		}
	}
	return all
}

func parsed(t *testing.T, text string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// text returns the page as a browser would write it that has read it, so that there is one way to read it: browsers move what cannot
// lie where it was put, and whether rules know that is not asked here.
func (g *garden) text(t *testing.T) string {
	t.Helper()
	for before := ""; ; {
		var text strings.Builder
		if err := html.Render(&text, g.doc); err != nil {
			t.Fatal(err)
		}
		if text.String() == before {
			return before
		}
		before = text.String()
		g.doc = parsed(t, before)
	}
}

// pick returns one of the elements that a list such as "img[alt] a.skip-link" names, or nil; "*" is any in the body.
func (g *garden) pick(list string) *html.Node {
	var all []*html.Node
	for n := range g.doc.Descendants() {
		if n.Type == html.ElementNode && n.Namespace == "" && matches(n, list) {
			all = append(all, n)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[g.rand.IntN(len(all))]
}

func matches(n *html.Node, list string) bool {
	for each := range strings.FieldsSeq(list) {
		tag, key, _ := strings.Cut(strings.TrimSuffix(each, "]"), "[")
		tag, class, _ := strings.Cut(tag, ".")
		if (tag == n.Data || tag == "*" && inBody(n)) && (key == "" || has(n, key)) && (class == "" || class == attribute(n, "class")) {
			return true
		}
	}
	return false
}

func inBody(n *html.Node) bool {
	for above := range n.Ancestors() {
		if above.Data == "body" {
			return true
		}
	}
	return false
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func remove(n *html.Node, key string) {
	for i, a := range n.Attr {
		if a.Key == key {
			n.Attr = append(n.Attr[:i:i], n.Attr[i+1:]...)
			return
		}
	}
}

func write(n *html.Node, key, value string) {
	remove(n, key)
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

// on makes a plant of what is done to one of the elements that a list names.
func on(list string, do func(*garden, *html.Node)) plant {
	return func(g *garden) bool {
		n := g.pick(list)
		if n != nil {
			do(g, n)
		}
		return n != nil
	}
}

func set(list, key, value string) plant {
	return on(list, func(_ *garden, n *html.Node) { write(n, key, value) })
}

func drop(list, key string) plant { return on(list, func(_ *garden, n *html.Node) { remove(n, key) }) }

func rename(list, tag string) plant {
	return on(list, func(_ *garden, n *html.Node) { n.Data, n.DataAtom = tag, 0 })
}

// fill puts other content into an element.
func fill(list, text string) plant {
	return on(list, func(_ *garden, n *html.Node) {
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
		appendTo(n, text)
	})
}

// add puts something at the end of an element.
func add(list, text string) plant {
	return on(list, func(_ *garden, n *html.Node) { appendTo(n, text) })
}

func appendTo(n *html.Node, text string) {
	pieces, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		panic(err) // a fault that cannot be planted anywhere
	}
	for _, piece := range pieces {
		n.AppendChild(piece)
	}
}

// wrap puts an element into another.
func wrap(list, tag string) plant {
	return on(list, func(_ *garden, n *html.Node) { wrapIn(n, tag) })
}

// wrapIn returns the element that another is put into.
func wrapIn(n *html.Node, tag string) *html.Node {
	outer := &html.Node{Type: html.ElementNode, Data: tag}
	n.Parent.InsertBefore(outer, n)
	n.Parent.RemoveChild(n)
	outer.AppendChild(n)
	return outer
}

// unwrap leaves what lies in an element, and takes the element away.
func unwrap(list string) plant {
	return on(list, func(_ *garden, n *html.Node) {
		for n.FirstChild != nil {
			child := n.FirstChild
			n.RemoveChild(child)
			n.Parent.InsertBefore(child, n)
		}
		n.Parent.RemoveChild(n)
	})
}

// twice puts a copy of an element behind it.
func twice(list string) plant {
	return on(list, func(_ *garden, n *html.Node) { n.Parent.InsertBefore(clone(n), n.NextSibling) })
}

func clone(n *html.Node) *html.Node {
	same := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	for child := range n.ChildNodes() {
		same.AppendChild(clone(child))
	}
	return same
}

// out moves an element to the end of the body.
func out(list string) plant {
	return on(list, func(g *garden, n *html.Node) {
		n.Parent.RemoveChild(n)
		g.pick("body").AppendChild(n)
	})
}

// fault is one that is planted, with its name.
type fault struct {
	name  string
	plant plant
}
