package manual_test

import (
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"stillpoint"
	"stillpoint/generator/manual"
)

func newManual(t *testing.T) *manual.Manual {
	t.Helper()
	m, err := manual.New(stillpoint.Documentation(), stillpoint.Defaults(), manual.Program{Commands: []manual.Command{
		{Name: "stillpoint", Long: "It does.", Example: "  stillpoint build   once"},
		{Name: "build", Usage: "stillpoint build [flags]", Short: "Build", Long: "Build it.\n\n  set in\n  as it stands\n\nAnd on.", Given: "true",
			Example: "  stillpoint build\n  stillpoint build --all   everything\n  stillpoint build --ask   with questions", NotRun: map[string]string{"stillpoint build --ask": "it asks"},
			Flags: []manual.Flag{{Name: "all", Letter: "a", Usage: "everything in <all> folders"}, {Name: "jobs", Value: "int", Default: "4", Usage: "at once"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestTopics wants of each topic what a page of the site needs, and a name that is its own.
func TestTopics(t *testing.T) {
	seen := map[string]bool{}
	for _, topic := range newManual(t).Topics() {
		if seen[topic.Name] || seen[topic.File] {
			t.Errorf("there are two topics %s", topic.Name)
		}
		seen[topic.Name], seen[topic.File] = true, true
		if n := utf8.RuneCountInString(topic.Description); n < 20 || n > 160 {
			t.Errorf("%s: the description has %d characters: %s", topic.Name, n, topic.Description)
		}
		if topic.Title == "" || strings.TrimSpace(topic.Body) == "" {
			t.Errorf("%s has no title or no text", topic.Name)
		}
	}
}

// TestLinks follows the links between topics.
func TestLinks(t *testing.T) {
	m := newManual(t)
	files := map[string]bool{"reference/commands/check.md": true, "reference/commands/new.md": true, "reference/commands/schema.md": true}
	for _, topic := range m.Topics() {
		files[topic.File] = true
	}
	link := regexp.MustCompile(`\]\(([^():#]+\.md)(?:#[^)]*)?\)`)
	for _, topic := range m.Topics() {
		if strings.HasPrefix(topic.File, "reference/") { // whose links are not examples
			for _, found := range link.FindAllStringSubmatch(withoutCode(topic.Body), -1) {
				if to := path.Join(path.Dir(topic.File), found[1]); !files[to] {
					t.Errorf("%s links to %s, which is not there", topic.Name, to)
				}
			}
		}
	}
}

func withoutCode(text string) string {
	return regexp.MustCompile("(?s)```.*?```|`[^`]*`").ReplaceAllString(text, "")
}

// TestCommandPage shows what becomes of a command.
func TestCommandPage(t *testing.T) {
	topic, err := newManual(t).Find("build")
	if err != nil {
		t.Fatal(err)
	}
	const want = "Build it.\n\n```text\nset in\nas it stands\n```\n\nAnd on.\n\n## How it is called\n\n```text\nstillpoint build [flags]\n```\n\n## Examples\n\n" +
		"<!-- given: true -->\n```sh\nstillpoint build\nstillpoint build --all  # everything\n```\n\n```sh no-run: it asks\nstillpoint build --ask  # with questions\n```\n\n## Flags\n\n" +
		"`--all`, `-a`\n:   everything in \\<all> folders\n\n`--jobs INT`\n:   at once (default: `4`)\n\n"
	if topic.Body != want {
		t.Errorf("got\n%s\nwant\n%s", topic.Body, want)
	}
}

// TestNamesOfTopics finds topics by their names and by the ends of them, and says what was meant.
func TestNamesOfTopics(t *testing.T) {
	m := newManual(t)
	for name, want := range map[string]string{"build": "commands/build", "Writing": "writing", "claim-effect": "rules/claim-effect", "unknown-field": "diagnostics/unknown-field", "components/faq": "components/faq"} {
		topic, err := m.Find(name)
		if err != nil || topic.Name != want {
			t.Errorf("%s is %s (%v), not %s", name, topic.Name, err, want)
		}
	}
	for name, want := range map[string]string{
		"biuld": `there is no topic "biuld": did you mean "build"?`,
		"faq":   `"faq" may be one of several topics: front-matter/faq, components/faq`,
	} {
		if _, err := m.Find(name); err == nil || err.Error() != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
