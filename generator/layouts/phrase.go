package layouts

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
	"stillpoint/generator/words"
)

// words returns the words of the site's language.
func (a Base) words() *words.Words {
	if a.Words == nil {
		return words.English()
	}
	return a.Words
}

// phrase says words of the site's language: {{t "book-a-session"}}. What is filled in follows: {{t "minutes-to-read" .Minutes}} where it is
// one thing, else by its names, {{t "price-range" "from" .A "to" .B}}, or as a dict. Where finished HTML is filled in, the whole is
// finished HTML, and all else in it escaped.
func (a Base) phrase(key string, values ...any) (any, error) {
	if len(values) == 0 {
		if names, err := a.words().Placeholders(key); err != nil || len(names) > 0 {
			return nil, phraseProblem(key, names, nil, err)
		}
		return a.words().Text(key), nil
	}
	names, err := a.words().Placeholders(key)
	if err != nil {
		return nil, err
	}
	named, err := nameValues(key, names, values)
	if err != nil {
		return nil, err
	}
	n, err := count(key, named)
	if err != nil {
		return nil, err
	}
	return fillIn(a.words().Parts(key, n), named), nil
}

// phraseProblem says what is wrong with the names of what is filled in, of which there are enough where given has them all; nil where
// nothing is.
func phraseProblem(key string, names, given []string, err error) error {
	if err != nil {
		return err
	}
	for _, name := range given {
		if !slices.Contains(names, name) {
			return fmt.Errorf("the words %q have no {%s}%s", key, name, diag.DidYouMean(name, names))
		}
	}
	for _, name := range names {
		if !slices.Contains(given, name) {
			return fmt.Errorf("the words %q have {%s}, and nothing is given for it", key, name)
		}
	}
	return nil
}

// nameValues gives values their names: one value is that of the only placeholder.
func nameValues(key string, names []string, values []any) (map[string]any, error) {
	if named, ok := values[0].(map[string]any); ok && len(values) == 1 {
		return named, phraseProblem(key, names, keysOf(named), nil)
	}
	if len(values) == 1 {
		if len(names) != 1 {
			return nil, fmt.Errorf("the words %q have %s: write the name of each before its value", key, placeholders(names))
		}
		return map[string]any{names[0]: values[0]}, nil
	}
	named, err := dict(values...)
	if err != nil {
		return nil, fmt.Errorf("the words %q want names and values in turn, for %s", key, placeholders(names))
	}
	return named, phraseProblem(key, names, keysOf(named), nil)
}

func keysOf(m map[string]any) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func placeholders(names []string) string {
	if len(names) == 0 {
		return "nothing to fill in"
	}
	return "{" + strings.Join(names, "}, {") + "}"
}

// count returns the number that decides between forms, 0 where there is none.
func count(key string, named map[string]any) (int, error) {
	value, counts := named[words.Count]
	if !counts {
		return 0, nil
	}
	switch n := reflect.ValueOf(value); {
	case n.CanInt():
		return int(n.Int()), nil
	case n.CanUint():
		return int(n.Uint()), nil
	}
	return 0, fmt.Errorf("the words %q want a whole number for {n}, not %v", key, value)
}

// fillIn returns words as text, or as HTML where one of the values is.
func fillIn(parts []words.Part, named map[string]any) any {
	finished := false
	for _, value := range named {
		if _, is := value.(HTML); is {
			finished = true
		}
	}
	var out strings.Builder
	for _, part := range parts {
		text, isHTML := part.Plain, false
		if part.Name != "" {
			text, isHTML = valueText(named[part.Name])
		}
		if part.Lower && !isHTML {
			text = strings.ToLower(text)
		}
		if finished && !isHTML {
			text = template.HTMLEscapeString(text)
		}
		out.WriteString(text)
	}
	if finished {
		return HTML(out.String())
	}
	return out.String()
}

func valueText(value any) (text string, isHTML bool) {
	switch v := value.(type) {
	case HTML:
		return string(v), true
	case string:
		return v, false
	}
	return fmt.Sprint(value), false
}

// date writes a time in a style, {{date "long" .Page.Date}}, or by a layout of Go's package time, {{date "2 January 2006" .Page.Date}},
// with the names of the site's language. A time of day is written too: {{date "time" .Opens}}; so is a date of front matter, {{date "long" .Start}}.
func (a Base) date(style string, value any) (string, error) {
	s, err := a.words().Style(style)
	if err != nil {
		return "", err
	}
	t, _, err := moment(value)
	if err != nil {
		return "", err
	}
	return s.Format(t), nil
}

// dateTag writes a time as the element time, with what machines read of it: {{dateTag "long" .Page.Date}}. That is
// a day where a date of front matter was written as one.
func (a Base) dateTag(style string, value any) (HTML, error) {
	text, err := a.date(style, value)
	if err != nil {
		return "", err
	}
	_, machine, err := moment(value)
	return timeTag(text, machine), err
}

func timeTag(text, machine string) HTML {
	escaped := template.HTMLEscapeString(text)
	if text == machine {
		return HTML("<time>" + escaped + "</time>")
	}
	return HTML(`<time datetime="` + template.HTMLEscapeString(machine) + `">` + escaped + "</time>")
}

// moment returns what dates can be made of as a time, and as machines read it. A time of day is that of no day in particular.
func moment(value any) (t time.Time, machine string, err error) {
	switch v := value.(type) {
	case time.Time:
		return v, isodate(v), nil
	case decode.Date:
		if v.IsDay() {
			return v.Time, v.Format(time.DateOnly), nil
		}
		return v.Time, isodate(v.Time), nil
	case practice.Day:
		return v.Time, v.String(), nil
	case practice.Clock:
		return time.Date(2000, 1, 1, 0, int(v), 0, 0, time.UTC), v.String(), nil
	}
	return t, "", fmt.Errorf("this is no date but %T", value)
}

// weekday names a day of the week: {{weekday .Weekday}}.
func (a Base) weekday(d time.Weekday) string { return a.words().Weekday(d) }

// link makes a link to be filled into words: {{t "nothing-here" "link" (link .Site.Home.URL "Home")}}.
func link(address any, text any) HTML {
	target := fmt.Sprint(address)
	scheme, _, absolute := strings.Cut(target, ":")
	if absolute && !slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(scheme)) && !strings.ContainsAny(scheme, "/?#") {
		target = "#"
	}
	shown, isHTML := valueText(text)
	if !isHTML {
		shown = template.HTMLEscapeString(shown)
	}
	return HTML(`<a href="` + template.HTMLEscapeString(target) + `">` + shown + "</a>")
}

// enumerate joins the members of a list as they stand in a sentence, "a, b and c". Pages become links.
func (a Base) enumerate(v any) (any, error) {
	s, err := sliceOf(v)
	if err != nil {
		return "", err
	}
	names, finished := make([]string, s.Len()), false
	for i := range names {
		switch member := s.Index(i).Interface().(type) {
		case *PageView:
			names[i], finished = string(link(member.URL(), member.Title())), true
		case HTML:
			names[i], finished = string(member), true
		default:
			names[i] = fmt.Sprint(member)
		}
	}
	if !finished {
		return a.words().Enumerate(names, func(s string) string { return s }), nil
	}
	for i := range names {
		if isText(s.Index(i).Interface()) {
			names[i] = template.HTMLEscapeString(names[i])
		}
	}
	return HTML(a.words().Enumerate(names, template.HTMLEscapeString)), nil
}

func isText(member any) bool {
	switch member.(type) {
	case *PageView, HTML:
		return false
	}
	return true
}
