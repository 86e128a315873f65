package edits

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Editor edits the site in a folder, always the same way for the same seed.
type Editor struct {
	dir    string
	random *rand.Rand
	count  int
	broken map[string]string // files that were broken, with their good text; "" where there was none
}

// New returns an editor of the site in a folder.
func New(dir string, seed uint64) *Editor {
	return &Editor{dir: dir, random: rand.New(rand.NewPCG(seed, 1)), broken: map[string]string{}}
}

// Edit makes one edit and says in a few words which. What an edit breaks, one of the next ones mends.
func (e *Editor) Edit() (string, error) {
	e.count++
	if len(e.pages(true)) < 4 {
		return "restore", e.Restore()
	}
	if len(e.broken) > 0 && e.random.IntN(2) == 0 {
		return e.mend()
	}
	kinds := []func() (string, error){
		e.body, e.body, e.body, e.fields, e.fields, e.fields, e.add, e.add, e.remove, e.rename, e.moveFolder, e.saveByRename,
		e.config, e.layout, e.override, e.data, e.style, e.static, e.picture, e.same, e.touch, e.link, e.link, e.shelf, e.breakPage, e.breakLayout,
		e.section, e.burst, e.lines, e.stray, e.stray, e.redirects, e.lenient, e.words,
	}
	return kinds[e.random.IntN(len(kinds))]()
}

// Restore brings the site back to how it began.
func (e *Editor) Restore() error {
	for _, name := range []string{"content", "layouts", "assets", "data", "i18n", "shelf", ".away"} {
		if err := os.RemoveAll(filepath.Join(e.dir, name)); err != nil {
			return err
		}
	}
	clear(e.broken)
	return Write(e.dir, Site())
}

// pages returns the files of all pages, sorted, or those of single pages alone.
func (e *Editor) pages(single bool) []string {
	var all []string
	_ = filepath.WalkDir(filepath.Join(e.dir, "content"), func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(file, ".md") && (!single || !strings.HasPrefix(entry.Name(), "_")) {
			rel, _ := filepath.Rel(e.dir, file)
			all = append(all, filepath.ToSlash(rel))
		}
		return nil
	})
	slices.Sort(all)
	return all
}

func (e *Editor) some(names []string) string { return names[e.random.IntN(len(names))] }

func (e *Editor) word() string {
	return e.some(strings.Fields("calm quiet tide breath rest table hands rhythm touch slow harbour morning evening letter"))
}

func (e *Editor) read(name string) string {
	data, _ := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(name)))
	return string(data)
}

func (e *Editor) body() (string, error) {
	name := e.some(e.pages(false))
	head, body, ok := strings.Cut(e.read(name), "\n---\n")
	if !ok {
		return "nothing", nil
	}
	body += fmt.Sprintf("\nAnd %s, %d.\n", e.word(), e.count)
	if e.random.IntN(3) == 0 {
		body = fmt.Sprintf("\nAnew: %s.\n\n## First\n", e.word())
	}
	return "body of " + name, put(e.dir, name, head+"\n---\n"+body)
}

// fields writes one field of a page anew.
func (e *Editor) fields() (string, error) {
	name := e.some(e.pages(true))
	field := e.some([]string{
		"title: " + e.word() + fmt.Sprint(" ", e.count), "weight: " + fmt.Sprint(e.random.IntN(9)), "tags: [Calm, " + strings.ToUpper(e.word()) + "]",
		"description: All of " + e.word(), "draft: true", "draft: false", "date: 2026-0" + fmt.Sprint(1+e.random.IntN(9)) + "-11",
		"noindex: true", "menu: footer", "slug: " + e.word() + fmt.Sprint(e.count), "aliases: [/old-" + fmt.Sprint(e.count) + "/]",
	})
	key, _, _ := strings.Cut(field, ":")
	var kept []string
	for line := range strings.Lines(e.read(name)) {
		if !strings.HasPrefix(line, key+":") {
			kept = append(kept, line)
		}
	}
	if len(kept) == 0 || kept[0] != "---\n" {
		return "nothing", nil
	}
	text := strings.Join(slices.Insert(kept, 1, field+"\n"), "")
	return field + " in " + name, put(e.dir, name, text)
}

func (e *Editor) add() (string, error) {
	folder := e.some([]string{"", "articles/", "articles/", "new/", "new/deep/", "team/", "questions/"})
	name := fmt.Sprintf("content/%s%s-%d.md", folder, e.word(), e.count)
	return "add " + name, put(e.dir, name, page(fmt.Sprintf("title: %s %d\ndate: 2026-02-0%d", e.word(), e.count, 1+e.random.IntN(9)), "A new page. ## No"))
}

func (e *Editor) remove() (string, error) {
	name := e.some(e.pages(true))
	return "remove " + name, os.Remove(filepath.Join(e.dir, name))
}

func (e *Editor) rename() (string, error) {
	name := e.some(e.pages(true))
	to := fmt.Sprintf("%s/%s-%d.md", path.Dir(name), e.word(), e.count)
	return "rename " + name + " to " + to, os.Rename(filepath.Join(e.dir, name), filepath.Join(e.dir, to))
}

// moveFolder renames a folder of content, or moves it out of the site, or a folder back in.
func (e *Editor) moveFolder() (string, error) {
	away := filepath.Join(e.dir, ".away")
	if e.random.IntN(2) == 0 {
		if err := os.Rename(away, filepath.Join(e.dir, "content", fmt.Sprintf("back-%d", e.count))); !errors.Is(err, fs.ErrNotExist) {
			return "move a folder in", err
		}
	}
	folders, err := filepath.Glob(filepath.Join(e.dir, "content", "*"))
	folders = slices.DeleteFunc(folders, func(f string) bool { info, err := os.Lstat(f); return err != nil || !info.IsDir() })
	if err != nil || len(folders) < 3 {
		return "nothing", err
	}
	folder := e.some(folders)
	to := fmt.Sprintf("%s-%d", filepath.Join(e.dir, "content", e.word()), e.count)
	if _, taken := os.Stat(away); e.random.IntN(3) == 0 && errors.Is(taken, fs.ErrNotExist) {
		to = away
	}
	return "move " + filepath.Base(folder), os.Rename(folder, to)
}

// saveByRename saves as editors do that write a new file and put it in the place of the old one.
func (e *Editor) saveByRename() (string, error) {
	name := e.some(e.pages(false))
	text := e.read(name) + fmt.Sprintf("\nSaved %d.\n", e.count)
	if err := put(e.dir, name+".tmp~", text); err != nil {
		return "", err
	}
	file := filepath.Join(e.dir, name)
	return "save " + name + " by renaming", os.Rename(file+".tmp~", file)
}

func sorted(m map[string]string) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
