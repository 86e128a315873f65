package access

import (
	"strconv"
	"strings"

	"stillpoint/generator/check/rule"
)

// zoom asks that a page can be made larger, five times at least (WCAG 1.4.4).
func zoom() rule.Rule {
	return rule.Rule{Code: "zoom", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("meta") {
			if !strings.EqualFold(p.Nodes[i].Attr("name"), "viewport") {
				continue
			}
			for setting := range strings.FieldsFuncSeq(p.Nodes[i].Attr("content"), func(r rune) bool { return r == ',' || r == ';' }) {
				if setting = strings.TrimSpace(setting); forbids(setting) {
					found = append(found, p.Found(i, "“"+setting+"” keeps people from making the page larger",
						"leave it out: width=device-width, initial-scale=1").About(setting))
				}
			}
		}
		return found
	}}
}

// forbids tells whether a setting forbids to make a page larger, or not much.
func forbids(setting string) bool {
	key, value, _ := strings.Cut(strings.ToLower(setting), "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	number, err := strconv.ParseFloat(value, 64)
	switch {
	case value == "" || value == "device-width" || value == "device-height":
		return false
	case key == "user-scalable":
		return err != nil && value != "yes" || err == nil && number > -1 && number < 1
	case key == "maximum-scale":
		return err != nil || number >= 0 && number < 5
	}
	return false
}
