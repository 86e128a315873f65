package layouts

import (
	"html/template"
	"time"

	"stillpoint/generator/site"
)

// PageView is a page as templates see it.
type PageView struct {
	r       *render
	p       *site.Page
	current *site.Slice // the part being rendered, where the view stands for just that
	noted   bool
}

// page returns the page behind the view, and notes that its metadata was read.
func (v *PageView) page() *site.Page {
	if !v.noted {
		v.noted = true
		v.r.record.note("page", v.p.Name())
	}
	return v.p
}

// Title returns the page's title.
func (v *PageView) Title() string { return v.page().Title }

// Description returns the page in one sentence, for lists and search engines.
func (v *PageView) Description() string { return v.page().Description }

// URL returns the page's address from the root of its host: "/prices/". Of the
// page being rendered it is the address of the part being rendered, "/articles/page/2/".
func (v *PageView) URL() string {
	if v.current != nil {
		return v.r.env.Site.URL(v.current.Path)
	}
	return v.r.env.Site.URL(v.page().Path)
}

// Permalink returns the page's whole address: "https://example.org/prices/".
func (v *PageView) Permalink() string {
	if v.current != nil {
		return v.r.env.Site.Permalink(v.current.Path)
	}
	return v.r.env.Site.Permalink(v.page().Path)
}

// Kind returns what the page is: "article", "section", "home" …
func (v *PageView) Kind() string { return v.page().Kind }

// Date returns the page's date, the zero time where it has none.
func (v *PageView) Date() time.Time { return v.page().Date() }

// HasDate tells whether the page has a date.
func (v *PageView) HasDate() bool { return !v.page().Date().IsZero() }

// Updated returns when the page was last changed, its date where nothing else is said.
func (v *PageView) Updated() time.Time { return v.page().Updated() }

// NoIndex tells whether search engines are asked to pass the page over.
func (v *PageView) NoIndex() bool { return v.page().NoIndex() }

// IsHome tells whether the page is the home page.
func (v *PageView) IsHome() bool { return v.page().Kind == site.KindHome }

// Source returns the page's file, "content/prices.md", or "" where Stillpoint made the page up.
func (v *PageView) Source() string {
	if v.page().Source == nil {
		return ""
	}
	return v.page().Source.File.Name()
}

// Params returns the page's free fields.
func (v *PageView) Params() map[string]any {
	if v.page().Source == nil || v.page().Source.Params == nil {
		return map[string]any{}
	}
	return v.page().Source.Params
}

// Param returns one free field, or nil.
func (v *PageView) Param(name string) any { return v.Params()[name] }

// ImageAlt returns the words that stand for the page's picture.
func (v *PageView) ImageAlt() string {
	if v.page().Source == nil {
		return ""
	}
	return v.page().Source.ImageAlt
}

// Tags returns the pages of the page's tags.
func (v *PageView) Tags() []*PageView { return v.Terms("tags") }

// Terms returns the pages of the page's terms in a taxonomy.
func (v *PageView) Terms(taxonomy string) []*PageView {
	return v.r.viewsOf(v.page().TermsOf(taxonomy))
}

// Parent returns the section that holds the page; nil for the home page.
func (v *PageView) Parent() *PageView { return v.r.view(v.page().Parent) }

// Ancestors returns the pages above, the home page first.
func (v *PageView) Ancestors() []*PageView {
	return v.r.viewsOf(v.page().Ancestors())
}

// Prev returns the page before this one in its section's order, or nil.
func (v *PageView) Prev() *PageView { return v.r.view(v.page().Prev) }

// Next returns the page after this one in its section's order, or nil.
func (v *PageView) Next() *PageView { return v.r.view(v.page().Next) }

// Related returns the pages that share the most terms with this one, as many
// as build.related says.
func (v *PageView) Related() []*PageView {
	s := v.r.env.Site
	return v.r.views("related", v.p.Name(), s.Related(v.p, s.Config.Build.Related))
}

// Pages returns the pages right in a section, or those of a term.
func (v *PageView) Pages() []*PageView { return v.r.views("pages", v.p.Name(), v.page().Pages) }

// Sections returns the sections right in a section.
func (v *PageView) Sections() []*PageView {
	return v.r.views("sections", v.p.Name(), v.page().Sections)
}

// Feeds returns the feeds of a section.
func (v *PageView) Feeds() []Feed {
	v.r.record.note("feeds", v.p.Name())
	return v.r.env.Feeds(v.page())
}

// Calendar returns the address of a file for calendars: on the page of an event, one with that event, and on that of a section with
// events, one with all that are to come; "" where there is none.
func (v *PageView) Calendar() string {
	v.r.record.note("calendar", v.p.Name())
	return v.r.env.Calendar(v.page())
}

func (v *PageView) body() (*Body, error) {
	if v.p == v.r.page && v.r.own != nil {
		return v.r.own, nil
	}
	if v.r.bodies == nil {
		return nil, errNoBodies
	}
	v.r.record.note("body", v.p.Name())
	return v.r.bodies.Body(v.p), nil
}

// Content returns the page's finished text.
func (v *PageView) Content() (template.HTML, error) {
	b, err := v.body()
	if err != nil {
		return "", err
	}
	return b.HTML, nil
}

// Summary returns the page's text before <!-- more -->, else its first paragraph.
func (v *PageView) Summary() (template.HTML, error) {
	b, err := v.body()
	if err != nil {
		return "", err
	}
	return b.Summary, nil
}

// TOC returns the headings of the page's text as a tree.
func (v *PageView) TOC() ([]*Heading, error) {
	b, err := v.body()
	if err != nil {
		return nil, err
	}
	return b.TOC, nil
}

// Words returns how many words the page's text has.
func (v *PageView) Words() (int, error) {
	b, err := v.body()
	if err != nil {
		return 0, err
	}
	return b.Words, nil
}

// ReadingMinutes returns how long the text takes to read at 220 words a
// minute, at least 1.
func (v *PageView) ReadingMinutes() (int, error) {
	words, err := v.Words()
	return max(1, (words+110)/220), err
}
