package words

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Folder is the folder of a site's own words.
const Folder = "i18n"

//go:embed text/*.yaml
var dictionaries embed.FS

// Dictionaries returns the words that come with Stillpoint, as files text/LANG.yaml.
func Dictionaries() fs.FS { return dictionaries }

const english = "en"

// builtIn has for each language with a dictionary what reads it. Each is read once, when a site is in that language; after that it does not change.
var builtIn = sync.OnceValue(func() map[string]func() (dictionary, diag.List) {
	all := map[string]func() (dictionary, diag.List){}
	files, _ := fs.Glob(dictionaries, "text/*.yaml") // the pattern is right
	for _, name := range files {
		code := strings.TrimSuffix(path.Base(name), ".yaml")
		all[code] = sync.OnceValues(func() (dictionary, diag.List) {
			text, err := dictionaries.ReadFile(name)
			if err != nil {
				return nil, diag.List{diag.New("bad-words", name, err.Error(), "")}
			}
			var model dictionary
			if code != english {
				model, _ = all[english]()
			}
			return read(diag.NewFile(name, text), language.Make(code), model)
		})
	}
	return all
})

// Load returns the words of a language (BCP 47). Files are those of a site's folder i18n; the ones that are of the language, or of
// a wider one, lie over those of Stillpoint key by key. What the language lacks is in English, which a warning tells.
func Load(tag string, files []*diag.File) (*Words, diag.List) {
	l := loader{words: &Words{tag: language.Make(tag), phrases: dictionary{}}, own: map[string]*diag.File{}}
	l.model, l.problems = builtIn()[english]()
	l.find(files)
	for _, wider := range widening(l.words.tag) {
		if brought := builtIn()[wider.String()]; brought != nil {
			phrases, problems := brought()
			l.lay(phrases, problems)
		}
		if file := l.own[wider.String()]; file != nil {
			l.lay(read(file, wider, l.model))
			l.last = file
			delete(l.own, wider.String())
		}
	}
	for _, code := range slices.Sorted(maps.Keys(l.own)) { // those of other languages are held to the rules too
		_, problems := read(l.own[code], language.Make(code), l.model)
		l.problems = append(l.problems, problems...)
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

// dictionary is phrases by their keys.
type dictionary map[string]*phrase

type loader struct {
	words    *Words
	model    dictionary            // of English, which says what keys there are
	own      map[string]*diag.File // of the site, by language, those that are still to be read
	last     *diag.File            // of the files of the site the one of the narrowest language that applies
	problems diag.List
}

// lay puts phrases over those that are there.
func (l *loader) lay(phrases dictionary, problems diag.List) {
	maps.Copy(l.words.phrases, phrases)
	l.problems = append(l.problems, problems...)
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

// read reads a dictionary in a language, and holds it to what English says. Of English there is nothing to hold it to.
func read(file *diag.File, tag language.Tag, model dictionary) (dictionary, diag.List) {
	root, problems := decode.Parse(file, 0, len(file.Text()), decode.YAML)
	if root == nil {
		return nil, problems
	}
	phrases := dictionary{}
	r := phraseReader{tag: tag, problems: problems}
	for _, key := range root.Keys() {
		if r.key, r.model = key, model[key]; r.model == nil && model != nil {
			r.problems = append(r.problems, unknownKey(root, key, model))
			continue
		}
		if p := r.read(root.Get(key)); p != nil {
			p.file = file.Name()
			phrases[key] = p
		}
	}
	return phrases, r.problems
}

func unknownKey(root *decode.Node, key string, model dictionary) diag.Diagnostic {
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
	widest := l.words.tag
	if all := widening(widest); len(all) > 0 {
		widest = all[0]
	}
	name, file := nameOf(widest), Folder+"/"+widest.String()+".yaml"
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
