package diag_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // brings the schema of OASIS along
	"github.com/xeipuuv/gojsonschema"
	"pgregory.net/rapid"

	"stillpoint/generator/diag"
)

// sarifSchema returns the JSON schema of SARIF 2.1.0, errata 01, as OASIS has published it. A module has it as a text of its own, and holds to it
// only what its types keep of a log: so the text is read from there, and holds what was written.
func sarifSchema(t *testing.T) *gojsonschema.Schema {
	t.Helper()
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && text == "" {
			text, _ = strconv.Unquote(literal.Value) // another text is no schema
		}
		return true
	})
	if !strings.Contains(text, `"id": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"`) {
		t.Fatal("this is another schema")
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// faults returns what a schema has to say of a document.
func faults(t *testing.T, schema *gojsonschema.Schema, document string) []string {
	t.Helper()
	result, err := schema.Validate(gojsonschema.NewStringLoader(document))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, fault := range result.Errors() {
		all = append(all, fault.String())
	}
	return all
}

func writtenSARIF(t interface{ Fatal(...any) }, r diag.Report) string {
	var text strings.Builder
	if err := diag.WriteSARIF(&text, r); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestSARIFKeepsToItsSchema(t *testing.T) {
	schema := sarifSchema(t)
	whole := writtenSARIF(t, sampleReport())
	for name, text := range map[string]string{"sample": whole, "empty": writtenSARIF(t, diag.Report{})} {
		if all := faults(t, schema, text); len(all) > 0 {
			t.Errorf("%s:\n%s", name, strings.Join(all, "\n"))
		}
	}
	// Did the schema say nothing of these, it would not say anything of ours.
	for _, wrong := range [][2]string{
		{`"level":"warning"`, `"level":"Warning"`}, {`"utf16CodeUnits"`, `"bytes"`}, {`"kind":"inSource"`, `"kind":"comment"`}, {`"startLine":7`, `"startLine":0`},
		{`"ruleIndex":2`, `"ruleIndex":"2"`}, {`"id":"claim-effect",`, ``}, {`"shortDescription"`, `"short"`}, {`"name":"Stillpoint",`, ``}, {`"justification"`, `"reason"`},
	} {
		if !strings.Contains(whole, wrong[0]) {
			t.Errorf("no %s is written", wrong[0])
		}
		if len(faults(t, schema, strings.ReplaceAll(whole, wrong[0], wrong[1]))) == 0 {
			t.Errorf("the schema lets %s pass", wrong[1])
		}
	}
}

// anyReport draws reports with all sorts of texts in all places.
func anyReport(t *rapid.T) diag.Report {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z]{0,3}([-:,%/&<>\]"' \x00-\x1f\x{fffe}🙂é]){0,4}`), rapid.Just("a"))
	position := rapid.Custom(func(t *rapid.T) diag.Position {
		return diag.Position{File: text.Draw(t, "file"), Line: rapid.IntRange(0, 3).Draw(t, "line"), Column: rapid.IntRange(0, 9).Draw(t, "column"), Length: rapid.IntRange(0, 9).Draw(t, "length")}
	})
	diagnostic := rapid.Custom(func(t *rapid.T) diag.Diagnostic {
		d := diag.Diagnostic{
			Severity: rapid.SampledFrom([]diag.Severity{diag.Error, diag.Warning}).Draw(t, "severity"), Code: text.Draw(t, "code"),
			Position: position.Draw(t, "position"), Source: text.Draw(t, "source"), Message: text.Draw(t, "message"), Hint: text.Draw(t, "hint"),
		}
		if rapid.Bool().Draw(t, "related") {
			d = d.With(position.Draw(t, "other"), text.Draw(t, "there"))
		}
		return d
	})
	suppressed := rapid.Custom(func(t *rapid.T) diag.Suppressed {
		return diag.Suppressed{Diagnostic: diagnostic.Draw(t, "let pass"), Comment: rapid.Bool().Draw(t, "comment"), Reason: text.Draw(t, "reason")}
	})
	rule := rapid.Custom(func(t *rapid.T) diag.Rule {
		return diag.Rule{Code: text.Draw(t, "of"), Title: text.Draw(t, "title"), Doc: text.Draw(t, "doc"), On: rapid.Bool().Draw(t, "on"), Level: diag.Warning}
	})
	return diag.Report{Problems: rapid.SliceOfN(diagnostic, 0, 4).Draw(t, "problems"), Suppressed: rapid.SliceOfN(suppressed, 0, 3).Draw(t, "suppressed"), Rules: rapid.SliceOfN(rule, 0, 3).Draw(t, "rules")}
}

// sarifLog is what tests look at.
type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver struct{ Rules []struct{ ID string } }
		}
		Results []struct {
			RuleID    string
			RuleIndex *int
			Locations []struct {
				PhysicalLocation struct {
					Region, ContextRegion struct {
						StartLine, StartColumn, EndColumn int
						Snippet                           struct{ Text string }
					}
				}
			}
			PartialFingerprints map[string]string
		}
	}
}

