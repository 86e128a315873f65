package generator

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/content"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
	"stillpoint/generator/wire"
	"stillpoint/generator/words"
)

// effects returns what a change of a file would change, by what of it changes.
func (b *build) effects(file string) []Effect {
	if page := b.facts.pages()[file]; page != nil {
		return slices.DeleteFunc([]Effect{
			b.effect("its text", func(f layouts.Fact) bool { return f.Kind == "body" && f.Name == file }),
			b.effect("its title, or what else its front matter says", func(f layouts.Fact) bool { return f.Kind == "page" && f.Name == file }),
			b.effect("its address, date, weight or terms, or whether it is there", func(f layouts.Fact) bool { return b.mentions(f, file) }),
		}, func(e Effect) bool { return len(e.Outputs) == 0 })
	}
	touches := b.touches(file)
	if touches == nil {
		return nil
	}
	return slices.DeleteFunc([]Effect{b.effect("what is in it", touches)}, func(e Effect) bool { return len(e.Outputs) == 0 })
}

// mentions tells whether a page stands in what a fact says of the graph.
func (b *build) mentions(fact layouts.Fact, page string) bool {
	var name wire.Writer
	name.Text(page)
	said := b.facts.said(fact)
	return said != nil && bytes.Contains(said, name.Bytes)
}

// touches returns a function that tells facts that the bytes of a file shape; nil where there are none.
func (b *build) touches(file string) func(layouts.Fact) bool {
	folder, _, _ := strings.Cut(file, "/")
	switch {
	case file == ConfigFile || file == b.overlayFile():
		return func(f layouts.Fact) bool { return f.Kind == "config" || f.Kind == "practice" }
	case folder == layouts.Folder:
		return func(f layouts.Fact) bool {
			return f.Kind == "layout" && slices.Contains(b.set.Closure(f.Name).Files, file) ||
				f.Kind == "component" && slices.Contains(b.set.ComponentClosure(f.Name).Files, file)
		}
	case folder == words.Folder:
		return func(f layouts.Fact) bool {
			return f.Kind == "layout" && b.asksFor(b.set.Closure(f.Name), file) || f.Kind == "component" && b.asksFor(b.set.ComponentClosure(f.Name), file) ||
				f.Kind == "page" && b.madeUp(f.Name) && len(b.words.From(file)) > 0
		}
	case folder == dataFolder:
		return func(f layouts.Fact) bool { return f.Kind == "data" }
	case folder == assets.Folder || folder == content.Folder:
		return func(f layouts.Fact) bool {
			switch f.Kind {
			case "asset":
				return b.assets.Uses(f.Name, file)
			case "icon":
				return assets.IconFile(f.Name) == file
			case "fonts":
				return under(file, assets.FontFolder)
			case "picture":
				request, err := pictures.ParseName(f.Name)
				return err == nil && request.File == file
			}
			return false
		}
	}
	return nil
}

// asksFor tells whether a layout asks for words that a file says.
func (b *build) asksFor(c layouts.Closure, file string) bool {
	return slices.ContainsFunc(b.words.From(file), func(key string) bool { return slices.Contains(c.Words, key) })
}

// madeUp tells whether a page is none that an author has written: its title is of the words of the language.
func (b *build) madeUp(name string) bool {
	p := b.facts.pages()[name]
	return p != nil && p.Source == nil
}

// effect returns the outputs of the pages that read something which is touched, themselves or through the texts that they show.
func (b *build) effect(aspect string, touched func(layouts.Fact) bool) Effect {
	kept := b.before()
	known := map[layouts.Fact]bool{}
	var reads func(facts []*knownFact, depth int) bool
	judge := func(f layouts.Fact, depth int) bool {
		answer, told := known[f]
		if !told {
			answer = touched(f)
			if body := kept.bodies[f.Name]; !answer && f.Kind == "body" && body != nil && depth == 0 {
				answer = reads(body.facts.all, 1)
			}
			known[f] = answer
		}
		return answer
	}
	reads = func(facts []*knownFact, depth int) bool {
		return slices.ContainsFunc(facts, func(f *knownFact) bool { return judge(f.Fact, depth) })
	}
	e := Effect{Aspect: aspect}
	for _, name := range slices.Sorted(maps.Keys(kept.pages)) {
		if page := kept.pages[name]; reads(page.facts.all, 0) {
			for _, output := range page.outputs {
				e.Outputs = append(e.Outputs, output.name)
			}
		}
	}
	slices.Sort(e.Outputs)
	return e
}
