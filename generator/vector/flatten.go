package vector

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// styling is a rule of style as it is applied to the elements.
type styling struct {
	selectors    []selector
	declarations []declaration
}

const (
	inStyle   = 1 << 40 // what an attribute style counts
	important = 1 << 50 // what "!important" counts
)

// flattened returns the drawing without style sheets and attributes style: what they say is said by attributes of the
// elements, as far as there are attributes for it. It must not be changed.
func (d *Drawing) flattened() *node {
	d.once.Do(func() {
		root := d.tree()
		f := flattener{rules: stylings(root), ruled: map[string]bool{}}
		if f.noteClasses()*root.count() > maxMatches {
			f.rules = nil
		}
		d.flat = f.flatten(root, nil)
	})
	return d.flat
}

// maxMatches is how many pairs of a step of a selector and an element are looked at: beyond, a drawing loses its styles
// rather than hold up a build.
const maxMatches = 20_000_000

// stylings returns the rules of a drawing, in their order.
func stylings(n *node) []styling {
	var list []styling
	if n.name == "style" && always(n.get("media")) {
		for _, r := range parseRules(tokens(n.textContent()), 0, func(string, string) {}) {
			if selectors, ok := parseSelectors(r.prelude); ok && r.at == "" {
				list = append(list, styling{selectors, r.declarations})
			}
		}
	}
	for _, child := range n.children {
		list = append(list, stylings(child)...)
	}
	return list
}

// always tells whether the media of a style sheet are those of every page.
func always(media string) bool {
	media = strings.ToLower(strings.TrimSpace(media))
	return media == "" || media == "all" || media == "screen"
}

type flattener struct {
	rules []styling
	ruled map[string]bool // classes that the rules are about, and that mean nothing once they have been applied
}

// noteClasses gathers the classes of all rules, and returns how many steps their selectors have.
func (f *flattener) noteClasses() int {
	steps := 0
	for _, rule := range f.rules {
		for _, s := range rule.selectors {
			steps += len(s.steps)
			for _, step := range s.steps {
				for _, class := range step.classes {
					f.ruled[class] = true
				}
			}
		}
	}
	return steps
}

func (f *flattener) flatten(n *node, around []*node) *node {
	if n.name == "" {
		return n
	}
	flat := n.shallow()
	flat.drop("style")
	for i, a := range flat.attributes {
		if a.name == "xlink:href" && n.get("href") == "" {
			flat.attributes[i].name = "href"
		}
	}
	flat.drop("xlink:href")
	if flat.setKnown("class", f.class(n)); f.class(n) == "" {
		flat.drop("class")
	}
	if !animations()[n.name] { // there, fill is about time
		f.apply(flat, n, around)
	}
	around = append(around, n)
	for _, child := range n.children {
		if child.name != "style" {
			flat.children = append(flat.children, f.flatten(child, around))
		}
	}
	return flat
}

// class returns the classes of an element that something in the page may be about.
func (f *flattener) class(n *node) string {
	classes := slices.DeleteFunc(strings.Fields(n.get("class")), func(class string) bool { return f.ruled[class] })
	return strings.Join(classes, " ")
}

// apply gives an element the attributes that the rules and its own style ask for.
func (f *flattener) apply(flat, n *node, around []*node) {
	c := cascade{flat, map[string]int{}}
	for _, rule := range f.rules {
		if weight := rule.weight(n, around); weight >= 0 {
			c.put(rule.declarations, weight)
		}
	}
	if n.get("style") == "" {
		return
	}
	c.put(declarations(tokens(n.get("style")), knownProperty, pictures, func(string, string) {}), inStyle)
}

// cascade gives attributes to an element, those of the weightiest rules.
type cascade struct {
	to      *node
	weights map[string]int // of the attributes that have been given
}

func (c cascade) put(list []declaration, weight int) {
	for _, d := range list {
		total := weight
		if d.important {
			total += important
		}
		for _, a := range d.attributes() {
			if c.weights[a.name] <= total {
				c.weights[a.name] = total
				c.to.set(a.name, a.value)
			}
		}
	}
}

// weight returns what the most exact of the selectors counts that an element is meant by, -1 where it is not meant.
func (s styling) weight(n *node, around []*node) int {
	weight := -1
	for _, selector := range s.selectors {
		if selector.weight > weight && selector.matches(n, around) {
			weight = selector.weight
		}
	}
	return weight
}

// attributes returns what says the same as a declaration; none where there is no attribute of the kind.
func (d declaration) attributes() []attribute {
	switch {
	case presentation()[d.property], geometry()[d.property]:
		return []attribute{{d.property, d.value}}
	case d.property == "marker":
		return []attribute{{"marker-start", d.value}, {"marker-mid", d.value}, {"marker-end", d.value}}
	case d.property == "transform":
		if value := withoutUnits(d.value); plainTransform().MatchString(value) {
			return []attribute{{"transform", value}}
		}
	}
	return nil
}

// The attribute transform has numbers without units, where the property has pixels and degrees.
var units = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)([0-9.])(px|deg)\b`) })

func withoutUnits(value string) string { return units().ReplaceAllString(value, "$1") }

var plainTransform = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(none|(\s*(matrix|translate|scale|rotate|skewX|skewY)\([-+0-9.eE, ]+\))+)$`)
})
