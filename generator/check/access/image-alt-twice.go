package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// imageAltTwice asks that the words for a picture do not stand beside it as well: they would be read twice.
func imageAltTwice() rule.Rule {
	return rule.Rule{Code: "image-alt-twice", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("img") {
			alt := name(p, i)
			if alt == "" || p.Hidden(i) || isNone(role(p, i)) {
				continue
			}
			if strings.EqualFold(alt, textAround(p, i)) {
				found = append(found, p.Found(i, "“"+alt+"” stands beside this picture as well, and is read twice",
					"leave the words for the picture empty, ![](photo.jpg), or let them say more than those beside it").About(alt))
			}
		}
		return found
	}}
}

// textAround returns the text of what a picture lies in: of the link, the button or the paragraph, and of its caption in a figure.
func textAround(p *rule.Page, image int) string {
	for i := range p.Above(image) {
		n := &p.Nodes[i]
		switch {
		case n.Tag == "a" && given(n, "href") != "", n.Tag == "button", n.Tag == "p", n.Tag == "li", n.Tag == "td", n.Tag == "th",
			n.Attr("role") == "button":
			return plainText(p, i)
		case n.Tag == "figure":
			for caption := range p.Below(i, "figcaption") {
				return plainText(p, caption)
			}
		}
	}
	return ""
}

// plainText returns the text of an element without what it says of pictures.
func plainText(p *rule.Page, node int) string {
	var text strings.Builder
	for i := node + 1; i < p.Nodes[node].End; {
		n := &p.Nodes[i]
		text.WriteString(n.Text)
		if i++; n.Tag != "" {
			if !inline(n.Tag) {
				text.WriteByte(' ')
			}
			if n.Hides() || mute(n.Tag) || n.Tag == "svg" {
				i = n.End
			}
		}
	}
	return rule.Single(text.String())
}
