package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// videoCaptions asks for what is said in a film, as text (WCAG 1.2.2). Who does not hear it sees it also where it is hidden from screen
// readers.
func videoCaptions() rule.Rule {
	return rule.Rule{Code: "video-captions", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("video") {
			if given(&p.Nodes[i], "muted") == "" && !p.Gone(i) && !hasCaptions(p, i) {
				found = append(found, p.Found(i, "this film has no captions for people who do not hear it",
					"add <track kind=\"captions\" src=\"film.vtt\" srclang=\"en\">; if there is nothing to hear in it, say so with muted"))
			}
		}
		return found
	}}
}

func hasCaptions(p *rule.Page, video int) bool {
	for i := range p.Below(video, "track") {
		if strings.EqualFold(p.Nodes[i].Attr("kind"), "captions") {
			return true
		}
	}
	return false
}
