package layouts

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"stillpoint/generator/diag"
	"stillpoint/generator/pictures"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// The libraries report places as text: "template: page.html:12:9: executing
// "main" at <.Page.Titel>: can't evaluate field Titel in type *layouts.PageView",
// where the column counts bytes from 0 and may be missing.
var patterns = sync.OnceValue(func() (p struct{ place, executing, field, undefined, missing *regexp.Regexp }) {
	p.place = regexp.MustCompile(`^(?:html/)?template: ?([^\s:]+):(\d+)(?::(\d+))?: `)
	p.executing = regexp.MustCompile(`(?s)^executing "[^"]*" at <(.*?)>: (.*)$`)
	p.field = regexp.MustCompile(`can't evaluate field (\S+) in type (\S+)`)
	p.undefined = regexp.MustCompile(`function "([^"]*)" not defined`)
	p.missing = regexp.MustCompile(`(?:no such template|template) "([^"]+)"(?: not defined)?`)
	return p
})

// parseProblem turns an error of parsing into a diagnostic.
func (s *Set) parseProblem(err error, file *diag.File) diag.Diagnostic {
	return s.problem("layout-syntax", err, file, nil)
}

// runProblem turns an error of running a template for a page into a diagnostic.
func (s *Set) runProblem(err error, file *diag.File, page *site.Page) diag.Diagnostic {
	return s.problem("layout-error", err, file, page)
}

const whileRendering = "while rendering this page"

// Collapse leaves of the mistakes in layouts, each of which shows on every page
// that the layout draws, the first alone, and says how many pages it hits.
func Collapse(problems diag.List) diag.List {
	type mistake struct {
		position diag.Position
		message  string
	}
	first := map[mistake]int{}
	pages := map[mistake]int{}
	var kept diag.List
	for _, d := range problems {
		key := mistake{d.Position, d.Message}
		if isLayoutError := len(d.Related) == 1 && d.Related[0].Message == whileRendering; !isLayoutError {
			kept = append(kept, d)
			continue
		}
		if pages[key]++; pages[key] == 1 {
			first[key] = len(kept)
			kept = append(kept, d)
		}
	}
	for key, i := range first {
		if more := pages[key] - 1; more > 0 {
			kept[i].Related = []diag.Related{{Position: kept[i].Related[0].Position, Message: fmt.Sprintf("%s and %d more", whileRendering, more)}}
		}
	}
	return kept
}

func (s *Set) problem(code string, err error, file *diag.File, page *site.Page) diag.Diagnostic {
	text := strings.ReplaceAll(err.Error(), "\n", " ")
	line, column := 1, 0
	if m := patterns().place.FindStringSubmatch(text); m != nil {
		if named := s.files[m[1]]; named != nil {
			file = named
		}
		line, _ = strconv.Atoi(m[2])
		column, _ = strconv.Atoi(m[3])
		text = text[len(m[0]):]
	}
	subject := ""
	if m := patterns().executing.FindStringSubmatch(text); m != nil {
		subject, text = m[1], innermost(m[2])
	}
	message, hint := s.explain(text)
	offset, length := find(file, line, column, between(message, `"`), between(message, "'"), subject)
	d := file.Error(code, offset, length, message, hint)
	if page != nil {
		d = d.With(diag.Position{File: page.Name()}, whileRendering)
	}
	return d
}

// innermost drops the repeated places of errors that come out of methods:
// "error calling Asset: …".
func innermost(text string) string {
	for strings.HasPrefix(text, "error calling ") {
		_, rest, found := strings.Cut(text, ": ")
		if !found {
			break
		}
		text = rest
	}
	return text
}

// explain puts a message of the library into plain words, with a suggestion.
func (s *Set) explain(text string) (message, hint string) {
	if m := patterns().field.FindStringSubmatch(text); m != nil {
		names := methods(m[2])
		return fmt.Sprintf("%s has no %q%s", viewName(m[2]), m[1], diag.DidYouMean(m[1], names)), "it has " + strings.Join(names, ", ")
	}
	if m := patterns().undefined.FindStringSubmatch(text); m != nil {
		return fmt.Sprintf("there is no function %q%s", m[1], diag.DidYouMean(m[1], functionNames())), ""
	}
	if m := patterns().missing.FindStringSubmatch(text); m != nil && s.files[m[1]] == nil {
		return fmt.Sprintf("there is no template %q%s", m[1], diag.DidYouMean(m[1], s.names())), "partials are named with their folder: partials/header.html"
	}
	if key, ok := strings.CutPrefix(text, "map has no entry for key "); ok {
		return "there is no value named " + key, "add it, or read it with .Param, which is empty where nothing is set"
	}
	return plainSyntax(text), ""
}

