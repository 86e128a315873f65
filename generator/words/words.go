package words

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"stillpoint/generator/diag"
)

// Words are the words of one language. They do not change once they are loaded, and are safe for concurrent use.
type Words struct {
	tag      language.Tag
	phrases  dictionary
	styles   map[string]*Style
	calendar calendar
}

// English returns the words of British English.
var English = sync.OnceValue(func() *Words {
	w, _ := Load("en", nil) // without files of a site nothing can be wrong
	return w
})

// Keys returns all keys, sorted.
func (w *Words) Keys() []string { return slices.Sorted(maps.Keys(w.phrases)) }

// Tag returns the language that the words are in.
func (w *Words) Tag() language.Tag { return w.tag }

// Text returns words into which nothing is filled. It returns the key for those that there are not, so that nothing is ever empty.
func (w *Words) Text(key string) string {
	if p := w.phrases[key]; p != nil && len(p.list) == 0 {
		return plain(p.form(plural.Other))
	}
	return key
}

func plain(parts []Part) string {
	var out strings.Builder
	for _, part := range parts {
		out.WriteString(part.Plain)
	}
	return out.String()
}

// Said returns what stands under a key as one text, "" where there is no such key: other words give another text.
func (w *Words) Said(key string) string {
	if p := w.phrases[key]; p != nil {
		return p.said
	}
	return ""
}

// From returns the keys of which the words are those of a file of the site, sorted.
func (w *Words) From(file string) []string {
	var keys []string
	for _, key := range w.Keys() {
		if p := w.phrases[key]; p.file == file {
			keys = append(keys, key)
		}
	}
	return keys
}

// Placeholders returns what is to be filled into words, sorted. The error says that there are none under the key, and which there are.
func (w *Words) Placeholders(key string) ([]string, error) {
	p := w.phrases[key]
	switch {
	case p == nil:
		return nil, &UnknownError{Key: key, Near: near(key, w.Keys())}
	case strings.HasPrefix(key, stylePrefix):
		return nil, fmt.Errorf(`%q is a pattern of dates: write {{date %q …}}`, key, strings.TrimPrefix(key, stylePrefix))
	case len(p.list) > 0:
		return nil, fmt.Errorf("%q is a list of names that dates are written with, and no words of its own", key)
	}
	return p.placeholders(), nil
}

// Parts returns words in pieces. The number n decides between their forms, where there are more than one.
func (w *Words) Parts(key string, n int) []Part {
	p := w.phrases[key]
	if p == nil {
		return nil
	}
	if len(p.forms) == 1 {
		return p.form(plural.Other)
	}
	return p.form(formOf(w.tag, n))
}

// formOf returns the plural form of a whole number.
func formOf(tag language.Tag, n int) plural.Form {
	return plural.Cardinal.MatchPlural(tag, max(n, -n)%10_000_000, 0, 0, 0, 0)
}

// hasForm tells whether a language has a plural form for whole numbers.
func hasForm(tag language.Tag, form plural.Form) bool {
	if form == plural.Other {
		return true
	}
	for n := range 200 {
		if formOf(tag, n) == form {
			return true
		}
	}
	return formOf(tag, 1_000_000) == form
}

// UnknownError says that there are no words under a key.
type UnknownError struct {
	Key  string
	Near []string // keys that may be meant, the best first
}

// Error says so, with a suggestion.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("there are no words %q%s", e.Key, diag.DidYouMean(e.Key, e.Near))
}

// nearest bounds how many keys are suggested.
const nearest = 5

// near returns the keys that are spelt like one, or share a word with it.
func near(key string, keys []string) []string {
	var all []string
	if best := diag.Closest(key, keys); best != "" {
		all = append(all, best)
	}
	own := strings.Split(key, "-")
	shared := map[string]int{}
	for _, other := range keys {
		for _, word := range strings.Split(other, "-") {
			if len(word) > 2 && slices.Contains(own, word) {
				shared[other]++
			}
		}
	}
	alike := slices.Sorted(maps.Keys(shared))
	slices.SortStableFunc(alike, func(a, b string) int { return shared[b] - shared[a] })
	for _, other := range alike {
		if !slices.Contains(all, other) && len(all) < nearest {
			all = append(all, other)
		}
	}
	return all
}

// Hint says which keys may be meant.
func (e *UnknownError) Hint() string {
	if len(e.Near) == 0 {
		return "the words that there are stand in the documentation of layouts"
	}
	return "words like it are " + strings.Join(e.Near, ", ")
}

// Enumerate joins names as they stand in a sentence: "a, b and c". What stands between them goes through a function, which may escape it.
func (w *Words) Enumerate(names []string, between func(string) string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	case 2:
		return fill(w.Parts("list-two", 0), between, map[string]string{"first": names[0], "last": names[1]})
	}
	last := len(names) - 1
	others := strings.Join(names[:last], between(w.Text("list-separator")))
	return fill(w.Parts("list-end", 0), between, map[string]string{"others": others, "last": names[last]})
}

func fill(parts []Part, between func(string) string, values map[string]string) string {
	var out strings.Builder
	for _, part := range parts {
		out.WriteString(between(part.Plain))
		out.WriteString(values[part.Name])
	}
	return out.String()
}
