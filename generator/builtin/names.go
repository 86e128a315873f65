package builtin

import (
	"path"
	"slices"
	"strings"
)

// short returns what people may call a file: its name without the folder of all layouts, or of all assets, and a page's
// layout without its ending.
func short(name string) string {
	_, rest, _ := strings.Cut(name, "/")
	if strings.HasPrefix(name, "layouts/") && !strings.Contains(rest, "/") {
		return strings.TrimSuffix(rest, ".html")
	}
	return rest
}

// Find returns the file that somebody calls by a name: whole, as List shows it, or with its ending left out; on Windows with
// either slash. Where there is none it returns names that might have been meant because they end alike.
func Find(all []*File, name string) (found *File, near []string) {
	name = strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "./")
	for _, f := range all {
		if slices.Contains(f.calls(), name) {
			return f, nil
		}
	}
	for _, f := range all {
		if slices.Contains([]string{path.Base(f.Name), bare(path.Base(f.Name))}, path.Base(name)) {
			near = append(near, f.Short)
		}
	}
	return nil, near
}

// calls returns all that a file may be called.
func (f *File) calls() []string {
	_, rest, _ := strings.Cut(f.Name, "/")
	return []string{f.Name, rest, bare(f.Name), bare(rest)}
}

func bare(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// kind says what a file is by where it lies, and by its ending.
func kind(name string) string {
	switch {
	case strings.HasPrefix(name, "layouts/partials/"):
		return "partial"
	case strings.HasPrefix(name, "layouts/components/"):
		return "component"
	case strings.HasPrefix(name, "layouts/") && path.Ext(name) == ".html":
		return "layout"
	case strings.HasPrefix(name, "layouts/"):
		return "text"
	}
	switch path.Ext(name) {
	case ".css":
		return "style sheet"
	case ".js", ".mjs", ".ts":
		return "script"
	case ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico":
		return "picture"
	case ".woff2", ".woff", ".ttf", ".otf":
		return "font"
	}
	return "file"
}
