package config

import (
	"strings"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// Contact is where somebody can be told of a weakness: an address of e-mail, or the whole address of a page.
type Contact string

// DecodeNode reads a contact.
func (c *Contact) DecodeNode(n *decode.Node) diag.List {
	var page practice.WebURL
	if text := strings.TrimSpace(n.Text()); strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") {
		problems := page.DecodeNode(n)
		*c = Contact(page)
		return problems
	}
	var mail practice.Email
	problems := mail.DecodeNode(n)
	*c = Contact(mail)
	return problems
}

// URI returns the contact as security.txt has it: with mailto: before an address of e-mail.
func (c Contact) URI() string {
	if strings.HasPrefix(string(c), "https://") {
		return string(c)
	}
	return "mailto:" + string(c)
}

// Shape tells both ways to write a contact.
func (Contact) Shape() decode.Shape {
	return decode.Either(practice.Email("").Shape(), practice.WebURL("").Shape())
}

// At returns an error at a place of the configuration, or at its head where nothing is written there.
func (c *Config) At(code, message, hint string, path ...string) diag.Diagnostic {
	node := c.written.Find(path...)
	if node == nil {
		node = c.written
	}
	return node.Error(code, message, hint)
}
