package practice

import (
	"fmt"
	"regexp"
	"sync"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Ref names another page of the site by its file, without folder and ending:
// "mara-ellison" is content/team/mara-ellison.md.
type Ref struct {
	Name string
	node *decode.Node
}

var refForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^` + refPattern + `$`) })

// DecodeNode reads a name.
func (r *Ref) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	if !refForm().MatchString(s) {
		return diag.List{n.Error("bad-reference", fmt.Sprintf("%s is not the name of a file", said(n)), "write the file's name without its folder and without .md, such as mara-ellison")}
	}
	*r = Ref{s, n}
	return nil
}

// refPattern is refForm as editors read it, too.
const refPattern = `[\p{L}\p{N}][\p{L}\p{N}_.-]*`

// Shape tells the form of a file's name, which may be a number.
func (Ref) Shape() decode.Shape {
	s := decode.Matching(refPattern, "the name of a file, without its folder and without .md", "mara-ellison")
	least := 0.0
	s.Name, s.Numerals, s.Low = "Ref", decode.Float, &least
	return s
}

// IsZero tells whether nothing was written.
func (r Ref) IsZero() bool { return r.Name == "" }

// Error returns an error diagnostic at the reference.
func (r Ref) Error(code, message, hint string) diag.Diagnostic {
	return r.node.Error(code, message, hint)
}

// Refs are several references, written as a list or as one name.
type Refs []Ref

// DecodeNode reads a name or a list of names, each once.
func (r *Refs) DecodeNode(n *decode.Node) diag.List {
	items := n.Items()
	if n.Kind() != decode.List {
		items = []*decode.Node{n}
	}
	var problems diag.List
	seen := map[string]bool{}
	*r = Refs{}
	for _, item := range items {
		var one Ref
		if more := one.DecodeNode(item); more != nil {
			problems = append(problems, more...)
			continue
		}
		if seen[one.Name] {
			problems = append(problems, item.Error("bad-reference", fmt.Sprintf("%q is given twice", one.Name), "keep one of them"))
		}
		seen[one.Name] = true
		*r = append(*r, one)
	}
	return problems
}

// Shape tells both ways to write references.
func (Refs) Shape() decode.Shape {
	one := Ref{}.Shape()
	each := one
	each.Filled = true
	return decode.Either(one, decode.Shape{Kind: decode.List, Item: &each, Unique: true})
}

// Relation is one field by which a page names others.
type Relation struct {
	Field string // as it is written, "practitioners"
	Kind  string // that the pages named must have
	Back  string // the field by which they name this page in turn, "" where they do not
	Refs  Refs   // nil where the field was left out
}
