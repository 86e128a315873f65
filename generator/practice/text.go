package practice

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

func trim(s string) string { return strings.TrimSpace(s) }

// Text is Markdown in a field of its own, such as the answer to a question. It
// keeps its place, so that what is wrong in it can be told there.
type Text struct {
	Markdown string
	node     *decode.Node
}

// DecodeNode reads a text of one or more lines.
func (t *Text) DecodeNode(n *decode.Node) diag.List {
	s, ok := scalar(n)
	if !ok {
		return diag.List{n.Error("wrong-type", "here must stand text, not "+n.Kind().String(), "put quotes around it, or write | and the text below it, set in by two blanks")}
	}
	*t = Text{s, n}
	return nil
}

// Shape tells that a text may be anything.
func (Text) Shape() decode.Shape {
	return decode.Shape{Kind: decode.String, Name: "Text", Numerals: decode.Float, Says: "text in Markdown"}
}

// IsZero tells whether the text was left out.
func (t Text) IsZero() bool { return t.Markdown == "" }

// Error returns an error diagnostic at the text.
func (t Text) Error(code, message, hint string) diag.Diagnostic {
	return t.node.Error(code, message, hint)
}

// Node returns where the text was read, nil where it was left out.
func (t Text) Node() *decode.Node { return t.node }

// Email is an address for electronic mail, in the plain form that RFC 5321 allows
// and people use: name@domain.
type Email string

var emailForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$`)
})

// DecodeNode reads an address.
func (e *Email) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	if s = strings.TrimPrefix(s, "mailto:"); !emailForm().MatchString(s) || len(s) > 254 {
		return diag.List{n.Error("bad-email", fmt.Sprintf("%s is not an e-mail address", said(n)), "write it as hello@example.org")}
	}
	*e = Email(s)
	return nil
}

// Shape tells the form of an address.
func (Email) Shape() decode.Shape {
	const label = `[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?`
	return decode.Matching(`(?:mailto:)?[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@`+label+`(?:\.`+label+`)+`, "an e-mail address", "hello@example.org")
}

// WebURL is the whole address of a page on another site; https, since a visitor
// who follows it may type in what is private.
type WebURL string

// DecodeNode reads an address.
func (w *WebURL) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	u, err := url.Parse(s)
	switch {
	case err == nil && u.Scheme == "http" && u.Host != "":
		return diag.List{n.Error("bad-url", fmt.Sprintf("%s is not a secure address", said(n)), "write https:// instead of http://")}
	case err != nil || u.Scheme != "https" || !strings.Contains(u.Host, ".") || strings.ContainsAny(s, " \t\n\""):
		return diag.List{n.Error("bad-url", fmt.Sprintf("%s is not the address of a page on the web", said(n)), "write it whole, as https://example.org/page")}
	}
	*w = WebURL(s)
	return nil
}

// The parts of addresses as package net/url reads them, signs left out that nobody means: in a host, and behind it.
const (
	hostPattern = `[^\x00-\x20\x7f"\\/?#@%:<>\[\]^|{}` + "`" + `]`
	restPattern = `(?:[^\x00-\x20\x7f"\\%]|%[0-9A-Fa-f]{2})*`
	webPattern  = `[Hh][Tt][Tt][Pp][Ss]://` + hostPattern + `*\.` + hostPattern + `*(?::\d*)?(?:[/?#]` + restPattern + `)?`
)

// Shape tells the form of an address.
func (WebURL) Shape() decode.Shape {
	return decode.Matching(webPattern, "a whole address that begins with https://", "https://example.org/page").Named("WebURL")
}

// Link is an address that a button can lead to: one on the web, one within the site
// ("/contact/#book"), or mailto: and tel:.
type Link string

// DecodeNode reads an address.
func (l *Link) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	inner := strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//")
	if inner || strings.HasPrefix(s, "tel:+") || strings.HasPrefix(s, "mailto:") && strings.Contains(s, "@") {
		if _, err := url.Parse(s); err == nil && !strings.ContainsAny(s, " \t\n\"\\") {
			*l = Link(s)
			return nil
		}
	}
	var web WebURL
	if problems := web.DecodeNode(n); problems != nil {
		problems[0].Hint = "write it whole, as https://example.org/book, or as it comes after the domain, such as /contact/#book"
		return problems
	}
	*l = Link(web)
	return nil
}

// Shape tells the forms of an address.
func (Link) Shape() decode.Shape {
	return decode.Matching(webPattern+`|/|/(?:[^\x00-\x20\x7f"\\%/]|%[0-9A-Fa-f]{2})`+restPattern+`|tel:\+`+restPattern+`|mailto:`+restPattern+`@`+restPattern,
		"an address that begins with https://, one within the site that begins with /, or tel:+ or mailto:", "/contact/").Named("Link")
}

// intoWith decodes a group of fields of which one text must not be empty.
func intoWith(n *decode.Node, fields any, text *string, of, field, hint string) diag.List {
	problems := n.Into(fields)
	if len(problems) == 0 && trim(*text) == "" {
		problems = append(problems, missing(n, of, field, hint))
	}
	return problems
}

// missing complains that a field is not there, at the group that lacks it.
func missing(n *decode.Node, of, field, hint string) diag.Diagnostic {
	return n.KeyError(field, "missing-field", fmt.Sprintf("%s needs %q", of, field), hint)
}
