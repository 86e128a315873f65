package vector

import "slices"

// checkRules tells which rules of a style sheet cannot be said by attributes, so that they are lost in a page.
func (r *reader) checkRules(rules []rule, media string, start, end int) {
	if !always(media) && len(rules) > 0 {
		r.losses.lost(start, 1, "the style sheet for "+short(media)+" is lost in a page")
		return
	}
	for _, rule := range rules {
		_, simple := parseSelectors(rule.prelude)
		switch {
		case rule.at != "":
			offset, length := r.losses.place(start, end, "@"+rule.at)
			r.losses.lost(offset, length, "the rule @"+rule.at+" is lost in a page")
		case !simple:
			offset, length := r.losses.place(start, end, rule.prelude)
			r.losses.lost(offset, length, "the rule for "+short(rule.prelude)+" is lost in a page")
		default:
			r.checkDeclarations(rule.declarations, start, end)
		}
	}
}

// checkDeclarations tells which declarations cannot be said by attributes. Editors write many that say only what holds anyway.
func (r *reader) checkDeclarations(list []declaration, start, end int) {
	idle := []string{"normal", "auto", "none", "start", "0", "0px", "initial"}
	for _, d := range list {
		if len(d.attributes()) == 0 && !slices.Contains(idle, d.value) {
			offset, length := r.losses.place(start, end, d.property)
			r.losses.lost(offset, length, "the property "+short(d.property)+" is lost in a page")
		}
	}
}
