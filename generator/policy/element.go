package policy

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// kindOf says what a browser uses the address in an attribute of an element as, and whether it uses it at all without being asked to go there.
func kindOf(p *rule.Page, node int, name string) (Kind, bool) {
	n := &p.Nodes[node]
	switch n.Tag + " " + name {
	case "link href", "link imagesrcset":
		return linked(n)
	case "source srcset", "img src", "img srcset", "input src", "video poster", "image href", "image xlink:href", "feimage href", "feimage xlink:href",
		"use href", "use xlink:href", "body background", "table background", "td background", "th background", "tr background":
		return Pictures, true
	case "video src", "audio src", "source src", "track src":
		return Media, true
	case "iframe src", "frame src":
		return Frames, true
	case "object data", "embed src":
		return Objects, true
	case "form action", "button formaction", "input formaction":
		return Forms, !strings.EqualFold(n.Attr("method"), "dialog")
	case "base href":
		return Bases, true
	}
	return 0, false
}

// linked says what a link element loads: https://html.spec.whatwg.org/multipage/links.html#linkTypes
func linked(n *rule.Node) (Kind, bool) {
	for rel := range strings.FieldsSeq(strings.ToLower(n.Attr("rel"))) {
		switch rel {
		case "stylesheet":
			return Styles, true
		case "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "apple-touch-startup-image":
			return Pictures, true
		case "manifest":
			return Manifests, true
		case "modulepreload":
			return Scripts, true
		case "preload":
			return fetched(n.Attr("as"))
		}
	}
	return 0, false // what is fetched for the next page may come from wherever this page may load something: CSP3, 6.7.2.2
}

// fetched says what is loaded in advance by what it is to be used as: CSP3, 6.8.1.
func fetched(as string) (Kind, bool) {
	switch strings.ToLower(as) {
	case "script", "worker":
		return Scripts, true
	case "style":
		return Styles, true
	case "image":
		return Pictures, true
	case "font":
		return Fonts, true
	case "audio", "video", "track":
		return Media, true
	case "fetch":
		return Connections, true
	}
	return 0, false
}
