package access

import (
	"slices"
	"strconv"
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaValue asks that attributes of ARIA have a value that means something (WCAG 4.1.2). An empty one means nothing and does no harm,
// and whether the ids are there that some name is another rule's matter.
func ariaValue() rule.Rule {
	return rule.Rule{Code: "aria-value", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("aria-") {
			for attribute, value := range p.Nodes[i].Attributes() {
				short, isARIA := strings.CutPrefix(attribute, "aria-")
				if known := attributes()[short]; isARIA && strings.TrimSpace(value) != "" && !means(known, value) && !p.Hidden(i) {
					found = append(found, p.Found(i, "“"+value+"” is no value for “"+attribute+"”", "write "+values(known)).About(value))
				}
			}
		}
		return found
	}}
}

// means tells whether a value is one that an attribute may have.
func means(known entry, value string) bool {
	small := strings.ToLower(value)
	if known.is("small") && small != value {
		return false
	}
	switch {
	case known.is("boolean"):
		return small == "true" || small == "false"
	case known.is("word"):
		return known.lists("values", small)
	case known.is("words"):
		return !slices.ContainsFunc(strings.Fields(value), func(word string) bool { return !known.lists("values", word) })
	case known.is("number"):
		_, err := strconv.ParseFloat(value, 64)
		return err == nil && strings.Trim(value, "+-.0123456789") == ""
	case known.is("whole"):
		number, err := strconv.Atoi(value)
		least, _ := strconv.Atoi(known.first("least"))
		return err == nil && number >= least
	}
	return true
}

// values says in words what an attribute may be.
func values(known entry) string {
	switch {
	case known.is("boolean"):
		return "true or false"
	case known.is("number"):
		return "a number, with a point for what is less than one"
	case known.is("whole"):
		return "a whole number, at least " + known.first("least")
	}
	return "one of these, in small letters: " + strings.Join(known["values"], ", ")
}
