package budget

import (
	"path"
	"strings"
)

// kind is what a file is to a browser.
type kind int

const (
	other kind = iota
	html
	css
	js
	font
	image
)

// kindOf tells what a file is by its name. By what element it was called does not matter: a font that is fetched in advance is a font.
func kindOf(output string) kind {
	switch strings.ToLower(path.Ext(output)) {
	case ".html", ".htm":
		return html
	case ".css":
		return css
	case ".js", ".mjs":
		return js
	case ".woff2", ".woff", ".ttf", ".otf":
		return font
	case ".avif", ".webp", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".ico", ".jxl":
		return image
	}
	return other
}

// of returns the sum that files of a kind are counted in.
func (w *Weight) of(k kind) *int64 {
	switch k {
	case html:
		return &w.HTML
	case css:
		return &w.CSS
	case js:
		return &w.JS
	case font:
		return &w.Font
	case image:
		return &w.Image
	}
	return &w.Other
}
