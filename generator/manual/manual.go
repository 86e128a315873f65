// Package manual is the documentation of Stillpoint as values: the guides, which are written in docs/content, and the reference, which is made
// from the code, so that it cannot say what the code does not. The terminal shows the same pages as the site in docs/.
package manual

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
)

// Topic is one page of the documentation.
type Topic struct {
	Name        string // what help calls it: "writing", "commands/build"
	File        string // within content/: "writing.md", "reference/commands/build.md"
	Title       string
	Description string // one sentence
	Part        string // of the navigation that a guide belongs to: "First steps"
	Weight      int    // its place among its neighbours, the lowest first
	Many        bool   // it lists its pages itself, since they are too many to stand beside each of them
	Body        string // Markdown, without the title
	written     string // the whole file, of a guide
}

// Program is what the reference tells of and this package cannot see for itself.
type Program struct {
	Commands []Command // the program itself first
}

// Manual is all topics: the guides by their weight, then the reference.
type Manual struct {
	topics []Topic
	files  fs.FS // docs/
}

// New makes the manual from what a program carries in it: docs/ without the reference, and the default layouts.
func New(docs, defaults fs.FS, p Program) (*Manual, error) {
	m := &Manual{files: docs}
	guides, err := guides(docs)
	if err != nil {
		return nil, err
	}
	components, err := components(defaults)
	if err != nil {
		return nil, err
	}
	m.topics = slices.Concat(guides, []Topic{referenceIndex()}, commands(p.Commands), configuration(), frontMatter(), components, templates(), rules(), diagnostics())
	return m, nil
}

// Topics returns all topics.
func (m *Manual) Topics() []Topic { return m.topics }

// Guides returns the topics that somebody has written, in the order of reading, without the index.
func (m *Manual) Guides() []Topic {
	var guides []Topic
	for _, t := range m.topics {
		if t.written != "" && t.Name != indexName {
			guides = append(guides, t)
		}
	}
	return guides
}

// Reference returns the chapters of the reference.
func (m *Manual) Reference() []Topic {
	var chapters []Topic
	for _, t := range m.topics {
		if t.written == "" && t.Name != "reference" && !strings.Contains(t.Name, "/") {
			chapters = append(chapters, t)
		}
	}
	return chapters
}

// Within returns the topics of a chapter of the reference, such as "commands".
func (m *Manual) Within(chapter string) []Topic {
	var topics []Topic
	for _, t := range m.topics {
		if strings.HasPrefix(t.Name, chapter+"/") {
			topics = append(topics, t)
		}
	}
	return topics
}

// reference returns a topic of the reference.
func reference(name, title, description string, weight int, body string) Topic {
	return Topic{Name: name, File: "reference/" + name + ".md", Title: title, Description: sentence(description), Weight: weight, Body: body}
}

// chapter returns the first page of a chapter of the reference.
func chapter(name, title, description string, weight int, body string) Topic {
	t := reference(name, title, description, weight, body)
	t.File = "reference/" + name + "/_index.md"
	return t
}

func referenceIndex() Topic {
	return Topic{Name: "reference", File: "reference/_index.md", Title: "Reference", Weight: 1000,
		Description: "Every command, setting, field, block, template function, rule and message of Stillpoint. All of it is made from the program itself.",
		Body:        "All of this is made from the program that you have, and so fits it.\n"}
}

// byWeight orders topics as they are to be read.
func byWeight(topics []Topic) {
	slices.SortStableFunc(topics, func(a, b Topic) int { return cmp.Or(cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.Name, b.Name)) })
}

// descriptionLimit is how many characters of a description search engines show.
const descriptionLimit = 155

// sentence makes a description of a text: one or two sentences without marks, cut at the end of a word where it is too long.
func sentence(text string) string {
	text = strings.NewReplacer("`", "", "**", "").Replace(strings.Join(strings.Fields(text), " "))
	if letters := []rune(text); len(letters) > descriptionLimit {
		cut := string(letters[:descriptionLimit-1])
		return strings.TrimRight(cut[:strings.LastIndexByte(cut, ' ')], " ,;:.") + "…"
	}
	return text
}
