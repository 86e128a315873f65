package generator_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// walls say what each package of the house may import of ours. What is not
// listed is not allowed; a package that is not listed does not exist.
func walls() map[string][]string {
	return map[string][]string{
		"generator/diag":                 {},
		"generator/filename":             {},
		"generator/publish":              {"generator/compress", "generator/filename", "generator/lock"},
		"generator/outputs":              {},
		"generator/deploy":               {"generator/publish"},
		"generator/deploy/address":       {"generator/diag"},
		"generator/deploy/bucket":        {"generator/deploy", "generator/deploy/address"},
		"generator/deploy/buckettest":    {},
		"generator/deploy/folder":        {"generator/deploy"},
		"generator/deploy/deploytest":    {"generator/deploy", "generator/edits"},
		"generator/deploy/secret":        {},
		"generator/deploy/sftp":          {"generator/deploy", "generator/deploy/address", "generator/deploy/secret"},
		"generator/share":                {},
		"generator/hosting":              {},
		"generator/hostfiles":            {"generator/compress", "generator/hosting"},
		"generator/hostfiles/servertest": {},
		"generator/watch":                {},
		"generator/pool":                 {},
		"generator/wire":                 {},
		"generator/lock":                 {},
		"generator/stamp":                {"generator/wire"},
		"generator/edits":                {},
		"generator/builtin":              {},
		"generator/records":              {"generator/diag", "generator/wire"},
		"generator/cache":                {"generator/wire", "generator/lock", "generator/stamp"},
		"generator/images":               {"generator/wire"},
		"generator/images/corpus":        {},
		"generator/strip":                {},
		"generator/fonts":                {"generator/compress"},
		"generator/source":               {"generator/diag", "generator/wire", "generator/stamp", "generator/filename"},
		"generator/decode":               {"generator/diag", "generator/wire"},
		"generator/markdown":             {"generator/diag"},
		"generator/bundle":               {"generator/diag"},
		"generator/vector":               {"generator/diag"},
		"generator/practice":             {"generator/diag", "generator/decode"},
		"generator/words":                {"generator/diag", "generator/decode"},
		"generator/config":               {"generator/diag", "generator/decode", "generator/practice", "generator/bundle", "generator/wire", "generator/hosting", "generator/deploy/address"},
		"generator/content":              {"generator/diag", "generator/decode", "generator/practice", "generator/wire"},
		"generator/schema":               {"generator/diag", "generator/decode", "generator/practice", "generator/config", "generator/content"},
		"generator/reach":                {},
		"generator/online":               {"generator/hosting", "generator/reach", "generator/compress"},
		"generator/claims":               {"generator/diag", "generator/decode", "generator/pool"},
		"generator/compress":             {"generator/pool"},
		"generator/deploy/branch":        {"generator/deploy", "generator/deploy/address", "generator/lock"},
		"generator/check": {
			"generator/diag",
			"generator/pool",
			"generator/wire",
			"generator/records",
			"generator/claims",
			"generator/check/rule",
			"generator/check/access",
			"generator/check/budget",
			"generator/check/links",
			"generator/check/writing",
			"generator/check/claim",
			"generator/check/privacy",
			"generator/check/search",
			"generator/check/security",
		},
		"generator/check/rule":          {"generator/diag", "generator/wire", "generator/pool"},
		"generator/check/rule/ruletest": {"generator/check/rule"},
		"generator/check/origin":        {"generator/diag", "generator/check/rule"},
		"generator/check/budget":        {"generator/check/rule", "generator/wire", "generator/compress"},
		"generator/check/writing":       {"generator/check/rule"},
		"generator/check/links":         {"generator/diag", "generator/check/rule"},
		"generator/check/access":        {"generator/check/rule", "generator/check/style", "generator/check/style/color"},
		"generator/check/style":         {"generator/check/rule", "generator/check/style/color"},
		"generator/check/style/color":   {},
		"generator/check/claim":         {"generator/check/rule", "generator/claims"},
		"generator/check/privacy":       {"generator/check/rule", "generator/check/style"},
		"generator/check/security":      {"generator/check/rule"},
		"generator/policy":              {"generator/wire", "generator/check/rule", "generator/check/style"},
		"generator/check/search":        {"generator/check/rule"},
		"generator/assets": {
			"generator/diag",
			"generator/source",
			"generator/config",
			"generator/bundle",
			"generator/strip",
			"generator/vector",
			"generator/wire",
			"generator/records",
		},
		"generator/pictures": {"generator/diag", "generator/source", "generator/config", "generator/cache", "generator/images", "generator/vector", "generator/wire"},
		"generator/site":     {"generator/diag", "generator/filename", "generator/config", "generator/content", "generator/practice", "generator/wire"},
		"generator/draft":    {"generator/filename", "generator/decode", "generator/practice", "generator/content", "generator/site"},
		"generator/jsonld":   {"generator/decode", "generator/site", "generator/practice"},
		"generator/layouts": {
			"generator/diag",
			"generator/decode",
			"generator/pool",
			"generator/config",
			"generator/site",
			"generator/practice",
			"generator/assets",
			"generator/pictures",
			"generator/vector",
			"generator/words",
		},
		"generator/starter": {"generator/diag", "generator/words", "generator/claims", "generator/decode", "generator/practice", "generator/config", "generator/site"},
		"generator/bodies": {
			"generator/diag",
			"generator/markdown",
			"generator/site",
			"generator/layouts",
			"generator/check",
			"generator/practice",
			"generator/pictures",
			"generator/records",
			"generator/wire",
		},
		"generator": {
			"generator/assets",
			"generator/bodies",
			"generator/cache",
			"generator/check",
			"generator/check/budget",
			"generator/check/links",
			"generator/check/origin",
			"generator/check/rule",
			"generator/claims",
			"generator/config",
			"generator/content",
			"generator/decode",
			"generator/deploy",
			"generator/diag",
			"generator/fonts",
			"generator/hosting",
			"generator/jsonld",
			"generator/layouts",
			"generator/markdown",
			"generator/outputs",
			"generator/pictures",
			"generator/pool",
			"generator/practice",
			"generator/publish",
			"generator/reach",
			"generator/records",
			"generator/schema",
			"generator/share",
			"generator/site",
			"generator/source",
			"generator/strip",
			"generator/vector",
			"generator/wire",
			"generator/words",
			"generator/compress",
			"generator/check/security",
			"generator/hostfiles",
			"generator/policy",
		},
		"generator/manual": {
			"generator/check",
			"generator/check/rule",
			"generator/claims",
			"generator/config",
			"generator/content",
			"generator/decode",
			"generator/diag",
			"generator/layouts",
			"generator/markdown",
			"generator/practice",
		},
		"generator/rebuild": {"generator", "generator/diag", "generator/watch"},
		"generator/serve":   {"generator", "generator/diag", "generator/hosting"},
		"generator/bench":   {"generator"},
		"cmd/stillpoint": {
			"",
			"generator",
			"generator/builtin",
			"generator/deploy",
			"generator/deploy/address",
			"generator/deploy/bucket",
			"generator/deploy/folder",
			"generator/deploy/secret",
			"generator/deploy/sftp",
			"generator/diag",
			"generator/draft",
			"generator/manual",
			"generator/rebuild",
			"generator/schema",
			"generator/serve",
			"generator/site",
			"generator/starter",
			"generator/watch",
			"generator/deploy/branch",
			"generator/online",
		},
		"cmd/release": {},
		"":            {},
	}
}

