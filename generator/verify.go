package generator

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/bodies"
	"stillpoint/generator/check"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/records"
	"stillpoint/generator/wire"
)

// With Options.Verify nothing is taken over from earlier builds. What would have been is made anew all the same, and held against what is kept: a
// difference is an error of Stillpoint, in that something was read and not recorded.

// lie reports that what is kept of something is not what is made of it now.
func (b *build) lie(file, what, reason string) {
	b.lying.Lock()
	defer b.lying.Unlock()
	b.lies = append(b.lies, diag.New("stale-record", file, fmt.Sprintf("the cache would have given an old %s: %s", what, reason),
		"this is a mistake of Stillpoint, not yours: run stillpoint clean --cache, and please report it"))
}

// tellLies reports what was found so far.
func (b *build) tellLies() {
	b.report(b.lies...)
	b.lies = nil
}

// verifyPage holds what is kept of a page against what was made of it now.
func (w *worker) verifyPage(now *keptPage) {
	was := w.held
	unrecorded := w.build.unrecorded(was.facts, now.facts)
	for _, output := range now.outputs {
		if !slices.ContainsFunc(was.outputs, func(o *keptOutput) bool { return o.name == output.name && o.digest == output.digest }) {
			w.build.lie(w.page.Name(), output.name, unrecorded)
			return
		}
	}
	switch {
	case len(was.outputs) != len(now.outputs):
		w.build.lie(w.page.Name(), "number of its outputs", unrecorded)
	case !bytes.Equal(findings(was), findings(now)):
		w.build.lie(w.page.Name(), "list of findings on it", unrecorded)
	case !bytes.Equal(summaries(was), summaries(now)):
		w.build.lie(w.page.Name(), "summary of it, which pages are compared by and policies are made from", unrecorded)
	case !bytes.Equal(weights(was), weights(now)):
		w.build.lie(w.page.Name(), "weight of it", unrecorded)
	case !bytes.Equal(told(was), told(now)):
		w.build.lie(w.page.Name(), "list of what is wrong with it", unrecorded)
	default:
		w.verifyRequests(was, now)
	}
}

// verifyRequests looks whether what is kept asks for all that the page needs to be published with it.
func (w *worker) verifyRequests(was, now *keptPage) {
	for _, fact := range missing(was.facts, now.facts) {
		switch fact.Kind {
		case "asset", "icon", "fonts", "picture", "share":
			w.build.lie(w.page.Name(), "list of what it is dressed in", "the record lacks "+fact.describe())
			return
		}
	}
}

// told writes what a finished thing has to say.
func told(p *keptPage) []byte {
	var w wire.Writer
	check.AppendReferences(&w, p.links)
	records.AppendDiagnostics(&w, p.problems)
	return w.Bytes
}

// findings writes what the rules have found on a page.
func findings(p *keptPage) []byte {
	var w wire.Writer
	check.AppendFound(&w, p.found)
	return w.Bytes
}

// summaries writes what the rules on all pages together know of a page, and what it needs of browsers.
func summaries(p *keptPage) []byte {
	var w wire.Writer
	for _, output := range p.outputs {
		w.Truth(output.summary != nil)
		if output.summary != nil {
			output.summary.Append(&w)
		}
		w.Text(output.needs)
	}
	return w.Bytes
}

// weights writes what the outputs of a page weigh.
func weights(p *keptPage) []byte {
	var w wire.Writer
	for _, output := range p.outputs {
		w.Truth(output.weight != nil)
		if output.weight != nil {
			output.weight.Append(&w)
		}
	}
	return w.Bytes
}

// verifyBody holds what is kept of a body against what was made of it now.
func (b *build) verifyBody(name string, was, now *keptBody, result *bodies.Result) {
	old := was.read(b)
	if old == nil { // damaged: it would not have been used
		return
	}
	var before, after wire.Writer
	old.Append(&before)
	result.Append(&after)
	if !bytes.Equal(before.Bytes, after.Bytes) {
		b.lie(name, "text", b.unrecorded(was.facts, now.facts))
	}
}

// verifyFields holds what is kept of the fields of a page against what they are now.
func (b *build) verifyFields(name string, was, now *parsed) {
	if was == nil || was.digest != now.digest || was.over != now.over {
		return
	}
	if was.asRecord() != nil && !bytes.Equal(was.asRecord(), now.asRecord()) || fmt.Sprint(was.mistakes) != fmt.Sprint(now.mistakes) {
		b.lie(name, "front matter", "its file and what sections hand down to it are the same")
	}
}

// verifyLinks holds the short way of looking for broken links against the long one.
func (b *build) verifyLinks(short, long []check.Fault) {
	if fmt.Sprint(short) != fmt.Sprint(long) {
		b.lie("", "list of broken links", "there are the same outputs with the same anchors")
	}
}

// unrecorded names what a record lacks of what was read now, or else what has changed since it was written.
func (b *build) unrecorded(was, now factList) string {
	var names []string
	for _, fact := range missing(was, now) {
		names = append(names, fact.describe())
	}
	if len(names) > 0 {
		return "the record lacks " + strings.Join(names, ", ")
	}
	for _, change := range b.result.Changes {
		names = append(names, change.Path)
	}
	if len(names) > 0 {
		return "something was read that is not recorded; since then these have changed: " + strings.Join(names, ", ")
	}
	return "something was read that is not recorded, though no file has changed"
}

// missing returns the facts that were read now and not before.
func missing(was, now factList) []*knownFact {
	before := map[layouts.Fact]bool{}
	for _, fact := range was.all {
		before[fact.Fact] = true
	}
	return slices.DeleteFunc(slices.Clone(now.all), func(f *knownFact) bool { return before[f.Fact] })
}

// describe names a fact for people who look for a mistake.
func (f *knownFact) describe() string { return f.Kind + " " + strings.ReplaceAll(f.Name, "\t", " ") }
