package manual

import (
	"fmt"
	"strconv"
	"strings"
)

// Mark stands in each file of the reference. Where it does, the file may be replaced by a newer one.
const Mark = "Made by the program from itself. What is changed here is lost."

// page returns the file of a topic as a Stillpoint site has it.
func (t Topic) page() string {
	if t.written != "" {
		return t.written
	}
	params := ""
	if t.short() != t.Title {
		params = "params: {short: " + strconv.Quote(t.short()) + "}\n"
	}
	if t.Many {
		params = "params: {many: true}\n"
	}
	return fmt.Sprintf("---\n# %s\ntitle: %s\ndescription: %s\nweight: %d\n%s---\n\n%s", Mark, strconv.Quote(t.Title), strconv.Quote(t.Description), max(t.Weight, 1), params, t.Body)
}

// short returns what a topic is called among its neighbours, where its title would be long or say the same as theirs.
func (t Topic) short() string {
	if chapter, name, within := strings.Cut(t.Name, "/"); within && (chapter != "front-matter" || name != "page") && chapter != "templates" {
		return name
	}
	return t.Title
}
