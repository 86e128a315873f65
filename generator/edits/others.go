package edits

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func (e *Editor) config() (string, error) {
	text := config("Tide "+e.word(), 1+e.random.IntN(4), e.some([]string{"#1d6462", "#503a7a", "#7a3a3a"}),
		e.some([]string{"yes", "no", "auto", "auto", "auto"}), e.some([]string{"", "netlify", "github", "nginx"})) // texts are compressed in a third of them, which takes time
	return "the configuration", put(e.dir, "stillpoint.yaml", text)
}

func (e *Editor) layout() (string, error) {
	name := e.some([]string{"layouts/partials/flourish.html", "layouts/humans.txt", "layouts/components/note.html"})
	text := "<p>" + e.word() + " {{.Site.Title}}</p>"
	if name == "layouts/components/note.html" {
		text = "<aside>{{.Attr \"title\"}} {{.Inner}}" + e.word() + "</aside>"
	}
	return name, put(e.dir, name, text)
}

// override puts a layout over a default one, or takes it away.
func (e *Editor) override() (string, error) {
	name := e.some([]string{"layouts/article.html", "layouts/articles/section.html", "layouts/partials/card.html", "layouts/partials/flourish.html"})
	if err := os.Remove(filepath.Join(e.dir, name)); err == nil {
		return "take away " + name, nil
	}
	text := `{{define "main"}}<h1>{{.Page.Title}}</h1>{{.Page.Content}}{{range .Page.Related}}<a href="{{.URL}}">{{.Title}}</a>{{end}}{{end}}`
	if filepath.Dir(name) == "layouts/partials" {
		text = "<p>" + e.word() + "</p>"
	}
	return "override " + name, put(e.dir, name, text)
}

func (e *Editor) data() (string, error) {
	return "data", put(e.dir, "data/team.yaml", "lead: "+e.word()+"\n")
}

// words says something in words of the site's own, of its language, of the one that its language is of, or of another; or takes them away.
func (e *Editor) words() (string, error) {
	name := e.some([]string{"i18n/en.yaml", "i18n/en.yaml", "i18n/en-GB.yaml", "i18n/de.yaml"})
	if e.random.IntN(3) == 0 {
		return "take away " + name, ignoreMissing(os.Remove(filepath.Join(e.dir, name)))
	}
	key := e.some([]string{"back-to-top", "main-menu", "home", "page-not-found", "tags", "everything-about", "hours-from-to", "weekdays", "all-of"})
	said := e.word()
	if key == "weekdays" {
		said = "[Mo, Tu, We, Th, Fr, Sa, " + said + "]"
	}
	return name, put(e.dir, name, key+": "+said+"\n")
}

func (e *Editor) style() (string, error) {
	name := e.some([]string{"assets/css/site.css", "assets/js/today.js", "assets/css/print.css"})
	if e.random.IntN(3) == 0 {
		return "take away " + name, ignoreMissing(os.Remove(filepath.Join(e.dir, name)))
	}
	text := fmt.Sprintf("body { margin: %dpx }", e.random.IntN(5))
	if name == "assets/css/site.css" && e.random.IntN(2) == 0 {
		text = "@import 'print.css';\n" + text
	}
	if name == "assets/js/today.js" {
		text = fmt.Sprintf("console.log(%d)", e.count)
	}
	return name, put(e.dir, name, text)
}

func ignoreMissing(err error) error {
	if os.IsNotExist(err) {
		return nil
	}
	return err
}

func (e *Editor) static() (string, error) {
	name := fmt.Sprintf("assets/static/%s.txt", e.word())
	if e.random.IntN(3) == 0 {
		return "take away " + name, ignoreMissing(os.Remove(filepath.Join(e.dir, name)))
	}
	return name, put(e.dir, name, e.word())
}

func (e *Editor) picture() (string, error) {
	switch e.random.IntN(3) {
	case 0:
		return "content/room.png", put(e.dir, "content/room.png", Photograph(uint8(e.random.IntN(4)*80)))
	case 1:
		return "assets/icons/leaf.svg", put(e.dir, "assets/icons/leaf.svg", picture(fmt.Sprintf("#%06x", e.random.IntN(1<<24))))
	}
	return "content/room.svg", put(e.dir, "content/room.svg", picture(fmt.Sprintf("#%06x", e.random.IntN(1<<24))))
}

// same writes what is there already; nothing may come of it.
func (e *Editor) same() (string, error) {
	name := e.some(e.pages(false))
	return "the same into " + name, put(e.dir, name, e.read(name))
}

// touch changes a text without its size, and gives the file the time that it had.
func (e *Editor) touch() (string, error) {
	name := "content/prices.md"
	file := filepath.Join(e.dir, name)
	info, err := os.Stat(file)
	if err != nil {
		return "nothing", nil
	}
	text := []byte(e.read(name))
	for i, c := range text {
		if c == 'a' || c == 'e' {
			text[i] = 'a' + 'e' - c
		}
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		return "", err
	}
	return "as large and as old as before: " + name, os.Chtimes(file, time.Time{}, info.ModTime())
}

// link lets a folder of the site be seen in another place, or a file, or takes that away.
func (e *Editor) link() (string, error) {
	link := filepath.Join(e.dir, "content", "linked")
	if err := os.Remove(link); err == nil {
		return "take the link away", nil
	}
	if err := put(e.dir, "shelf/words.md", page("title: Words", "From the shelf, "+e.word()+".")); err != nil {
		return "", err
	}
	return "link a folder", os.Symlink(filepath.Join("..", "shelf"), link)
}

