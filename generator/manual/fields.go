package manual

import (
	"fmt"
	"strings"

	"stillpoint/generator/claims"
	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/practice"
)

// configuration returns the page of stillpoint.yaml, told by what decodes it.
func configuration() []Topic {
	var b strings.Builder
	b.WriteString("`stillpoint.yaml` stands in the folder of the site. Every field is read strictly: one that is not known is an error at its line. " +
		"`stillpoint.production.yaml` is laid over it by `build`, and `stillpoint.development.yaml` by `serve`, where they are there.\n")
	shape := config.Shape(config.Known{Jurisdictions: claims.Jurisdictions()})
	for _, f := range shape.Fields {
		fmt.Fprintf(&b, "\n## %s {#%s}\n\n%s\n\n", f.Name, f.Name, about(f))
		w := fieldWriter{out: &b}
		w.below(f.Shape, "", 0)
	}
	return []Topic{{Name: "configuration", File: "reference/configuration.md", Title: "Configuration", Weight: 2, Body: b.String(),
		Description: "Every field of stillpoint.yaml, with what it does, how it is written, an example, and what holds where it is left out."}}
}

// frontMatter returns a page for what every page may say of itself, and one for each kind.
func frontMatter() []Topic {
	page := content.Shape("page", content.Options{})
	common := map[string]bool{}
	for _, f := range page.Fields {
		common[f.Name] = true
	}
	index := "A page begins with its fields, between two lines of `---`. All pages have [these](page.md). A page that says what it is, with `kind`, has more. " +
		"As a rule a whole folder is of one kind: `cascade: {kind: therapy}` in its `_index.md`.\n"
	topics := []Topic{
		chapter("front-matter", "Front matter", "What a page says of itself, above its text: the fields of every page, and those of each kind of page.", 3, index),
		reference("front-matter/page", "Fields of every page", "The fields that every page may have, with what each does, how it is written, and an example.", 1, fieldList(page.Fields, nil, page.Rules)),
	}
	for i, kind := range practice.Kinds() {
		shape := content.Shape(kind, content.Options{})
		body := fmt.Sprintf("A page is of this kind where it says `kind: %s`, or where the `_index.md` of its folder says `cascade: {kind: %s}`. It may have these fields, and those of [every page](page.md).\n\n", kind, kind)
		topics = append(topics, reference("front-matter/"+kind, "Fields of the kind “"+kind+"”",
			"The fields of a page of the kind "+kind+", with what each of them does, how it is written, and an example.", i+2, body+fieldList(shape.Fields, common, shape.Rules)))
	}
	return topics
}

// fieldList describes fields but some, each with all that stands below it.
func fieldList(fields []decode.Field, but map[string]bool, rules []decode.Rule) string {
	var b strings.Builder
	w := fieldWriter{out: &b}
	for _, f := range fields {
		if !but[f.Name] {
			fmt.Fprintf(&b, "## %s {#%s}\n\n%s\n\n", f.Name, f.Name, about(f))
			w.below(f.Shape, "", 0)
		}
	}
	if text := agreements(rules, but); text != "" {
		b.WriteString("## What fields ask of each other\n\n" + text)
	}
	return b.String()
}

// fieldWriter writes entries for the fields below others.
type fieldWriter struct{ out *strings.Builder }

// deepest is how many levels of fields are told; a field that holds others of its own sort would have no end.
const deepest = 4

// below writes the fields that may stand below one, as a list of definitions.
func (w fieldWriter) below(s decode.Shape, path string, depth int) {
	if depth > deepest {
		return
	}
	for _, way := range s.Ways {
		w.below(way, path, depth+1)
	}
	if s.Item != nil {
		w.below(*s.Item, path, depth+1)
	}
	for _, f := range s.Fields {
		name := path + f.Name
		fmt.Fprintf(w.out, "`%s`\n:   %s\n\n", name, strings.ReplaceAll(about(f), "\n", "\n    "))
		w.below(f.Shape, name+": ", depth+1)
	}
	if s.Others != nil {
		w.below(*s.Others, path+"NAME: ", depth+1)
	}
}

// about says what a field does and how it is written.
func about(f decode.Field) string {
	text := f.Doc
	if f.Required {
		text += " It must be written."
	}
	text += written(f.Shape)
	if words := choices(f.Shape); len(words) > 0 && len(words) <= 12 {
		text += " One of `" + strings.Join(words, "`, `") + "`."
	}
	if f.Default != "" {
		text += " Where it is left out: `" + f.Default + "`."
	}
	if f.Example != "" {
		text += "\n\n```yaml\n" + f.Name + ": " + f.Example + "\n```"
	}
	return text
}

// written says how a value is written, where its example alone would not.
func written(s decode.Shape) string {
	if s.Says != "" && len(s.Words) == 0 {
		return " Write " + s.Says + "."
	}
	if s.Low != nil && s.High != nil {
		return fmt.Sprintf(" Write a number from %g to %g.", *s.Low, *s.High)
	}
	return ""
}

// choices returns the words that may be written, if only those may be.
func choices(s decode.Shape) []string {
	words := s.Words
	for _, way := range s.Ways {
		words = append(words, choices(way)...)
	}
	if len(s.Ways) == 0 && s.Item != nil {
		words = append(words, choices(*s.Item)...)
	}
	return words
}

// agreements says what fields ask of each other.
func agreements(rules []decode.Rule, but map[string]bool) string {
	var b strings.Builder
	for _, r := range rules {
		if but[r.When] {
			continue
		}
		when := "There must be"
		if r.When != "" {
			when = "Where there is `" + r.When + "`, there must be"
		}
		if r.Is != "" {
			when = "Where `" + r.When + "` is `" + r.Is + "`, there must be"
		}
		switch {
		case len(r.AnyOf) > 0:
			fmt.Fprintf(&b, "- %s `%s`.\n", when, strings.Join(r.AnyOf, "` or `"))
		case len(r.Without) > 0:
			fmt.Fprintf(&b, "- %s no `%s`.\n", when, strings.Join(r.Without, "` and no `"))
		}
	}
	return b.String()
}
