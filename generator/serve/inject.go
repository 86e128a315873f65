package serve

import (
	"bytes"
	"html"
	"strings"

	xhtml "golang.org/x/net/html"
)

// inject returns a page with the element of the live script in it, and with the
// policies in its meta elements amended so that they let the script work.
func inject(page []byte, script *script, own addresses, version string) []byte {
	element := `<script src="` + scriptPath + `" integrity="` + script.integrity + `" data-version="` + html.EscapeString(version) + `" defer></script>`
	var out bytes.Buffer
	out.Grow(len(page) + len(element))
	if rest, marked := bytes.CutPrefix(page, []byte("\ufeff")); marked { // a byte order mark must stay first
		out.WriteString("\ufeff")
		page = rest
	}
	done := false
	each(page, func(token xhtml.Token, raw []byte) {
		switch place := placeOf(token); {
		case done || place == before:
			out.Write(amendMeta(token, raw, own, script.integrity))
		case place == inside:
			out.Write(raw)
			out.WriteString(element)
			done = true
		default:
			out.WriteString(element)
			out.Write(amendMeta(token, raw, own, script.integrity))
			done = true
		}
	})
	if !done {
		out.WriteString(element)
	}
	return out.Bytes()
}

// each calls visit for every token of a page with the bytes that it was read from,
// which together are the page. A tag that the end of the page cuts short is no token, but has bytes.
func each(page []byte, visit func(token xhtml.Token, raw []byte)) {
	z := xhtml.NewTokenizer(bytes.NewReader(page))
	read := 0
	for z.Next() != xhtml.ErrorToken {
		raw := page[read : read+len(z.Raw())] // not z.Raw() itself, in which reading the token changes letters
		read += len(raw)
		visit(z.Token(), raw)
	}
	if read < len(page) {
		visit(xhtml.Token{}, page[read:])
	}
}

// place says where a token stands to the beginning of the head.
type place int

const (
	before place = iota // what may come before the head
	inside              // the start tag of the head
	beyond              // what stands in the head or after it, if only because the tag was left out
)

func placeOf(token xhtml.Token) place {
	switch token.Type {
	case xhtml.DoctypeToken, xhtml.CommentToken:
		return before
	case xhtml.TextToken:
		if strings.Trim(token.Data, " \t\r\n\f") == "" {
			return before
		}
	case xhtml.StartTagToken:
		switch token.Data {
		case "html":
			return before
		case "head":
			return inside
		}
	}
	return beyond
}

// amendMeta returns the bytes of a token, with a policy that it declares amended.
func amendMeta(token xhtml.Token, raw []byte, own addresses, integrity string) []byte {
	if token.Data != "meta" || !strings.EqualFold(attribute(token, "http-equiv"), "content-security-policy") {
		return raw
	}
	for i, a := range token.Attr {
		if a.Key != "content" {
			continue
		}
		amended := amendPolicy(a.Val, own, integrity)
		if amended == a.Val {
			return raw
		}
		token.Attr[i].Val = amended
		return []byte(token.String())
	}
	return raw
}

func attribute(token xhtml.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
