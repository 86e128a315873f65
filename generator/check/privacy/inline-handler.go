package privacy

import "stillpoint/generator/check/rule"

// inlineHandler asks that no script stands in attributes, so that a page can refuse all scripts that are not its own.
func inlineHandler() rule.Rule {
	return rule.Rule{Code: "inline-handler", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.Nodes {
			if p.Nodes[i].Tag != "" {
				found = append(found, handlers(p, i)...)
			}
		}
		return found
	}}
}

// handlers returns the findings on one element.
func handlers(p *rule.Page, node int) []rule.Finding {
	var found []rule.Finding
	for name, value := range p.Nodes[node].Attributes() {
		switch {
		case rule.IsHandler(name):
			found = append(found, p.Found(node, "a script stands in the attribute "+name, handlerHint).About(value))
		case rule.IsCode(name, value):
			found = append(found, p.Found(node, "a script stands in place of the address in "+name, handlerHint).About(value))
		}
	}
	return found
}

const handlerHint = "move it into a file in assets/js/ that finds the element by itself: then a policy can refuse all scripts that somebody smuggles in"
