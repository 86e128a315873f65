package manual

import (
	_ "embed" // for the texts
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template/parse"
)

//go:embed text/components.txt
var componentsText string

// Component is a block that pages are written with, as its page tells of it.
type Component struct {
	Name       string
	Doc        string
	Attributes [][2]string // names and what they do
	Example    string      // Markdown
	Practice   bool        // the example shows what a practice has said of itself, so it shows nothing without one
}

// Components returns the blocks that come with Stillpoint, as they are described.
func Components() []Component {
	var all []Component
	for _, entry := range strings.Split("\n"+componentsText, "\n== ")[1:] {
		head, rest, _ := strings.Cut(entry, "\n")
		c := Component{}
		c.Name, c.Doc, _ = strings.Cut(head, ": ")
		attributes, example, _ := strings.Cut(rest, "--")
		for line := range strings.Lines(attributes) {
			if name, text, found := strings.Cut(strings.TrimSpace(line), ": "); found {
				c.Attributes = append(c.Attributes, [2]string{name, text})
			}
		}
		mark, example, _ := strings.Cut(example, "\n")
		c.Practice = strings.TrimSpace(mark) == "practice"
		c.Example = strings.TrimSpace(example) + "\n"
		all = append(all, c)
	}
	return all
}

// components returns a page for each block, and one that lists them. A block that has a template and no description, or the other way round,
// is an error, and so is an attribute that only one of them knows.
func components(defaults fs.FS) ([]Topic, error) {
	read, err := attributesRead(defaults)
	if err != nil {
		return nil, err
	}
	topics := []Topic{chapter("components", "Blocks", "The blocks that pages are written with, each with its attributes and an example of how it is written and how it looks.", 4, componentsIndex)}
	for i, c := range Components() {
		wanted, known := read[c.Name]
		if !known {
			return nil, fmt.Errorf("the manual describes a block %q that there is not", c.Name)
		}
		if described := c.names(); !slices.Equal(wanted, described) {
			return nil, fmt.Errorf("the block %q reads the attributes %q, and the manual describes %q", c.Name, wanted, described)
		}
		delete(read, c.Name)
		topics = append(topics, reference("components/"+c.Name, "The block “"+c.Name+"”", c.Doc+" Its attributes, and an example of it.", i+1, c.body()))
	}
	for name := range read {
		return nil, fmt.Errorf("the manual does not describe the block %q", name)
	}
	return topics, nil
}

const componentsIndex = "A block begins with a line of three colons and its name, and ends with a line of three colons. Attributes stand in braces behind the name. " +
	"Blocks may stand within each other; the outer one then has more colons.\n\n" +
	"```markdown\n:::: columns\n### Before\nEat a little.\n\n### After\nRest a little.\n::::\n```\n\n" +
	"All blocks take `#id` and `.class` where it is said. Blocks of your own are files in `layouts/components/`: see [layouts](../../layouts.md).\n"

// names returns the attributes that are described, in alphabetical order.
func (c Component) names() []string {
	var names []string
	for _, a := range c.Attributes {
		names = append(names, a[0])
	}
	slices.Sort(names)
	return names
}

func (c Component) body() string {
	var b strings.Builder
	b.WriteString(c.Doc + "\n\n## How it is written\n\n```markdown\n" + c.Example + "```\n")
	if c.Practice {
		b.WriteString("\nIt shows what `stillpoint.yaml` and the pages of the practice say, so it shows nothing on a site without a practice.\n")
	} else {
		b.WriteString("\n:::::: " + shownComponent + "\n" + c.Example + "::::::\n")
	}
	if len(c.Attributes) == 0 {
		b.WriteString("\nIt has no attributes.\n")
		return b.String()
	}
	b.WriteString("\n## Attributes\n\n")
	for _, a := range c.Attributes {
		fmt.Fprintf(&b, "`%s`\n:   %s\n\n", a[0], a[1])
	}
	return b.String()
}

// attributesRead returns for each block which attributes its template reads, found by walking it.
func attributesRead(defaults fs.FS) (map[string][]string, error) {
	names, err := fs.Glob(defaults, "layouts/components/*.html")
	if err != nil {
		return nil, err
	}
	read := map[string][]string{}
	for _, name := range names {
		text, err := fs.ReadFile(defaults, name)
		if err != nil {
			return nil, err
		}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck
		if _, err := tree.Parse(string(text), "", "", map[string]*parse.Tree{}); err != nil {
			return nil, err
		}
		found := map[string]bool{}
		attributesIn(tree.Root, found)
		component := strings.TrimSuffix(strings.TrimPrefix(name, "layouts/components/"), ".html")
		read[component] = []string{}
		for attribute := range found {
			read[component] = append(read[component], attribute)
		}
		slices.Sort(read[component])
	}
	return read, nil
}

// attributesIn notes the attributes that a part of a template reads.
func attributesIn(n parse.Node, found map[string]bool) {
	switch t := n.(type) {
	case *parse.ListNode:
		if t == nil {
			return
		}
		for _, one := range t.Nodes {
			attributesIn(one, found)
		}
	case *parse.ActionNode:
		attributesIn(t.Pipe, found)
	case *parse.TemplateNode:
		attributesIn(t.Pipe, found)
	case *parse.IfNode:
		branch(t.BranchNode, found)
	case *parse.RangeNode:
		branch(t.BranchNode, found)
	case *parse.WithNode:
		branch(t.BranchNode, found)
	case *parse.PipeNode:
		if t == nil {
			return
		}
		for _, c := range t.Cmds {
			attributesOf(c, found)
		}
	}
}

func branch(b parse.BranchNode, found map[string]bool) {
	attributesIn(b.Pipe, found)
	attributesIn(b.List, found)
	attributesIn(b.ElseList, found)
}

// attributesOf looks at a call: .Attr "title", $.Has "open", .Class.
func attributesOf(c *parse.CommandNode, found map[string]bool) {
	for i, arg := range c.Args {
		switch last := lastName(arg); {
		case (last == "Attr" || last == "Has") && i+1 < len(c.Args):
			if text, ok := c.Args[i+1].(*parse.StringNode); ok {
				found[text.Text] = true
			}
		case last == "Class":
			found[".class"] = true
		case last == "ID":
			found["#id"] = true
		}
		if pipe, ok := arg.(*parse.PipeNode); ok {
			attributesIn(pipe, found)
		}
	}
}

func lastName(n parse.Node) string {
	var names []string
	switch t := n.(type) {
	case *parse.FieldNode:
		names = t.Ident
	case *parse.VariableNode:
		names = t.Ident
	case *parse.ChainNode:
		names = t.Field
	}
	if len(names) == 0 {
		return ""
	}
	return names[len(names)-1]
}
