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
	kinds           // how many there are
	whole kind = -1 // all of them together
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
