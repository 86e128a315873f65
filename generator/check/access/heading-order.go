package access

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"stillpoint/generator/check/rule"
)

// headingOrder asks that no level of headings is left out on the way down. The first heading of a page may be of any level.
func headingOrder() rule.Rule {
	return rule.Rule{Code: "heading-order", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		last := 0
		for i := range headings(p) {
			level := headingLevel(&p.Nodes[i])
			if last > 0 && level > last+1 {
				found = append(found, p.Found(i,
					fmt.Sprintf("this heading is of level %d, the one before it of level %d: a level is left out", level, last),
					fmt.Sprintf("make it one of level %d, in Markdown %s: how big it looks is for the style to say",
						last+1, signs(last+1))))
			}
			last = level
		}
		return found
	}}
}

// signs returns what stands before a heading of a level in Markdown.
func signs(level int) string { return strings.Repeat("#", level) }

// headings yields the headings that a screen reader meets.
func headings(p *rule.Page) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range p.Any("[role]", "h1", "h2", "h3", "h4", "h5", "h6") {
			if role(p, i) == "heading" && !p.Hidden(i) && !yield(i) {
				return
			}
		}
	}
}

// headingLevel returns the level of a heading; one that does not say it is of level 2.
func headingLevel(n *rule.Node) int {
	if level, err := strconv.Atoi(n.Attr("aria-level")); err == nil && level > 0 {
		return level
	}
	if level := headingTag(n); level > 0 {
		return level
	}
	return 2
}

// headingTag returns 3 for h3, and 0 for what is no heading.
func headingTag(n *rule.Node) int {
	if len(n.Tag) == 2 && n.Tag[0] == 'h' && '1' <= n.Tag[1] && n.Tag[1] <= '6' {
		return int(n.Tag[1] - '0')
	}
	return 0
}
