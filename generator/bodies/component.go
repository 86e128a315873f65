package bodies

import (
	"errors"
	"net/url"
	"strings"

	"stillpoint/generator/layouts"
	"stillpoint/generator/markdown"
)

// component renders a component block through its template.
func (w *work) component(c *markdown.Component) ([]byte, *markdown.Problem) {
	block := &layouts.Block{
		Name: c.Name, Attributes: attributes(c.Attributes), Index: w.blocks,
		Inner: layouts.HTML(c.Inner), Lead: layouts.HTML(c.Lead), Items: items(c.Items),
	}
	w.blocks++
	var out strings.Builder
	problems, err := w.renderer.set.Component(&out, w.renderer.env, w.page, w.record, block)
	w.result.Problems = append(w.result.Problems, problems...)
	if unknown := (*layouts.UnknownComponent)(nil); errors.As(err, &unknown) {
		return nil, &markdown.Problem{Code: "unknown-component", Message: unknown.Error(),
			Hint: "known components: " + strings.Join(w.renderer.set.Components(), ", ")}
	}
	return []byte(out.String()), nil
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
