package access

import (
	"fmt"
	"math"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/style"
)

// targetSize asks that links and buttons whose size the style sheets set are large enough to hit, or far enough from others (WCAG 2.5.8).
func targetSize() rule.Rule {
	return rule.Rule{Code: "target-size", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for _, c := range style.Look(p).Crowded {
			f := p.Found(c.Node, crowded(c), spread(c))
			f.Said = c.Said
			found = append(found, f)
		}
		return found
	}}
}

func crowded(c style.Crowd) string {
	extent := "high"
	if c.Wide {
		extent = "wide"
	}
	where := ""
	switch {
	case c.Phone:
		where = " on a phone"
	case c.Desk:
		where = " on a wide screen"
	}
	return fmt.Sprintf("what is %v pixels %s and is to be hit has the next such thing %v pixels from its middle%s, and needs 24", tenths(c.Size), extent, tenths(c.Apart), where)
}

// tenths rounds a length for people.
func tenths(pixels float64) float64 { return math.Round(pixels*10) / 10 }

func spread(c style.Crowd) string {
	if c.Wide {
		return "make it wider with min-width: 24px or padding, or set the next one further off"
	}
	return "make it higher with min-height: 24px or padding, or set the next one further off"
}