// shelf changes what a link may lead to.
func (e *Editor) shelf() (string, error) {
	name := "shelf/words.md"
	if e.read(name) == "" {
		return "nothing", nil
	}
	return name, put(e.dir, name, page("title: Words", "On the shelf, "+e.word()+"."))
}

// lines moves the text of a page down, and changes nothing of it.
func (e *Editor) lines() (string, error) {
	name := e.some(e.pages(false))
	head, body, ok := strings.Cut(e.read(name), "\n---\n")
	if !ok {
		return "nothing", nil
	}
	return "move the lines of " + name, put(e.dir, name, head+"\n---\n\n"+body)
}

// stray writes links that lead to nothing, or not straight to where they should, or takes them away; into a page, or what all pages show.
func (e *Editor) stray() (string, error) {
	link := e.some([]string{"nowhere.md", "#nowhere", "/who/", "http://localhost/", "https://quiettide.example/nowhere/", "/prices.md#first", "/far", "/old-9/", "about.md#" + e.word()})
	if e.random.IntN(3) == 0 {
		text := "<hr>"
		if e.random.IntN(3) > 0 {
			text = `<a href="` + e.some([]string{"/nowhere/", "/about/#nowhere", "/who/", "/About/", "/prices", "/team/mara/"}) + `">` + e.word() + "</a>"
		}
		return "stray links of all pages", put(e.dir, "layouts/partials/flourish.html", text)
	}
	name := e.some(e.pages(true))
	head, body, ok := strings.Cut(e.read(name), "\n---\n")
	if !ok {
		return "nothing", nil
	}
	before, _, _ := strings.Cut(body, "\n[stray ")
	if e.random.IntN(3) > 0 {
		before += "\n[stray " + e.word() + "](" + link + ")\n"
	}
	return "stray links of " + name, put(e.dir, name, head+"\n---\n"+before)
}

// redirects writes the rules of the host, of which some lead to nothing, or takes them away.
func (e *Editor) redirects() (string, error) {
	name := "assets/static/_redirects"
	if e.random.IntN(3) == 0 {
		return "take away " + name, ignoreMissing(os.Remove(filepath.Join(e.dir, name)))
	}
	return name, put(e.dir, name, "/far "+e.some([]string{"/about/", "/nowhere/", "/prices", "/far/"})+"\n/about/ "+e.some([]string{"/prices/ 301!", "/prices/ 301"})+"\n")
}

// lenient lets links that lead to nothing be published.
func (e *Editor) lenient() (string, error) {
	text := config("Tide", 2, "#1d6462", "auto", "") + "checks: {broken-link: warning, missing-heading: warning, link-local: warning, link-case: warning, link-slash: warning, redirect-dead: " + e.some([]string{"warning", "off"}) + "}\n"
	return "a lenient configuration", put(e.dir, "stillpoint.yaml", text)
}

func (e *Editor) breakPage() (string, error) {
	name := e.some(e.pages(true))
	return e.spoil(name, e.some([]string{
		"---\ntitel: Wrong\n---\n\nWords.\n", "---\ntitle: Open\n", "---\ntitle: A\n---\n\n[nowhere](nowhere.md)\n",
		"---\ntitle: B\n---\n\n::: nothing\n:::\n", "---\ntitle: C\n---\n\n[place](#nowhere)\n", "---\ntitle: D\nauthor: nobody\nkind: article\n---\n",
	}))
}

func (e *Editor) breakLayout() (string, error) {
	name := e.some([]string{"layouts/home.html", "layouts/partials/flourish.html", "stillpoint.yaml", "data/team.yaml", "assets/css/site.css"})
	return e.spoil(name, e.some([]string{"{{.Page.Titel}}", "{{if}}", "{{template \"partials/none.html\" .}}"}))
}

func (e *Editor) spoil(name, text string) (string, error) {
	if _, already := e.broken[name]; !already {
		e.broken[name] = e.read(name)
	}
	return "break " + name, put(e.dir, name, text)
}

// mend puts back what was broken first by its name.
func (e *Editor) mend() (string, error) {
	name := sorted(e.broken)[0]
	text := e.broken[name]
	delete(e.broken, name)
	if text == "" {
		return "mend by taking away " + name, ignoreMissing(os.Remove(filepath.Join(e.dir, name)))
	}
	return "mend " + name, put(e.dir, name, text)
}

// section writes or removes the page of a folder.
func (e *Editor) section() (string, error) {
	name := e.some([]string{"content/articles/_index.md", "content/new/_index.md", "content/tags/calm/_index.md"})
	if e.random.IntN(2) == 0 {
		return "take away " + name, ignoreMissing(os.Remove(filepath.Join(e.dir, name)))
	}
	fields := fmt.Sprintf("title: %s\npageSize: %d\ncascade: {params: {calm: %v}}", e.word(), 1+e.random.IntN(3), e.random.IntN(2) == 0)
	return name, put(e.dir, name, page(fields, e.word()))
}

// burst makes many edits at once, as a change of branch does.
func (e *Editor) burst() (string, error) {
	for i := range 12 {
		if err := put(e.dir, fmt.Sprintf("content/branch/p%02d.md", i), page(fmt.Sprintf("title: Branch %d %s", i, e.word()), e.word())); err != nil {
			return "", err
		}
	}
	if e.random.IntN(2) == 0 {
		return "change the branch back", os.RemoveAll(filepath.Join(e.dir, "content", "branch"))
	}
	return "change the branch", nil
}
