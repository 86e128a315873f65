package manual

import (
	_ "embed" // for the texts
	"fmt"
	"html"
	"strings"

	"stillpoint/generator/layouts"
)

// viewsText tells of the types that templates see. A test writes it from the comments in the code (views_test.go).
//
//go:embed text/views.txt
var viewsText string

// templates returns the pages of what a layout may call and ask for.
func templates() []Topic {
	index := "A layout is a template of Go: [html/template](https://pkg.go.dev/html/template) has its language. What it may call stands under [functions](functions.md), " +
		"and what it may ask the site for under [values](views.md). [Layouts](../../layouts.md) says where layouts go and which of them draws a page.\n"
	return []Topic{
		chapter("templates", "Templates", "What the layouts of a site may call, and what they may ask the site, its pages and the practice for.", 5, index),
		reference("templates/functions", "Functions of templates", "All functions that a layout may call, each with an example and what it becomes.", 1, functionsBody()),
		reference("templates/views", "Values of templates", "What a layout may ask for: of the page, the site, the practice, pictures and all that these lead to.", 2, viewsBody()),
	}
}

func functionsBody() string {
	var b strings.Builder
	b.WriteString("A list comes last, so that it can be piped in: `{{.Site.Pages | where \"Kind\" \"article\" | first 3}}`. " +
		"Go's own functions, such as `eq`, `and`, `len`, `index` and `printf`, are there as well. Below each function stands an example, and what it becomes.\n\n")
	for _, f := range layouts.Functions() {
		fmt.Fprintf(&b, "## %s {#%s}\n\n%s\n\n```text\n%s\n%s\n```\n\n", f.Usage, f.Name, f.Doc, f.Example, html.UnescapeString(f.Output))
	}
	return b.String()
}

func viewsBody() string {
	var b strings.Builder
	b.WriteString("In a layout `.Page` is the page that is being drawn, and `.Site`, `.Practice` and the others of the [Context](#context) stand beside it. " +
		"In the template of a block, what the [ComponentView](#componentview) has stands there instead.\n\n")
	for _, entry := range strings.Split("\n"+viewsText, "\n== ")[1:] {
		head, rest, _ := strings.Cut(entry, "\n")
		name, doc, _ := strings.Cut(head, ": ")
		fmt.Fprintf(&b, "## %s {#%s}\n\n%s\n\n", name, strings.ToLower(name), escape(doc))
		for line := range strings.Lines(rest) {
			if member, text, found := strings.Cut(strings.TrimSpace(line), ": "); found {
				fmt.Fprintf(&b, "`.%s`\n:   %s\n\n", member, escape(text))
			}
		}
	}
	return b.String()
}
