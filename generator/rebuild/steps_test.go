package rebuild_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stillpoint/generator"
	"stillpoint/generator/watch"
)

// step is one thing that happens to a site.
type step struct {
	name string
	do   func(folder) error
}

// folder is the folder of a site.
type folder string

func (f folder) path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }

func (f folder) write(name, text string) error {
	return errors.Join(os.MkdirAll(filepath.Dir(f.path(name)), 0o755), os.WriteFile(f.path(name), []byte(text), 0o644))
}

func (f folder) page(name, text string) error {
	return f.write(name, "---\ntitle: "+text+"\n---\n\n"+text+".\n")
}

func (f folder) rename(from, to string) error { return os.Rename(f.path(from), f.path(to)) }

func (f folder) link(target, name string) error {
	return os.Symlink(filepath.FromSlash(target), f.path(name))
}

// again points a link elsewhere, in one step, as tools for releases do.
func (f folder) again(target, name string) error {
	return errors.Join(f.link(target, name+".new"), f.rename(name+".new", name))
}

// steps are what people and their programs do to a site besides editing its pages.
func steps() []step {
	return []step{
		{"a file is linked", func(f folder) error {
			return errors.Join(f.page("shelf/a.md", "Shelf"), f.link("../shelf/a.md", "content/linked.md"))
		}},
		{"what the link leads to changes", func(f folder) error { return f.page("shelf/a.md", "Shelf anew") }},
		{"what the link leads to is saved by renaming", func(f folder) error {
			return errors.Join(f.page("shelf/a.md.tmp", "Shelf once more"), f.rename("shelf/a.md.tmp", "shelf/a.md"))
		}},
		{"what the link leads to goes", func(f folder) error { return os.Remove(f.path("shelf/a.md")) }},
		{"and comes back", func(f folder) error { return f.page("shelf/a.md", "Back") }},
		{"a folder is linked over a second link", func(f folder) error {
			return errors.Join(f.page("one/p.md", "One"), f.page("two/p.md", "Two"), f.link("one", "current"), f.link("../current", "content/release"))
		}},
		{"the second link is pointed elsewhere", func(f folder) error { return f.again("two", "current") }},
		{"a page behind both changes", func(f folder) error { return f.page("two/p.md", "Two, changed") }},
		{"data comes", func(f folder) error { return f.write("data/x.yaml", "a: 1\n") }},
		{"a layout reads it", func(f folder) error { return f.write("layouts/robots.txt", "{{.Data.x.a}}\n") }},
		{"data changes", func(f folder) error { return f.write("data/x.yaml", "a: 2\n") }},
		{"an overlay comes", func(f folder) error { return f.write("stillpoint.preview.yaml", "site: {title: Preview}\n") }},
		{"and changes", func(f folder) error { return f.write("stillpoint.preview.yaml", "site: {title: Another}\n") }},
		{"and goes", func(f folder) error { return os.Remove(f.path("stillpoint.preview.yaml")) }},
		{"a style sheet comes", func(f folder) error { return f.write("assets/css/site.css", "p { margin: 1px }") }},
		{"a folder deep down comes", func(f folder) error { return f.page("content/a/b/c/d.md", "Deep") }},
		{"and changes", func(f folder) error { return f.page("content/a/b/c/d.md", "Deeper") }},
		{"and moves", func(f folder) error { return f.rename("content/a/b", "content/e") }},
		{"and changes there", func(f folder) error { return f.page("content/e/c/d.md", "Moved") }},
		{"a folder takes the place of another", func(f folder) error {
			return errors.Join(f.page("next/c/d.md", "In its place"), f.rename("content/e", "old"), f.rename("next", "content/e"))
		}},
		{"and changes", func(f folder) error { return f.page("content/e/c/d.md", "Still there") }},
		{"what was there before changes", func(f folder) error { return f.page("old/c/d.md", "Not of the site") }},
		{"all content is replaced", func(f folder) error {
			return errors.Join(os.CopyFS(f.path("copy"), os.DirFS(f.path("content"))), f.page("copy/new.md", "New"),
				f.rename("content", "before"), f.rename("copy", "content"))
		}},
		{"and changes", func(f folder) error { return f.page("content/new.md", "Newer") }},
		{"vim saves", func(f folder) error {
			return errors.Join(f.write("content/4913", ""), os.Remove(f.path("content/4913")), f.rename("content/new.md", "content/new.md~"),
				f.page("content/new.md", "Vim"), os.Remove(f.path("content/new.md~")))
		}},
		{"JetBrains saves", func(f folder) error {
			return errors.Join(f.page("content/new.md___jb_tmp___", "Idea"), f.rename("content/new.md", "content/new.md___jb_old___"),
				f.rename("content/new.md___jb_tmp___", "content/new.md"), os.Remove(f.path("content/new.md___jb_old___")))
		}},
		{"VS Code saves", func(f folder) error {
			return errors.Join(os.Truncate(f.path("content/new.md"), 0), f.page("content/new.md", "Code"))
		}},
		{"a file may not be read", func(f folder) error { return os.Chmod(f.path("content/new.md"), 0) }},
		{"and may again", func(f folder) error { return os.Chmod(f.path("content/new.md"), 0o644) }},
		{"the configuration goes", func(f folder) error { return f.rename("stillpoint.yaml", "stillpoint.yaml.away") }},
		{"and comes back", func(f folder) error { return f.rename("stillpoint.yaml.away", "stillpoint.yaml") }},
		{"hundreds of files come", func(f folder) error {
			for i := range 300 {
				if err := f.page(fmt.Sprintf("content/many/p%03d.md", i), "Many"); err != nil {
					return err
				}
			}
			return nil
		}},
		{"and go", func(f folder) error { return os.RemoveAll(f.path("content/many")) }},
	}
}

