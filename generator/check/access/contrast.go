package access

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/style"
	"stillpoint/generator/check/style/color"
)

// contrast asks that text stands out from what is behind it (WCAG 1.4.3).
func contrast() rule.Rule {
	return rule.Rule{Code: "contrast", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for _, low := range style.Look(p).Low {
			message := fmt.Sprintf("text in %s on %s has a contrast of %s:1%s, and needs %v:1",
				paint(low.Text), paint(low.Ground), ratio(low.Ratio), when(low.Fault), low.Need)
			if slices.ContainsFunc(found, func(f rule.Finding) bool { return f.Message == message }) {
				continue
			}
			said := culprit(low.Fault)
			f := p.Found(low.Node, message, better(low.Fault, said))
			f.Said = said
			found = append(found, f)
		}
		return found
	}}
}

// ratio writes a contrast without ever making it look better than it is.
func ratio(of float64) string { return fmt.Sprintf("%.2f", math.Floor(of*100)/100) }

// longest is how many letters of a colour are quoted as they are written.
const longest = 40

// paint names a colour as it is written and as it is shown, and what says it.
func paint(p style.Paint) string {
	shown := p.Shown.String()
	if p.Said == (rule.Said{}) {
		return "the " + shown + " of browsers"
	}
	var from []string
	if selector := p.Said.Selector; selector != "" && utf8.RuneCountInString(selector) <= longest {
		from = append(from, selector)
	}
	if name := p.Said.Value; !strings.EqualFold(name, shown) && !strings.EqualFold(name, short(shown)) && utf8.RuneCountInString(name) <= longest {
		from = append(from, name)
	}
	if len(from) == 0 {
		return shown
	}
	return shown + " (" + strings.Join(from, ", ") + ")"
}

// short returns a colour with a single digit for each channel, where that says the same.
func short(shown string) string {
	if len(shown) == 7 && shown[1] == shown[2] && shown[3] == shown[4] && shown[5] == shown[6] {
		return "#" + shown[1:2] + shown[3:4] + shown[5:6]
	}
	return shown
}

// when says where alone a text stands out too little.
func when(f *style.Fault) string {
	text := ""
	switch {
	case f.Dark:
		text = " in the dark"
	case f.Light:
		text = " by day"
	}
	switch {
	case f.Phone:
		text += " on a phone"
	case f.Desk:
		text += " on a wide screen"
	}
	return text
}

// better proposes a colour that would do in the place that is to be looked at.
func better(f *style.Fault, said rule.Said) string {
	if said.Selector == f.Ground.Said.Selector && said.Property == f.Ground.Said.Property && said.Property != "" {
		if near, ok := color.Nearest(f.Ground.Shown, f.Text.Shown, f.Need); ok {
			return near.String() + " would do for the background"
		}
		return "choose another colour for the text: no background would do"
	}
	near, ok := color.Nearest(f.Text.Shown, f.Ground.Shown, f.Need)
	switch {
	case !ok:
		return "choose another background: no colour of the text would do"
	case f.Faded:
		return "let less shine through the text, or set it in " + near.String()
	}
	return near.String() + " would do for the text"
}

// culprit returns which of the two colours is to be looked at: one of the theme, which is set for the whole site, or that of the text. A
// text in a colour of the theme is not to blame for a background that is none.
func culprit(f *style.Fault) rule.Said {
	text, ground := themed(f.Text), themed(f.Ground)
	said, name := f.Text.Said, text
	switch {
	case ground != "" && text == "":
		said, name = f.Ground.Said, ground
	case said == (rule.Said{}), text != "" && ground == "" && f.Ground.Said != (rule.Said{}):
		said, name = f.Ground.Said, ""
	}
	if said.Theme = name; name != "" && f.Dark {
		said.Theme = "dark " + name
	}
	return said
}

// themed returns which colour of the theme another goes by, "" for none.
func themed(p style.Paint) string {
	for _, name := range p.Names {
		if color, found := strings.CutPrefix(name, "--theme-"); found && !strings.HasPrefix(color, "font-") {
			return color
		}
	}
	return ""
}
