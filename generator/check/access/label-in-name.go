package access

import (
	"slices"
	"strings"
	"unicode"

	"stillpoint/generator/check/rule"
)

// labelInName asks that what is read of a link or a button holds what is seen of it (WCAG 2.5.3): whoever speaks to their telephone
// says what they see.
func labelInName() rule.Rule {
	return rule.Rule{Code: "label-in-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("aria-label", "aria-labelledby") {
			label := labelled(p, i)
			if label == "" || !isControl(p, i) || p.Hidden(i) {
				continue
			}
			if seen := seenText(p, i); saysAnything(seen) && saysAnything(label) && !holds(sayable(label), sayable(seen)) {
				found = append(found, p.Found(i, "one sees “"+seen+"” here, but a screen reader reads “"+label+"”",
					"let aria-label begin with the words that are seen, or leave it out").About(label))
			}
		}
		return found
	}}
}

// isControl tells whether an element is something to press, such as a link, which is called by its content.
func isControl(p *rule.Page, node int) bool {
	known := roles()[role(p, node)]
	return known.is("widget") && known.is("content")
}

// seenText returns the text of an element that is seen.
func seenText(p *rule.Page, node int) string {
	var text strings.Builder
	for i := node + 1; i < p.Nodes[node].End; {
		n := &p.Nodes[i]
		if n.Tag == "" {
			text.WriteString(n.Text)
		} else if !inline(n.Tag) {
			text.WriteByte(' ')
		}
		if i++; n.Tag != "" && isUnseen(p, i-1) {
			i = n.End
		}
	}
	return rule.Single(text.String())
}

// isUnseen tells whether nobody sees what lies in an element: because of what it is, or because it is for screen readers alone, which
// the style says, and its class by one of the names that everybody gives to such.
func isUnseen(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	switch n.Tag {
	case "title", "desc", "defs", "symbol", "metadata":
		return true // in a drawing
	}
	if mute(n.Tag) || p.Gone(node) {
		return true
	}
	for _, class := range []string{"visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text"} {
		if n.HasClass(class) {
			return true
		}
	}
	return false
}

// saysAnything tells whether somebody could say a text: one letter, such as a cross, is a sign.
func saysAnything(text string) bool {
	said := strings.Join(sayable(text), "")
	return len([]rune(text)) > 1 && said != "" && said != "aa" && said != "abc" || len(text) == 1 && '0' <= text[0] && text[0] <= '9'
}

// sayable returns the words of a text as they are said, without what stands in brackets.
func sayable(text string) []string {
	depth := 0
	return strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case r == '\u00ad' || depth > 0:
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, text), unicode.IsSpace)
}

// holds tells whether some words stand in others, one after the other.
func holds(all, some []string) bool {
	for i := 0; i+len(some) <= len(all); i++ {
		if slices.Equal(all[i:i+len(some)], some) {
			return true
		}
	}
	return false
}
