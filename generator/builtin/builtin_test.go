package builtin_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stillpoint"
	"stillpoint/generator/builtin"
)

func tree(texts map[string]string) fs.FS {
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func list(t fataler, program, site map[string]string) []*builtin.File {
	all, err := builtin.List(tree(program), tree(site))
	if err != nil {
		t.Fatalf("%v", err)
	}
	return all
}

type fataler interface {
	Fatalf(format string, args ...any)
}

// only returns the one file of a name.
func only(t fataler, all []*builtin.File, name string) *builtin.File {
	f, _ := builtin.Find(all, name)
	if f == nil {
		t.Fatalf("there is no %s", name)
	}
	return f
}

func TestWhoseFileWins(t *testing.T) {
	program := map[string]string{
		"layouts/a.html": "{{/* Shows a. The dot is b. */}}\n<p>", "layouts/partials/b.html": "{{/* The dot is a page. */}}b\n",
		"assets/css/site.css": "/* Looks\n   fine. */", "assets/js/x.js": "// Marks\n// today, as https://a.example says.\nx()\n", "assets/icons/c.svg": "<svg/>",
	}
	site := map[string]string{
		"layouts/a.html": "mine", "layouts/partials/b.html": "{{/* The dot is a page. */}}b\r\n", "layouts/own.html": "<!-- Shows mine. -->",
		"layouts/.built-in/a.html": "kept", "layouts/a.html~": "of an editor", "assets/photo.jpg": "no business of ours", "content/a.md": "",
	}
	var got []string
	for _, f := range list(t, program, site) {
		got = append(got, strings.Join([]string{f.Name, f.Short, f.Kind, f.About, string(f.Wins), f.Reason()}, "|"))
	}
	want := []string{
		"layouts/a.html|a|layout|Shows a.|yours|your file takes its place",
		"layouts/own.html|own|layout|Shows mine.|yours alone|there is no built-in one of this name",
		"layouts/partials/b.html|partials/b.html|partial||same|yours says the same, and could be deleted",
		"assets/css/site.css|css/site.css|style sheet|The look of the site.|built in|you have no file of this name",
		"assets/icons/c.svg|icons/c.svg|picture|The icon c.|built in|you have no file of this name",
		"assets/js/x.js|js/x.js|script|Marks today, as https://a.example says.|built in|you have no file of this name",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wrong list (-want +got):\n%s", diff)
	}
}

// TestEveryBuiltInFileSaysWhatItIsFor asks for a comment at the top of each, or a line in the table of purposes.
func TestEveryBuiltInFileSaysWhatItIsFor(t *testing.T) {
	all, err := builtin.List(stillpoint.Defaults(), tree(nil))
	if err != nil || len(all) < 90 {
		t.Fatal(len(all), err)
	}
	for _, f := range all {
		if f.About == "" {
			t.Errorf("%s does not say what it is for: begin it with a comment", f.Name)
		}
		if f.Kind == "file" {
			t.Errorf("%s is of no kind", f.Name)
		}
	}
}

func TestFind(t *testing.T) {
	all := list(t, map[string]string{
		"layouts/therapy.html": "", "layouts/partials/map.html": "", "layouts/components/map.html": "", "layouts/robots.txt": "", "assets/css/site.css": "",
	}, nil)
	for name, want := range map[string]string{
		"therapy": "layouts/therapy.html", "therapy.html": "layouts/therapy.html", "layouts/therapy.html": "layouts/therapy.html", "./therapy": "layouts/therapy.html",
		"partials/map": "layouts/partials/map.html", `components\map.html`: "layouts/components/map.html", `layouts\components\map`: "layouts/components/map.html",
		"robots": "layouts/robots.txt", "css/site.css": "assets/css/site.css", "assets/css/site": "assets/css/site.css",
		"map": "", "site.css": "", "": "", "..": "", "layouts": "",
	} {
		got := ""
		if f, _ := builtin.Find(all, name); f != nil {
			got = f.Name
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"map": "components/map.html partials/map.html", "site.css": "css/site.css", "partials/site": "css/site.css", "nothing": ""} {
		if _, near := builtin.Find(all, name); strings.Join(near, " ") != want {
			t.Errorf("near %q is %q, not %q", name, near, want)
		}
	}
}

// TestNotes holds for every built-in file, and every line end: what is ejected says that it is the same, and which version it is.
func TestNotes(t *testing.T) {
	program := map[string]string{
		"layouts/blank.html": "\n  <p>", "layouts/empty.html": "", "assets/icons/x.svg": "<?xml version=\"1.0\"?>\n<svg/>\n", "assets/css/c.css": "@charset \"utf-8\";\na{}",
		"layouts/partials/p.html": "<p>\n", "assets/js/a.js": "a()\n", "layouts/robots.txt": "Allow: /\n",
	}
	for _, f := range list(t, program, nil) {
		ejected := string(f.Ejected())
		for _, text := range []string{ejected, strings.ReplaceAll(ejected, "\n", "\r\n")} {
			again := only(t, list(t, program, map[string]string{f.Name: text}), f.Name)
			if again.Wins != builtin.Same || again.Then != f.Now || again.Changed() {
				t.Errorf("%s: %v, ejected from %q instead of %q:\n%s", f.Name, again.Wins, again.Then, f.Now, text)
			}
		}
	}
	for name, want := range map[string]string{
		"assets/icons/x.svg": "<?xml version=\"1.0\"?>\n<!-- Ej", "assets/css/c.css": "@charset \"utf-8\";\n/* Ej", "layouts/blank.html": "{{/* Ej",
		"layouts/partials/p.html": "{{- /* Ej", "assets/js/a.js": "// Ej", "layouts/robots.txt": "{{- /* Ej",
	} {
		if got := string(only(t, list(t, program, nil), name).Ejected()); !strings.HasPrefix(got, want) {
			t.Errorf("%s begins with %q", name, got)
		}
	}
}

// TestUpdate follows a file through an update of the program, with what it was ejected from kept, lost, and damaged.
func TestUpdate(t *testing.T) {
	const name = "layouts/a.html"
	first := map[string]string{name: "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n"}
	second := map[string]string{name: strings.Replace(first[name], "nine", "NINE", 1)}
	ejected := string(only(t, list(t, first, nil), name).Ejected())
	mine := strings.Replace(ejected, "one", "ONE", 1)

	f := only(t, list(t, first, map[string]string{name: mine}), name)
	if d := f.Diff(); d.Update != nil || f.Changed() || !strings.Contains(string(d.Yours), "\n-one\n+ONE\n") || strings.Contains(string(d.Yours), "Ejected") {
		t.Errorf("before: %v\n%s\n%s", f.Changed(), d.Update, d.Yours)
	}
	f = only(t, list(t, second, map[string]string{name: mine, builtin.Kept(name): strings.ReplaceAll(first[name], "\n", "\r\n")}), name)
	d := f.Diff()
	if !f.Changed() || !strings.Contains(string(d.Update), "\n-nine\n+NINE\n") || strings.Contains(string(d.Update), "ONE") || !strings.Contains(string(d.Yours), "+ONE\n") || strings.Contains(string(d.Yours), "NINE") {
		t.Errorf("after: %v\n%s\n%s", f.Changed(), d.Update, d.Yours)
	}
	for what, site := range map[string]map[string]string{"lost": {name: mine}, "damaged": {name: mine, builtin.Kept(name): "something"}} {
		f = only(t, list(t, second, site), name)
		if d := f.Diff(); !f.Changed() || d.Update != nil || !strings.Contains(string(d.Yours), "+ONE\n") || !strings.Contains(string(d.Yours), "-NINE\n") {
			t.Errorf("%s: %v\n%s\n%s", what, f.Changed(), d.Update, d.Yours)
		}
	}
	carried := f.Renoted([]byte(strings.ReplaceAll(mine, "\n", "\r\n")))
	f = only(t, list(t, second, map[string]string{name: string(carried)}), name)
	if f.Changed() || f.Then != f.Now || strings.Count(string(carried), "\r\n") != 10 {
		t.Errorf("carried: %v %q %q\n%q", f.Changed(), f.Then, f.Now, carried)
	}
	f = only(t, list(t, nil, map[string]string{name: mine}), name)
	if f.Wins != builtin.Alone || !f.Changed() || f.Reason() != "the built-in one that you ejected is no more" || f.Diff().Yours != nil {
		t.Errorf("gone: %v %v %v", f.Wins, f.Changed(), f.Reason())
	}
}

// TestNotesOfAnyText ejects any text under any kind of name, and has it back.
func TestNotesOfAnyText(t *testing.T) {
	pieces := []string{"a", " ", "\n", "{{", "}}", "/*", "*/", "//", "-->", "<!--", "{{/*", "*/}}", " */ -}}", "<?xml ?>", "@charset", "Ejected from Stillpoint's", "\t"}
	names := []string{"layouts/a.html", "layouts/robots.txt", "assets/a.css", "assets/a.js", "assets/a.svg"}
	rapid.Check(t, func(t *rapid.T) {
		name, text := rapid.SampledFrom(names).Draw(t, "name"), strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 20).Draw(t, "text"), "")
		program := map[string]string{name: text}
		f := only(t, list(t, program, nil), name)
		again := only(t, list(t, program, map[string]string{name: string(f.Ejected())}), name)
		if again.Wins != builtin.Same || again.Then != f.Now {
			t.Fatalf("%q came back as %v, %q", f.Ejected(), again.Wins, again.Then)
		}
	})
}