// libraries say which packages may import what comes from outside, as a rule one alone.
func libraries() map[string]string {
	return map[string]string{
		"github.com/yuin/goldmark":           "generator/markdown",
		"github.com/adrg/frontmatter":        "generator/content",
		"github.com/tdewolff/minify":         "generator/assets",
		"github.com/tdewolff/parse/v2/":      "generator/check generator/check/rule generator/check/style generator/vector", // its input and its errors are those of minify too
		"go.yaml.in/yaml":                    "generator/decode",
		"github.com/pelletier/go-toml":       "generator/decode",
		"github.com/bojanz/currency":         "generator/practice",
		"golang.org/x/text/language/display": "generator/practice generator/words", // names of languages, for readers and in messages
		"golang.org/x/text/feature/plural":   "generator/words",
		"github.com/agnivade/levenshtein":    "generator/diag",
		"golang.org/x/text/width":            "generator/diag",
		"github.com/spf13/cobra":             "cmd/stillpoint",
		"github.com/spf13/pflag":             "cmd/stillpoint",
		"golang.org/x/term":                  "cmd/stillpoint",
		"golang.org/x/sync":                  "generator generator/pictures generator/reach cmd/stillpoint",
		"github.com/fsnotify/fsnotify":       "generator/watch",
		"golang.org/x/net/html":              "generator/serve",
		"golang.org/x/net/publicsuffix":      "generator/online",
		"github.com/minio/minio-go":          "generator/deploy/bucket",
		"github.com/pkg/sftp":                "generator/deploy/sftp",
		"golang.org/x/crypto":                "generator/deploy/sftp",
		"github.com/zalando/go-keyring":      "generator/deploy/secret",
		"golang.org/x/net/netutil":           "generator/serve",
		"golang.org/x/net/idna":              "generator/policy", // names of hosts as the system of domain names has them
		"rsc.io/qr":                          "cmd/stillpoint",
		"github.com/google/licensecheck":     "cmd/release",
		"github.com/rogpeppe/go-internal":    "generator/builtin",
		"html/template":                      "generator/layouts",
		"golang.org/x/image":                 "generator/share generator/images generator/check/style", // drawing, and decoding; the names of colours
		"github.com/evanw/esbuild":           "generator/bundle",
		"github.com/kovidgoyal/imaging":      "generator/images",
		"github.com/gen2brain":               "generator/images",
		"github.com/andybalholm/brotli":      "generator/compress",
		"compress/gzip":                      "generator/compress generator/deploy generator/deploy/sftp cmd/release", // archives, manifests and lists are no pages
		"github.com/go-text/typesetting":     "generator/share",
		"github.com/go-fonts":                "generator/share",
		"encoding/xml":                       "generator/outputs generator/share generator/vector generator/diag generator/online", // feeds are written, icons, drawings and sitemaps read
	}
}

