package manual

import (
	_ "embed" // for the texts
	"fmt"
	"strings"
)

//go:embed text/diagnostics.txt
var diagnosticsText string

// diagnostics returns a page for each message that is no rule's, and one that lists them by what they are about.
func diagnostics() []Topic {
	var list strings.Builder
	list.WriteString("These are the codes of messages that are no [rule](../rules/_index.md) of the checks. Each message ends with its code, and has the line that it is about. " +
		"All are errors, and nothing is published then, unless the message says that it is a warning.\n")
	topics := []Topic{{}}
	for _, entry := range strings.Split(diagnosticsText, "\n\n") {
		if title, heads := strings.CutPrefix(entry, "== "); heads {
			fmt.Fprintf(&list, "\n## %s\n\n", title)
			continue
		}
		head, text, _ := strings.Cut(strings.TrimSpace(entry), "\n")
		code, title, _ := strings.Cut(head, ": ")
		fmt.Fprintf(&list, "- [`%s`](%s.md): %s\n", code, code, title)
		topics = append(topics, reference("diagnostics/"+code, "Message "+code, title+" "+text, len(topics), "**"+title+"**\n\n"+text+"\n"))
	}
	topics[0] = chapter("diagnostics", "Other messages", "All messages of Stillpoint that are no rule of the checks, by their codes, each with a page that says how to mend it.", 6, list.String())
	topics[0].Many = true
	return topics
}
