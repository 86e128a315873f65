package draft

import (
	"slices"
	"strings"
	"time"

	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/practice"
)

// writer writes the front matter of a new page.
type writer struct {
	request Request
	shape   decode.Shape
	text    strings.Builder
}

func (w *writer) line(lines ...string) {
	for _, line := range lines {
		w.text.WriteString(line + "\n")
	}
}

// needed writes the fields that the kind cannot do without, each with something to be written over.
func (w *writer) needed() {
	for _, f := range w.shape.Fields {
		if value := w.placeholder(f.Name); value != "" {
			w.line("", "# "+f.Doc+" To be written over:", f.Name+": "+value)
		}
	}
}

// placeholder returns what stands in a field that must be there, "" for all others. Nothing that is to be written over
// claims anything: where consent is missing, it says so.
func (w *writer) placeholder(field string) string {
	location := w.named(practice.KindLocation)
	switch w.request.Kind + " " + field {
	case "event start":
		return w.begins().Format("2006-01-02T15:04")
	case "event location":
		return location
	case "event online":
		if location == "" {
			return w.shape.Find(field).Example
		}
	case "location address":
		return w.shape.Find(field).Example
	case "testimonial initials":
		return "A. B."
	case "testimonial consent":
		return practice.NotAsked + "; write here how and when the client agreed"
	}
	return ""
}

// begins returns when a new event begins: four weeks from now, at ten.
func (w *writer) begins() time.Time {
	y, m, d := w.request.Now.Date()
	return time.Date(y, m, d+28, 10, 0, 0, 0, time.UTC)
}

// own returns the fields that the kind has beyond those of every page.
func (w *writer) own() []decode.Field {
	every := decode.ShapeOf(content.FrontMatter{})
	return slices.DeleteFunc(slices.Clone(w.shape.Fields), func(f decode.Field) bool {
		return every.Find(f.Name) != nil || f.Name == "cascade" && w.request.Kind != content.SectionKind
	})
}

// common returns the fields of every page that people mostly use.
func (w *writer) common() []decode.Field {
	names := []string{"description", "date", "updated", "publish", "expires", "slug", "url", "aliases", "weight", "tags", "menu", "image", "imageAlt", "imageFocus", "noindex"}
	if w.request.Kind == content.SectionKind {
		names = append(names, "pageSize")
	}
	var fields []decode.Field
	for _, name := range names {
		fields = append(fields, *w.shape.Find(name))
	}
	return fields
}

// examples explains fields, each with an example behind a #. What takes the place of another field is a remark alone.
func (w *writer) examples(fields []decode.Field) {
	relations := w.relations()
	for _, f := range fields {
		if w.placeholder(f.Name) != "" {
			continue
		}
		kind, refers := relations[f.Name]
		example := w.example(f)
		switch instead := w.instead(f.Name); {
		case instead != "":
			w.line("# Instead of "+instead+": "+lowered(f.Doc), "# "+f.Name+": "+example)
		case refers && w.named(kind) == "" && example == f.Example:
			w.line("# "+f.Doc, "# "+f.Name+": there is none yet; stillpoint new "+kind+" NAME makes one.")
		default:
			w.line("# "+f.Doc, "#"+f.Name+": "+example)
		}
	}
}

// example returns an example that fits the site: names of pages that it has, times that follow each other.
func (w *writer) example(f decode.Field) string {
	if kind, refers := w.relations()[f.Name]; refers && w.named(kind) != "" {
		if isList(f) {
			return "[" + w.named(kind) + "]"
		}
		return w.named(kind)
	}
	switch w.request.Kind + " " + f.Name {
	case "article author": // who need not have a page
		return "A. Name"
	case "event end":
		return w.begins().Add(150 * time.Minute).Format("2006-01-02T15:04")
	}
	return f.Example
}

// instead returns what a field takes the place of, or "".
func (w *writer) instead(field string) string {
	switch w.request.Kind + " " + field {
	case "faq answer", "testimonial quote":
		return "the text below"
	}
	for _, rule := range w.shape.Rules {
		if slices.Contains(rule.Without, field) {
			return rule.When
		}
	}
	return ""
}

// lowered begins a sentence with a small letter.
func lowered(sentence string) string { return strings.ToLower(sentence[:1]) + sentence[1:] }
