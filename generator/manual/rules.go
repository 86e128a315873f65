package manual

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/check"
	"stillpoint/generator/check/rule"
)

// rules returns a page for each rule of the checks, and one that lists them by what they are about.
func rules() []Topic {
	var list strings.Builder
	list.WriteString("Every page of a site is held to these rules, in each build and by `stillpoint check`. `stillpoint.yaml` says under `checks` which count, " +
		"and a comment where something stands lets it pass: see [checks](../../checks.md).\n")
	topics := []Topic{{}}
	for _, group := range check.Groups() {
		fmt.Fprintf(&list, "\n## %s {#%s}\n\n", groupTitle(group.Name), group.Name)
		slices.SortFunc(group.Rules, func(a, b rule.Rule) int { return strings.Compare(a.Code, b.Code) })
		for _, r := range group.Rules {
			file, _ := check.Documentation(r.Code)
			fmt.Fprintf(&list, "- [`%s`](%s.md), %s: %s\n", r.Code, r.Code, level(r), file.Title)
			topics = append(topics, reference("rules/"+r.Code, "Rule "+r.Code, file.Title+". "+description(file.Doc), len(topics), ruleBody(r, file)))
		}
	}
	topics[0] = chapter("rules", "Rules of the checks", "All rules that finished pages are held to, by what they are about, each with a page that says why and how to mend what it finds.", 5, list.String())
	topics[0].Many = true
	return topics
}

// groupTitle is what a group of rules is called.
func groupTitle(name string) string {
	titles := map[string]string{
		"links": "Links", "access": "What keeps people out", "claim": "Claims on health", "search": "Search engines", "privacy": "Privacy",
		"security": "Security", "budget": "Weight", "writing": "Writing",
	}
	return titles[name]
}

func level(r rule.Rule) string {
	switch r.Level {
	case rule.Error:
		return "an error"
	case rule.Warning:
		return "a warning"
	}
	return "off until it is switched on"
}

// description returns the first paragraph of a rule's page.
func description(doc string) string {
	for _, paragraph := range strings.Split(doc, "\n\n") {
		if !strings.HasPrefix(paragraph, "#") && !strings.HasPrefix(paragraph, "    ") {
			return paragraph
		}
	}
	return ""
}

// fewExamples is how many examples of each sort a rule's page shows.
const fewExamples = 4

func ruleBody(r rule.Rule, file rule.File) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s.** What it finds is %s, unless `stillpoint.yaml` says otherwise.\n\n", file.Title, level(r))
	_, text, _ := strings.Cut(file.Doc, "\n")
	b.WriteString(paragraphs(text, "    "))
	for _, part := range []struct {
		title string
		found bool
	}{{"What it finds", true}, {"What it does not find", false}} {
		var shown []rule.Case
		for _, c := range file.Cases {
			if (c.Want > 0) == part.found && len(shown) < fewExamples && strings.TrimSpace(c.Text) != "" {
				shown = append(shown, c)
			}
		}
		if len(shown) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n", part.title)
		for _, c := range shown {
			b.WriteString(exampleOf(c))
		}
	}
	fmt.Fprintf(&b, "\n## To let it pass\n\n```text\n<!-- allow %s: why -->\n```\n\nin the text, on the line above. For the whole site, in `stillpoint.yaml`:\n\n```yaml\nchecks:\n  %s: off\n```\n", r.Code, r.Code)
	return b.String()
}

// exampleOf shows a case as code, under its name. A name that is the case itself, a sentence, needs none.
func exampleOf(c rule.Case) string {
	text := strings.Trim(c.Text, "\n")
	if text == c.Name {
		return "\n```text\n" + text + "\n```\n"
	}
	return "\n" + escape(strings.ToUpper(c.Name[:1])+c.Name[1:]) + ":\n\n```html\n" + text + "\n```\n"
}