func TestAnySARIFKeepsToItsSchema(t *testing.T) {
	schema := sarifSchema(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := writtenSARIF(rt, anyReport(rt))
		if all := faults(t, schema, text); len(all) > 0 {
			rt.Fatalf("%s\nin %s", strings.Join(all, "\n"), text)
		}
		var log sarifLog
		if err := json.Unmarshal([]byte(text), &log); err != nil {
			rt.Fatal(err)
		}
		prints := map[string]bool{}
		for _, result := range log.Runs[0].Results {
			if i := result.RuleIndex; i != nil && log.Runs[0].Tool.Driver.Rules[*i].ID != result.RuleID {
				rt.Fatalf("%q is not the rule of its index", result.RuleID)
			}
			for _, digits := range result.PartialFingerprints {
				if prints[digits] {
					rt.Fatalf("two results have the fingerprint %s", digits)
				}
				prints[digits] = true
			}
		}
	})
}

// TestColumnsOfSARIF reads what is meant out of the line by the columns, as an editor does that counts UTF-16 code units.
func TestColumnsOfSARIF(t *testing.T) {
	for _, line := range []string{"heals", "价格 heals 价", "🙂🙂 heals", "𝒶 e\u0301 heals 👩\u200d🦰", "\theals", "ü heals"} {
		file := diag.NewFile("a.md", []byte(line))
		d := file.Error("claim-effect", strings.Index(line, "heals"), 5, "m", "")
		var log sarifLog
		if err := json.Unmarshal([]byte(writtenSARIF(t, diag.Report{Problems: diag.List{d}})), &log); err != nil {
			t.Fatal(err)
		}
		at := log.Runs[0].Results[0].Locations[0].PhysicalLocation
		units := utf16.Encode([]rune(at.ContextRegion.Snippet.Text))
		if got := string(utf16.Decode(units[at.Region.StartColumn-1 : at.Region.EndColumn-1])); got != "heals" {
			t.Errorf("%q: %q is meant", line, got)
		}
	}
}

// TestFingerprints stay when lines come and go above and when a message counts something else, and change with the line.
func TestFingerprints(t *testing.T) {
	printOf := func(text, message string) string {
		file := diag.NewFile("a.md", []byte(text))
		d := file.Error("claim-effect", strings.Index(text, "heals"), 5, message, "")
		var log sarifLog
		if err := json.Unmarshal([]byte(writtenSARIF(t, diag.Report{Problems: diag.List{d}})), &log); err != nil {
			t.Fatal(err)
		}
		return log.Runs[0].Results[0].PartialFingerprints["stillpoint/v1"]
	}
	first := printOf("It heals.\n", "a claim")
	if moved := printOf("One line.\n\n  It heals.\n", "a claim (on 3 pages)"); moved != first {
		t.Errorf("%s, and after moving %s", first, moved)
	}
	if other := printOf("Nobody heals.\n", "a claim"); other == first {
		t.Error("another line has the same")
	}
}

// TestJUnitIsXML whatever the texts are: XML has no way to write most control characters.
func TestJUnitIsXML(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := anyReport(rt)
		var text strings.Builder
		if err := diag.WriteJUnit(&text, r); err != nil {
			rt.Fatal(err)
		}
		var whole struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Skipped  int `xml:"skipped,attr"`
			Suites   []struct {
				Name     string `xml:"name,attr"`
				Tests    int    `xml:"tests,attr"`
				Failures int    `xml:"failures,attr"`
				Skipped  int    `xml:"skipped,attr"`
				Cases    []struct {
					Name    string    `xml:"name,attr"`
					Failure *struct{} `xml:"failure"`
					Skipped *struct{} `xml:"skipped"`
				} `xml:"testcase"`
			} `xml:"testsuite"`
		}
		if err := xml.Unmarshal([]byte(text.String()), &whole); err != nil {
			rt.Fatalf("%v in %q", err, text.String())
		}
		tests, failures, skipped := 0, 0, 0
		for _, suite := range whole.Suites {
			f, s := 0, 0
			for _, c := range suite.Cases {
				if c.Failure != nil {
					f++
				}
				if c.Skipped != nil {
					s++
				}
			}
			if len(suite.Cases) != suite.Tests || f != suite.Failures || s != suite.Skipped {
				rt.Fatalf("the suite %s has %d cases, of which %d failed and %d were skipped: %+v", suite.Name, len(suite.Cases), f, s, suite)
			}
			tests, failures, skipped = tests+suite.Tests, failures+suite.Failures, skipped+suite.Skipped
		}
		if tests == 0 || tests != whole.Tests || failures != whole.Failures || skipped != whole.Skipped || (failures > 0) != (len(r.Problems) > 0) {
			rt.Fatalf("%d cases, %d failed, %d skipped: %+v", tests, failures, skipped, whole)
		}
	})
}

// TestGitHubShowsErrors puts errors first, since GitHub shows so few, and says so where there are more.
func TestGitHubShowsErrors(t *testing.T) {
	write := func(warnings int) []string {
		var l diag.List
		for i := range warnings {
			l = append(l, diag.New("w", fmt.Sprintf("a%02d.md", i), "m", "").AsWarning())
		}
		l = append(l, diag.New("e", "z.md", "m", ""))
		var text strings.Builder
		if err := diag.WriteGitHub(&text, l); err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSpace(text.String()), "\n")
	}
	if lines := write(10); len(lines) != 11 || !strings.HasPrefix(lines[0], "::error file=z.md") {
		t.Errorf("%d lines, first %s", len(lines), lines[0])
	}
	lines := write(11)
	if len(lines) != 13 || !strings.HasPrefix(lines[0], "::notice::") || !strings.Contains(lines[0], "1 errors and 11 warnings") || !strings.HasPrefix(lines[1], "::error file=z.md") {
		t.Errorf("%d lines, first %s", len(lines), lines[:2])
	}
}
