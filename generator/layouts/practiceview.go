package layouts

import (
	"fmt"
	"html/template"
	"slices"
	"time"

	"stillpoint/generator/config"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// Practice returns the business behind the site; its Name is empty where the
// configuration says nothing of one.
func (c *Context) Practice() *practice.Practice { return c.r.practice() }

// Practice returns the business behind the site.
func (c *TextContext) Practice() *practice.Practice { return c.r.practice() }

// Practice returns the business behind the site.
func (v *ComponentView) Practice() *practice.Practice { return v.r.practice() }

func (r *render) practice() *practice.Practice {
	r.record.note("practice", "*")
	return &r.env.Site.Practice
}

// typed returns the fields of the page's kind where it is of the kind asked
// for, else nil, which {{with}} passes over.
func typed[T practice.Fields](v *PageView) T {
	fields, _ := v.page().Typed.(T)
	return fields
}

// Therapy returns the fields of a therapy, nil on any other page.
func (v *PageView) Therapy() *practice.Therapy { return typed[*practice.Therapy](v) }

// Practitioner returns the fields of a practitioner, nil on any other page.
func (v *PageView) Practitioner() *practice.Practitioner { return typed[*practice.Practitioner](v) }

// Location returns the fields of a location, nil on any other page.
func (v *PageView) Location() *practice.Location { return typed[*practice.Location](v) }

// Event returns the fields of an event, nil on any other page.
func (v *PageView) Event() *practice.Event { return typed[*practice.Event](v) }

// Testimonial returns the fields of a testimonial, nil on any other page.
func (v *PageView) Testimonial() *practice.Testimonial { return typed[*practice.Testimonial](v) }

// FAQ returns the fields of a question, nil on any other page.
func (v *PageView) FAQ() *practice.FAQ { return typed[*practice.FAQ](v) }

// Article returns the fields of an article, nil on any other page.
func (v *PageView) Article() *practice.Article { return typed[*practice.Article](v) }

// Policy returns the fields of a policy, nil on any other page.
func (v *PageView) Policy() *practice.Policy { return typed[*practice.Policy](v) }

// Connected returns the pages of a kind that the page names in its front matter, and
// then those that name it.
func (v *PageView) Connected(kind string) []*PageView {
	return v.r.views("connected", v.p.Name(), v.page().Connected(kind))
}

// Therapies returns the therapies that the page names or is named by.
func (v *PageView) Therapies() []*PageView { return v.Connected(practice.KindTherapy) }

// Practitioners returns the practitioners that the page names or is named by.
func (v *PageView) Practitioners() []*PageView { return v.Connected(practice.KindPractitioner) }

// Locations returns the locations that the page names or is named by.
func (v *PageView) Locations() []*PageView { return v.Connected(practice.KindLocation) }

// Events returns the events that the page names or is named by.
func (v *PageView) Events() []*PageView { return v.Connected(practice.KindEvent) }

// Testimonials returns what clients said of the page's subject.
func (v *PageView) Testimonials() []*PageView { return v.Connected(practice.KindTestimonial) }

// Articles returns the articles that name the page.
func (v *PageView) Articles() []*PageView { return v.Connected(practice.KindArticle) }

// Markdown renders a text of the page's front matter: {{.Page.Markdown .Page.Therapy.Aftercare}}.
func (v *PageView) Markdown(t practice.Text) template.HTML {
	if t.IsZero() {
		return ""
	}
	v.page()
	return v.r.env.Text(v.p, t, v.r.record)
}

// Answer returns the answer of a question: its field, else the page's text.
func (v *PageView) Answer() (template.HTML, error) {
	if f := v.FAQ(); f != nil && !f.Answer.IsZero() {
		return v.Markdown(f.Answer), nil
	}
	return v.Content()
}

// Starts returns when an event begins, the zero time on any other page.
func (v *PageView) Starts() time.Time {
	if e := v.Event(); e != nil {
		return e.Start.Time
	}
	return time.Time{}
}

// Past tells whether the page is of an event that was over when the site was built.
func (v *PageView) Past() bool { return v.page().Past }

// Resource returns the address of a file beside the page, such as the map of a location.
func (v *PageView) Resource(name string) (string, error) {
	if v.page().Source == nil {
		return "", fmt.Errorf("there are no files beside a page that Stillpoint made")
	}
	target, problem := v.r.env.Resolve(v.page().Source.File.Name(), name, v.r.record)
	switch {
	case problem != nil:
		return "", fmt.Errorf("%s", problem.Message)
	case target == nil:
		return name, nil
	}
	return target.URL, nil
}

// Uses tells whether the page's text has a component block of a name.
func (v *PageView) Uses(component string) (bool, error) {
	b, err := v.body()
	if err != nil {
		return false, err
	}
	return slices.Contains(b.Components, component), nil
}

// TimeZone returns the site's time zone, "Europe/London".
func (v *SiteView) TimeZone() string {
	v.config("site")
	return v.r.env.Site.Config.Site.Zone().String()
}

// Theme returns the colours of the site.
func (v *SiteView) Theme() config.Theme {
	v.config("site")
	return v.r.env.Site.Config.Site.Theme
}

// Kind returns all regular pages of a kind, in list order.
func (v *SiteView) Kind(kind string) ([]*PageView, error) {
	var pages []*site.Page
	for _, p := range v.r.env.Site.Regular {
		if p.Kind == kind {
			pages = append(pages, p)
		}
	}
	return v.r.views("list", "kind:"+kind, pages), nil
}

// Lookup returns a page by its file within content/, "therapies/cst.md". No such page is an error.
func (v *SiteView) Lookup(file string) (*PageView, error) {
	v.r.record.note("file", file)
	if p := v.r.env.Site.File(file); p != nil {
		return v.r.view(p), nil
	}
	return nil, fmt.Errorf("there is no page %q", file)
}

// language returns the language of the site, for functions that write for its readers.
func (a Base) language() string {
	if a.Language == "" {
		return "en"
	}
	return a.Language
}

// money writes an amount for the readers of the site: {{money .Amount}}.
func (a Base) money(m practice.Money) string { return m.In(a.language()) }

// languageName names a language in that of the site: {{languageName .}} is "Welsh".
func (a Base) languageName(l practice.Language) string { return l.In(a.language()) }

// Named returns the page of a kind whose file has a name, as front matter refers to it:
// {{$.Named "location" "harbour-lane"}}. No such page is an error.
func (v *ComponentView) Named(kind, name string) (*PageView, error) {
	var known []string
	v.r.record.note("list", "kind:"+kind)
	for _, p := range v.r.env.Site.Regular {
		if p.Kind != kind {
			continue
		}
		own := p.RefName()
		if own == name {
			return v.r.view(p), nil
		}
		known = append(known, own)
	}
	return nil, fmt.Errorf("there is no %s %q%s", kind, name, diag.DidYouMean(name, known))
}

// Resource returns the address of a file beside the page.
func (v *ComponentView) Resource(name string) (string, error) { return v.Page().Resource(name) }
