package generator

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/check"
	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/links"
	"stillpoint/generator/check/origin"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/hosting"
	"stillpoint/generator/layouts"
	"stillpoint/generator/words"
)

// Allowed is a finding that a comment lets pass.
type Allowed struct {
	diag.Diagnostic
	Reason string
}

// judged is a finding where it was written.
type judged struct {
	check.Found
	told  diag.Diagnostic
	pages []string // that it stands on, by their outputs
}

// add notes further pages. Findings come page by page; where a page has it twice, that is one page.
func (f *judged) add(pages []string) {
	for _, page := range pages {
		if n := len(f.pages); n == 0 || f.pages[n-1] != page {
			f.pages = append(f.pages, page)
		}
	}
}

// judge tells where findings were written, once for each place, at the level of their rules. What a comment at its place lets pass
// is left out; a comment that lets nothing pass is told.
func (b *build) judge(found []check.Found, faults []check.Fault) diag.List {
	j := b.judgement(found)
	for _, f := range found {
		j.add(f)
	}
	j.addFaults(faults)
	return j.problems()
}

func (b *build) judgement(found []check.Found) *judgement {
	return &judgement{build: b, places: map[string]*judged{}, own: map[string]*origin.Text{}, alike: map[check.Found]int{}, elsewhere: newElsewhere(b.site.Pages, found)}
}

// judgeBroken tells of links that lead to nothing, in a build that comes to no finished pages.
func (b *build) judgeBroken() diag.List {
	j := b.judgement(nil)
	j.part = true
	j.addFaults(check.Broken(b.links))
	return j.problems()
}

// judgement is the work of [build.judge].
type judgement struct {
	build  *build
	shared []*origin.Text // that every page is made from
	sheets []*origin.Text // style sheets

	declared map[rule.Said]origin.Place // what was found in them; empty for what was not

	own    map[string]*origin.Text
	places map[string]*judged
	order  []*judged
	alike  map[check.Found]int // how many there were that are the same in all
	part   bool                // not all findings are there, so nobody can tell what is found no more

	elsewhere *elsewhere
}

func (j *judgement) add(f check.Found) {
	d := diag.New(f.Code, f.Source, f.Message, f.Hint)
	message := f.Message
	if f.Told != nil {
		d = *f.Told
	} else if place, ok := j.find(f); ok {
		d = place.Diagnostic(d)
		if !strings.HasPrefix(place.Text.File.Name(), content.Folder+"/") { // but of what many pages are made from
			message = f.General()
		}
	}
	if j.build.checks.level(f.Code) == rule.Warning {
		d = d.AsWarning()
	}
	pages := j.pagesOf(f)
	key := fmt.Sprintf("%s %s %s", f.Code, d.Position, message)
	if known := j.places[key]; known != nil {
		known.add(pages)
		return
	}
	j.places[key] = &judged{f, d, pages}
	j.order = append(j.order, j.places[key])
}

// pagesOf returns the pages that a finding stands on, by their outputs: of one that was made on the words of a file, all that are made from that.
func (j *judgement) pagesOf(f check.Found) []string {
	switch {
	case f.Pages != nil:
		return *f.Pages
	case f.Output != "":
		return []string{f.Output}
	}
	var pages []string
	for _, output := range j.build.outputs {
		if output.source == f.Source {
			pages = append(pages, output.name)
		}
	}
	return pages
}

// find returns where something was written: in the file of its page, in what all pages are made from, or in the file of another page.
func (j *judgement) find(f check.Found) (origin.Place, bool) {
	if f.Said != (rule.Said{}) {
		if place, ok := j.said(f); ok {
			return place, true
		}
	}
	what := origin.What{Tag: f.Tag, Text: f.Text, Words: f.Words}
	if what == (origin.What{}) {
		return origin.Place{}, false
	}
	what.Base = j.build.basePath()
	alike := f
	alike.Pages = nil
	what.Nth = j.alike[alike]
	j.alike[alike]++
	further := func(words string) []*origin.Text {
		if f.Tag == "" { // what is said of a page as a whole stands in no other
			return nil
		}
		return j.further(words, f.Source)
	}
	return origin.Find(j.texts(f.Source), further, what)
}

// further returns the files of other pages that have some words.
func (j *judgement) further(words, source string) []*origin.Text {
	var texts []*origin.Text
	for _, name := range j.elsewhere.with(words, j.text) {
		if text := j.text(name); name != source && text != nil {
			texts = append(texts, text)
		}
	}
	return texts
}

