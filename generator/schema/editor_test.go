package schema_test

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"

	"stillpoint/generator/config"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/schema"
)

// TestEditorFiles: each file of editors is what its format asks for, and names only files that are there.
func TestEditorFiles(t *testing.T) {
	there := map[string][]byte{}
	for _, f := range schema.EditorFiles(names(t)) {
		there[f.Path] = f.Text
		if path.Base(f.Path) != ".editorconfig" && !json.Valid(f.Text) {
			t.Errorf("%s is no JSON", f.Path)
		}
	}
	var settings struct {
		Schemas map[string][]string `json:"yaml.schemas"`
	}
	if err := json.Unmarshal(there[".vscode/settings.json"], &settings); err != nil || len(settings.Schemas) != 2 {
		t.Fatalf("%v: %v", settings, err)
	}
	for file := range settings.Schemas {
		if there[path.Clean(file)] == nil {
			t.Errorf("the settings name %s, which is not there", file)
		}
	}
	if modeline := schema.Folder + "/config.schema.json"; there[modeline] == nil || !strings.HasSuffix(schema.Modeline, "$schema="+modeline) {
		t.Errorf("the comment %q leads nowhere", schema.Modeline)
	}
}

// TestDraft holds every schema against the schema of schemas, and refuses patterns that JavaScript does not read as Go does.
func TestDraft(t *testing.T) {
	goOnly := regexp.MustCompile(`\(\?[a-zA-Z]|\\x\{|\\p[A-Z]|\\[zAQE]|\[\[:`)
	for _, d := range schema.Documents(names(t)) {
		loader := gojsonschema.NewSchemaLoader()
		loader.Validate = true
		if _, err := loader.Compile(gojsonschema.NewBytesLoader(d.Text())); err != nil {
			t.Errorf("%s: %v", d.Name, err)
		}
		for _, line := range strings.Split(string(d.Text()), "\n") {
			if strings.Contains(line, `"pattern":`) && goOnly.MatchString(strings.ReplaceAll(line, `\\`, `\`)) {
				t.Errorf("%s: JavaScript does not read this pattern: %s", d.Name, line)
			}
		}
	}
}

type snippetFile map[string]struct {
	Scope  string   `json:"scope"`
	Prefix []string `json:"prefix"`
	Body   []string `json:"body"`
}

var place = regexp.MustCompile(`\$\{\d+:((?:[^\\}]|\\.)*)\}|\$0`)

// expanded returns a snippet as an editor writes it, the places filled with what they suggest.
func expanded(body []string) string {
	text := place.ReplaceAllString(strings.Join(body, "\n"), "$1")
	return strings.NewReplacer(`\$`, `$`, `\}`, `}`, `\\`, `\`).Replace(text)
}

// TestSnippets: the front matter of each kind is right as it is suggested, and each built-in block is known.
func TestSnippets(t *testing.T) {
	n := names(t)
	var all snippetFile
	for _, f := range schema.EditorFiles(n) {
		if strings.HasSuffix(f.Path, ".code-snippets") {
			if err := json.Unmarshal(f.Text, &all); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, kind := range schema.Kinds(n) {
		s, known := all["Page: "+kind]
		if !known || s.Scope != "markdown" {
			t.Errorf("there is no snippet for the kind %s", kind)
			continue
		}
		text := strings.TrimSuffix(strings.TrimPrefix(expanded(s.Body), "---\n"), "\n---\n\n")
		group := map[string]any{"quote": nil}
		if strings.Contains(text, "\nquote:") || strings.Contains(text, "\nanswer:") {
			group["quote"] = "written"
		}
		if problems := readPage(kind, group, text, n.Pages); problems.Errors() > 0 {
			t.Errorf("%s: %v\n%s", kind, problems, text)
		}
	}
	for _, name := range n.Components {
		if s, known := all["Block: "+name]; !known || len(s.Body) < 3 || s.Body[1] == "$0" {
			t.Errorf("there is no snippet for the block %s", name)
		}
	}
}

// TestExamples: every example of the configuration is one that the schema and the decoder let pass.
func TestExamples(t *testing.T) {
	n := names(t)
	compiled := compile(t, schema.Documents(n)[0].Text())
	config.Shape(n.Known).Walk(func(where string, f decode.Field) {
		parts := strings.Split(where, ".")
		if f.Example == "" || strings.Contains(where, "*") || len(parts) > 2 || len(parts) == 2 && slices.Contains([]string{"checks", "redirects", "headers"}, parts[0]) {
			return // deeper ones, and those of members of lists, stand in the examples of those above them
		}
		text := "site:\n  title: Still Waters\n  url: https://stillwaters.example/\npractice:\n  name: Still Waters\n"
		switch line := f.Name + ": " + f.Example + "\n"; {
		case strings.Contains(text, "  "+f.Name+": "):
			return
		case len(parts) == 1:
			text += line
		case strings.Contains(text, parts[0]+":\n"):
			text = strings.Replace(text, parts[0]+":\n", parts[0]+":\n  "+line, 1)
		default:
			text += parts[0] + ":\n  " + line
		}
		file := diag.NewFile("stillpoint.yaml", []byte(text))
		if _, problems := config.Decode(file, nil, n.Known); problems.Errors() > 0 {
			t.Errorf("%s: %v\n%s", where, problems, text)
			return
		}
		root, _ := decode.Parse(file, 0, len(text), decode.YAML)
		if result, err := compiled.Validate(gojsonschema.NewGoLoader(undated(root))); err != nil || !result.Valid() {
			t.Errorf("%s: %v %v\n%s", where, err, result.Errors(), text)
		}
	})
}

// undated returns plain values, dates as they are written, which JSON has no other word for.
func undated(n *decode.Node) any {
	switch n.Kind() {
	case decode.Map:
		group := map[string]any{}
		for _, key := range n.Keys() {
			group[key] = undated(n.Get(key))
		}
		return group
	case decode.List:
		list := []any{}
		for _, item := range n.Items() {
			list = append(list, undated(item))
		}
		return list
	case decode.Time:
		return n.Text()
	}
	return n.Value()
}
