package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaAttribute asks that attributes of ARIA are some that there are (WCAG 4.1.2).
func ariaAttribute() rule.Rule {
	return rule.Rule{Code: "aria-attribute", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("aria-") {
			for attribute := range p.Nodes[i].Attributes() {
				short, isARIA := strings.CutPrefix(attribute, "aria-")
				if _, exists := attributes()[short]; isARIA && !exists && !p.Hidden(i) {
					found = append(found, p.Found(i,
						"there is no attribute “"+attribute+"”: it is passed over in silence", spelling(short)).About(attribute))
				}
			}
		}
		return found
	}}
}

// spelling says how to mend an attribute that there is not.
func spelling(short string) string {
	switch short {
	case "labeledby", "labelby", "labelled-by", "labelled":
		return "it is written aria-labelledby, and names an id; words of your own stand in aria-label"
	case "describeby", "describedby-id", "described", "description-id":
		return "it is written aria-describedby, and names an id"
	case "role":
		return "it is written role, without aria-"
	}
	return "look at how it is written, or leave it out"
}
