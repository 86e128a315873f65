package words

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Folder is the folder of a site's own words.
const Folder = "i18n"

//go:embed text/*.yaml
var dictionaries embed.FS

const english = "en"

// Load returns the words of a language (BCP 47). Files are those of a site's folder i18n; the ones that are of the language, or of
// a wider one, lie over those of Stillpoint key by key. What the language lacks is in English, which a warning tells.
func Load(tag string, files []*diag.File) (*Words, diag.List) {
	l := loader{words: &Words{tag: language.Make(tag), phrases: map[string]*phrase{}}, own: map[string]*diag.File{}}
	l.builtIn(language.Make(english))
	l.model = l.words.phrases
	l.words.phrases = map[string]*phrase{}
	l.find(files)
	for _, wider := range widening(l.words.tag) {
		l.builtIn(wider)
		if file := l.own[wider.String()]; file != nil {
			l.file(file, wider)
			l.last = file
		}
	}
	for _, file := range files {
		if file != l.last { // those of other languages are held to the rules too
			l.check(file)
		}
	}
	l.complete()
	l.words.findCalendar()
	return l.words, l.problems
}

// widening returns a language with all that are wider, the widest first: de, de-CH.
func widening(tag language.Tag) []language.Tag {
	var all []language.Tag
	for ; tag != language.Und; tag = tag.Parent() {
		all = append(all, tag)
	}
	slices.Reverse(all)
	return all
}

type loader struct {
	words    *Words
	model    map[string]*phrase // of English, which says what keys there are
	own      map[string]*diag.File
	last     *diag.File // of the files of the site the one of the narrowest language that applies
	read     []*diag.File
	problems diag.List
}

// find sorts the files of the site by their languages.
func (l *loader) find(files []*diag.File) {
	for _, file := range files {
		name := strings.TrimPrefix(file.Name(), Folder+"/")
		code, isYAML := strings.CutSuffix(name, ".yaml")
		tag, err := language.Parse(code)
		switch {
		case !isYAML || err != nil || strings.Contains(code, "/"):
			l.problems = append(l.problems, diag.New("bad-words", file.Name(), "this is not named by a language",
				"name it by the code of the language, such as "+path.Join(Folder, "de.yaml")+" or "+path.Join(Folder, "en-US.yaml")))
		case l.own[tag.String()] != nil:
			l.problems = append(l.problems, diag.New("bad-words", file.Name(), "there is another file of the same language, "+l.own[tag.String()].Name(), "make one of them"))
		default:
			l.own[tag.String()] = file
		}
	}
}

// builtIn lays the words that come with Stillpoint over those that are there, if there are any of the language.
func (l *loader) builtIn(tag language.Tag) {
	name := "text/" + tag.String() + ".yaml"
	if text, err := dictionaries.ReadFile(name); err == nil {
		l.file(diag.NewFile(name, text), tag)
	}
}

// check reads a file of a language that the site is not in.
func (l *loader) check(file *diag.File) {
	if slices.Contains(l.read, file) {
		return
	}
	for code, own := range l.own {
		if own == file {
			aside := loader{words: &Words{phrases: map[string]*phrase{}}, model: l.model}
			aside.file(file, language.Make(code))
			l.problems = append(l.problems, aside.problems...)
		}
	}
}

// file lays the words of a file over those that are there.
func (l *loader) file(file *diag.File, tag language.Tag) {
	l.read = append(l.read, file)
	root, problems := decode.Parse(file, 0, len(file.Text()), decode.YAML)
	l.problems = append(l.problems, problems...)
	if root == nil {
		return
	}
	r := phraseReader{language: nameOf(tag), has: func(f plural.Form) bool { return hasForm(tag, f) }}
	for _, key := range root.Keys() {
		if r.key, r.model = key, l.model[key]; r.model == nil && l.model != nil {
			r.problems = append(r.problems, unknownKey(root, key, l.model))
			continue
		}
		if p := r.read(root.Get(key)); p != nil {
			l.words.phrases[key] = p
		}
	}
	l.problems = append(l.problems, r.problems...)
}

func unknownKey(root *decode.Node, key string, model map[string]*phrase) diag.Diagnostic {
	unknown := &UnknownError{Key: key, Near: near(key, (&Words{phrases: model}).Keys())}
	return root.KeyError(key, "unknown-words", fmt.Sprintf("no layout asks for words under %q%s", key, diag.DidYouMean(key, unknown.Near)), unknown.Hint())
}

// complete takes from English what the language lacks.
func (l *loader) complete() {
	var missing []string
	for _, key := range (&Words{phrases: l.model}).Keys() {
		if l.words.phrases[key] == nil {
			missing = append(missing, key)
			l.words.phrases[key] = l.model[key]
		}
	}
	if len(missing) == 0 || l.problems.Errors() > 0 {
		return
	}
	l.problems = append(l.problems, l.lacks(missing))
}

// lacks warns of what is in English, at the file that could say it.
func (l *loader) lacks(missing []string) diag.Diagnostic {
	name, base := nameOf(l.words.tag), widening(l.words.tag)
	file := Folder + "/" + l.words.tag.String() + ".yaml"
	if len(base) > 0 {
		file = Folder + "/" + base[0].String() + ".yaml"
	}
	if l.last == nil {
		return diag.New("missing-words", file, fmt.Sprintf("Stillpoint does not speak %s, so buttons, headings and dates are in English", name),
			"write their words into this new file, in the way of: book-a-session: Book a session. There are "+strings.Join(missing, ", ")).AsWarning()
	}
	return l.last.Warning("missing-words", 0, 0, fmt.Sprintf("what is not said here in %s is in English", name), "add "+strings.Join(missing, ", "))
}

// nameOf returns the English name of a language.
func nameOf(tag language.Tag) string {
	if name := display.English.Tags().Name(tag); name != "" {
		return name
	}
	return tag.String()
}
