package manual_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stillpoint"
	"stillpoint/generator/manual"
)

// TestEveryCodeHasAPage looks for the codes of all messages in the code, and for the page of each in the manual; and for the message of each page.
func TestEveryCodeHasAPage(t *testing.T) {
	m, err := manual.New(stillpoint.Documentation(), stillpoint.Defaults(), manual.Program{Commands: []manual.Command{{Name: "stillpoint"}}})
	if err != nil {
		t.Fatal(err)
	}
	codes := codesIn(t, "..")
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		if _, known := m.Coded(code); !known {
			t.Errorf("%s: the message %q has no page: add it to text/diagnostics.txt", codes[code], code)
		}
	}
	for _, topic := range m.Within("diagnostics") {
		if code := strings.TrimPrefix(topic.Name, "diagnostics/"); codes[code] == "" {
			t.Errorf("the manual tells of a message %q that there is not", code)
		}
	}
}

// codesIn returns where each code stands that is given to a message: as the argument that a function calls code, as a field Code, as the first
// part of a problem or a fault, or as a constant whose name ends with code.
func codesIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	s := search{set: token.NewFileSet(), takes: map[string][]int{}, codes: map[string]string{}}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "ruletest") {
			return err
		}
		file, err := parser.ParseFile(s.set, name, nil, 0)
		s.files = append(s.files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range s.files {
		ast.Inspect(file, s.function)
	}
	for _, file := range s.files {
		ast.Inspect(file, s.use)
	}
	return s.codes
}

type search struct {
	set   *token.FileSet
	files []*ast.File
	takes map[string][]int // which arguments of functions of a name may be a code, the last first
	codes map[string]string
}

// function notes which of its parameters a function calls code. In packages jsonld and fonts two functions take words that are none.
func (s *search) function(n ast.Node) bool {
	f, ok := n.(*ast.FuncDecl)
	if !ok {
		return true
	}
	at := 0
	for _, p := range f.Type.Params.List {
		for _, name := range p.Names {
			if kind, ok := p.Type.(*ast.Ident); ok && name.Name == "code" && kind.Name == "string" && f.Name.Name != "of" && f.Name.Name != "Covers" {
				s.takes[f.Name.Name] = append(s.takes[f.Name.Name], at)
			}
			at++
		}
	}
	return true
}

func (s *search) use(n ast.Node) bool {
	switch u := n.(type) {
	case *ast.CallExpr:
		s.argument(u)
	case *ast.KeyValueExpr:
		if lastPart(u.Key) == "Code" {
			s.note(u.Value)
		}
	case *ast.AssignStmt:
		for i, left := range u.Lhs {
			if lastPart(left) == "Code" && i < len(u.Rhs) {
				s.note(u.Rhs[i])
			}
		}
	case *ast.ValueSpec:
		for i, name := range u.Names {
			if strings.HasSuffix(strings.ToLower(name.Name), "code") && i < len(u.Values) {
				s.note(u.Values[i])
			}
		}
	case *ast.CompositeLit:
		if name := lastPart(u.Type); (name == "Problem" || name == "Fault") && len(u.Elts) > 0 {
			s.note(u.Elts[0])
		}
	}
	return true
}

// argument notes the code among the arguments of a call. Functions of one name may take it at different places.
func (s *search) argument(call *ast.CallExpr) {
	places := slices.Clone(s.takes[lastPart(call.Fun)])
	slices.Sort(places)
	for _, at := range slices.Backward(places) {
		if at < len(call.Args) && s.note(call.Args[at]) {
			return
		}
	}
}

// note notes a code, and tells whether it is one.
func (s *search) note(e ast.Expr) bool {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return false
	}
	code, err := strconv.Unquote(literal.Value)
	if err != nil || !regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`).MatchString(code) {
		return false
	}
	s.codes[code] = s.set.Position(literal.Pos()).String()
	return true
}

func lastPart(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}
