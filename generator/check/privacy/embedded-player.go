package privacy

import (
	"fmt"

	"stillpoint/generator/check/rule"
)

// embeddedPlayer asks that films, maps and calendars of others wait until somebody wants them.
func embeddedPlayer() rule.Rule {
	return rule.Rule{Code: "embedded-player", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		home, told := homeOf(p), strangers{}
		for _, l := range loads(p) {
			player := playerOf(l.address)
			if player.name == "" || l.later || home.foreign(l.address) == "" || !told.first(l.node, player.name) {
				continue
			}
			hint := "show a picture or a plain link in its place, and load it only when somebody clicks on it"
			if player.instead != "" {
				hint += ", with " + player.instead
			}
			found = append(found, p.Found(l.node, fmt.Sprintf("this page loads %s of %s before anybody has asked for it", l.what, player.name), hint).About(l.address))
		}
		return found
	}}
}
