package words

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Count is the placeholder of the number that decides between forms.
const Count = "n"

// Part is a piece of words: plain text, or a placeholder.
type Part struct {
	Plain string
	Name  string // of the placeholder; "" for plain text
	Lower bool   // it is filled in with small letters
}

// phrase is what a dictionary says under one key.
type phrase struct {
	forms map[plural.Form][]Part // one of them Other; of a list there is none
	list  []string               // names of months or weekdays
	said  string                 // all of it as text, for digests
	file  string                 // where it is said
}

// form returns the words for a number.
func (p *phrase) form(f plural.Form) []Part {
	if parts, ok := p.forms[f]; ok {
		return parts
	}
	return p.forms[plural.Other]
}

// placeholders returns the names of what is filled in, in any form, sorted.
func (p *phrase) placeholders() []string {
	var names []string
	for _, parts := range p.forms {
		for _, part := range parts {
			if part.Name != "" {
				names = append(names, part.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// formNames are the names of plural forms in the Unicode CLDR.
func formNames() map[string]plural.Form {
	return map[string]plural.Form{"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other}
}

// split takes words apart at their placeholders: "{n} minutes", "about {topic, lower}". The error says what is wrong with a brace.
func split(text string) ([]Part, error) {
	var parts []Part
	for rest := text; rest != ""; {
		open := strings.IndexAny(rest, "{}")
		if open < 0 {
			return append(parts, Part{Plain: rest}), nil
		}
		end := strings.IndexByte(rest, '}')
		if rest[open] == '}' || end < open {
			return nil, fmt.Errorf("a brace here has no other half")
		}
		if open > 0 {
			parts = append(parts, Part{Plain: rest[:open]})
		}
		name, how, lowered := strings.Cut(rest[open+1:end], ",")
		if how = strings.TrimSpace(how); lowered && how != "lower" {
			return nil, fmt.Errorf("%q cannot be done with what is filled in, only lower", how)
		}
		parts = append(parts, Part{Name: strings.TrimSpace(name), Lower: lowered})
		rest = rest[end+1:]
	}
	return parts, nil
}

// phraseReader reads the phrases of one file.
type phraseReader struct {
	key      string
	model    *phrase // what English says under the key; nil for English itself
	tag      language.Tag
	problems diag.List
}

func (r *phraseReader) fail(n *decode.Node, message, hint string) {
	r.problems = append(r.problems, n.Error("bad-words", message, hint))
}

// read reads one phrase; nil where something is wrong with it.
func (r *phraseReader) read(n *decode.Node) *phrase {
	before := len(r.problems)
	p := &phrase{forms: map[plural.Form][]Part{}}
	switch n.Kind() {
	case decode.Map:
		r.plurals(p, n)
	case decode.List:
		r.list(p, n)
	case decode.Null:
		r.fail(n, fmt.Sprintf("there are no words for %q", r.key), "write them, or take the line out: then the words of Stillpoint stand there")
	default:
		r.text(p, plural.Other, n)
	}
	if len(r.problems) > before {
		return nil
	}
	if r.model != nil && len(p.list) != len(r.model.list) {
		r.fail(n, fmt.Sprintf("%q has %d names here, not %d", r.key, len(p.list), len(r.model.list)), listHint(r.model))
		return nil
	}
	return p
}

func listHint(model *phrase) string {
	if len(model.list) == 0 {
		return "write it as text"
	}
	return fmt.Sprintf("write a list in brackets, from %s to %s", model.list[0], model.list[len(model.list)-1])
}

func (r *phraseReader) list(p *phrase, n *decode.Node) {
	for _, item := range n.Items() {
		if strings.TrimSpace(item.Text()) == "" {
			r.fail(item, "a name is empty here", "")
		}
		p.list = append(p.list, item.Text())
		p.said += item.Text() + "\n"
	}
}

func (r *phraseReader) plurals(p *phrase, n *decode.Node) {
	if r.model != nil && !slices.Contains(r.allowed(), Count) {
		r.fail(n, fmt.Sprintf("no number stands in %q, so it has one form only", r.key), "write it as text")
		return
	}
	names, before := formNames(), len(r.problems)
	for _, name := range n.Keys() {
		form, known := names[name]
		switch {
		case !known:
			r.problems = append(r.problems, n.KeyError(name, "bad-words", fmt.Sprintf("there is no form %q%s", name, diag.DidYouMean(name, r.forms())), "forms are "+strings.Join(r.forms(), ", ")))
		case !hasForm(r.tag, form):
			r.problems = append(r.problems, n.KeyError(name, "bad-words", fmt.Sprintf("%s has no form %q", nameOf(r.tag), name), "its forms are "+strings.Join(r.forms(), ", ")))
		default:
			p.said += name + ":"
			r.text(p, form, n.Get(name))
		}
	}
	if n.Get("other") == nil && len(r.problems) == before {
		r.fail(n, fmt.Sprintf("%q has no form \"other\"", r.key), "add it: it stands for every number without a form of its own")
	}
}

// forms returns the names of the plural forms that the language has.
func (r *phraseReader) forms() []string {
	var all []string
	for _, name := range []string{"zero", "one", "two", "few", "many", "other"} {
		if hasForm(r.tag, formNames()[name]) {
			all = append(all, name)
		}
	}
	return all
}

func (r *phraseReader) text(p *phrase, form plural.Form, n *decode.Node) {
	if k := n.Kind(); k == decode.Map || k == decode.List || k == decode.Null {
		r.fail(n, fmt.Sprintf("here must stand words, not %s", k), "")
		return
	}
	parts, err := split(n.Text())
	if err != nil {
		r.fail(n, err.Error(), `write what is filled in as {name}, or {name, lower}`)
		return
	}
	for _, part := range parts {
		if part.Name != "" && r.model != nil && !slices.Contains(r.allowed(), part.Name) {
			r.fail(n, fmt.Sprintf("nothing is filled in for {%s} in %q%s", part.Name, r.key, diag.DidYouMean(part.Name, r.allowed())), allowedHint(r.allowed()))
		}
	}
	p.forms[form] = parts
	p.said += n.Text() + "\n"
}

func allowedHint(names []string) string {
	if len(names) == 0 {
		return "write the words without braces"
	}
	return "what can be filled in is {" + strings.Join(names, "}, {") + "}"
}

// allowed returns what can be filled in: into a pattern of dates all parts of a date, else what English has.
func (r *phraseReader) allowed() []string {
	if strings.HasPrefix(r.key, stylePrefix) {
		return fieldNames()
	}
	return r.model.placeholders()
}
