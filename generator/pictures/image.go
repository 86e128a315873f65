package pictures

import (
	"fmt"
	"html"
	"strings"
)

// Image is a picture as layouts see it. All addresses are from the root of the host.
type Image struct {
	URL           string // of the fallback, which every browser can show
	Width, Height int    // in CSS pixels, as the attributes of those names; 0 where they are not known
	Sizes         string // how wide it is on the page; "" where there is one file alone
	Sources       []Source
	Srcset        string // of the fallback; "" where it is one file
	Tone          string // a class that paints its place in its colour until it has come, or ""
	large         bool
}

// Source is one format of a picture that a browser may choose.
type Source struct{ Type, Srcset string }

// String returns the address of the fallback.
func (i *Image) String() string { return i.URL }

// large is how many CSS pixels a picture covers that is worth loading before others: about a third of the window of a phone.
const large = 360 * 200

// Markup says how a picture is written into a page.
type Markup struct {
	Alt   string
	Class string
	Title string
	Lead  bool // load it at once and first, whatever its place
}

// HTML returns the picture as an element of HTML: <picture> where there are formats to choose from, else <img>. Whether it
// is loaded at once or when it is near is left to [Store.Finish], which sees the page as a whole.
func (i *Image) HTML(m Markup) string {
	var b strings.Builder
	if len(i.Sources) > 0 {
		b.WriteString("<picture>")
	}
	for _, s := range i.Sources {
		fmt.Fprintf(&b, `<source type="%s" srcset="%s"`, s.Type, html.EscapeString(s.Srcset))
		i.sizes(&b)
		b.WriteString(">")
	}
	fmt.Fprintf(&b, `<img src="%s"`, html.EscapeString(i.URL))
	if i.Srcset != "" {
		fmt.Fprintf(&b, ` srcset="%s"`, html.EscapeString(i.Srcset))
		i.sizes(&b)
	}
	fmt.Fprintf(&b, ` alt="%s"`, html.EscapeString(m.Alt))
	if class := strings.TrimSpace(m.Class + " " + i.Tone); class != "" {
		fmt.Fprintf(&b, ` class="%s"`, html.EscapeString(class))
	}
	if m.Title != "" {
		fmt.Fprintf(&b, ` title="%s"`, html.EscapeString(m.Title))
	}
	if i.Width > 0 && i.Height > 0 {
		fmt.Fprintf(&b, ` width="%d" height="%d"`, i.Width, i.Height)
	}
	b.WriteString(loadingMark(i.large, m.Lead) + ">")
	if len(i.Sources) > 0 {
		b.WriteString("</picture>")
	}
	return b.String()
}

func (i *Image) sizes(b *strings.Builder) {
	if i.Sizes != "" {
		fmt.Fprintf(b, ` sizes="%s"`, html.EscapeString(i.Sizes))
	}
}
