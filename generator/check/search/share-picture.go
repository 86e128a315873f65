package search

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// sharePicture asks for what is shown where somebody shares the page.
func sharePicture() rule.Rule {
	return rule.Rule{Code: "share-picture", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		if !shown(p) {
			return nil
		}
		var found []rule.Finding
		picture := p.Meta("og:image", "og:image:url", "og:image:secure_url")
		switch address := strings.TrimSpace(p.Nodes[picture].Attr("content")); {
		case address == "":
			found = append(found, p.Found(picture, "this page has no picture for those to whom somebody sends it",
				"let the layout write the meta elements of partials/social.html, whose picture Stillpoint draws for each page"))
		case !absolute(address):
			found = append(found, p.Found(picture, "the address of the picture for sharing, “"+address+"”, is not given in full",
				"write the whole address, from https:// on: others have no page to find it from").About(address))
		}
		if words := p.Meta("og:title"); strings.TrimSpace(p.Nodes[words].Attr("content")) == "" {
			found = append(found, p.Found(words, "this page has no title for those to whom somebody sends it",
				`let the layout write <meta property="og:title" content="{{.Page.Title}}"> in the head`))
		}
		return found
	}}
}
