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
	color := func(name, light, dark string, set bool) {
		if set {
			fmt.Fprintf(&b, "--theme-%s:light-dark(%s,%s);", name, light, dark)
		}
	}
	colors, day, night := t.Colors, t.Light(), t.Dark()
	color("background", day.Background, night.Background, colors.Background+colors.Dark.Background != "")
	color("text", day.Text, night.Text, colors.Text+colors.Dark.Text != "")
	color("accent", day.Accent, night.Accent, colors.Accent+colors.Dark.Accent != "")
	for _, font := range []struct{ name, value string }{{"heading", t.Fonts.Heading}, {"body", t.Fonts.Body}} {
		if font.value != "" {
			fmt.Fprintf(&b, "--theme-font-%s:%s;", font.name, font.value)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return ":root{" + strings.TrimSuffix(b.String(), ";") + "}"
}
