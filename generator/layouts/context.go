package layouts

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"stillpoint/generator/diag"
	"stillpoint/generator/pictures"
	"stillpoint/generator/pool"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
	"stillpoint/generator/vector"
)

// HTML is a text that is finished and safe to put into a page as it is.
type HTML = template.HTML

// Body is the finished Markdown of a page.
type Body struct {
	HTML    template.HTML
	Summary template.HTML
	TOC     []*Heading
	Words   int
	// Components are the names of the component blocks in it, each once.
	Components []string
}

// Heading is an entry of a table of contents.
type Heading struct {
	ID, Text string
	Children []*Heading
}

// Bodies gives any page's finished body. A layout may read every body; a
// component, which is part of one, may read none.
type Bodies interface {
	Body(p *site.Page) *Body
}

// Asset is a file that a page refers to, in its published form.
type Asset struct {
	URL       string
	Integrity string
}

// Env is what all renders of a build share. It is safe for concurrent use.
type Env struct {
	Site     *site.Site
	Bodies   Bodies
	Data     map[string]any
	Feeds    func(*site.Page) []Feed
	Calendar func(*site.Page) string // address of the file with its event or events; "" where it has none
	Asset    func(name string) (Asset, error)
	Text     func(p *site.Page, t practice.Text, record *Record) HTML        // Markdown of front matter
	Graph    func(p *site.Page, path string, record *Record) ([]byte, error) // JSON-LD
	Share    func(p *site.Page) (Picture, error)                             // drawn for previews of links
	Image    func(pictures.Request) (*pictures.Image, *diag.Diagnostic)      // nil where there is no such file
	Icon     func(name string, o vector.Inline) (HTML, error)
	Sprite   func(name string) (string, error) // address of an icon in the file that holds all
	Fonts    func() []Font

	PictureNames func(p *site.Page) []string // what a layout may have meant, seen from a page
	arenas       pool.Pool[arena]
}

// Picture is a picture with its size in pixels. Its URL is absolute.
type Picture struct {
	URL           string
	Width, Height int
}

// Font is a font file of assets/fonts in its published form.
type Font struct {
	URL, Type, Family string
	Weight            string // "400", or "100 900" of a variable font
	Italic            bool
	Preload           bool // nearly every page shows it at once: it is upright and of ordinary weight
}

// Feed is a feed that a page can point to.
type Feed struct{ Title, URL, Type string }

// render is one run of a template: what it may see and what it has read.
type render struct {
	env    *Env
	record *Record
	bodies Bodies // nil within components
	page   *site.Page
	slice  *site.Slice
	own    *Body
	arena  *arena
	self   *PageView // of page, made once
	site   *SiteView
	block  *Block // the component block that is rendered, or nil
	icons  int    // how many have been asked for
}

// siteView returns the site's view, made once for a render.
func (r *render) siteView() *SiteView {
	if r.site == nil {
		r.site = &SiteView{r}
	}
	return r.site
}

// Context is the dot of a page's layout.
type Context struct{ r *render }

// Site returns the site.
func (c *Context) Site() *SiteView { return c.r.siteView() }

// Page returns the page that is being rendered.
func (c *Context) Page() *PageView {
	if c.r.self == nil {
		c.r.self = c.r.view(c.r.page)
		c.r.self.current = c.r.slice
	}
	return c.r.self
}

// Section returns the top section that the page lies in, as a page.
func (c *Context) Section() *PageView {
	c.r.record.Page(c.r.page)
	return c.r.view(c.r.page.TopSection())
}

// Data returns the data files by name: data/team.yaml is .Data.team.
func (c *Context) Data() map[string]any { return c.r.data() }

// Asset returns a file of assets/ in its published form.
func (c *Context) Asset(name string) (Asset, error) { return c.r.asset(name) }

// Param returns a free field of the page's front matter, else of the
// configuration, else nil.
func (c *Context) Param(name string) any {
	if own := c.Page().Param(name); own != nil {
		return own
	}
	return c.Site().Param(name)
}

// JSONLD returns the structured data of the page, for a script element of the
// type application/ld+json.
func (c *Context) JSONLD() (template.JS, error) {
	c.r.record.note("practice", "*")
	c.r.record.note("config", "site")
	c.r.record.Page(c.r.page)
	for _, list := range []string{"pages", "connected"} {
		c.r.record.note(list, c.r.page.Name())
	}
	if c.r.page.Kind == site.KindHome {
		c.r.record.note("list", "kind:"+practice.KindLocation)
	}
	data, err := c.r.env.Graph(c.r.page, c.r.slice.Path, c.r.record)
	return template.JS(data), err
}

// SharePicture returns the picture that stands for the page where somebody shares its address. It
// is drawn from the page's title, the practice and the colours of the site.
func (c *Context) SharePicture() (Picture, error) {
	c.r.record.note("practice", "*")
	c.r.record.note("config", "site")
	c.r.record.Share(c.r.page)
	return c.r.env.Share(c.r.page)
}

