package serve

import (
	"bytes"
	"html"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
)

// injection is what a page is given for the live script to work in it.
type injection struct {
	script  *script
	own     addresses
	version string // of the view
	fetches bool   // the policies of the page let the script ask for what the page is made of
}

// inject returns a page with the element of the live script in it, and with the
// policies in its meta elements amended so that they let the script work.
func inject(page []byte, in injection) []byte {
	var out bytes.Buffer
	out.Grow(len(page) + 512)
	if rest, marked := bytes.CutPrefix(page, []byte("\ufeff")); marked { // a byte order mark must stay first
		out.WriteString("\ufeff")
		page = rest
	}
	at := -1
	each(page, func(token xhtml.Token, raw []byte) {
		place := placeOf(token)
		if at < 0 && place == beyond {
			at = out.Len()
		}
		out.Write(in.amend(token, raw))
		if at < 0 && place == inside {
			at = out.Len()
		}
	})
	if at < 0 {
		at = out.Len()
	}
	return slices.Insert(out.Bytes(), at, []byte(in.element())...)
}

// element returns the element of the script. It tells the script, which cannot see all policies, whether they let it fetch.
func (in injection) element() string {
	flags := " defer"
	if !in.fetches {
		flags = " data-fetchless" + flags
	}
	return `<script src="` + scriptPath + `" integrity="` + in.script.integrity + `" data-version="` + html.EscapeString(in.version) + `"` + flags + `></script>`
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

// amend returns the bytes of a token, with a policy that it declares amended.
func (in *injection) amend(token xhtml.Token, raw []byte) []byte {
	policy := policyIn(token)
	if policy == nil {
		return raw
	}
	in.fetches = in.fetches && letFetch(*policy)
	amended := amendPolicy(*policy, in.own, in.script.integrity)
	if amended == *policy {
		return raw
	}
	*policy = amended
	return []byte(token.String())
}

// policyIn returns where a token declares a policy, or nil.
func policyIn(token xhtml.Token) *string {
	if token.Data != "meta" || !strings.EqualFold(attribute(token, "http-equiv"), "content-security-policy") {
		return nil
	}
	for i, a := range token.Attr {
		if a.Key == "content" {
			return &token.Attr[i].Val
		}
	}
	return nil
}

func attribute(token xhtml.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
