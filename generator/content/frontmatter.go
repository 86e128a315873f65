package content

import (
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// FrontMatter is what stands at the head of a page. Every field may be left
// out but title, which only a section may lack.
type FrontMatter struct {
	Title       string              `yaml:"title"`
	Description string              `yaml:"description"`
	Date        decode.Date         `yaml:"date"`
	Updated     decode.Date         `yaml:"updated"`
	Draft       bool                `yaml:"draft"`
	Publish     decode.Date         `yaml:"publish"`
	Expires     decode.Date         `yaml:"expires"`
	Slug        string              `yaml:"slug"`
	URL         string              `yaml:"url"`
	Aliases     []string            `yaml:"aliases"`
	Weight      int                 `yaml:"weight"`
	Tags        []string            `yaml:"tags"`
	Taxonomies  map[string][]string `yaml:"taxonomies"`
	Menu        Menus               `yaml:"menu"`
	Image       string              `yaml:"image"`
	ImageAlt    string              `yaml:"imageAlt"`
	ImageFocus  string              `yaml:"imageFocus"` // the point that must stay to be seen: "top", "30% 20%"
	Layout      string              `yaml:"layout"`
	Kind        string              `yaml:"kind"`
	NoIndex     bool                `yaml:"noindex"`
	PageSize    int                 `yaml:"pageSize"`
	Params      map[string]any      `yaml:"params"`
}

// Menus says in which menus a page stands. It is written as one name, as a
// list of names, or as a map from names to entries.
type Menus map[string]MenuEntry

// MenuEntry is a page's place in one menu. An empty Name means the page's
// title, a Weight of 0 the page's own weight.
type MenuEntry struct {
	Name   string `yaml:"name"`
	Weight int    `yaml:"weight"`
}

// DecodeNode reads any of the three ways to write menus.
func (m *Menus) DecodeNode(n *decode.Node) diag.List {
	switch n.Kind() {
	case decode.Map:
		var entries map[string]MenuEntry
		problems := n.Into(&entries)
		*m = entries
		return problems
	case decode.List:
		*m = Menus{}
		for _, item := range n.Items() {
			if item.Kind() != decode.String {
				return diag.List{notMenu(item)}
			}
			(*m)[item.Text()] = MenuEntry{}
		}
		return nil
	case decode.String:
		*m = Menus{n.Text(): {}}
		return nil
	}
	return diag.List{notMenu(n)}
}

func notMenu(n *decode.Node) diag.Diagnostic {
	return n.Error("wrong-type", `"menu" must be the name of a menu`, "write menu: main, or menu: [main, footer]")
}
