package access

import (
	"strconv"
	"strings"

	"stillpoint/generator/check/rule"
)

// inlineSpacing asks that no style on an element keeps its readers from widening lines, words and letters (WCAG 1.4.12).
func inlineSpacing() rule.Rule {
	return rule.Rule{Code: "inline-spacing", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("style") {
			style, has := p.Nodes[i].Lookup("style")
			if !has || p.Hidden(i) || p.Text(i) == "" {
				continue
			}
			for setting := range strings.SplitSeq(style, ";") {
				if setting = strings.TrimSpace(setting); narrows(setting) {
					found = append(found, p.Found(i, "“"+setting+"” keeps people from spacing the text as they can read it",
						"leave !important out, or better the style").About(setting))
				}
			}
		}
		return found
	}}
}

// narrows tells whether a setting insists on a space that is less than the one that readers may ask for.
func narrows(setting string) bool {
	property, value, _ := strings.Cut(strings.ToLower(setting), ":")
	value, insists := strings.CutSuffix(strings.TrimSpace(value), "important")
	value, mark := strings.CutSuffix(strings.TrimSpace(value), "!")
	if !insists || !mark {
		return false
	}
	switch strings.TrimSpace(property) {
	case "line-height":
		return less(value, 1, 1.5)
	case "letter-spacing":
		return less(value, 0, 0.12)
	case "word-spacing":
		return less(value, 0, 0.16)
	}
	return false
}

// less tells whether a length is less than some part of the size of letters. Of one that does not go by their size, they are taken to
// be of the common one; of one that cannot be told, nothing is said.
func less(value string, normal, least float64) bool {
	value = strings.TrimSpace(value)
	if value == "normal" {
		return normal < least
	}
	digits := strings.TrimRight(value, "%abcdefghijklmnopqrstuvwxyz")
	number, err := strconv.ParseFloat(digits, 64)
	switch value[len(digits):] {
	case "px":
		number /= 16
	case "pt":
		number /= 12
	case "%":
		number /= 100
	}
	return err == nil && number < least
}
