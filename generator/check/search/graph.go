package search

import (
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"stillpoint/generator/check/rule"
)

// object is a node as it is written in JSON-LD, or any other of its objects.
type object = map[string]any

// node is an object that says of which type it is.
type node struct {
	object
	script int    // the element that it stands in
	key    string // the property that it is the value of; "" where it stands by itself
	top    bool   // stands by itself
}

// graph is what a page tells machines, in all of its scripts together.
type graph struct {
	page    *rule.Page
	address string // of the page, as it says; "" where it says none
	origin  string // "https://example.org/", the beginning of all addresses of the site; "" where nobody knows
	nodes   []node
	said    map[string]object // what is said in all places of a node with an @id
	links   []link
}

// link is a reference to a node by its @id.
type link struct {
	id     string
	script int
}

func newGraph(p *rule.Page) *graph {
	g := &graph{page: p, said: map[string]object{}}
	for i := range p.Links("canonical") {
		g.address = strings.TrimSpace(p.Nodes[i].Attr("href"))
		break
	}
	if g.address == "" {
		g.address = p.Nodes[p.Meta("og:url")].Attr("content")
	}
	if u, err := url.Parse(g.address); err == nil && u.Host != "" {
		g.origin = u.Scheme + "://" + u.Host + "/"
	}
	return g
}

// read reads all scripts of the page.
func (g *graph) read() []rule.Finding {
	var found []rule.Finding
	for i := range g.page.All("script") {
		kind, _, _ := strings.Cut(g.page.Nodes[i].Attr("type"), ";")
		if !strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") {
			continue
		}
		var value any
		if err := json.Unmarshal([]byte(source(g.page, i)), &value); err != nil {
			found = append(found, g.page.Found(i, "machines cannot read this structured data: "+unread(err),
				"write it as JSON: double quotes, commas between the parts and none behind the last, no comments"))
			continue
		}
		found = append(found, g.script(i, value)...)
	}
	return found
}

// source returns what stands in a script.
func source(p *rule.Page, script int) string {
	var text strings.Builder
	for i := script + 1; i < p.Nodes[script].End; i++ {
		text.WriteString(p.Nodes[i].Text)
	}
	return text.String()
}

// unread says in short why something is no JSON.
func unread(err error) string {
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return syntax.Error()
	}
	return "it is no JSON"
}

// script takes in what one script says. Of what is not written in the words of schema.org nothing is asked.
func (g *graph) script(script int, value any) []rule.Finding {
	var found []rule.Finding
	for _, root := range values(value) {
		o, isObject := root.(object)
		switch {
		case !isObject || !has(o, "@context"):
			found = append(found, g.page.Found(script, "this structured data does not say whose words it uses: it has no @context",
				`begin it with "@context": "https://schema.org"`))
		case strings.Contains(context(o), "schema.org"):
			found = append(found, g.root(script, o)...)
		}
	}
	return found
}

// root takes in an object that stands by itself, and the graph in it.
func (g *graph) root(script int, o object) []rule.Finding {
	tops := []any{o}
	if inner, has := o["@graph"]; has {
		tops = values(inner)
	}
	untyped := false
	for _, top := range tops {
		n, isObject := top.(object)
		if isObject {
			g.walk(node{object: n, script: script, top: true})
		}
		untyped = untyped || !isObject || len(types(n)) == 0 && len(types(g.whole(n))) == 0
	}
	if !untyped {
		return nil
	}
	return []rule.Finding{g.page.Found(script, "this structured data does not say of what it speaks: a part of it has no @type",
		`give each part a type of schema.org, such as "@type": "Event"`)}
}

// walk takes in a node and all within it.
func (g *graph) walk(n node) {
	id, _ := n.object["@id"].(string)
	if refers(n.object) && !(n.top && len(types(n.object)) > 0) {
		if !n.within("item") && !n.within("mainEntityOfPage") { // these name a page, not a node
			g.links = append(g.links, link{g.resolve(id), n.script})
		}
		return
	}
	if id != "" {
		g.merge(g.resolve(id), n.object)
	}
	if len(types(n.object)) > 0 {
		g.nodes = append(g.nodes, n)
	}
	for _, key := range slices.Sorted(maps.Keys(n.object)) {
		if key == "@context" {
			continue
		}
		for _, value := range values(n.object[key]) {
			if o, isObject := value.(object); isObject {
				g.walk(node{object: o, script: n.script, key: key})
			}
		}
	}
}

// refers tells whether an object says nothing itself, but names the node that does.
func refers(o object) bool {
	id, isText := o["@id"].(string)
	_, typed := o["@type"]
	return isText && id != "" && (len(o) == 1 || len(o) == 2 && typed)
}

func (g *graph) merge(id string, o object) {
	if g.said[id] == nil {
		g.said[id] = object{}
	}
	maps.Copy(g.said[id], o)
}

// whole returns all that is said of a node, wherever it is said.
func (g *graph) whole(o object) object {
	if id, _ := o["@id"].(string); id != "" && g.said[g.resolve(id)] != nil {
		return g.said[g.resolve(id)]
	}
	if refers(o) {
		return nil
	}
	return o
}

// resolve returns an @id in full.
func (g *graph) resolve(id string) string {
	if strings.HasPrefix(id, "#") {
		return g.address + id
	}
	return id
}

// unresolved returns a finding for each node of the site that is named, but of which nothing is said.
func (g *graph) unresolved() []rule.Finding {
	var found []rule.Finding
	told := map[string]bool{}
	for _, l := range g.links {
		local := strings.HasPrefix(l.id, "#") || g.origin != "" && strings.HasPrefix(l.id, g.origin)
		if !local || told[l.id] || g.said[l.id] != nil {
			continue
		}
		told[l.id] = true
		found = append(found, g.page.Found(l.script, "this structured data names “"+l.id+"”, of which it says nothing",
			"add a node with this @id to the page: search engines do not look for it on other pages").About(l.id))
	}
	return found
}

// within tells whether a node is the value of a property.
func (n node) within(property string) bool { return n.key == property }

// is tells whether one of a node's types is of a kind.
func (n node) is(kind func(string) bool) bool { return slices.ContainsFunc(types(n.object), kind) }

// title returns what a node is called in messages: the Event “Evening of stillness”.
func (n node) title() string {
	title := "the " + strings.Join(types(n.object), " and ")
	for _, key := range []string{"name", "headline"} {
		if name, _ := n.object[key].(string); name != "" {
			return title + " “" + name + "”"
		}
	}
	return title
}

// types returns the types of a node, without the address of schema.org before them.
func types(o object) []string {
	var all []string
	for _, value := range values(o["@type"]) {
		if name, _ := value.(string); name != "" {
			all = append(all, name[strings.LastIndexAny(name, "/:")+1:])
		}
	}
	return all
}

// context returns the words that an object uses, as one text.
func context(o object) string {
	text, _ := json.Marshal(o["@context"])
	return string(text)
}

// values returns a value as a list.
func values(value any) []any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{value}
}

// has tells whether an object says something of a property.
func has(o object, property string) bool {
	return slices.ContainsFunc(values(o[property]), func(value any) bool {
		switch v := value.(type) {
		case string:
			return strings.TrimSpace(v) != ""
		case object:
			return len(v) > 0
		}
		return value != nil
	})
}

// isMoment tells whether a text is a day, or a time with its offset.
func isMoment(text string) bool {
	for _, form := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700"} {
		if _, err := time.Parse(form, text); err == nil {
			return true
		}
	}
	return false
}
