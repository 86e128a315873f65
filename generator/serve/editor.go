package serve

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stillpoint/generator/diag"
)

// editor makes addresses that open a place in an editor.
type editor struct {
	template string // with {file}, {line} and {column}; "" for no links
	root     string // absolute path of the site's folder
}

// templates are the addresses that known editors listen to.
func templates() map[string]string {
	return map[string]string{
		"vscode":  "vscode://file{file}:{line}:{column}",
		"idea":    "idea://open?file={file}&line={line}&column={column}",
		"zed":     "zed://file{file}:{line}:{column}",
		"sublime": "subl://open?url=file://{file}&line={line}&column={column}",
		"none":    "",
	}
}

// newEditor returns the editor of a name or a template of one's own.
func newEditor(name, root string) (editor, error) {
	if name == "" {
		name = "vscode"
	}
	template, known := templates()[name]
	if !known {
		template = name
		if err := checkTemplate(name); err != nil {
			return editor{}, err
		}
	}
	return editor{template, root}, nil
}

var (
	schemePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9+.-]*):.`) })
	holePattern   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[^{}]*\}`) })
)

// checkTemplate reports what is wrong with an address of one's own. Addresses that a
// browser itself runs or shows are none that open an editor.
func checkTemplate(template string) error {
	scheme := schemePattern().FindStringSubmatch(template)
	if scheme == nil {
		return fmt.Errorf("there is no editor %q: use vscode, idea, zed, sublime, none, or an address such as editor://open?file={file}&line={line}", template)
	}
	if slices.Contains([]string{"javascript", "data", "vbscript", "blob", "file", "about", "view-source"}, strings.ToLower(scheme[1])) {
		return fmt.Errorf("the address of the editor cannot begin with %q", scheme[1])
	}
	for _, hole := range holePattern().FindAllString(template, -1) {
		if !slices.Contains([]string{"{file}", "{line}", "{column}"}, hole) {
			return fmt.Errorf("the address of the editor has %s in it: it may have {file}, {line} and {column}", hole)
		}
	}
	if !strings.Contains(template, "{file}") {
		return fmt.Errorf("the address of the editor %q does not say where {file} goes", template)
	}
	return nil
}

// link returns the address that opens a place of the site, or "". The address of a page that no file stands for is no place.
func (e editor) link(p diag.Position) string {
	if e.template == "" || e.root == "" || p.File == "" || p.File[0] == '/' {
		return ""
	}
	file := filepath.ToSlash(filepath.Join(e.root, filepath.FromSlash(p.File)))
	if !strings.HasPrefix(file, "/") {
		file = "/" + file // C:/site
	}
	path, query, hasQuery := strings.Cut(e.template, "?")
	link := fill(path, (&url.URL{Path: file}).EscapedPath(), p)
	if hasQuery {
		link += "?" + fill(query, url.QueryEscape(file), p)
	}
	return link
}

func fill(template, file string, p diag.Position) string {
	return strings.NewReplacer("{file}", file, "{line}", strconv.Itoa(max(p.Line, 1)), "{column}", strconv.Itoa(max(p.Column, 1))).Replace(template)
}

// withoutRoot returns text in which the path of the site's folder is not told.
func (e editor) withoutRoot(text string) string {
	if e.root == "" {
		return text
	}
	return strings.NewReplacer(e.root, "…", filepath.ToSlash(e.root), "…").Replace(text)
}
