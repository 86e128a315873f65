// Package layouts renders pages through html/template: base.html with its
// blocks, one layout for each kind of page, partials, and the templates of component
// blocks. Escaping by context is always on.
//
// Templates see the site through views (Context, PageView, SiteView …), whose
// methods note each fact that they hand out, so a finished render knows what it
// was made from.
package layouts

import (
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	texttemplate "text/template"
	"text/template/parse"

	"stillpoint/generator/diag"
	"stillpoint/generator/words"
)

// Folder is the folder that all layouts lie in.
const Folder = "layouts"

const (
	baseName         = "base.html"
	partialFolder    = "partials/"
	componentsFolder = "components/"
)

// Set is all layouts of a site, parsed. It is safe for concurrent use.
type Set struct {
	files      map[string]*diag.File             // by name within layouts/
	leaves     map[string]*leaf                  // layouts of pages, by name: "page.html"
	components *template.Template                // nil where there are none
	closures   map[string]Closure                // what the template of a component is made from, by its name
	texts      map[string]*texttemplate.Template // outputs in plain text, by name: "robots.txt"
}

// leaf is the layout of a page: the template to run, which is base.html where
// the file only defines blocks for it.
type leaf struct {
	template *template.Template
	file     *diag.File
	folding  sync.Once
	facts    *Record // read by what was folded
	closure  Closure
	items    items
	words    *words.Words
}

// Parse parses the files of layouts/. The diagnostics point to the line of a
// template that cannot be parsed.
func Parse(files []*diag.File, addresses Base) (*Set, diag.List) {
	s := &Set{files: map[string]*diag.File{}, leaves: map[string]*leaf{}, texts: map[string]*texttemplate.Template{}}
	for _, f := range files {
		s.files[strings.TrimPrefix(f.Name(), Folder+"/")] = f
	}
	p := parser{set: s, functions: functions(addresses), words: addresses.words()}
	p.shared = template.New("").Funcs(p.functions).Option("missingkey=error")
	for _, name := range s.names() {
		if name == baseName || strings.HasPrefix(name, partialFolder) {
			p.add(p.shared, name)
		}
	}
	p.components()
	for _, name := range s.names() {
		p.leafOrText(name)
	}
	return s, p.problems
}

func (s *Set) names() []string { return slices.Sorted(maps.Keys(s.files)) }

type parser struct {
	set       *Set
	functions template.FuncMap
	words     *words.Words
	shared    *template.Template // base.html and the partials
	problems  diag.List
}

// add parses one file into a group of templates.
func (p *parser) add(group *template.Template, name string) *template.Template {
	file := p.set.files[name]
	t, err := group.New(name).Parse(string(file.Text()))
	if err != nil {
		p.problems = append(p.problems, p.set.parseProblem(err, file))
		return nil
	}
	p.problems = append(p.problems, wrongWords(p.words, file, treesOf(group, name))...)
	return t
}

func (p *parser) clone() *template.Template {
	c, err := p.shared.Clone()
	if err != nil { // only possible after an execution, and none has happened
		p.problems = append(p.problems, diag.New("layout-syntax", Folder, err.Error(), ""))
		return template.New("")
	}
	return c
}

func (p *parser) components() {
	group := p.clone()
	for _, name := range p.set.names() {
		if strings.HasPrefix(name, componentsFolder) && path.Ext(name) == ".html" {
			p.add(group, name)
		}
	}
	p.set.components = group
	p.set.closures = map[string]Closure{}
	for _, name := range p.set.Components() {
		p.set.closures[name] = closure(group, componentsFolder+name+".html", p.words)
	}
}

func (p *parser) leafOrText(name string) {
	switch {
	case name == baseName || strings.HasPrefix(name, partialFolder) || strings.HasPrefix(name, componentsFolder):
	case path.Ext(name) == ".html":
		p.leaf(name)
	case !strings.Contains(name, "/"):
		p.text(name)
	}
}

func (p *parser) leaf(name string) {
	group := p.clone()
	t := p.add(group, name)
	if t == nil {
		return
	}
	if base := group.Lookup(baseName); base != nil && onlyDefines(t.Tree) {
		t = base
	}
	l := &leaf{template: t, file: p.set.files[name], closure: closure(group, t.Name(), p.words), words: p.words}
	l.closure.Files = append(l.closure.Files, Folder+"/"+name)
	l.separate(group)
	p.set.leaves[name] = l
}

func (p *parser) text(name string) {
	file := p.set.files[name]
	t, err := texttemplate.New(name).Funcs(texttemplate.FuncMap(p.functions)).Option("missingkey=error").Parse(string(file.Text()))
	if err != nil {
		p.problems = append(p.problems, p.set.parseProblem(err, file))
		return
	}
	p.problems = append(p.problems, wrongWords(p.words, file, treesOfText(t))...)
	p.set.texts[name] = t
}

// onlyDefines tells whether a file has nothing but {{define}} blocks, white
// space and comments, and so is meant to fill the blocks of base.html.
func onlyDefines(tree *parse.Tree) bool {
	return tree == nil || tree.Root == nil || parse.IsEmptyTree(tree.Root)
}

// Kinds returns the kinds that have a layout of their own at the top of layouts/,
// sorted: what a page may name in its front matter.
func (s *Set) Kinds() []string {
	var kinds []string
	for name := range s.leaves {
		if !strings.Contains(name, "/") {
			kinds = append(kinds, strings.TrimSuffix(name, ".html"))
		}
	}
	slices.Sort(kinds)
	return kinds
}

// Texts returns the names of the outputs in plain text, sorted: "robots.txt".
func (s *Set) Texts() []string { return slices.Sorted(maps.Keys(s.texts)) }

// Components returns the names of the component blocks, sorted.
func (s *Set) Components() []string {
	var names []string
	for name := range s.files {
		if strings.HasPrefix(name, componentsFolder) {
			names = append(names, strings.TrimSuffix(strings.TrimPrefix(name, componentsFolder), ".html"))
		}
	}
	slices.Sort(names)
	return names
}

// HasComponent tells whether there is a template for the component blocks of a name.
func (s *Set) HasComponent(name string) bool { return s.files[componentsFolder+name+".html"] != nil }

// lookup finds the layout of a page: the one it asks for, else that of its
// kind in the folder of its section or a section above, else that of its kind, else
// a general one.
func (s *Set) lookup(wanted, kind, section string) (*leaf, error) {
	if wanted != "" {
		name := strings.TrimSuffix(wanted, ".html") + ".html"
		if l := s.leaves[name]; l != nil {
			return l, nil
		}
		return nil, fmt.Errorf("there is no layout %q%s", wanted, diag.DidYouMean(strings.TrimSuffix(name, ".html"), s.Kinds()))
	}
	for _, k := range chain(kind) {
		for folder := strings.Trim(section, "/"); folder != ""; folder = parentFolder(folder) {
			if l := s.leaves[folder+"/"+k+".html"]; l != nil {
				return l, nil
			}
		}
		if l := s.leaves[k+".html"]; l != nil {
			return l, nil
		}
	}
	return nil, fmt.Errorf("there is no layout for pages of kind %q", kind)
}

// chain returns the kinds whose layouts can stand in for a kind, the best first.
func chain(kind string) []string {
	switch kind {
	case "home", "taxonomy", "term":
		return []string{kind, "section", "page"}
	case "page":
		return []string{kind}
	}
	return []string{kind, "page"}
}

func parentFolder(folder string) string {
	parent := path.Dir(folder)
	if parent == "." {
		return ""
	}
	return parent
}
