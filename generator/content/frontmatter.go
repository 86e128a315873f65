package content

import (
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// FrontMatter is what stands at the head of a page. Every field may be left
// out but title, which only a section may lack.
type FrontMatter struct {
	Title       string              `yaml:"title" doc:"The name of the page. It stands at its head, in menus and lists, and in search results." example:"Prices"`
	Description string              `yaml:"description" doc:"One sentence on the page, for lists and search results; up to 155 characters are shown." example:"What a session costs, and how to pay."`
	Date        decode.Date         `yaml:"date" doc:"The day the page is of, or a moment. One that has not come holds the page back until then." example:"2026-11-23"`
	Updated     decode.Date         `yaml:"updated" doc:"When the page was last changed in a way that readers should know of." example:"2026-12-01"`
	Draft       bool                `yaml:"draft" doc:"Whether the page is not ready: then it is not published, and only a preview shows it." example:"true"`
	Publish     decode.Date         `yaml:"publish" doc:"From when on the page is shown." example:"2027-01-01"`
	Expires     decode.Date         `yaml:"expires" doc:"From when on the page is no longer shown." example:"2027-02-01"`
	Slug        string              `yaml:"slug" doc:"The last part of the page's address, where it is not to be the name of its file." example:"what-it-costs"`
	URL         string              `yaml:"url" doc:"The page's whole address within the site, where it is not to follow from its place." example:"/prices/"`
	Aliases     []string            `yaml:"aliases" doc:"Old addresses of the page, which lead here." example:"[/old-prices/]"`
	Weight      int                 `yaml:"weight" doc:"The page's place in lists: small numbers come first, pages without one last." example:"10"`
	Tags        []string            `yaml:"tags" doc:"What the page is about, in a word or two each. Each tag gets a list of its pages." example:"[Sleep, Calm]"`
	Taxonomies  map[string][]string `yaml:"taxonomies" doc:"The page's terms in other ways of sorting, which the configuration names under taxonomies." example:"{tags: [Rest]}"`
	Menu        Menus               `yaml:"menu" doc:"The menus that the page stands in: a name, a list of names, or a group with names and places of its entries." example:"main"`
	Image       string              `yaml:"image" doc:"The page's picture: a file beside it, or in assets/." example:"window.jpg"`
	ImageAlt    string              `yaml:"imageAlt" doc:"What the picture shows, for people who cannot see it." example:"A window over the harbour"`
	ImageFocus  string              `yaml:"imageFocus" doc:"The point that must stay to be seen where the picture is cropped: top, or parts of width and height such as 30% 20%." example:"top"`
	Layout      string              `yaml:"layout" doc:"The layout that draws the page, where it is not that of its kind." example:"page"`
	Kind        string              `yaml:"kind" doc:"What the page is. Each kind has fields and a layout of its own." example:"page"`
	NoIndex     bool                `yaml:"noindex" doc:"Whether search engines are asked to pass the page over." example:"true"`
	PageSize    int                 `yaml:"pageSize" doc:"How many pages one part of a long list shows, of a section; 0 leaves it to the configuration." example:"12"`
	Params      map[string]any      `yaml:"params" doc:"Anything else, by names of your own, for layouts of your own." example:"{mood: calm}"`
}

// Menus says in which menus a page stands. It is written as one name, as a
// list of names, or as a map from names to entries.
type Menus map[string]MenuEntry

// MenuEntry is a page's place in one menu. An empty Name means the page's
// title, a Weight of 0 the page's own weight.
type MenuEntry struct {
	Name   string `yaml:"name" doc:"The words in the menu; the page's title where they are left out." example:"What it costs"`
	Weight int    `yaml:"weight" doc:"The place in the menu: small numbers come first; the page's own weight where it is left out." example:"10"`
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
			if item.Kind() != decode.String && item.Kind() != decode.Time {
				return diag.List{notMenu(item)}
			}
			(*m)[item.Text()] = MenuEntry{}
		}
		return nil
	case decode.String, decode.Time:
		*m = Menus{n.Text(): {}}
		return nil
	}
	return diag.List{notMenu(n)}
}

func notMenu(n *decode.Node) diag.Diagnostic {
	return n.Error("wrong-type", `"menu" must be the name of a menu`, "write menu: main, or menu: [main, footer]")
}