// forbidden are imports of the standard library that a room must do without.
func forbidden() map[string][]string {
	return map[string][]string{
		"generator/site":     {"html/template", "os"},
		"generator/content":  {"html/template", "net/http", "os"},
		"generator/config":   {"os", "time/tzdata"},
		"generator/jsonld":   {"generator/site", "generator/practice"},
		"generator/layouts":  {"net/http", "os", "os/exec"},
		"generator/markdown": {"html/template", "os"},
		"generator/outputs":  {"os"},
		"generator":          {"net/http", "os/exec", "os"},
		"generator/hosting":  {"net", "net/http", "os", "mime"},
		"generator/serve":    {"os", "os/exec"},
	}
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "stillpoint/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p goPackage
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func room(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, "stillpoint"), "/")
}

func TestWalls(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range listPackages(t) {
		name := room(p.ImportPath)
		seen[name] = true
		allowed, known := walls()[name]
		if !known {
			t.Errorf("package %q has no place in the plan: add it to generator/doc.go and to this test", name)
		}
		for _, imported := range p.Imports {
			if imported == "stillpoint" || strings.HasPrefix(imported, "stillpoint/") {
				if !slices.Contains(allowed, room(imported)) {
					t.Errorf("%s must not import %s", p.ImportPath, imported)
				}
			}
			checkLibrary(t, name, imported)
			if slices.Contains(forbidden()[name], imported) {
				t.Errorf("%s must not import %s", p.ImportPath, imported)
			}
		}
	}
	for name := range walls() {
		if !seen[name] {
			t.Errorf("the plan has a package %q that does not exist", name)
		}
	}
}

func checkLibrary(t *testing.T, name, imported string) {
	t.Helper()
	for library, home := range libraries() {
		if (imported == library || strings.HasPrefix(imported, strings.TrimSuffix(library, "/")+"/")) && !slices.Contains(strings.Fields(home), name) {
			t.Errorf("%s lives in %s; %s must not import %s", library, home, name, imported)
		}
	}
}
