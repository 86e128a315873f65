package vector

import "strings"

const (
	maxShown = 10_000_000 // elements that a browser draws, those counted anew that are used anew
	maxChain = 1000       // elements that use one another in a row
)

// checkUses refuses a drawing that is small and yet shows so much that a browser would stand still: one that uses ten of what
// uses ten of what uses ten, and so on.
func (r *reader) checkUses(root *node) {
	c := counter{byID: map[string]*node{}, known: map[*node]float64{}, open: map[*node]bool{}}
	c.gather(root)
	if c.shown(root, 0) > maxShown {
		r.bad(0, 1, "the drawing uses its own parts so often that a browser would stand still", "draw it with fewer elements of the kind use")
	}
}

// counter counts what a drawing shows.
type counter struct {
	byID  map[string]*node
	known map[*node]float64
	open  map[*node]bool // what is being counted: browsers do not follow a circle
}

func (c counter) gather(n *node) {
	if id := n.get("id"); id != "" && c.byID[id] == nil {
		c.byID[id] = n
	}
	for _, child := range n.children {
		c.gather(child)
	}
}

// shown returns how many elements are drawn for one.
func (c counter) shown(n *node, chain int) float64 {
	if count, ok := c.known[n]; ok {
		return count
	}
	if c.open[n] {
		return 0
	}
	if chain > maxChain {
		return 2 * maxShown
	}
	c.open[n] = true
	count := 1.0
	for _, child := range n.children {
		count += c.shown(child, chain+1)
	}
	for _, target := range references(n) {
		if used := c.byID[target]; used != nil {
			count += c.shown(used, chain+1)
		}
	}
	delete(c.open, n)
	c.known[n] = count
	return count
}

// references returns the ids that an element draws with.
func references(n *node) []string {
	var ids []string
	for _, a := range n.attributes {
		switch {
		case (a.name == "href" || a.name == "xlink:href") && (n.name == "use" || n.name == "feImage"):
			ids = append(ids, strings.TrimPrefix(a.value, "#"))
		case presentation()[a.name], a.name == "style":
			for part := range strings.SplitSeq(a.value, "url(#") {
				if id, _, found := strings.Cut(part, ")"); found {
					ids = append(ids, id)
				}
			}
		}
	}
	return ids
}
