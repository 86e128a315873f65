package layouts

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"html/template"
	"net/url"
	"path"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/diag"
	"stillpoint/generator/pictures"
	"stillpoint/generator/site"
	"stillpoint/generator/vector"
)

// Image returns a picture in the form that is asked for: {{with .Image "room.jpg" "width" 640}}. The name is that of a
// file beside the page, with a slash before it one of content/, else one of assets/.
func (c *Context) Image(name string, options ...any) (*pictures.Image, error) {
	return c.r.image(c.r.page, name, options)
}

// Picture returns a picture as an element of HTML: {{.Picture "room.jpg" "width" 640 "alt" "A quiet room"}}.
func (c *Context) Picture(name string, options ...any) (template.HTML, error) {
	return c.r.pictureElement(c.r.page, name, options)
}

// Image returns a picture in the form that is asked for, as [Context.Image] does.
func (v *ComponentView) Image(name string, options ...any) (*pictures.Image, error) {
	return v.r.image(v.r.page, name, options)
}

// Picture returns a picture as an element of HTML, as [Context.Picture] does.
func (v *ComponentView) Picture(name string, options ...any) (template.HTML, error) {
	return v.r.pictureElement(v.r.page, name, options)
}

// Image returns the page's picture in the form that is asked for, nil where it has none. Without
// options it is one file of its full size. The option "file" names another picture beside the page.
func (v *PageView) Image(options ...any) (*pictures.Image, error) {
	name, options, err := v.named(options)
	if name == "" || err != nil {
		return nil, err
	}
	if len(options) == 0 {
		return v.show(name, pictures.Request{Single: true, Focus: v.focus(name)})
	}
	request, _, err := pictures.Ask(pictures.Request{Focus: v.focus(name)}, pictures.Markup{}, options...)
	if err != nil {
		return nil, err
	}
	return v.show(name, request)
}

// Picture returns the page's picture as an element of HTML, "" where it has none. Its alt is what the front matter
// says, where no option says otherwise.
func (v *PageView) Picture(options ...any) (template.HTML, error) {
	name, options, err := v.named(options)
	if name == "" || err != nil {
		return "", err
	}
	markup := pictures.Markup{}
	if name == v.page().Source.Image {
		markup.Alt = v.page().Source.ImageAlt
	}
	request, markup, err := pictures.Ask(pictures.Request{Focus: v.focus(name)}, markup, options...)
	if err != nil {
		return "", err
	}
	image, err := v.show(name, request)
	if image == nil || err != nil {
		return "", err
	}
	return template.HTML(image.HTML(markup)), nil
}

// show asks for a picture of the page. That the one of the front matter is not there has been told at its line; then it is nil.
func (v *PageView) show(name string, request pictures.Request) (*pictures.Image, error) {
	image, err := v.r.show(v.p, name, request)
	if err != nil && name == v.page().Source.Image {
		return nil, nil
	}
	return image, err
}

// named takes the option "file" out of the options; without it the page's own picture is meant.
func (v *PageView) named(options []any) (string, []any, error) {
	if v.page().Source == nil {
		return "", nil, nil
	}
	for i := 0; i+1 < len(options); i += 2 {
		if options[i] == "file" {
			rest := append(append([]any{}, options[:i]...), options[i+2:]...)
			return fmt.Sprint(options[i+1]), rest, nil
		}
	}
	return v.page().Source.Image, options, nil
}

// focus returns the point of a picture of the page that must stay to be seen.
func (v *PageView) focus(name string) [2]float64 {
	if name != v.page().Source.Image {
		return pictures.Center()
	}
	focus, err := pictures.ParseFocus(v.page().Source.ImageFocus)
	if err != nil { // it has been told where the page was read
		return pictures.Center()
	}
	return focus
}

func (r *render) image(p *site.Page, name string, options []any) (*pictures.Image, error) {
	request, _, err := pictures.Ask(pictures.Request{Focus: pictures.Center()}, pictures.Markup{}, options...)
	if err != nil {
		return nil, err
	}
	return r.show(p, name, request)
}

func (r *render) pictureElement(p *site.Page, name string, options []any) (template.HTML, error) {
	request, markup, err := pictures.Ask(pictures.Request{Focus: pictures.Center()}, pictures.Markup{}, options...)
	if err != nil {
		return "", err
	}
	image, err := r.show(p, name, request)
	if err != nil {
		return "", err
	}
	return template.HTML(image.HTML(markup)), nil
}

