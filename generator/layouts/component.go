package layouts

import (
	"fmt"
	"html/template"
	"io"

	"stillpoint/generator/diag"
	"stillpoint/generator/site"
)

// Attribute is one name and value from the opening line of a component block.
type Attribute struct{ Key, Value string }

// Block is a component block of a page's text, its inside already rendered.
type Block struct {
	Name       string
	Attributes []Attribute
	Inner      template.HTML
	Lead       template.HTML
	Items      []Item
	Index      int
}

// Item is a part of a component block that a heading opens.
type Item struct {
	ID         string
	Title      template.HTML
	Body       template.HTML
	Attributes []Attribute
}

// Attr returns an attribute of the item's heading: "icon" finds {icon=moon}
// as well as {data-icon=moon}. It is "" where there is none.
func (i Item) Attr(key string) string { return attribute(i.Attributes, key) }

func attribute(list []Attribute, key string) string {
	for _, a := range list {
		if a.Key == key || a.Key == "data-"+key {
			return a.Value
		}
	}
	return ""
}

// ComponentView is the dot of a component's template.
type ComponentView struct {
	r *render
	b *Block
}

// Name returns the name of the block, "note".
func (v *ComponentView) Name() string { return v.b.Name }

// Attr returns an attribute of the opening line, or "".
func (v *ComponentView) Attr(key string) string { return attribute(v.b.Attributes, key) }

// Has tells whether the opening line has an attribute.
func (v *ComponentView) Has(key string) bool {
	for _, a := range v.b.Attributes {
		if a.Key == key {
			return true
		}
	}
	return false
}

// Class returns the classes of the opening line.
func (v *ComponentView) Class() string { return v.Attr("class") }

// ID returns the id of the opening line.
func (v *ComponentView) ID() string { return v.Attr("id") }

// Inner returns all that is in the block.
func (v *ComponentView) Inner() template.HTML { return v.b.Inner }

// Lead returns what stands before the first heading in the block.
func (v *ComponentView) Lead() template.HTML { return v.b.Lead }

// Items returns the inside of the block, parted at its headings.
func (v *ComponentView) Items() []Item { return v.b.Items }

// Index returns how many component blocks of the page come before this one.
func (v *ComponentView) Index() int { return v.b.Index }

// Page returns the page that the block is part of. Its text cannot be read.
func (v *ComponentView) Page() *PageView { return v.r.view(v.r.page) }

// Site returns the site.
func (v *ComponentView) Site() *SiteView { return v.r.siteView() }

// Data returns the data files by name.
func (v *ComponentView) Data() map[string]any { return v.r.data() }

// Asset returns a file of assets/ in its published form.
func (v *ComponentView) Asset(name string) (Asset, error) { return v.r.asset(name) }

// UnknownComponent says that no template renders a block of this name.
type UnknownComponent struct{ Name, Suggestion string }

func (e *UnknownComponent) Error() string {
	return fmt.Sprintf("unknown component %q%s", e.Name, e.Suggestion)
}

// Component renders a component block of a page into w. The error is an
// *UnknownComponent where there is no template; diagnostics say what went wrong in one.
func (s *Set) Component(w io.Writer, env *Env, page *site.Page, record *Record, b *Block) (diag.List, error) {
	name := componentsFolder + b.Name + ".html"
	t := s.components.Lookup(name)
	record.Component(b.Name)
	if t == nil || !s.HasComponent(b.Name) {
		return nil, &UnknownComponent{b.Name, diag.DidYouMean(b.Name, s.Components())}
	}
	dot := &ComponentView{&render{env: env, record: record, page: page, arena: &arena{}, block: b}, b}
	if err := t.Execute(w, dot); err != nil {
		return diag.List{s.runProblem(err, s.files[name], page)}, nil
	}
	return nil, nil
}
