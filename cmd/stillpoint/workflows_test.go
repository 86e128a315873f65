package main

import (
	"encoding/pem"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// requireProgram returns the path of a program, or skips the test where it is missing, except where STILLPOINT_REQUIRE_TOOLS is set.
func requireProgram(t *testing.T, name string) string {
	t.Helper()
	place, err := exec.LookPath(name)
	if err != nil && os.Getenv("STILLPOINT_REQUIRE_TOOLS") != "" {
		t.Fatal(err)
	} else if err != nil {
		t.Skip(err)
	}
	return place
}

// newSite writes a new site for a host.
func newSite(t *testing.T, host string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "site")
	terminal := terminal{in: strings.NewReader(""), out: io.Discard, err: t.Output(), env: func(string) (string, bool) { return "", false }}
	arguments := []string{"init", folder, "--yes", "--name", "Quiet Tide", "--profession", "yoga", "--town", "Rye", "--country", "GB", "--email", "hello@quiettide.example", "--host", host}
	if code := run(t.Context(), arguments, terminal); code != exitDone {
		t.Fatalf("init ended with %d", code)
	}
	return folder
}

// TestActionlint holds the workflows of new sites and of this repository to the rules of GitHub Actions, which are nearly those of Forgejo.
func TestActionlint(t *testing.T) {
	lint := requireProgram(t, "actionlint")
	own, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(own) == 0 {
		t.Fatal("this repository has no workflows", err)
	}
	settings := filepath.Join(t.TempDir(), "actionlint.yaml")
	if err := os.WriteFile(settings, []byte("self-hosted-runner:\n  labels: [codeberg-small]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	written := []string{filepath.Join(newSite(t, "github"), ".github/workflows/publish.yml"), filepath.Join(newSite(t, "codeberg"), ".forgejo/workflows/publish.yml")}
	out, err := exec.Command(lint, slices.Concat([]string{"-no-color", "-shellcheck=", "-config-file", settings}, own, written)...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	// That it can find something is seen by a workflow that it must refuse.
	text, err := os.ReadFile(written[0])
	if err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(t.TempDir(), "wrong.yml")
	if err := os.WriteFile(wrong, []byte(strings.Replace(string(text), "steps.pages.outputs", "steps.page.outputs", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(lint, "-no-color", wrong).CombinedOutput(); err == nil {
		t.Errorf("a wrong workflow was let pass: %s", out)
	}
}

// workflow is what these tests read of a workflow of GitHub or Forgejo.
type workflow struct {
	On          map[string]any
	Permissions map[string]string
	Concurrency struct {
		Group            string
		CancelInProgress string `yaml:"cancel-in-progress"`
	}
	Jobs map[string]struct {
		If          string
		Permissions map[string]string
		Timeout     int `yaml:"timeout-minutes"`
		Steps       []step
	}
}

type step struct {
	Uses, Run string
	With      map[string]string
	Env       map[string]string
}

func readYAML(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// release is an archive of a release that was made from this source, on a server of its own that is reached by https.
type release struct{ url, sum, authority string }

// newRelease makes a release for this machine and serves it.
func newRelease(t *testing.T) release {
	t.Helper()
	dist := filepath.Join(t.TempDir(), "dist")
	c := exec.Command("go", "run", "./cmd/release", "-allow-dirty", "-version", "v0.0.0-test", "-targets", runtime.GOOS+"/"+runtime.GOARCH, "-out", dist)
	c.Dir = "../.."
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	sums, err := os.ReadFile(filepath.Join(dist, "SHA256SUMS"))
	found := regexp.MustCompile(`(?m)^([0-9a-f]{64}) [ *](\S+\.tar\.gz)$`).FindSubmatch(sums)
	if err != nil || found == nil {
		t.Fatalf("%v\n%s", err, sums)
	}
	server := httptest.NewTLSServer(http.FileServer(http.Dir(dist)))
	t.Cleanup(server.Close)
	authority := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(authority, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o644); err != nil {
		t.Fatal(err)
	}
	return release{server.URL + "/" + string(found[2]), string(found[1]), authority}
}

// runner runs steps as a host does: in a fresh clone of the site, with nothing in the environment but what the host puts there.
type runner struct {
	t       *testing.T
	source  string // the bare repository that the host has
	folder  string // the clone
	release release
}

// newRunner puts a new site, with some changes, where a host has it.
func newRunner(t *testing.T, r release, host string, changes map[string]string) *runner {
	t.Helper()
	site := newSite(t, host)
	for name, text := range changes {
		if err := os.WriteFile(filepath.Join(site, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	top := t.TempDir()
	to := &runner{t: t, source: filepath.Join(top, "source.git"), folder: filepath.Join(top, "work"), release: r}
	to.git("", "init", "--quiet", "--bare", "--initial-branch=main", to.source)
	to.git(site, "init", "--quiet", "--initial-branch=main")
	to.git(site, "add", ".")
	to.git(site, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "--message", "The site")
	to.git(site, "push", "--quiet", to.source, "main")
	to.git("", "clone", "--quiet", to.source, to.folder)
	return to
}

// environment is what hosts give to every step.
func (r *runner) environment(more map[string]string) []string {
	all := map[string]string{"PATH": os.Getenv("PATH"), "HOME": filepath.Dir(r.folder), "CI": "true", "CURL_CA_BUNDLE": r.release.authority, "GIT_CONFIG_NOSYSTEM": "1", "LANG": "C.UTF-8"}
	maps.Copy(all, more)
	var list []string
	for name, value := range all {
		list = append(list, name+"="+value)
	}
	return list
}

func (r *runner) git(folder string, arguments ...string) string {
	r.t.Helper()
	c := exec.Command("git", arguments...)
	c.Dir, c.Env = folder, r.environment(nil)
	out, err := c.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", arguments, err, out)
	}
	return string(out)
}

// sh runs a script as it is written, and returns what it prints for people and programs.
func (r *runner) sh(script string, environment map[string]string) (string, error) {
	r.t.Helper()
	c := exec.Command("sh", "-e", "-c", script)
	c.Dir, c.Env, c.Stderr = r.folder, r.environment(environment), r.t.Output()
	out, err := c.Output()
	return string(out), err
}

// evaluate puts in what a host knows for its expressions. One that is not among them is an error.
func (r *runner) evaluate(text string, known map[string]string) string {
	r.t.Helper()
	return regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`).ReplaceAllStringFunc(text, func(expression string) string {
		inner := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(expression, "${{"), "}}"))
		value, found := known[inner]
		if !found {
			r.t.Fatalf("nobody knows %s", inner)
		}
		return value
	})
}

// steps runs all steps of a job that are scripts.
func (r *runner) steps(all []step, known map[string]string) (string, error) {
	r.t.Helper()
	known = maps.Clone(known)
	known["vars.STILLPOINT_ARCHIVE"], known["vars.STILLPOINT_SHA256"] = r.release.url, r.release.sum
	printed, ran := "", false
	for _, s := range all {
		if s.Run == "" {
			continue
		}
		environment := map[string]string{}
		for name, value := range s.Env {
			environment[name] = r.evaluate(value, known)
		}
		ran = true
		out, err := r.sh(s.Run, environment)
		if printed += out; err != nil {
			return printed, err
		}
	}
	if !ran {
		r.t.Error("there is no step to run")
	}
	return printed, nil
}

// public fails where the finished site is not there.
func (r *runner) public(address string) {
	r.t.Helper()
	text, err := os.ReadFile(filepath.Join(r.folder, "public", "sitemap.xml"))
	if err != nil || !strings.Contains(string(text), address) {
		r.t.Errorf("the site is not built for %s: %s, %v", address, text, err)
	}
}

// mistakes are changes to a site by which it must not be published.
func mistakes() map[string]string {
	return map[string]string{"content/wrong.md": "---\ntitle: Wrong\ndraftt: true\n---\n"}
}

const pushed = "github.ref == 'refs/heads/main' && 'git:origin#pages' || ''"

// TestPipelines runs the steps that init writes for each host, as they are written, in a fresh clone of the site.
func TestPipelines(t *testing.T) {
	for _, program := range []string{"git", "curl", "sha256sum", "tar"} {
		requireProgram(t, program)
	}
	r := newRelease(t)
	t.Run("github", func(t *testing.T) { testGitHub(t, r) })
	t.Run("codeberg", func(t *testing.T) { testCodeberg(t, r) })
	t.Run("gitlab", func(t *testing.T) { testGitLab(t, r) })
	t.Run("netlify", func(t *testing.T) { testNetlify(t, r) })
	t.Run("script", func(t *testing.T) { testBuildScript(t, r) })
}

func testGitHub(t *testing.T, r release) {
	known := map[string]string{"steps.pages.outputs.base_url": "https://ada.github.example/tide"}
	good := newRunner(t, r, "github", nil)
	var w workflow
	readYAML(t, filepath.Join(good.folder, ".github/workflows/publish.yml"), &w)
	if out, err := good.steps(w.Jobs["build"].Steps, known); err != nil {
		t.Fatal(err, out)
	}
	good.public("https://ada.github.example/tide/")
	bad := newRunner(t, r, "github", mistakes())
	out, err := bad.steps(w.Jobs["build"].Steps, known)
	if _, there := os.Stat(filepath.Join(bad.folder, "public")); err == nil || there == nil || !strings.HasPrefix(out, "::error file=content/wrong.md,line=3,") {
		t.Errorf("a wrong site: %v, %s", err, out)
	}
	// Least rights, one at a time, each night, and only of the branch main.
	if !maps.Equal(w.Permissions, map[string]string{"contents": "read"}) || !maps.Equal(w.Jobs["build"].Permissions, map[string]string{"contents": "read", "pages": "read"}) ||
		!maps.Equal(w.Jobs["publish"].Permissions, map[string]string{"pages": "write", "id-token": "write"}) {
		t.Errorf("rights: %v, %v", w.Permissions, w.Jobs)
	}
	if w.Jobs["publish"].If != "github.ref == 'refs/heads/main'" {
		t.Errorf("published if %q", w.Jobs["publish"].If)
	}
	w.common(t)
}

// common is what holds for the workflows of GitHub and Forgejo.
func (w workflow) common(t *testing.T) {
	t.Helper()
	for _, event := range []string{"push", "pull_request", "schedule", "workflow_dispatch"} {
		if _, there := w.On[event]; !there {
			t.Errorf("not begun by %s", event)
		}
	}
	if w.Concurrency.Group != "publish-${{ github.ref }}" || w.Concurrency.CancelInProgress != "${{ github.event_name == 'pull_request' }}" {
		t.Errorf("more than one at a time: %+v", w.Concurrency)
	}
	for name, job := range w.Jobs {
		if job.Timeout == 0 {
			t.Errorf("the job %s may take for ever", name)
		}
		for _, s := range job.Steps {
			if s.Uses != "" && !regexp.MustCompile(`^actions/[a-z-]+@v\d+$`).MatchString(s.Uses) {
				t.Errorf("%s is not of a major version", s.Uses)
			}
			if strings.HasPrefix(s.Uses, "actions/upload-pages-artifact@") && s.With["include-hidden-files"] != "true" {
				t.Error("names with a dot, such as .well-known, are not published")
			}
			if strings.HasPrefix(s.Uses, "actions/cache@") && (s.With["path"] != ".stillpoint" || !strings.Contains(s.With["key"], "STILLPOINT_SHA256")) {
				t.Errorf("what is kept: %v", s.With)
			}
		}
	}
}

func testCodeberg(t *testing.T, r release) {
	host := newRunner(t, r, "codeberg", nil)
	var w workflow
	readYAML(t, filepath.Join(host.folder, ".forgejo/workflows/publish.yml"), &w)
	w.common(t)
	steps := w.Jobs["build"].Steps
	// What is proposed is built, and not published.
	if out, err := host.steps(steps, map[string]string{pushed: ""}); err != nil {
		t.Fatal(err, out)
	}
	if branches := host.git(host.source, "branch", "--list", "pages"); branches != "" {
		t.Errorf("a proposal was published: %s", branches)
	}
	if out, err := host.steps(steps, map[string]string{pushed: "git:origin#pages"}); err != nil {
		t.Fatal(err, out)
	}
	host.onBranch()
	first := host.git(host.source, "rev-parse", "pages")
	// In the night nothing has changed, and nothing is published.
	if out, err := host.steps(steps, map[string]string{pushed: "git:origin#pages"}); err != nil || host.git(host.source, "rev-parse", "pages") != first {
		t.Errorf("published again: %v, %s", err, out)
	}
	if err := os.WriteFile(filepath.Join(host.folder, "content/wrong.md"), []byte(mistakes()["content/wrong.md"]), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := host.steps(steps, map[string]string{pushed: "git:origin#pages"}); err == nil || host.git(host.source, "rev-parse", "pages") != first {
		t.Errorf("a wrong site was published: %s", out)
	}
	if status := host.git(host.folder, "status", "--porcelain"); status != "?? content/wrong.md\n" {
		t.Errorf("the clone was changed: %s", status)
	}
}

// onBranch fails where the branch pages has not just the files of public/, beside the list of them.
func (r *runner) onBranch() {
	r.t.Helper()
	clone := filepath.Join(r.t.TempDir(), "pages")
	r.git("", "clone", "--quiet", "--branch=pages", r.source, clone)
	for _, gone := range []string{".git", ".stillpoint-published"} {
		if err := os.RemoveAll(filepath.Join(clone, gone)); err != nil {
			r.t.Fatal(err)
		}
	}
	want, err := contents(filepath.Join(r.folder, "public"))
	if err != nil {
		r.t.Fatal(err)
	}
	if is, err := contents(clone); err != nil || is != want || want == "" {
		r.t.Errorf("the branch has\n%s\nand public\n%s\n%v", is, want, err)
	}
}

// keywords are what a pipeline of GitLab may say at its top and in a job (https://docs.gitlab.com/ci/yaml/), as far as ours do.
func keywords() (top, job []string) {
	return []string{"workflow", ".build", "check", "pages"},
		[]string{"extends", "stage", "image", "timeout", "variables", "before_script", "script", "cache", "rules", "interruptible", "resource_group", "artifacts"}
}

// gitlabJob is what these tests read of a job of GitLab.
type gitlabJob struct {
	Extends, Image, Stage string
	Variables             map[string]string
	Before                []string `yaml:"before_script"`
	Script                []string
	ResourceGroup         string `yaml:"resource_group"`
	Rules                 []struct{ If string }
	Cache                 struct {
		Key   string
		Paths []string
	}
	Artifacts struct {
		When    string
		Paths   []string
		Reports map[string]string
	}
}

// readGitLab reads a pipeline of GitLab, with what jobs take from others.
func readGitLab(t *testing.T, file string) map[string]gitlabJob {
	t.Helper()
	var all map[string]map[string]any
	readYAML(t, file, &all)
	top, inJob := keywords()
	jobs := map[string]gitlabJob{}
	for name, job := range all {
		if !slices.Contains(top, name) {
			t.Errorf("nobody knows the job %s", name)
		}
		merged := maps.Clone(all[fmt.Sprint(job["extends"])])
		if merged == nil {
			merged = map[string]any{}
		}
		maps.Copy(merged, job)
		for keyword := range job {
			if name != "workflow" && !slices.Contains(inJob, keyword) {
				t.Errorf("a job has no keyword %s", keyword)
			}
		}
		text, err := yaml.Marshal(merged)
		if err != nil {
			t.Fatal(err)
		}
		var one gitlabJob
		if err := yaml.Unmarshal(text, &one); err != nil {
			t.Fatal(err)
		}
		jobs[name] = one
	}
	return jobs
}

// job runs a job of GitLab in an image that stands for Alpine.
func (r *runner) job(j gitlabJob) (string, error) {
	r.t.Helper()
	programs := r.t.TempDir()
	apk := "#!/bin/sh\ntest \"$*\" = 'add --no-cache curl'\n"
	if err := os.WriteFile(filepath.Join(programs, "apk"), []byte(apk), 0o755); err != nil {
		r.t.Fatal(err)
	}
	host := map[string]string{"CI_PAGES_URL": "https://ada.gitlab.example/tide"}
	environment := map[string]string{"PATH": programs + ":" + os.Getenv("PATH"), "STILLPOINT_ARCHIVE": r.release.url, "STILLPOINT_SHA256": r.release.sum}
	for name, value := range j.Variables {
		environment[name] = os.Expand(value, func(name string) string { return host[name] })
	}
	return r.sh(strings.Join(append(slices.Clone(j.Before), j.Script...), "\n"), environment)
}

func testGitLab(t *testing.T, r release) {
	host := newRunner(t, r, "gitlab", nil)
	jobs := readGitLab(t, filepath.Join(host.folder, ".gitlab-ci.yml"))
	for _, name := range []string{"check", "pages"} {
		if out, err := host.job(jobs[name]); err != nil || out != "" {
			t.Fatalf("%s: %v, %s", name, err, out)
		}
		host.public("https://ada.gitlab.example/tide/")
		report, err := os.ReadFile(filepath.Join(host.folder, jobs[name].Artifacts.Reports["junit"]))
		if err != nil || !strings.HasPrefix(string(report), "<?xml") || jobs[name].Artifacts.When != "always" {
			t.Errorf("%s: %v, %s", name, err, report)
		}
		if jobs[name].Cache.Key != "stillpoint-$STILLPOINT_SHA256" || !slices.Equal(jobs[name].Cache.Paths, []string{".stillpoint/"}) {
			t.Errorf("what is kept: %+v", jobs[name].Cache)
		}
	}
	if jobs["pages"].ResourceGroup == "" || !slices.Equal(jobs["pages"].Artifacts.Paths, []string{"public"}) || len(jobs["check"].Artifacts.Paths) > 0 {
		t.Errorf("what is published: %+v", jobs)
	}
	bad := newRunner(t, r, "gitlab", mistakes())
	out, err := bad.job(jobs["check"])
	report, readErr := os.ReadFile(filepath.Join(bad.folder, "stillpoint.xml"))
	if err == nil || readErr != nil || !strings.Contains(string(report), `file="content/wrong.md"`) || out != string(report) {
		t.Errorf("a wrong site: %v, %v, %s, %s", err, readErr, report, out)
	}
}

func testNetlify(t *testing.T, r release) {
	host := newRunner(t, r, "netlify", nil)
	text, err := os.ReadFile(filepath.Join(host.folder, "netlify.toml"))
	found := regexp.MustCompile(`(?m)^  command = (".*")$`).FindSubmatch(text)
	if err != nil || found == nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var command string
	if _, err := fmt.Sscanf(string(found[1]), "%q", &command); err != nil {
		t.Fatal(err)
	}
	environment := map[string]string{"URL": "https://tide.netlify.example", "STILLPOINT_ARCHIVE": r.url, "STILLPOINT_SHA256": r.sum}
	if out, err := host.sh(command, environment); err != nil {
		t.Fatal(err, out)
	}
	host.public("https://tide.netlify.example/")
}

// testBuildScript holds that nothing is run but the archive that was chosen, fetched by https.
func testBuildScript(t *testing.T, r release) {
	host := newRunner(t, r, "cloudflare", nil)
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	for name, environment := range map[string]map[string]string{
		"nothing said":       {},
		"another archive":    {"STILLPOINT_ARCHIVE": r.url, "STILLPOINT_SHA256": strings.Repeat("0", 64)},
		"no such archive":    {"STILLPOINT_ARCHIVE": r.url + ".gone", "STILLPOINT_SHA256": r.sum},
		"not by https":       {"STILLPOINT_ARCHIVE": plain.URL, "STILLPOINT_SHA256": r.sum},
		"nobody to trust":    {"STILLPOINT_ARCHIVE": r.url, "STILLPOINT_SHA256": r.sum, "CURL_CA_BUNDLE": "/dev/null"},
		"nowhere to publish": {"STILLPOINT_ARCHIVE": r.url, "STILLPOINT_SHA256": r.sum, "PUBLISH_TO": "git:nowhere#pages"},
	} {
		if out, err := host.sh("sh build-site.sh", environment); err == nil {
			t.Errorf("%s: it was built: %s", name, out)
		}
	}
	if out, err := host.sh("sh build-site.sh", map[string]string{"STILLPOINT_ARCHIVE": r.url, "STILLPOINT_SHA256": r.sum}); err != nil || strings.Count(out, "\n") != 1 {
		t.Errorf("%v, and it said %q, not one line", err, out)
	}
	host.public("https://practice.example/")
}
