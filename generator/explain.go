package generator

import (
	"context"
	"errors"
	"path"
	"slices"
	"strings"
	"time"

	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
)

// Explanation says how a published page came to be, or what a file of the site would change.
type Explanation struct {
	Name    string
	Page    *Origins // of an output; nil where the name is that of a file
	Effects []Effect // of a file, none where it changes nothing
}

// Origins says what a published page is made from.
type Origins struct {
	Source  string              // its file, or its address where Stillpoint made it up
	Layouts []string            // the files that its layout is made from
	Read    map[string][]string // what it has read, by the kind of fact
	Made    time.Time           // when it was rendered last
	Lost    bool                // its published file was missing or had been changed then
	Because []string            // what had changed then; nothing where the page was new
	Stale   []string            // what has changed since
	Found   []string            // what the rules of the checks had found on it: "code: message"
	Checked bool                // it was held to them
}

// Effect is what a change of some aspect of a file would change.
type Effect struct {
	Aspect  string // "its text", "its front matter"
	Outputs []string
}

// ErrNoRecord says that there is nothing yet to explain from.
var ErrNoRecord = errors.New("no build has left a record of this site: run stillpoint build first, with the same flags")

// UnknownNameError says that a name is neither that of an output nor that of a file.
type UnknownNameError struct{ Name, Hint string }

// Error says so in one line.
func (e *UnknownNameError) Error() string {
	return "nothing is published as " + e.Name + ", and the site has no such file" + e.Hint
}

// Explain says of each name how it came to be, or what it would change, from what the last good build with the same options has kept. Names
// are those of outputs or of files. The site is read as it is now, so that what has changed since is told too. The diagnostics say why it cannot
// be read.
func Explain(ctx context.Context, o Options, names ...string) (all []Explanation, problems diag.List, err error) {
	o.Remember, o.Verify = true, true // which takes nothing over
	b := newBuild(o)
	b.warm, b.made, b.number = &warmth{}, emptyKept(), 1
	defer func() {
		_, closed := b.end(nil)
		err = errors.Join(err, closed, b.warm.close())
	}()
	if err := b.run(ctx, b.scan, b.load, b.assemble); err != nil || b.site == nil {
		return nil, b.problems.Sorted(), err
	}
	if b.warm.kept == nil {
		return nil, nil, ErrNoRecord
	}
	if err := b.prepare(); err != nil {
		return nil, nil, err
	}
	for _, name := range names {
		one, err := b.explain(name)
		if err != nil {
			return all, nil, err
		}
		all = append(all, one)
	}
	return all, nil, nil
}

func (b *build) explain(name string) (Explanation, error) {
	kept := b.before()
	for _, output := range b.outputNames(name) {
		for page, record := range kept.pages {
			if slices.ContainsFunc(record.outputs, func(o *keptOutput) bool { return o.name == output }) {
				return Explanation{Name: output, Page: b.originsOf(page, record)}, nil
			}
		}
	}
	file := strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "./")
	if b.snapshot.Lookup(file) == nil {
		return Explanation{}, &UnknownNameError{name, diag.DidYouMean(name, b.explainable())}
	}
	return Explanation{Name: file, Effects: b.effects(file)}, nil
}

// outputNames returns the outputs that may be meant by a name: of a published file, or an address.
func (b *build) outputNames(name string) []string {
	name = strings.ReplaceAll(name, `\`, "/")
	if rest, ok := strings.CutPrefix(path.Clean(name), b.config.Build.Destination+"/"); ok {
		name = rest
	}
	name = strings.TrimPrefix(name, strings.TrimSuffix(b.site.Permalink("/"), "/"))
	name = strings.TrimPrefix(name, b.site.Addresses.BasePath())
	name = strings.TrimPrefix(name, "/")
	return []string{strings.TrimPrefix(path.Clean(name), "./"), path.Join(name, "index.html")}
}

func (b *build) explainable() []string {
	var names []string
	for _, record := range b.before().pages {
		for _, output := range record.outputs {
			names = append(names, output.name)
		}
	}
	for _, file := range b.snapshot.Files() {
		names = append(names, file.Path)
	}
	slices.Sort(names)
	return names
}

func (b *build) originsOf(page string, record *keptPage) *Origins {
	o := &Origins{Source: page, Read: map[string][]string{}, Made: record.why.when, Lost: record.why.lost}
	for _, known := range record.facts.all {
		if known.Kind == "layout" || known.Kind == "component" {
			o.Layouts = append(o.Layouts, b.set.Closure(known.Name).Files...)
			o.Layouts = append(o.Layouts, b.set.ComponentClosure(known.Name).Files...)
		}
		o.Read[known.Kind] = append(o.Read[known.Kind], shortName(known.Fact))
	}
	slices.Sort(o.Layouts)
	o.Layouts = slices.Compact(o.Layouts)
	for _, output := range record.outputs {
		o.Checked = o.Checked || output.summary != nil
	}
	for _, found := range record.found {
		o.Found = append(o.Found, found.Code+": "+found.Message)
	}
	slices.Sort(o.Found)
	for _, fact := range record.why.facts {
		o.Because = append(o.Because, b.describe(fact))
	}
	for _, fact := range b.facts.stale(record.facts) {
		o.Stale = append(o.Stale, b.describe(fact))
	}
	return o
}

// shortName names a fact beside others of its kind.
func shortName(fact layouts.Fact) string {
	if request, err := pictures.ParseName(fact.Name); fact.Kind == "picture" && err == nil {
		return request.File
	}
	return strings.ReplaceAll(fact.Name, "\t", " ")
}

// describe says in plain words what a fact is.
func (b *build) describe(fact layouts.Fact) string {
	name := fact.Name
	switch fact.Kind {
	case "page":
		return "what " + name + " says of itself"
	case "body":
		return "the text of " + name
	case "pages", "sections", "connected", "related":
		return "the list of pages that belong to " + name
	case "list":
		return "the list " + name
	case "layout":
		return "the layouts of the kind " + strings.TrimSpace(strings.ReplaceAll(name, "\t", " "))
	case "link":
		from, to, _ := strings.Cut(name, "\t")
		return "where " + to + " in " + from + " leads"
	case "config":
		if name == "checks" && b.config.Checks.Claims == nil { // whose place the country takes
			return "checks in " + ConfigFile + ", or the country of the practice"
		}
		return name + " in " + ConfigFile
	case "practice":
		return "the practice"
	case "data":
		return "the data files"
	case "fonts":
		return "the fonts"
	case "share":
		return "the share picture of " + name
	case "feeds":
		return "the feeds of " + name
	case "calendar":
		return "the calendar of " + name
	}
	return "the " + fact.Kind + " " + shortName(fact)
}
