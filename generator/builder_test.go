package generator_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/edits"
)

var editCount = flag.Int("edits", edits.Fewer(100, 15), "how many edits the tests of warm builds make")

// TestWarmIsCold edits a site at random and builds it after each edit, with all that was kept from the
// builds before. The outcome must be that of a build from nothing: the same bytes, or the same complaints.
func TestWarmIsCold(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir := folder(t, edits.Site())
			options := generator.Options{Source: dir, Defaults: edits.Defaults(stillpoint.Defaults()), InMemory: true, Drafts: true,
				Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
			builder, editor := generator.NewBuilder(options), edits.New(dir, seed)
			var last *generator.Result
			var done []string
			good, bad, idle, rendered, pages := 0, 0, 0, 0, 0
			for range *editCount {
				warm := must(builder.Build(t.Context()))
				if warm.Idle {
					warm, idle = last, idle+1
				}
				last = warm
				cold := must(generator.Build(t.Context(), options))
				if problem := differ(cold, warm); problem != "" {
					t.Fatalf("after %q: %s", done[max(0, len(done)-8):], problem)
				}
				bad++
				if !cold.Failed() {
					good, bad, rendered, pages = good+1, 0, rendered+warm.Rendered, pages+len(cold.Site.Pages)
				}
				what, err := "restore", error(nil)
				if bad > 3 {
					err = editor.Restore()
				} else {
					what, err = editor.Edit()
				}
				if err != nil {
					t.Fatal(what, err)
				}
				done = append(done, what)
			}
			t.Logf("%d of %d builds were good, %d idle; of %d pages %d were rendered", good, *editCount, idle, pages, rendered)
			if good < *editCount/3 || rendered > pages*3/4 {
				t.Error("too few good builds, or too many pages rendered anew, for this to show anything")
			}
		})
	}
}

func must(r *generator.Result, err error) *generator.Result {
	if err != nil {
		panic(err)
	}
	return r
}

// differ says how two results differ, or "".
func differ(cold, warm *generator.Result) string {
	if problem := complaintsDiffer(cold, warm); problem != "" {
		return problem
	}
	for _, name := range cold.Files.Names() {
		file := warm.Files.Get(name)
		if file == nil {
			return name + " is missing"
		}
		got, wrong := file.Read()
		want, err := cold.Files.Get(name).Read()
		if err != nil || wrong != nil || !bytes.Equal(got, want) {
			return fmt.Sprintf("%s is (%v, %v)\n%s\nnot\n%s", name, wrong, err, got, want)
		}
		if cold.Origin(name) != warm.Origin(name) {
			return fmt.Sprintf("%s comes from %v, not %v", name, warm.Origin(name), cold.Origin(name))
		}
	}
	if cold.Files.Len() != warm.Files.Len() {
		return fmt.Sprintf("%d files, not %d", warm.Files.Len(), cold.Files.Len())
	}
	return ""
}

func complaintsDiffer(cold, warm *generator.Result) string {
	if a, b := fmt.Sprint(cold.Diagnostics), fmt.Sprint(warm.Diagnostics); a != b {
		return fmt.Sprintf("cold complains\n%s\nwarm complains\n%s", a, b)
	}
	return ""
}

// TestLetsGo holds on to the last build alone: the graph of the one before is let go with the next collection.
func TestLetsGo(t *testing.T) {
	dir := folder(t, nursery())
	builder := generator.NewBuilder(generator.Options{Source: dir, InMemory: true})
	gone := make(chan struct{})
	runtime.AddCleanup(must(builder.Build(t.Context())).Site, func(done chan struct{}) { close(done) }, gone)
	for n := range 2 {
		if err := os.WriteFile(filepath.Join(dir, "content", "new.md"), fmt.Appendf(nil, "---\ntitle: New %d\n---\n", n), 0o644); err != nil {
			t.Fatal(err)
		}
		must(builder.Build(t.Context()))
	}
	runtime.GC()
	select {
	case <-gone:
	case <-time.After(20 * time.Second):
		t.Error("the first build is held still")
	}
	runtime.KeepAlive(builder)
}

// TestWarmIcons draws the icons anew when their drawing changes, or what they stand on, and not otherwise.
func TestWarmIcons(t *testing.T) {
	files := nursery()
	files["assets/icon.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#123456"/></svg>`
	dir := folder(t, files)
	options := generator.Options{Source: dir, InMemory: true}
	builder := generator.NewBuilder(options)
	for _, edit := range []struct{ file, old, new string }{
		{"assets/icon.svg", "#123456", "#654321"},
		{"content/_index.md", "Hollow Lane", "Hollow"},
		{"stillpoint.yaml", "params:", "params: {more: 1}\n#"},
	} {
		must(builder.Build(t.Context()))
		text, err := os.ReadFile(filepath.Join(dir, edit.file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, edit.file), bytes.ReplaceAll(text, []byte(edit.old), []byte(edit.new)), 0o644); err != nil {
			t.Fatal(err)
		}
		if problem := differ(must(generator.Build(t.Context(), options)), must(builder.Build(t.Context()))); problem != "" {
			t.Errorf("after %q: %.500s", edit.new, problem)
		}
	}
}

// TestDueDuringBuild does not lose a page whose time comes while a build is under way: it is not in that build, and
// the next one is due at once.
func TestDueDuringBuild(t *testing.T) {
	dir := folder(t, nursery())
	due := time.Now().Add(time.Second)
	text := "---\ntitle: Soon\npublish: " + due.Format(time.RFC3339Nano) + "\n---\n"
	if err := os.WriteFile(filepath.Join(dir, "content", "soon.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	builder := generator.NewBuilder(generator.Options{Source: dir, InMemory: true, Progress: func(int, int) { time.Sleep(time.Until(due)) }})
	result := must(builder.Build(t.Context()))
	if next := must(builder.Build(t.Context())); !next.Idle {
		result = next
	}
	if result.Files.Get("soon/index.html") == nil {
		t.Errorf("the page is held back still; the next look is at %v", builder.Due())
	}
}

// TestIconWarningsStay tells what was taken out of an icon in every build, though the page that shows it is not rendered anew.
func TestIconWarningsStay(t *testing.T) {
	files := edits.Site()
	files["assets/icons/leaf.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>1</script><path d="M0 0h9"/></svg>`
	dir := folder(t, files)
	options := generator.Options{Source: dir, Defaults: edits.Defaults(stillpoint.Defaults()), InMemory: true, Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	builder := generator.NewBuilder(options)
	must(builder.Build(t.Context()))
	words := strings.Replace(files["content/articles/sleep.md"], "Sleep well", "Sleep better", 1)
	if err := os.WriteFile(filepath.Join(dir, "content", "articles", "sleep.md"), []byte(words), 0o644); err != nil {
		t.Fatal(err)
	}
	warm, cold := must(builder.Build(t.Context())), must(generator.Build(t.Context(), options))
	if problem := differ(cold, warm); problem != "" || warm.Diagnostics.Warnings() == 0 {
		t.Errorf("%d warnings; %s", warm.Diagnostics.Warnings(), problem)
	}
}