// plainSyntax puts what the template parser says most often into plain words.
func plainSyntax(text string) string {
	switch {
	case strings.HasPrefix(text, "bad character"):
		return "there is a sign that cannot stand between {{ and }}: " + text[strings.LastIndex(text, " ")+1:]
	case strings.HasPrefix(text, "unclosed action"):
		return "a {{ is never closed with }}"
	case text == "unexpected EOF":
		return "an {{if}}, {{range}}, {{with}}, {{block}} or {{define}} is never closed with {{end}}"
	case strings.HasPrefix(text, "unexpected {{end}}"):
		return "this {{end}} closes nothing"
	}
	return text
}

// between returns the word in quotes that a message is about.
func between(message, quote string) string {
	_, rest, _ := strings.Cut(message, quote)
	word, _, _ := strings.Cut(rest, quote)
	return word
}

// find puts the caret under the words that a message is about, where they
// stand on the line, else on the line's first sign.
func find(file *diag.File, line, column int, candidates ...string) (offset, length int) {
	start := file.Offset(line, 1)
	text := file.Text()[start:]
	if n := bytes.IndexByte(text, '\n'); n >= 0 {
		text = text[:n]
	}
	for _, words := range candidates {
		if at := bytes.Index(text[min(column, len(text)):], []byte(words)); words != "" && at >= 0 {
			return start + min(column, len(text)) + at, len(words)
		}
		if at := bytes.Index(text, []byte(words)); words != "" && at >= 0 {
			return start + at, len(words)
		}
	}
	indent := len(text) - len(bytes.TrimLeft(text, " \t"))
	return start + max(indent, min(column, len(text))), 1
}

func viewTypes() []reflect.Type {
	return []reflect.Type{
		reflect.TypeFor[*Context](), reflect.TypeFor[*TextContext](), reflect.TypeFor[*SiteView](), reflect.TypeFor[*PageView](),
		reflect.TypeFor[*ComponentView](), reflect.TypeFor[*Pagination](), reflect.TypeFor[Asset](), reflect.TypeFor[MenuItem](),
		reflect.TypeFor[Item](), reflect.TypeFor[*Heading](), reflect.TypeFor[Feed](), reflect.TypeFor[Redirect](), reflect.TypeFor[PaginationItem](), reflect.TypeFor[Picture](), reflect.TypeFor[*pictures.Image](), reflect.TypeFor[pictures.Source](), reflect.TypeFor[Font](),
		reflect.TypeFor[*practice.Practice](), reflect.TypeFor[*practice.Therapy](), reflect.TypeFor[*practice.Practitioner](), reflect.TypeFor[*practice.Location](),
		reflect.TypeFor[*practice.Event](), reflect.TypeFor[*practice.Testimonial](), reflect.TypeFor[*practice.FAQ](), reflect.TypeFor[*practice.Article](), reflect.TypeFor[*practice.Policy](),
		reflect.TypeFor[practice.Price](), reflect.TypeFor[practice.Benefit](), reflect.TypeFor[practice.Step](), reflect.TypeFor[practice.Question](), reflect.TypeFor[practice.Evidence](),
		reflect.TypeFor[practice.Address](), reflect.TypeFor[practice.Phone](), reflect.TypeFor[practice.Hours](), reflect.TypeFor[practice.Opening](), reflect.TypeFor[practice.Closure](),
	}
}

// methods returns what a template can read of a type: its methods and fields.
func methods(typeName string) []string {
	for _, t := range viewTypes() {
		if strings.TrimPrefix(t.String(), "*") == strings.TrimPrefix(typeName, "*") {
			return readable(t)
		}
	}
	return nil
}

func readable(t reflect.Type) []string {
	var names []string
	for i := range t.NumMethod() {
		if m := t.Method(i); !isInner(t, m) {
			names = append(names, m.Name)
		}
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			names = append(names, t.Field(i).Name)
		}
	}
	return names
}

// isInner tells whether a method of a type of package practice is for the other
// packages: no template can do anything with it.
func isInner(t reflect.Type, m reflect.Method) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.PkgPath() != reflect.TypeFor[practice.Practice]().PkgPath() {
		return false
	}
	return m.Type.NumIn() > 1 || m.Name == "Relations" || m.Name == "Shape" || m.Name == "Texts"
}

// viewName says in plain words what a type stands for in templates.
func viewName(typeName string) string {
	switch name := strings.TrimPrefix(path.Ext(typeName), "."); name {
	case "Context", "TextContext", "ComponentView", "Redirect":
		return "the dot"
	case "SiteView":
		return ".Site"
	case "Practice":
		return ".Practice"
	case "PageView":
		return "a page"
	default:
		return name
	}
}
