package search

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// charsetMissing asks that a page says in which characters it is written. Those that search engines pass over are for people too.
func charsetMissing() rule.Rule {
	return rule.Rule{Code: "charset-missing", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		node, name := charset(p)
		if !whole(p) || strings.EqualFold(name, "utf-8") || strings.EqualFold(name, "utf8") {
			return nil
		}
		message := "this page does not say in which characters it is written"
		if name != "" {
			message = "this page says that it is written in “" + name + "”, but Stillpoint writes UTF-8"
		}
		return []rule.Finding{p.Found(node, message, `let the layout write <meta charset="utf-8"> as the first line of the head`)}
	}}
}

// charset returns what a page says of its characters, and where.
func charset(p *rule.Page) (node int, name string) {
	for i := range p.Head("meta") {
		n := &p.Nodes[i]
		if name, has := n.Lookup("charset"); has {
			return i, strings.TrimSpace(name)
		}
		if strings.EqualFold(n.Attr("http-equiv"), "content-type") {
			_, name, _ := strings.Cut(strings.ToLower(n.Attr("content")), "charset=")
			return i, strings.Trim(name, " '\"")
		}
	}
	return 0, ""
}