// text returns a file to look in; nil where it cannot be read.
func (j *judgement) text(name string) *origin.Text {
	own, known := j.own[name]
	if !known {
		if file := j.build.text(name); file != nil {
			own = origin.NewText(file)
		}
		j.own[name] = own
	}
	return own
}

// texts returns what a page is made from: its own file, then what all pages share.
func (j *judgement) texts(source string) []*origin.Text {
	if j.shared == nil {
		for _, file := range j.files() {
			j.shared = append(j.shared, origin.NewText(file))
		}
	}
	own := j.text(source)
	if own == nil {
		return j.shared
	}
	return append([]*origin.Text{own}, j.shared...)
}

// files returns the texts that every page may be made from: layouts, the configuration and data.
func (j *judgement) files() []*diag.File {
	b := j.build
	files := slices.DeleteFunc(b.texts(layouts.Folder), func(f *diag.File) bool { return f.Name() == layouts.Folder+"/alias.html" }) // of no page
	if file := b.snapshot.Lookup(ConfigFile); file != nil {
		if text, problem := file.Text(); problem == nil {
			files = append(files, text)
		}
	}
	return slices.Concat(files, b.texts(words.Folder), b.texts(dataFolder))
}

func (j *judgement) problems() diag.List {
	allowances := j.allowances()
	base, problems := readBaseline(j.build.text(BaselineFile))
	for _, f := range j.order {
		if a := covering(allowances, f); a != nil {
			a.Used = true
			j.build.result.Allowed = append(j.build.result.Allowed, Allowed{f.told, a.Reason})
			continue
		}
		j.build.result.Findings = append(j.build.result.Findings, f.told)
		if base.covers(f.told) {
			j.build.result.Known = append(j.build.result.Known, f.told)
			continue
		}
		if n := len(f.pages); n > 1 {
			f.told.Message += fmt.Sprintf(" (on %d pages)", n)
		}
		problems = append(problems, f.told)
		j.build.result.spread(f.told, f.pages, j.build.isBuiltIn(f.told.Position.File))
	}
	if j.part || j.build.checks == nil {
		return problems
	}
	if len(j.build.options.Rules) == 0 {
		problems = append(problems, base.stale(j.build.asks)...)
	}
	for _, a := range allowances {
		if d, wrong := j.build.amiss(a); wrong {
			problems = append(problems, d)
		}
	}
	return problems
}

// covering returns the comment that lets a finding pass, or nil.
func covering(allowances []*check.Allowance, f *judged) *check.Allowance {
	for _, a := range allowances {
		if a.Covers(f.Code, f.told.Position) {
			return a
		}
	}
	return nil
}

// allowances returns the comments of all files that let findings pass.
func (j *judgement) allowances() []*check.Allowance {
	var all []*check.Allowance
	for _, name := range j.build.allowing {
		if text := j.text(name); text != nil {
			all = slices.AppendSeq(all, check.Allowances(text.File))
		}
	}
	for _, text := range append(slices.Clone(j.styles()), j.texts("")...) {
		all = slices.AppendSeq(all, check.Allowances(text.File))
	}
	for _, name := range hosting.RuleFiles() {
		if text := j.build.text(path.Join(assets.StaticFolder, name)); text != nil {
			all = slices.AppendSeq(all, check.Allowances(text))
		}
	}
	return all
}

// asks tells whether a rule, as far as it is on, finds all in this build that it can find.
func (b *build) asks(code string) bool {
	switch code {
	case links.Dead, links.Moved, links.Unanswered:
		if !b.options.External {
			return false
		}
	case budget.Code:
		if b.options.OnDemand && !b.options.Weigh {
			return false
		}
	}
	return len(b.options.Rules) == 0 || slices.Contains(b.options.Rules, code)
}

// amiss tells what is wrong with a comment that lets findings pass.
func (b *build) amiss(a *check.Allowance) (diag.Diagnostic, bool) {
	_, on := b.checks.levels[a.Code]
	known := on || slices.Contains(check.Codes(), a.Code)
	line := a.File.Warning("unused-allow", a.File.Offset(a.Line, 1), 1, "", "take it away")
	switch {
	case !known:
		line.Code, line.Message, line.Hint = "unknown-rule", fmt.Sprintf("there is no rule %q%s", a.Code, diag.DidYouMean(a.Code, check.Codes())), "stillpoint check --rules lists them"
	case a.Reason == "":
		line.Code, line.Message, line.Hint = "no-reason", "this comment lets a finding pass without a reason", "write it behind a colon: allow "+a.Code+": and why"
	case on && !a.Used && b.asks(a.Code):
		line.Message = fmt.Sprintf("nothing is found here that allow %s would let pass", a.Code)
	default:
		return line, false
	}
	return line, true
}
