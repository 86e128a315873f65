package generator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/diag"
)

const checkedConfig = "site: {title: Quiet Tide, url: https://t.example/, language: en-GB}\n"

// checkedSite is a site of which one page has findings.
func checkedSite() map[string]string {
	head := "---\ntitle: %[1]s of the practice\ndescription: What is told on this page of %[1]s, in a sentence that is long enough.\n---\n"
	return map[string]string{
		"stillpoint.yaml":   checkedConfig + "checks: {claims: uk}\n",
		"content/_index.md": fmt.Sprintf(head, "The house") + "Welcome.\n",
		"content/a.md":      fmt.Sprintf(head, "A massage") + "It relieves migraines. See [here](b.md). Book now!!\n",
		"content/b.md":      fmt.Sprintf(head, "B massage") + "Nothing is wrong.\n",
	}
}

func checkedOptions(t *testing.T) generator.Options {
	t.Helper()
	dir := t.TempDir()
	change(t, dir, checkedSite())
	return generator.Options{Source: dir, Defaults: stillpoint.Defaults(), InMemory: true, Remember: true, Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
}

// checkEdits are edits of the configuration that change what is found and no page.
func checkEdits() map[string]string {
	return map[string]string{
		"a rule less":     "checks: {claims: uk, link-vague: off}\n",
		"a rule more":     "checks: {claims: uk, exclamation: warning}\n",
		"another country": "checks: {claims: us}\n",
		"none":            "checks: off\n",
		"by the address":  "practice: {name: Quiet Tide, address: {street: 1 A Lane, locality: B, postcode: '10001', region: NY, country: US}}\n",
	}
}

// TestChecksAreFacts shows that pages are held to what the configuration asks for now, in warm builds and from the book, and that a build
// which verifies names what a record lacks that does not know of the configuration.
func TestChecksAreFacts(t *testing.T) {
	for name, after := range checkEdits() {
		t.Run(name, func(t *testing.T) {
			o := checkedOptions(t)
			for _, forget := range []string{"", "config"} {
				if forget != "" && strings.Contains(after, "practice:") { // which pages show, and are made anew for
					continue
				}
				change(t, o.Source, checkedSite())
				o.Cache = t.TempDir()
				first := generator.NewBuilder(o.Forget(forget))
				must(first.Build(t.Context()))
				change(t, o.Source, map[string]string{"stillpoint.yaml": checkedConfig + after})
				check(t, first.Close())
				cold := must(generator.Build(t.Context(), o))
				if forget == "" {
					second := generator.NewBuilder(o)
					if problem := complaintsDiffer(cold, must(second.Build(t.Context()))); problem != "" {
						t.Error(problem)
					}
					second.Verifying()
					change(t, o.Source, map[string]string{"content/more.md": "---\ntitle: More of the practice\n---\n"})
					if told := fmt.Sprint(must(second.Build(t.Context())).Diagnostics); strings.Contains(told, "would have given an old") {
						t.Error(told)
					}
					change(t, o.Source, map[string]string{"content/more.md": ""})
					check(t, second.Close())
					continue
				}
				o.Verify = true
				second := generator.NewBuilder(o)
				told := fmt.Sprint(must(second.Build(t.Context())).Diagnostics)
				o.Verify = false
				check(t, second.Close())
				if !strings.Contains(told, "content/a.md") || !strings.Contains(told, "would have given an old") || !strings.Contains(told, "config checks") {
					t.Errorf("a record that does not know of the configuration: %s", told)
				}
			}
		})
	}
}

// TestVerifyComparesFindings spoils what is kept of a page, in the same process and in the next.
func TestVerifyComparesFindings(t *testing.T) {
	for what, told := range map[string]string{"finding": "list of findings on it", "summary": "summary of it"} {
		for _, later := range []bool{false, true} {
			o := checkedOptions(t)
			builder := generator.NewBuilder(o)
			must(builder.Build(t.Context()))
			change(t, o.Source, map[string]string{"content/b.md": checkedSite()["content/b.md"] + "One more line.\n"})
			must(builder.Build(t.Context()))
			builder.Spoil("content/a.md", what)
			if later {
				check(t, builder.Close())
				builder = generator.NewBuilder(o)
			}
			builder.Verifying()
			change(t, o.Source, map[string]string{"content/b.md": checkedSite()["content/b.md"] + "Another line.\n"})
			all := must(builder.Build(t.Context())).Diagnostics
			check(t, builder.Close())
			i := slices.IndexFunc(all, func(d diag.Diagnostic) bool { return d.Code == "stale-record" })
			if i < 0 || all[i].Position.File != "content/a.md" || !strings.Contains(all[i].Message, told) {
				t.Errorf("a spoilt %s, in a later process %t: %v", what, later, all)
			}
		}
	}
}

// TestExplainKnowsOfChecks tells what was found on a page, and that the configuration of the checks makes it be rendered anew.
func TestExplainKnowsOfChecks(t *testing.T) {
	o := checkedOptions(t)
	o.InMemory, o.Destination = false, t.TempDir()
	build := func() {
		builder := generator.NewBuilder(o)
		must(builder.Build(t.Context()))
		check(t, builder.Close())
	}
	explain := func(name string) *generator.Origins {
		all, problems, err := generator.Explain(t.Context(), o, name)
		if err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		return all[0].Page
	}
	build()
	page := explain("a/index.html")
	if len(page.Found) != 2 || !strings.HasPrefix(page.Found[0], "claim-effect: ") || !strings.HasPrefix(page.Found[1], "link-vague: ") || !page.Checked || len(page.Stale) > 0 {
		t.Errorf("%+v", page)
	}
	if page := explain("b/index.html"); len(page.Found) > 0 || !page.Checked {
		t.Errorf("%+v", page)
	}
	change(t, o.Source, map[string]string{"stillpoint.yaml": checkedConfig + "checks: {claims: us}\n"})
	if page := explain("a/index.html"); !slices.Equal(page.Stale, []string{"checks in stillpoint.yaml"}) {
		t.Errorf("stale since %q", page.Stale)
	}
	build()
	if page := explain("a/index.html"); !slices.Contains(page.Because, "checks in stillpoint.yaml") || len(page.Stale) > 0 {
		t.Errorf("made since %q", page.Because)
	}
	change(t, o.Source, map[string]string{"stillpoint.yaml": checkedConfig + "checks: off\n"})
	build()
	if page := explain("a/index.html"); page.Checked || len(page.Found) > 0 {
		t.Errorf("switched off: %+v", page)
	}
}