// show asks for a picture that a layout names, seen from a page.
func (r *render) show(p *site.Page, name string, request pictures.Request) (*pictures.Image, error) {
	if elsewhere(name) {
		return &pictures.Image{URL: name, Width: request.Width, Height: request.Height}, nil
	}
	for _, file := range r.env.candidates(p, name, r.record) {
		request.File = file
		if image := r.env.Show(request, r.record); image != nil {
			return image, nil
		}
	}
	return nil, fmt.Errorf("there is no picture %q%s", name, diag.DidYouMean(name, r.env.PictureNames(p)))
}

// elsewhere tells whether an address is not of the site itself.
func elsewhere(name string) bool {
	u, err := url.Parse(name)
	return err == nil && (u.Scheme != "" || u.Host != "")
}

// candidates are the files that the name of a picture may stand for, the likeliest first.
func (e *Env) candidates(p *site.Page, name string, record *Record) []string {
	var files []string
	from := ""
	if p != nil && p.Source != nil {
		from = p.Source.File.Name()
	}
	if from != "" || strings.HasPrefix(name, "/") {
		if target, problem := e.Resolve(cmp.Or(from, "content/_index.md"), name, record); problem == nil && target != nil {
			files = append(files, PictureFile(target))
		}
	}
	return append(files, path.Join(assets.Folder, name))
}

// PictureFile returns the file that a target is published from: one among the pages, or one of assets/static.
func PictureFile(t *site.Target) string {
	if t.Source != "" || t.File == "" {
		return t.Source
	}
	return assets.StaticFolder + "/" + t.File
}

// Show asks for a picture and notes that; nil where there is no such file.
func (e *Env) Show(request pictures.Request, record *Record) *pictures.Image {
	record.note("picture", request.Name())
	record.note("config", "images")
	image, _ := e.Image(request) // what is wrong with the file is told once, after all pages
	return image
}

// Icon returns a drawing of assets/icons as part of the page: {{.Icon "leaf"}}. It is decoration, hidden from screen
// readers, unless the option "title" says in words what it stands for.
func (c *Context) Icon(name string, options ...any) (template.HTML, error) {
	return c.r.icon(name, options)
}

// Icon returns a drawing of assets/icons as part of the page, as [Context.Icon] does.
func (v *ComponentView) Icon(name string, options ...any) (template.HTML, error) {
	return v.r.icon(name, options)
}

// Icon returns a drawing of assets/icons as part of the page, as [Context.Icon] does.
func (v *SiteView) Icon(name string, options ...any) (template.HTML, error) {
	return v.r.icon(name, options)
}

func (r *render) icon(name string, options []any) (template.HTML, error) {
	inline, err := inline(options)
	if err != nil {
		return "", err
	}
	r.icons++
	inline.Prefix = fmt.Sprintf("i%d-", r.icons)
	if r.block != nil { // a component is rendered apart from its page, and may stand on another
		inline.Prefix = fmt.Sprintf("c%x-%d", crc32.ChecksumIEEE([]byte(r.page.Name())), r.block.Index) + inline.Prefix
	}
	r.record.note("icon", name)
	return r.env.Icon(name, inline)
}

// inline reads the options of an icon: names and values in turn.
func inline(options []any) (vector.Inline, error) {
	var o vector.Inline
	if len(options)%2 != 0 {
		return o, fmt.Errorf(`an icon is asked for with names and values in turn: "class" "large"`)
	}
	known := map[string]*string{"class": &o.Class, "title": &o.Title, "width": &o.Width, "height": &o.Height}
	for i := 0; i < len(options); i += 2 {
		name := fmt.Sprint(options[i])
		if known[name] == nil {
			return o, fmt.Errorf("unknown option %q of an icon%s", name, diag.DidYouMean(name, []string{"class", "title", "width", "height"}))
		}
		*known[name] = fmt.Sprint(options[i+1])
	}
	return o, nil
}

// Sprite returns the address of a drawing of assets/icons in one file that holds all of them:
// <svg><use href="{{.Sprite "leaf"}}"/></svg>.
func (c *Context) Sprite(name string) (string, error) { return c.r.sprite(name) }

// Sprite returns the address of a drawing of assets/icons, as [Context.Sprite] does.
func (v *ComponentView) Sprite(name string) (string, error) { return v.r.sprite(name) }

func (r *render) sprite(name string) (string, error) {
	r.record.note("icon", name)
	r.record.note("asset", assets.Sprite)
	return r.env.Sprite(name)
}
