package vector

import "strings"

// Texts hold only what is allowed in XML, so no more than these need a disguise. They are fit for HTML as well. A line end
// in an attribute is a blank to every reader of XML; a carriage return would be taken for a line end. The sign ">" stays in
// texts, where it is a selector's, since minifiers look at style sheets as they stand.
func textEscapes() *strings.Replacer {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", "]]>", "]]&gt;", "\r", "&#13;")
}

func attributeEscapes() *strings.Replacer {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ", "\r", " ", "\t", " ")
}

// write appends an element with all that is in it.
func (n *node) write(to []byte) []byte {
	return writer{textEscapes(), attributeEscapes()}.node(to, n)
}

type writer struct{ text, attribute *strings.Replacer }

func (w writer) node(to []byte, n *node) []byte {
	if n.name == "" {
		return append(to, w.text.Replace(n.text)...)
	}
	to = append(append(to, '<'), n.name...)
	for _, a := range n.attributes {
		to = append(append(to, ' '), a.name...)
		to = append(append(append(to, `="`...), w.attribute.Replace(a.value)...), '"')
	}
	if len(n.children) == 0 {
		return append(to, "/>"...)
	}
	to = append(to, '>')
	for _, child := range n.children {
		to = w.node(to, child)
	}
	return append(append(append(to, "</"...), n.name...), '>')
}
