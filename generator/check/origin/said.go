package origin

import (
	"regexp"
	"strings"

	"stillpoint/generator/check/rule"
)

// Said finds a declaration in the first of the style sheets that has it: in a rule of the same selectors if there is one, else one of the
// same value. What is published is made smaller, so blanks and capitals do not count. Of several that are alike the last one counts, as it
// does for browsers.
func Said(texts []*Text, said rule.Said) (Place, bool) {
	var best Place
	score := 0
	for _, t := range texts {
		for d := range declarations(t.text) {
			if s := d.alike(said); s > score || s == score && best.Text == t && s > 0 {
				best, score = Place{t, d.at, d.size}, s
			}
		}
	}
	return best, score > 0
}

// declared is a declaration as it is written.
type declared struct {
	selector, property, value string
	at, size                  int
}

// alike tells how much a declaration is like one that was published, 0 for another.
func (d declared) alike(said rule.Said) int {
	if !strings.EqualFold(d.property, said.Property) {
		return 0
	}
	selector, value := small(d.selector) == small(said.Selector), small(d.value) == small(said.Value)
	switch {
	case selector && value:
		return 4
	case selector:
		return 3
	case value && strings.HasSuffix(small(said.Selector), small(d.selector)): // a rule within another
		return 2
	case value:
		return 1
	}
	return 0
}

// small returns a piece of a style sheet without what minifying takes away.
func small(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer(" ", "", "\t", "", "\n", "", "\r", "", "::", ":", "!important", "", `"`, "", "'", "").Replace(strings.ToLower(text))), "")
}

// declarations yields those in a style sheet, or in a text that has some.
func declarations(text string) func(yield func(declared) bool) {
	return func(yield func(declared) bool) {
		var around []string // selectors
		start := 0          // of what is being read
		for at := 0; at < len(text); at++ {
			switch c := text[at]; {
			case strings.HasPrefix(text[at:], "/*"):
				end := strings.Index(text[at:], "*/") + len("*/")
				if end < len("*/") {
					return
				}
				if strings.TrimSpace(text[start:at]) == "" {
					start = at + end
				}
				at += end - 1
			case c == '{':
				around = append(around, text[start:at])
				start = at + 1
			case c == '"' || c == '\'':
				if end := strings.IndexAny(text[at+1:], string(c)+"\n"); end >= 0 && text[at+1+end] == c {
					at += end + 1
				}
			case c == ';' || c == '}':
				if d, ok := cutDeclaration(text[start:at], start); ok && len(around) > 0 {
					d.selector = strings.TrimSpace(around[len(around)-1])
					if !yield(d) {
						return
					}
				}
				start = at + 1
				if c == '}' && len(around) > 0 {
					around = around[:len(around)-1]
				}
			}
		}
	}
}

// cutDeclaration reads a declaration that begins at an offset.
func cutDeclaration(text string, at int) (declared, bool) {
	property, value, found := strings.Cut(text, ":")
	trimmed := strings.TrimLeft(text, " \t\r\n")
	at += len(text) - len(trimmed)
	return declared{property: strings.TrimSpace(property), value: strings.TrimSpace(value), at: at, size: len(strings.TrimRight(trimmed, " \t\r\n"))}, found
}

// Theme finds a colour of the theme in the configuration: "accent", or "dark accent", for which that of the day is found where there is
// none for the dark.
func Theme(config *Text, name string) (Place, bool) {
	name, dark := strings.CutPrefix(name, "dark ")
	colors := strings.Index(config.text, "colors:")
	if colors < 0 {
		return Place{}, false
	}
	key := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\s*:\s*("[^"\n]*"|'[^'\n]*'|#\w+)`)
	if dark {
		if night := strings.Index(config.text[colors:], "dark:"); night >= 0 {
			if found := key.FindStringIndex(config.text[colors+night:]); found != nil {
				return Place{config, colors + night + found[0], found[1] - found[0]}, true
			}
		}
	}
	if found := key.FindStringIndex(config.text[colors:]); found != nil {
		return Place{config, colors + found[0], found[1] - found[0]}, true
	}
	return Place{}, false
}
