package layouts

import (
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"
	texttemplate "text/template"
	"text/template/parse"

	"stillpoint/generator/diag"
	"stillpoint/generator/words"
)

// What words a layout asks for stands in its text, {{t "book-a-session"}}, and so does how it wants dates written. Both are looked at when
// it is parsed: a key that is not there is told then, at its place, whether or not a page ever comes to it; and a page depends
// on those words alone that its layout can come to.

// everyWord stands for all keys, in what a layout asks for: some are not known before it runs.
const everyWord = "*"

// asker goes through templates and notes what words they ask for.
type asker struct {
	words    *words.Words
	keys     map[string]bool
	file     *diag.File // where it is nil, nothing is told
	problems diag.List
}

// nodes looks at a list of nodes and all that is in it, but not at templates that are called.
func (a *asker) nodes(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		a.node(n)
		inside, otherwise := branches(n)
		a.nodes(inside)
		a.nodes(otherwise)
	}
}

func (a *asker) node(n parse.Node) {
	switch t := n.(type) {
	case *parse.ActionNode:
		a.pipe(t.Pipe)
	case *parse.IfNode:
		a.pipe(t.Pipe)
	case *parse.WithNode:
		a.pipe(t.Pipe)
	case *parse.RangeNode:
		a.pipe(t.Pipe)
	case *parse.TemplateNode:
		a.pipe(t.Pipe)
	}
}

func (a *asker) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for i, c := range p.Cmds {
		for _, argument := range c.Args {
			switch t := argument.(type) {
			case *parse.PipeNode:
				a.pipe(t)
			case *parse.ChainNode:
				if inner, ok := t.Node.(*parse.PipeNode); ok {
					a.pipe(inner)
				}
			}
		}
		if name, ok := c.Args[0].(*parse.IdentifierNode); ok {
			a.call(name, c.Args[1:], i > 0)
		}
	}
}

// call looks at the call of a function. Where it is piped, one more argument comes last.
func (a *asker) call(name *parse.IdentifierNode, arguments []parse.Node, piped bool) {
	switch name.Ident {
	case "t":
		a.phrase(name, arguments, piped)
	case "date", "dateTag":
		a.style(arguments)
	case "weekday":
		a.keys["weekdays"] = true
	case "enumerate":
		for _, key := range []string{"list-separator", "list-two", "list-end"} {
			a.keys[key] = true
		}
	}
}

// style notes what dates are written with. Patterns of package time are written with the names.
func (a *asker) style(arguments []parse.Node) {
	for _, key := range a.words.Keys() {
		if words.IsOfDates(key) {
			a.keys[key] = true
		}
	}
	if len(arguments) == 0 {
		return
	}
	if name, ok := arguments[0].(*parse.StringNode); ok {
		if _, err := a.words.Style(name.Text); err != nil {
			a.fail("unknown-style", name, err.Error(), "styles are "+strings.Join(a.words.Styles(), ", "))
		}
	}
}

func (a *asker) phrase(name *parse.IdentifierNode, arguments []parse.Node, piped bool) {
	if len(arguments) == 0 {
		a.keys[everyWord] = true
		if !piped {
			a.fail("unknown-words", name, "t wants the key of words", `write {{t "book-a-session"}}`)
		}
		return
	}
	key, ok := arguments[0].(*parse.StringNode)
	if !ok {
		a.keys[everyWord] = true
		return
	}
	a.keys[key.Text] = true
	names, err := a.words.Placeholders(key.Text)
	if unknown := (*words.UnknownError)(nil); errors.As(err, &unknown) {
		a.fail("unknown-words", key, err.Error(), unknown.Hint())
		return
	}
	if err == nil {
		err = fits(key.Text, names, arguments[1:], piped)
	}
	if err != nil {
		a.fail("unknown-words", key, err.Error(), "")
	}
}

// fits tells whether what is given can be filled into words, as far as that can be seen before a page comes.
func fits(key string, names []string, values []parse.Node, piped bool) error {
	switch n := len(values); {
	case piped || n == 1 && len(names) == 1:
		return nil
	case n == 0:
		return phraseProblem(key, names, nil, nil)
	case n == 1 && mayBeDict(values[0]):
		return nil
	case n%2 != 0:
		return fmt.Errorf("the words %q have %s: write the name of each before its value", key, placeholders(names))
	}
	var given []string
	for i := 0; i < len(values); i += 2 {
		name, constant := values[i].(*parse.StringNode)
		if !constant {
			return nil
		}
		given = append(given, name.Text)
	}
	return phraseProblem(key, names, given, nil)
}

func mayBeDict(n parse.Node) bool {
	switch n.(type) {
	case *parse.StringNode, *parse.NumberNode, *parse.BoolNode, *parse.NilNode:
		return false
	}
	return true
}

// fail tells what is wrong at a node of the file.
func (a *asker) fail(code string, n parse.Node, message, hint string) {
	if a.file != nil {
		a.problems = append(a.problems, a.file.Error(code, int(n.Position()), len(n.String()), message, hint))
	}
}

// wrongWords tells what is wrong with what a file, which has just been parsed into some templates, asks for.
func wrongWords(w *words.Words, file *diag.File, trees []*parse.Tree) diag.List {
	a := asker{words: w, keys: map[string]bool{}, file: file}
	for _, tree := range trees {
		a.nodes(tree.Root)
	}
	return a.problems.Sorted()
}

// treesOf returns the trees that a group of templates has from a file.
func treesOf(group *template.Template, name string) []*parse.Tree {
	var trees []*parse.Tree
	for _, t := range group.Templates() {
		if t.Tree != nil && t.Tree.ParseName == name && t.Tree.Root != nil {
			trees = append(trees, t.Tree)
		}
	}
	slices.SortFunc(trees, func(a, b *parse.Tree) int { return int(a.Root.Pos) - int(b.Root.Pos) })
	return trees
}

func treesOfText(group *texttemplate.Template) []*parse.Tree {
	var trees []*parse.Tree
	for _, t := range group.Templates() {
		if t.Tree != nil && t.Tree.Root != nil {
			trees = append(trees, t.Tree)
		}
	}
	return trees
}
