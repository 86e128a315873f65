package schema

import (
	"slices"
	"strings"
)

// File is one of the files that editors read.
type File struct {
	Path string // slash-separated, within the site's folder: ".vscode/settings.json"
	Text []byte
}

// Folder is the folder within a site that its schemas are kept in.
const Folder = ".vscode/schemas"

// Modeline is a comment that tells every editor with yaml-language-server (VS Code, Zed, Neovim, Helix, Emacs) where the schema of the
// configuration is. It belongs on the first line of stillpoint.yaml; VS Code needs no more than the settings of [EditorFiles].
const Modeline = "# yaml-language-server: $schema=" + Folder + "/config.schema.json"

// EditorFiles returns the files by which editors complete and check what is written for a site, in alphabetical order: schemas, the
// settings of VS Code, snippets for the front matter of each kind and for each component block, and .editorconfig. Who writes
// them must leave a file alone that is there already.
func EditorFiles(n Names) []File {
	files := []File{
		{".editorconfig", []byte(editorConfig)},
		{".vscode/extensions.json", printed(extensions())},
		{".vscode/settings.json", printed(settings())},
		{".vscode/stillpoint.code-snippets", printed(snippets(n))},
	}
	for _, d := range Documents(n) {
		if slices.Contains(kept(), d.Name) {
			files = append(files, File{Folder + "/" + d.File(), d.Text()})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// kept are the schemas that a site keeps for its editors. That of front matter is for tools that read it in Markdown, which
// VS Code's YAML extension does not.
func kept() []string { return []string{"config", "overlay", "front-matter"} }

// editorConfig keeps to what a build reads best (editorconfig.org): UTF-8, line ends as on every server, and blanks, since YAML
// knows no tabs. Blanks at the end of a line stay in Markdown, where two of them break the line.
const editorConfig = `# How files of this site are saved, for all editors that know editorconfig.org.
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
indent_style = space
indent_size = 2

[*.{yaml,yml,json,html,css}]
trim_trailing_whitespace = true
`

func extensions() any {
	return map[string]any{"recommendations": []string{"redhat.vscode-yaml", "editorconfig.editorconfig"}}
}

// settings are those of VS Code for the folder of a site.
func settings() any {
	return map[string]any{
		"yaml.schemas": map[string]any{
			"./" + Folder + "/config.schema.json":  []string{"stillpoint.yaml"},
			"./" + Folder + "/overlay.schema.json": []string{"stillpoint.*.yaml"},
		},
		"files.associations": map[string]any{"_headers": "plaintext", "_redirects": "plaintext", "stillpoint.baseline": "plaintext"},
		"files.exclude":      map[string]any{".stillpoint": true},
		"search.exclude":     map[string]any{"public": true},
		"files.encoding":     "utf8",
		"files.eol":          "\n",
		"[markdown]": map[string]any{
			"editor.wordWrap":           "on",
			"editor.snippetSuggestions": "top",
			"editor.quickSuggestions":   map[string]any{"other": "on", "comments": "off", "strings": "off"},
		},
	}
}
