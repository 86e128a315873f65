package main

import (
	"bytes"
	"cmp"
	"context"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// module is where the sources of one module lie.
type module struct {
	Path, Version, Dir string
	Replace            *module
}

// part is a module, or the library of Go, that is in a program.
type part struct {
	path, version string
	sum           string // as go.sum has it; "" for the library of Go
	license       string // expression of SPDX
	texts         []byte // of its licences and notices
}

// purl is the address of a part among packages (github.com/package-url/purl-spec).
func (p part) purl() string { return "pkg:golang/" + p.path + "@" + p.version }

// list finds out where the sources of Go and of all modules are.
func (b *builder) list(ctx context.Context) error {
	root, err := output(ctx, b.sources, "go", "env", "GOROOT")
	if err != nil {
		return err
	}
	b.goroot = string(bytes.TrimSpace(root))
	out, err := output(ctx, b.sources, "go", "list", "-m", "-json=Path,Version,Dir,Replace", "all")
	if err != nil {
		return err
	}
	b.modules = map[string]module{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var m module
		err := d.Decode(&m)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		b.modules[m.Path+"@"+m.Version] = m
	}
}

// parts returns what a program is made from, as it says itself, sorted by path.
func (b *builder) parts(program string) ([]part, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	library := part{path: "std", version: strings.TrimPrefix(info.GoVersion, "go")}
	if library.license, library.texts, err = licenses(b.goroot); err != nil {
		return nil, fmt.Errorf("the library of Go: %w", err)
	}
	all := []part{library}
	for _, d := range info.Deps {
		m, known := b.modules[d.Path+"@"+d.Version]
		if d.Replace != nil || !known || m.Replace != nil {
			return nil, fmt.Errorf("module %s %s is replaced by another, or go.mod does not know it", d.Path, d.Version)
		}
		p := part{path: d.Path, version: d.Version, sum: d.Sum}
		if p.license, p.texts, err = licenses(m.Dir); err != nil {
			return nil, fmt.Errorf("module %s: %w", d.Path, err)
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b part) int { return cmp.Compare(a.path, b.path) })
	return all, nil
}

// licenses reads under which licences the sources in a folder are, and the texts that must be handed on with them. One that
// is not known stops the release: somebody must read it.
func licenses(dir string) (expression string, texts []byte, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", nil, err
	}
	named := regexp.MustCompile(`(?i)^([a-z]+-)?(licen[cs]e|copying|notice|patents)([.-].*)?$`)
	var ids []string
	for _, e := range entries {
		if !e.Type().IsRegular() || !named.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", nil, err
		}
		texts = fmt.Appendf(texts, "%s\n\n", bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
		if id := licenseOf(text); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return "", nil, errors.New("no licence that is known stands in its folder")
	}
	slices.Sort(ids)
	return strings.Join(ids, " AND "), texts, nil
}

// patentGrant is what licensecheck calls the file PATENTS of Go's own modules. It gives rights beside the licence, and SPDX has no
// name for it: the text alone is handed on.
const patentGrant = "GooglePatentsFile"

// licenseOf returns the expression of SPDX for a text: the one that it names itself, or all licences whose words it has. A notice has none.
func licenseOf(text []byte) string {
	if named := regexp.MustCompile(`SPDX-License-Identifier: ([A-Za-z0-9.+ ()-]+)`).FindSubmatch(text); named != nil {
		return "(" + strings.TrimSpace(string(named[1])) + ")"
	}
	var ids []string
	for _, m := range licensecheck.Scan(text).Match {
		if !m.IsURL && m.ID != patentGrant && !slices.Contains(ids, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	slices.Sort(ids)
	return strings.Join(ids, " AND ")
}

// notices returns the text that goes with a program: what licences ask to be handed on.
func notices(parts []part) []byte {
	var text bytes.Buffer
	text.WriteString("Stillpoint is made with the work of others, under these licences.\n")
	for _, p := range parts {
		fmt.Fprintf(&text, "\n%s\n%s %s\n%s\n\n%s", strings.Repeat("=", 80), p.path, p.version, p.license, p.texts)
	}
	return text.Bytes()
}
