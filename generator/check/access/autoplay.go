package access

import "stillpoint/generator/check/rule"

// autoplay asks that nothing sounds by itself (WCAG 1.4.2), and that no text moves or blinks by itself (WCAG 2.2.2). A sound is heard
// also where what makes it is hidden.
func autoplay() rule.Rule {
	return rule.Rule{Code: "autoplay", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("audio", "video", "marquee", "blink") {
			n := &p.Nodes[i]
			switch {
			case p.In(i, "template") > 0:
			case (n.Tag == "marquee" || n.Tag == "blink") && p.Gone(n.Parent):
			case n.Tag == "marquee" || n.Tag == "blink": // which the attribute hidden does not hide
				found = append(found, p.Found(i, "this text moves or blinks without end", "let it stand still"))
			case given(n, "autoplay") != "" && given(n, "muted") == "" && hasSource(p, i):
				found = append(found, p.Found(i, "this plays by itself, and drowns what a screen reader says",
					"take autoplay away, and let those who want to hear it press a button"))
			}
		}
		return found
	}}
}

// hasSource tells whether there is anything to play.
func hasSource(p *rule.Page, node int) bool {
	for range p.Below(node, "source") {
		return true
	}
	return p.Nodes[node].Attr("src") != ""
}
