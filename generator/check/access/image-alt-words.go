package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// imageAltWords asks that words for a picture do not begin by saying that it is one.
func imageAltWords() rule.Rule {
	return rule.Rule{Code: "image-alt-words", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("img") {
			alt := strings.ToLower(strings.TrimSpace(p.Nodes[i].Attr("alt")))
			for _, start := range []string{
				"image of ", "picture of ", "photo of ", "photograph of ", "graphic of ", "icon of ", "an image of ", "a picture of ", "a photo of ",
				"a photograph of ", "bild von ", "foto von ", "ein bild von ", "ein foto von ", "image de ", "photo de ", "une image de ", "une photo de ",
			} {
				if strings.HasPrefix(alt, start) {
					words := strings.TrimSpace(p.Nodes[i].Attr("alt"))[:len(start)-1]
					found = append(found, p.Found(i, "the words for this picture begin with “"+words+"”: that it is a picture is said already",
						"begin with what it shows").About(words))
					break
				}
			}
		}
		return found
	}}
}