// Resolve finds what a destination in a page of a given file leads to, as [site.Site.Resolve] does, and notes that it was looked for: what is
// not there today may be there tomorrow.
func (e *Env) Resolve(from, destination string, record *Record) (*site.Target, *site.Problem) {
	record.note("link", from+"\t"+destination)
	return e.Site.Resolve(from, destination)
}

func (r *render) data() map[string]any {
	r.record.note("data", "*")
	return r.env.Data
}

func (r *render) asset(name string) (Asset, error) {
	r.record.note("asset", name)
	return r.env.Asset(name)
}

func (r *render) view(p *site.Page) *PageView {
	if p == nil {
		return nil
	}
	return &PageView{r: r, p: p}
}

// views returns pages as a list. A template may look at few of a long list, so
// the views share one piece of memory, and each notes its page when it is first read.
func (r *render) views(list, of string, pages []*site.Page) []*PageView {
	r.record.note(list, of)
	return r.viewsOf(pages)
}

// viewsOf returns pages as a list that follows from a fact that is noted already.
func (r *render) viewsOf(pages []*site.Page) []*PageView {
	views := r.arena.list(len(pages))
	for i, p := range pages {
		*views[i] = PageView{r: r, p: p}
	}
	return views
}

// Request asks for one output of a page.
type Request struct {
	Page   *site.Page
	Slice  *site.Slice
	Body   *Body
	Record *Record
}

// Page renders one output of a page into w, and returns the name of the layout.
func (s *Set) Page(w io.Writer, env *Env, q Request) (string, diag.List) {
	wanted := ""
	if q.Page.Source != nil {
		wanted = q.Page.Source.Layout
	}
	l, err := s.lookup(wanted, q.Page.Kind, sectionFolder(q.Page))
	if err != nil {
		return "", diag.List{layoutProblem(q.Page, err)}
	}
	name := strings.TrimPrefix(l.file.Name(), Folder+"/")
	q.Record.note("layout", choice{wanted, q.Page.Kind, sectionFolder(q.Page)}.name())
	q.Record.note("config", "site") // functions write addresses, and for the readers of its language
	l.folding.Do(func() { l.fold(env) })
	q.Record.share(l.facts)
	arena := pool.Borrow(&env.arenas)
	defer env.arenas.Put(arena)
	dot := &Context{&render{env: env, record: q.Record, bodies: env.Bodies, page: q.Page, slice: q.Slice, own: q.Body, arena: arena}}
	if err := l.template.Execute(w, dot); err != nil {
		return name, diag.List{s.runProblem(err, l.file, q.Page)}
	}
	return name, nil
}

func layoutProblem(p *site.Page, err error) diag.Diagnostic {
	if p.Source == nil {
		return diag.New("missing-layout", Folder, err.Error(), "add the layout, or layouts/page.html for all kinds")
	}
	return p.Source.FieldError("layout", "missing-layout", err.Error(), "write the name of a file in layouts/, without .html")
}

func sectionFolder(p *site.Page) string {
	if p.Source != nil {
		return p.Source.FolderPath()
	}
	return strings.Trim(p.Path, "/")
}

// Text renders an output in plain text, such as robots.txt. Its dot has Site and Data alone.
func (s *Set) Text(w io.Writer, env *Env, name string) diag.List {
	t := s.texts[name]
	if t == nil {
		return diag.List{diag.New("missing-layout", Folder+"/"+name, "there is no such layout", "")}
	}
	r := &render{env: env, record: NewRecord(), bodies: env.Bodies, page: env.Site.Home, arena: &arena{}}
	if err := t.Execute(w, &TextContext{r}); err != nil {
		return diag.List{s.runProblem(err, s.files[name], nil)}
	}
	return nil
}

// TextContext is the dot of an output in plain text.
type TextContext struct{ r *render }

// Site returns the site.
func (c *TextContext) Site() *SiteView { return c.r.siteView() }

// Data returns the data files by name.
func (c *TextContext) Data() map[string]any { return c.r.data() }

// Redirect is the dot of alias.html, the page at an old address.
type Redirect struct {
	Title     string
	URL       string // root-relative
	Permalink string // absolute
	Language  string
	Direction string // in which the language is written, "ltr" or "rtl"
}

// Alias renders the page at an old address with the layout alias.html.
func (s *Set) Alias(w io.Writer, to Redirect) diag.List {
	l := s.leaves["alias.html"]
	if l == nil {
		return diag.List{diag.New("missing-layout", Folder+"/alias.html", "there is no layout for the pages at old addresses", "add alias.html, or take the aliases out")}
	}
	if err := l.template.Execute(w, to); err != nil {
		return diag.List{s.runProblem(err, l.file, nil)}
	}
	return nil
}

var errNoBodies = fmt.Errorf("a component is part of a page's text and cannot read the text of a page")
