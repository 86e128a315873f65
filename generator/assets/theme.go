package assets

import (
	"fmt"
	"strings"

	"stillpoint/generator/config"
)

// Theme returns the style rule that carries the configured colours and fonts
// into the style sheet as custom properties, or "" where nothing is configured.
// It stands outside of all cascade layers, so it wins over the defaults in them.
func Theme(t config.Theme) string {
	var b strings.Builder
	property := func(name, light, dark string) {
		switch {
		case light != "" && dark != "":
			fmt.Fprintf(&b, "--theme-%s:light-dark(%s,%s);", name, light, dark)
		case light != "":
			fmt.Fprintf(&b, "--theme-%s:%s;", name, light)
		}
	}
	colors := t.Colors
	property("background", colors.Background, colors.Dark.Background)
	property("text", colors.Text, colors.Dark.Text)
	property("accent", colors.Accent, colors.Dark.Accent)
	property("font-heading", t.Fonts.Heading, "")
	property("font-body", t.Fonts.Body, "")
	if b.Len() == 0 {
		return ""
	}
	return ":root{" + strings.TrimSuffix(b.String(), ";") + "}"
}
