package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xeipuuv/gojsonschema"
)

// cyclonedx returns the schema of CycloneDX 1.5, as its authors publish it.
func cyclonedx(t *testing.T) *gojsonschema.Schema {
	t.Helper()
	loader := gojsonschema.NewSchemaLoader()
	load := func(name string) gojsonschema.JSONLoader {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		return gojsonschema.NewBytesLoader(text)
	}
	if err := loader.AddSchemas(load("spdx.schema.json"), load("jsf-0.82.schema.json")); err != nil {
		t.Fatal(err)
	}
	schema, err := loader.Compile(load("bom-1.5.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *gojsonschema.Schema, bill []byte) []gojsonschema.ResultError {
	t.Helper()
	result, err := schema.Validate(gojsonschema.NewBytesLoader(bill))
	if err != nil {
		t.Fatal(err)
	}
	return result.Errors()
}

// TestBill holds a bill of materials to its schema, and sees that the schema refuses what is wrong.
func TestBill(t *testing.T) {
	b := builder{from: origin{"v1.2.3", time.Unix(1700000000, 0).UTC()}}
	parts := []part{{path: "a.example/b", version: "v1.0.0", sum: "h1:x=", license: "MIT AND OFL-1.1"}, {path: "std", version: "1.26.0", license: "BSD-3-Clause"}}
	bill, err := b.bill(target{"linux", "amd64"}, []byte("program"), parts)
	if err != nil {
		t.Fatal(err)
	}
	schema := cyclonedx(t)
	for _, e := range validate(t, schema, bill) {
		t.Error(e)
	}
	for what, change := range map[string][2]string{
		"no kind":          {`"type": "library"`, `"type": "book"`},
		"no serial number": {`"urn:uuid:`, `"urn:`},
		"no hash":          {`"content": "`, `"content": "x`},
		"no time":          {`"2023-11-14T22:13:20Z"`, `17`},
		"no such field":    {`"purl"`, `"pearl"`},
	} {
		broken := strings.Replace(string(bill), change[0], change[1], 1)
		if broken == string(bill) || len(validate(t, schema, []byte(broken))) == 0 {
			t.Errorf("%s: the schema finds nothing wrong", what)
		}
	}
}

// TestRelease releases this very repository for two systems, twice, in other folders, and reads what came of it.
func TestRelease(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	p := plan{source: filepath.Join("..", ".."), version: "v1.2.3", dirty: true, targets: []target{{runtime.GOOS, runtime.GOARCH}, {"windows", "amd64"}}}
	from, err := p.export(t.Context(), t.TempDir()) // its version says whether there is work that is not committed
	if err != nil {
		t.Fatal(err)
	}
	one := released(t, p)
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TZ", "Pacific/Chatham")
	if err := compare(one, released(t, p)); err != nil {
		t.Error(err)
	}
	schema := cyclonedx(t)
	bills, err := filepath.Glob(filepath.Join(one, "*.cdx.json"))
	if err != nil || len(bills) != 2 {
		t.Fatal(bills, err)
	}
	for _, name := range bills {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range validate(t, schema, text) {
			t.Errorf("%s: %v", filepath.Base(name), e)
		}
		checkParts(t, filepath.Base(name), from.version, text)
	}
}

// checkParts looks for parts that are known to be in every program, and for those of one system.
func checkParts(t *testing.T, name, version string, text []byte) {
	t.Helper()
	var all bom
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	licenses := map[string]string{}
	for _, c := range all.Components {
		licenses[c.Name] = c.Licenses[0].Expression
	}
	for path, want := range map[string]string{
		"std": "BSD-3-Clause", "github.com/yuin/goldmark": "MIT", "github.com/spf13/cobra": "Apache-2.0",
		"github.com/go-text/typesetting": "(Unlicense OR BSD-3-Clause)", "github.com/go-fonts/stix": "BSD-3-Clause AND OFL-1.1",
	} {
		if licenses[path] != want {
			t.Errorf("%s: %s is under %q, not %q", name, path, licenses[path], want)
		}
	}
	if _, there := licenses["github.com/inconshreveable/mousetrap"]; there != strings.Contains(name, "windows") {
		t.Errorf("%s: the part that is in programs for Windows only: %v", name, there)
	}
	for _, c := range all.Components {
		if c.Name != "std" && (len(c.Properties) != 1 || !strings.HasPrefix(c.Properties[0].Value, "h1:")) {
			t.Errorf("%s: %s has no sum", name, c.Name)
		}
	}
	if want := all.Metadata.Component; want.Version != version || !strings.Contains(all.Metadata.Timestamp, "2023-11-14") {
		t.Errorf("%s: %+v", name, all.Metadata)
	}
}

func TestLicences(t *testing.T) {
	if _, _, err := licenses(t.TempDir()); err == nil {
		t.Error("a folder without a licence was taken")
	}
	dir := t.TempDir()
	if err := put(dir, "LICENSE", []byte("You may look, but not touch.\n")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := licenses(dir); err == nil {
		t.Error("a licence that nobody knows was taken")
	}
	if err := put(dir, "LICENSE", []byte("// SPDX-License-Identifier: Zlib\r\n")); err != nil {
		t.Fatal(err)
	}
	if id, text, err := licenses(dir); err != nil || id != "(Zlib)" || strings.Contains(string(text), "\r") {
		t.Errorf("%q, %q, %v", id, text, err)
	}
}
