package bodies

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"stillpoint/generator/layouts"
	"stillpoint/generator/markdown"
)

// component renders a component block through its template.
func (w *work) component(c *markdown.Component) (string, *markdown.Problem) {
	resolved, problem := w.destinations(c)
	if problem != nil {
		return "", problem
	}
	block := &layouts.Block{
		Name: c.Name, Attributes: resolved, Index: w.blocks,
		Inner: layouts.HTML(c.Inner), Lead: layouts.HTML(c.Lead), Items: items(c.Items),
	}
	w.blocks++
	if !slices.Contains(w.used, c.Name) {
		w.used = append(w.used, c.Name)
	}
	var out strings.Builder
	problems, err := w.renderer.set.Component(&out, w.renderer.env, w.page, w.record, block)
	w.result.Problems = append(w.result.Problems, problems...)
	if unknown := (*layouts.UnknownComponent)(nil); errors.As(err, &unknown) {
		return "", &markdown.Problem{Code: "unknown-component", Message: unknown.Error(),
			Hint: "known components: " + strings.Join(w.renderer.set.Components(), ", ")}
	}
	return out.String(), nil
}

// destinations returns the attributes of a block with its href resolved, as
// that of any link: a file of content/ becomes the address of its page.
func (w *work) destinations(c *markdown.Component) ([]layouts.Attribute, *markdown.Problem) {
	list := attributes(c.Attributes)
	for i := range list {
		if list[i].Key != "href" {
			continue
		}
		target, problem := w.link(markdown.Reference{Destination: list[i].Value, Offset: c.Offset, Length: c.Length})
		if problem != nil {
			return nil, problem
		}
		list[i].Value = target.URL
	}
	return list, nil
}

func items(parts []markdown.Item) []layouts.Item {
	out := make([]layouts.Item, len(parts))
	for i, part := range parts {
		out[i] = layouts.Item{
			ID: part.ID, Title: layouts.HTML(part.Title), Body: layouts.HTML(part.Body), Attributes: attributes(part.Attributes),
		}
	}
	return out
}

func attributes(list []markdown.Attribute) []layouts.Attribute {
	out := make([]layouts.Attribute, len(list))
	for i, a := range list {
		out[i] = layouts.Attribute{Key: a.Key, Value: a.Value}
	}
	return out
}

// decode takes the percent encoding off a fragment.
func decode(fragment string) string {
	if plain, err := url.PathUnescape(fragment); err == nil {
		return plain
	}
	return fragment
}
