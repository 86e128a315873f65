package schema

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/content"
	"stillpoint/generator/decode"
)

// codeSnippet is one snippet as VS Code keeps them (code.visualstudio.com, “Snippets in Visual Studio Code”).
type codeSnippet struct {
	Scope       string   `json:"scope"`
	Prefix      []string `json:"prefix"`
	Description string   `json:"description"`
	Body        []string `json:"body"`
}

// snippets returns those of all kinds and all component blocks, by their names.
func snippets(n Names) map[string]codeSnippet {
	all := map[string]codeSnippet{}
	for _, kind := range Kinds(n) {
		if Kind(kind) == "" {
			continue
		}
		all["Page: "+kind] = codeSnippet{
			Scope: "markdown", Prefix: []string{kind, "---" + kind}, Description: "Front matter of a page of kind " + kind + ". " + Kind(kind),
			Body: frontMatter(kind, content.Shape(kind, n.Pages)),
		}
	}
	for _, name := range n.Components {
		all["Block: "+name] = codeSnippet{Scope: "markdown", Prefix: []string{name, ":::" + name}, Description: "The component block " + name + ".", Body: block(name)}
	}
	return all
}

// frontMatter returns the lines of the front matter of a kind, with a place to fill in for each field of its own.
func frontMatter(kind string, shape decode.Shape) []string {
	lines := []string{"---", "title: ${1:The name of the page}", "description: ${2:One sentence for lists and search engines.}"}
	if kind != content.SectionKind && kind != "page" {
		lines = append(lines, "kind: "+kind)
	}
	stop := 3
	for _, f := range own(kind, shape) {
		lines = append(lines, fmt.Sprintf("%s: ${%d:%s}", f.Name, stop, escaped(f.Example)))
		stop++
	}
	return append(lines, "---", "", "$0")
}

// own returns the fields that a kind has beyond those of every page, without those that take the place of another.
func own(kind string, shape decode.Shape) []decode.Field {
	common := content.Shape("page", content.Options{})
	var instead []string
	for _, rule := range shape.Rules {
		instead = append(instead, rule.Without...)
	}
	return slices.DeleteFunc(slices.Clone(shape.Fields), func(f decode.Field) bool {
		return common.Find(f.Name) != nil || slices.Contains(instead, f.Name)
	})
}

// escaped writes a text so that it stands within the place of a snippet.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, `$`, `\$`, `}`, `\}`).Replace(text)
}

// block returns the lines of a component block: those of a built-in one as it is mostly written.
func block(name string) []string {
	if lines, known := blocks()[name]; known {
		return lines
	}
	return []string{"::: " + name, "$0", ":::"}
}

func blocks() map[string][]string {
	parts := func(name string) []string {
		return []string{"::: " + name, "### ${1:A few words}", "", "${2:A sentence or two.}", "", "### ${3:A few words}", "", "${4:A sentence or two.}", ":::", "$0"}
	}
	return map[string][]string{
		"benefits":   parts("benefits"),
		"booking":    {"::: booking", "${1:Choose a time that suits you.}", ":::", "$0"},
		"button":     {"::: button {href=${1:/contact/} label=\"${2:Book a session}\"}", ":::", "$0"},
		"citations":  {"::: citations", "1. ${1:Authors. Title. Journal.}", ":::", "$0"},
		"columns":    parts("columns"),
		"contact":    {"::: contact", "${1:Ring us, or write.}", ":::", "$0"},
		"disclaimer": {"::: disclaimer", "${1:Our sessions do not take the place of medical advice.}", ":::", "$0"},
		"faq":        {"::: faq", "### ${1:What shall I wear?}", "", "${2:Whatever you can lie still in.}", ":::", "$0"},
		"figure":     {"::: figure {caption=\"${1:A few words}\"}", "![${2:What it shows}](${3:picture.jpg})", ":::", "$0"},
		"gallery":    {"::: gallery {label=\"${1:The rooms}\"}", "![${2:What it shows}](${3:picture.jpg} \"${4:A few words}\")", ":::", "$0"},
		"hours":      {"::: hours", ":::", "$0"},
		"map":        {"::: map {of=${1:harbour-lane}}", ":::", "$0"},
		"note":       {"::: note {title=\"${1:Before you come}\"}", "${2:Eat a little, not a lot.}", ":::", "$0"},
		"prices":     {"::: prices {of=${1:craniosacral-therapy}}", ":::", "$0"},
		"quote":      {"::: quote {by=\"${1:M. K.}\" consent=\"${2:in writing, 12 May 2026}\"}", "${3:The client's own words.}", ":::", "$0"},
		"steps":      parts("steps"),
		"video":      {"::: video {src=${1:talk.mp4} captions=${2:talk.vtt} label=\"${3:A talk}\"}", "${4:A few words}", ":::", "$0"},
	}
}
