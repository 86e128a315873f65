package manual

import (
	"fmt"
	"strings"
)

// Command is a command of the program, as its page tells of it.
type Command struct {
	Name    string            // "build"; that of the program for the program itself
	Usage   string            // "stillpoint build [flags]"
	Short   string            // what it does, without a full stop
	Long    string            // paragraphs; lines that are set in by two blanks are shown as they stand
	Example string            // a command line in each line, and behind two blanks or more what it is for
	Given   string            // commands that must have been run before the examples can be
	NotRun  map[string]string // which examples cannot be run by a test, and why
	Flags   []Flag
	Within  []Command // commands of its own, such as those of layouts
}

// Flag is a flag of a command.
type Flag struct {
	Name    string // "strict"
	Letter  string // "s", or ""
	Value   string // what it takes: "string", "int"; "" for nothing
	Default string // "" for none
	Usage   string // what it does, without a full stop
}

// commands returns a page for each command.
func commands(all []Command) []Topic {
	var list strings.Builder
	list.WriteString("Each command has a page here, which `stillpoint help COMMAND` shows in the terminal.\n\n")
	topics := []Topic{{}}
	for i, c := range all {
		if i == 0 {
			list.WriteString(c.examples())
			list.WriteString("\nAll commands end with 0 when all is done, with 1 when the site has errors, and with 2 when they were called in a way that they do not understand. " +
				"The variable `SOURCE_DATE_EPOCH` takes the place of the clock.\n")
			continue
		}
		topics = append(topics, reference("commands/"+c.Name, "stillpoint "+c.Name, c.Short+". What it does, how it is called, with examples and all of its flags.", i, c.body()))
	}
	topics[0] = chapter("commands", "Commands", "All commands of Stillpoint, with what they do, examples that work, and every flag.", 1, list.String())
	return topics
}

func (c Command) body() string {
	var b strings.Builder
	long := c.Long
	if long == "" {
		long = c.Short + "."
	}
	b.WriteString(paragraphs(long, "  "))
	fmt.Fprintf(&b, "\n## How it is called\n\n```text\n%s\n```\n", c.Usage)
	if c.Example != "" {
		b.WriteString("\n## Examples\n\n" + c.examples())
	}
	if len(c.Flags) > 0 {
		b.WriteString("\n## Flags\n\n")
	}
	for _, f := range c.Flags {
		b.WriteString(f.entry())
	}
	for _, within := range c.Within {
		b.WriteString(within.part(c.Name))
	}
	return b.String()
}

// part returns what the page of a command says of one within it.
func (c Command) part(of string) string {
	var b strings.Builder
	long := c.Long
	if long == "" {
		long = c.Short + "."
	}
	fmt.Fprintf(&b, "\n## stillpoint %s %s\n\n%s\n```text\n%s\n```\n", of, c.Name, paragraphs(long, "  "), c.Usage)
	if c.Example != "" {
		b.WriteString("\nExamples:\n\n" + c.examples())
	}
	b.WriteString("\n")
	for _, f := range c.Flags {
		b.WriteString(f.entry())
	}
	return b.String()
}

// paragraphs turns those that are set in by some blanks into code.
func paragraphs(long, indent string) string {
	var b strings.Builder
	for _, p := range strings.Split(strings.Trim(long, "\n"), "\n\n") {
		if text, set := strings.CutPrefix(p, indent); set {
			p = "```text\n" + strings.ReplaceAll(text, "\n"+indent, "\n") + "\n```"
		}
		b.WriteString(p + "\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// examples returns the examples as a script that can be run, with what they are for as comments.
func (c Command) examples() string {
	var lines [][2]string
	widest := 0
	for line := range strings.Lines(c.Example) {
		typed, comment, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if typed == "" {
			continue
		}
		if strings.HasPrefix(line, "    ") { // the line above goes on
			typed = "  " + typed
		}
		lines = append(lines, [2]string{typed, strings.TrimSpace(comment)})
		if comment != "" {
			widest = max(widest, len(typed))
		}
	}
	var b strings.Builder
	if c.Given != "" {
		fmt.Fprintf(&b, "<!-- given: %s -->\n", c.Given)
	}
	open := "" // the line that has opened a block
	for _, line := range lines {
		fence := "```sh"
		if reason := c.NotRun[line[0]]; reason != "" {
			fence += " no-run: " + reason
		}
		if fence != open && open != "" {
			b.WriteString("```\n\n")
		}
		if fence != open {
			b.WriteString(fence + "\n")
			open = fence
		}
		if line[1] == "" {
			b.WriteString(line[0] + "\n")
			continue
		}
		fmt.Fprintf(&b, "%-*s  # %s\n", widest, line[0], line[1])
	}
	b.WriteString("```\n")
	return b.String()
}

// entry returns the flag as an entry of a definition list.
func (f Flag) entry() string {
	name := "`--" + f.Name
	if f.Value != "" {
		name += " " + strings.ToUpper(f.Value)
	}
	name += "`"
	if f.Letter != "" {
		name += ", `-" + f.Letter + "`"
	}
	text := escape(f.Usage)
	if f.Default != "" {
		text += " (default: `" + f.Default + "`)"
	}
	return name + "\n:   " + text + "\n\n"
}

// escape keeps signs of a plain text from meaning something in Markdown.
func escape(text string) string {
	return strings.NewReplacer("*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "`", "\\`").Replace(text)
}
