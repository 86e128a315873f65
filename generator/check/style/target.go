package style

import "stillpoint/generator/check/rule"

// isTarget tells whether an element is one to point at.
func isTarget(n *rule.Node) bool {
	switch n.Tag {
	case "a":
		_, links := n.Lookup("href")
		return links
	case "button", "summary":
		return true
	}
	return n.Attr("role") == "button"
}

func (s *Sheets) small(p *rule.Page, node int, st *state) bool { return false }
