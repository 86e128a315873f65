package manual

import (
	"fmt"
	"io/fs"
	"strings"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// indexName is the topic of the first page.
const indexName = "index"

// guides reads the guides in docs/content, in the order of their weight, the first page before them.
func guides(docs fs.FS) ([]Topic, error) {
	names, err := fs.Glob(docs, "content/*.md")
	if err != nil {
		return nil, err
	}
	var topics []Topic
	for _, name := range names {
		text, err := fs.ReadFile(docs, name)
		if err != nil {
			return nil, err
		}
		t, err := guide(strings.TrimPrefix(name, "content/"), string(text))
		if err != nil {
			return nil, err
		}
		topics = append(topics, t)
	}
	byWeight(topics)
	return topics, nil
}

// guide reads one guide, whose front matter stands between two lines of ---.
func guide(file, text string) (Topic, error) {
	head, body, found := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !found || !strings.HasPrefix(text, "---\n") {
		return Topic{}, fmt.Errorf("docs/content/%s has no front matter", file)
	}
	var fields struct {
		Title       string `yaml:"title"`
		Description string `yaml:"description"`
		Weight      int    `yaml:"weight"`
		Params      struct {
			Part string `yaml:"part"`
		} `yaml:"params"`
		NoIndex bool `yaml:"noindex"`
	}
	source := diag.NewFile("docs/content/"+file, []byte(head))
	node, problems := decode.Parse(source, 0, len(head), decode.YAML)
	if len(problems) == 0 {
		problems = node.Into(&fields)
	}
	if len(problems) > 0 {
		return Topic{}, fmt.Errorf("%s", problems[0])
	}
	t := Topic{Name: strings.TrimSuffix(file, ".md"), File: file, Title: fields.Title, Description: fields.Description, Part: fields.Params.Part,
		Weight: fields.Weight, Body: strings.TrimLeft(body, "\n"), written: text}
	if file == "_index.md" {
		t.Name, t.Weight = indexName, -1
	}
	return t, nil
}