// plainLayouts are default layouts that take little time.
func plainLayouts() map[string]string {
	return map[string]string{
		"stillpoint.yaml":   "site: {title: A, url: 'https://a.example'}\nfeeds: {formats: []}\n",
		"content/_index.md": "---\ntitle: Home\n---\n",
		"layouts/page.html": `<title>{{.Page.Title}} {{.Site.Title}}</title>{{.Page.Content}}{{range .Site.Pages}}<a href="{{.URL}}">{{.Title}}</a>{{end}}`,
		"layouts/404.html":  `<title>Nothing here</title>`,
	}
}

func TestSteps(t *testing.T) {
	for name, how := range map[string]watch.Options{"events": {}, "poll": {Poll: 20 * time.Millisecond}} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t.TempDir())
			for name, text := range plainLayouts() {
				check(t, dir.write(name, text))
			}
			options := generator.Options{Source: string(dir), InMemory: true, Environment: "preview"}
			w := watchSite(t, options, how)
			for _, s := range append([]step{{"nothing", func(folder) error { return nil }}}, steps()...) {
				check(t, s.do(dir))
				cold, err := generator.Build(t.Context(), options)
				check(t, err)
				w.await(t, cold, []string{s.name})
			}
		})
	}
}

// TestDue shows a page when its time comes, though nobody touches a file.
func TestDue(t *testing.T) {
	dir := folder(t.TempDir())
	for name, text := range plainLayouts() {
		check(t, dir.write(name, text))
	}
	due := time.Now().Add(2 * time.Second)
	check(t, dir.write("content/soon.md", "---\ntitle: Soon\npublish: "+due.Format(time.RFC3339Nano)+"\n---\n\nNow.\n"))
	w := watchSite(t, generator.Options{Source: string(dir), InMemory: true}, watch.Options{})
	for deadline := time.After(patience); ; {
		if last, _ := w.result(); last != nil && last.Files.Get("soon/index.html") != nil {
			if time.Now().Before(due) {
				t.Error("the page was shown before its time")
			}
			return
		}
		select {
		case <-w.shown:
		case <-deadline:
			t.Fatal("the page was never shown")
		}
	}
}

// TestGone goes on when the whole site is away for a while.
func TestGone(t *testing.T) {
	parent := folder(t.TempDir())
	dir := folder(parent.path("site"))
	for name, text := range plainLayouts() {
		check(t, dir.write(name, text))
	}
	options := generator.Options{Source: string(dir), InMemory: true}
	w := watchSite(t, options, watch.Options{})
	good, err := generator.Build(t.Context(), options)
	check(t, err)
	w.await(t, good, nil)
	check(t, parent.rename("site", "away"))
	check(t, dir.page("content/x.md", "X")) // another folder takes its place, for a moment without a configuration
	bad, err := generator.Build(t.Context(), options)
	check(t, err)
	w.await(t, bad, []string{"the site is away"})
	check(t, os.RemoveAll(string(dir)))
	check(t, parent.rename("away", "site"))
	check(t, dir.page("content/new.md", "New"))
	again, err := generator.Build(t.Context(), options)
	check(t, err)
	w.await(t, again, []string{"the site is back"})
}
