// Package style knows the style sheets of a finished site as a page meets them: which rules reach an element, what they make of its
// colours and of its size by day and in the dark, on a phone and on a desk. It does so without a browser, so there is much that it
// cannot know: where things lie that are taken out of the flow, what a picture shows, what a function means that is newer than it
// is. What depends on any of that is unknown, and of what is unknown nothing is ever said.
//
// A sheet is read once for all pages (sheet.go, selector.go, media.go). An element that has the same tag, classes and tested attributes as
// another below the same parents looks the same, on whatever page it stands, so it is looked at once (memo.go): a page
// like those before is walked over and no more. What is found there is looked at closely, on its own page (fault.go).
package style

// tri is an answer where some things cannot be known.
type tri uint8

const (
	no tri = iota
	unsure
	yes
)

func truth(b bool) tri {
	if b {
		return yes
	}
	return no
}

// not turns an answer round.
func (t tri) not() tri { return yes - t }

// environments are those in which every page is judged: by day and in the dark, each on a phone and on a desk.
const environments = 4

// environment is what media queries ask of one of them.
type environment struct {
	dark          bool
	width, height float64 // in pixels
}

func environmentOf(i int) environment {
	e := environment{dark: i >= 2, width: 360, height: 740}
	if i%2 == 1 {
		e.width, e.height = 1280, 800
	}
	return e
}

// condition says in which environments something holds.
type condition [environments]tri

func always() condition { return condition{yes, yes, yes, yes} }

func (c condition) and(o condition) condition {
	for i := range c {
		c[i] = min(c[i], o[i])
	}
	return c
}

// never tells whether it holds nowhere.
func (c condition) never() bool { return c == condition{} }
