package manual_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// update writes what the manual tells of the types that templates see: go test ./generator/manual -update.
var update = flag.Bool("update", false, "write text/views.txt from the comments in the code")

// seen are the types that templates see, by the folder of their package, in the order of the manual.
func seen() [][2]string {
	var all [][2]string
	for _, name := range strings.Fields("Context PageView SiteView ComponentView Item TextContext Pagination PaginationItem MenuItem Heading Asset Picture Font Feed") {
		all = append(all, [2]string{"layouts", name})
	}
	for _, name := range strings.Fields("Image Source") {
		all = append(all, [2]string{"pictures", name})
	}
	for _, name := range strings.Fields("Practice Therapy Practitioner Location Event Testimonial FAQ Article Policy Address Phone Booking ContactForm Membership Price Question Step Benefit Evidence Closure") {
		all = append(all, [2]string{"practice", name})
	}
	return all
}

// TestViews holds what the manual tells of these types to the comments that stand at them in the code.
func TestViews(t *testing.T) {
	var b strings.Builder
	for _, one := range seen() {
		d := documented{set: token.NewFileSet(), name: one[1]}
		d.read(t, filepath.Join("..", one[0]))
		if d.doc == "" {
			t.Errorf("there is no type %s.%s, or it has no comment", one[0], one[1])
		}
		fmt.Fprintf(&b, "== %s: %s\n%s\n", d.name, d.doc, strings.Join(d.members, ""))
	}
	const file = "text/views.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(written) != b.String() {
		t.Errorf("%s is not what the comments in the code say: go test ./generator/manual -update", file)
	}
}

// documented is what the code says of a type and of its members.
type documented struct {
	set     *token.FileSet
	name    string
	doc     string
	members []string
}

func (d *documented) read(t *testing.T, folder string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(d.set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			d.declaration(declaration)
		}
	}
}

func (d *documented) declaration(declaration ast.Decl) {
	switch of := declaration.(type) {
	case *ast.GenDecl:
		for _, spec := range of.Specs {
			if s, ok := spec.(*ast.TypeSpec); ok && s.Name.Name == d.name {
				d.doc = plain(of.Doc.Text(), d.name)
				if structure, ok := s.Type.(*ast.StructType); ok {
					d.fields(structure)
				}
			}
		}
	case *ast.FuncDecl:
		if d.receives(of) && of.Name.IsExported() && !internal(of.Name.Name) {
			d.members = append(d.members, fmt.Sprintf("%s%s: %s\n", of.Name.Name, d.parameters(of), plain(of.Doc.Text(), of.Name.Name)))
		}
	}
}

// internal tells of methods that are for the generator, not for templates.
func internal(name string) bool {
	return slices.Contains([]string{"Shape", "DecodeNode", "Advice", "References", "Check", "Say", "Validate", "Error", "Texts", "Refs", "Kind"}, name)
}

func (d *documented) receives(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return false
	}
	receiver := f.Recv.List[0].Type
	if pointer, ok := receiver.(*ast.StarExpr); ok {
		receiver = pointer.X
	}
	name, ok := receiver.(*ast.Ident)
	return ok && name.Name == d.name
}

// parameters returns what a method takes, in capitals, as it stands in a template.
func (d *documented) parameters(f *ast.FuncDecl) string {
	var b strings.Builder
	for _, p := range f.Type.Params.List {
		for _, name := range p.Names {
			b.WriteString(" " + strings.ToUpper(name.Name))
			if _, more := p.Type.(*ast.Ellipsis); more {
				b.WriteString(" …")
			}
		}
	}
	return b.String()
}

func (d *documented) fields(s *ast.StructType) {
	for _, f := range s.Fields.List {
		for _, name := range f.Names {
			if name.IsExported() {
				d.members = append(d.members, fmt.Sprintf("%s: %s\n", name.Name, d.field(f)))
			}
		}
	}
}

// field returns what the tag or the comment of a field says, else its type.
func (d *documented) field(f *ast.Field) string {
	if f.Tag != nil {
		if doc := reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("doc"); doc != "" {
			return doc
		}
	}
	if doc := plain(f.Comment.Text(), ""); doc != "" {
		return strings.ToUpper(doc[:1]) + doc[1:] + "."
	}
	var b bytes.Buffer
	_ = printer.Fprint(&b, d.set, f.Type)
	return "A value of the type " + regexp.MustCompile(`[*\[\]]|\w+\.`).ReplaceAllString(b.String(), "") + "."
}

// plain returns a comment as one line, without the name that it begins with: “Title returns the title” is “The title”.
func plain(comment, name string) string {
	text := strings.Join(strings.Fields(comment), " ")
	text = regexp.MustCompile(`\[([A-Za-z.]+)\]`).ReplaceAllString(text, "$1")
	for _, start := range []string{name + " returns ", name + " is ", name + " tells "} {
		if rest, found := strings.CutPrefix(text, start); found && name != "" && rest != "" {
			return strings.ToUpper(rest[:1]) + rest[1:]
		}
	}
	return text
}
