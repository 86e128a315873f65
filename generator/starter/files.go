package starter

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"stillpoint/generator/words"
)

// person is the name of the file that stands for the page of the person who was named.
const person = "PERSON.md"

// Files are the files of a new site by their paths, with slashes, below its folder.
type Files map[string][]byte

// add adds a file; no two texts may land in one place.
func (f Files) add(name string, text []byte) error {
	if _, twice := f[name]; twice {
		return fmt.Errorf("two texts land in %s", name)
	}
	f[name] = text
	return nil
}

// writer fills in the texts of one language.
type writer struct {
	language Language
	words    *words.Words // of the language as the country writes it
	values   values
	files    Files
}

// Write returns the files of the site of a practice. The answers are as [Answers.Check] wants them.
func Write(a Answers) (Files, error) {
	l, err := languageOf(a.Language)
	if err != nil {
		return nil, err
	}
	w := &writer{language: l, values: a.values(l), files: Files{}}
	w.words, _ = words.Load(w.values.Language, nil) // those that Stillpoint brings along are whole
	for i, id := range a.Professions {
		if err := w.profession(id, 10*(i+1)); err != nil {
			return nil, err
		}
	}
	if err := w.tree("site", ""); err != nil {
		return nil, err
	}
	for _, p := range w.values.Professions {
		if err := w.offer(p); err != nil {
			return nil, err
		}
	}
	return w.files, w.around()
}

// profession reads what a profession says of itself.
func (w *writer) profession(id string, weight int) error {
	name := path.Join("professions", id+".yaml")
	text, err := w.fill(name, w.values)
	if err != nil {
		return err
	}
	p := Profession{ID: id, Weight: weight}
	if err := read(path.Join("text", w.language.ID, name), string(text), &p); err != nil {
		return err
	}
	w.values.Professions = append(w.values.Professions, p)
	w.values.Trades = append(w.values.Trades, p.Trade)
	w.values.First = w.values.Professions[0]
	return nil
}

// offer writes the page of a profession and what belongs to it.
func (w *writer) offer(p Profession) error {
	folder := path.Join("professions", p.ID)
	v := w.values
	v.Profession = p
	text, err := w.fill(path.Join(folder, "therapy.md"), v)
	if err != nil {
		return err
	}
	if err := w.files.add(path.Join("content", w.language.Therapies, p.Slug+".md"), text); err != nil {
		return err
	}
	return w.tree(path.Join(folder, "content"), "content")
}

// tree writes all files of a folder of the texts into a folder of the site. A folder that there is not, is empty.
func (w *writer) tree(folder, into string) error {
	root := path.Join("text", w.language.ID, folder)
	if _, err := fs.Stat(texts, root); err != nil {
		return nil
	}
	return fs.WalkDir(texts, root, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if _, err := fs.Stat(texts, path.Join(name, person)); err == nil && w.values.Person == "" {
				return fs.SkipDir
			}
			return nil
		}
		text, err := w.fill(strings.TrimPrefix(name, "text/"+w.language.ID+"/"), w.values)
		if err != nil {
			return err
		}
		name = path.Join(into, strings.TrimPrefix(name, root+"/"))
		if path.Base(name) == person {
			name = path.Join(path.Dir(name), w.values.PersonSlug+".md")
		}
		return w.files.add(name, text)
	})
}

// fill fills in a text of the language.
func (w *writer) fill(name string, v values) ([]byte, error) {
	t := template.New("").Delims("[[", "]]").Option("missingkey=error").Funcs(w.functions())
	t, err := t.ParseFS(texts, "text/shared.tmpl", path.Join("text", w.language.ID, "shared.tmpl"))
	if err != nil {
		return nil, err
	}
	data, err := texts.ReadFile(path.Join("text", w.language.ID, name))
	if err != nil {
		return nil, err
	}
	if t, err = t.New(path.Join(w.language.ID, name)).Parse(string(data)); err != nil {
		return nil, err
	}
	var b strings.Builder
	err = t.Execute(&b, v)
	return []byte(b.String()), err
}

// functions returns what texts may call.
func (w *writer) functions() template.FuncMap {
	return template.FuncMap{
		"yaml": quote, "md": plain, "link": link, "lower": strings.ToLower, "capital": capital, "join": w.join,
	}
}

// capital begins a text with a capital letter.
func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// join writes names as they stand in a sentence: “a, b and c”.
func (w *writer) join(all any) (string, error) {
	var names []string
	switch all := all.(type) {
	case []string:
		names = all
	case []Profession:
		for _, p := range all {
			names = append(names, p.Name)
		}
	default:
		return "", fmt.Errorf("join takes names or professions, not %T", all)
	}
	return w.words.Enumerate(names, func(between string) string { return between }), nil
}

// around writes what every site has beside its texts.
func (w *writer) around() error {
	if err := w.files.add(".gitignore", []byte("# What Stillpoint makes from the rest.\n/public/\n/.stillpoint/\n")); err != nil {
		return err
	}
	return w.hosting()
}

// Always returns the names of files that every new site has, whatever the answers are.
func Always() []string {
	return []string{".gitignore", "README.md", "content/_index.md", "stillpoint.yaml"}
}
