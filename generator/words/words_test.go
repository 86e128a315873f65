package words_test

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/words"
)

// own returns the languages whose dictionaries come with Stillpoint, those of regions last.
func own(t *testing.T) (whole, regional []string) {
	t.Helper()
	files, err := fs.Glob(words.Dictionaries(), "text/*.yaml")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		code := strings.TrimSuffix(path.Base(file), ".yaml")
		if strings.Contains(code, "-") {
			regional = append(regional, code)
		} else {
			whole = append(whole, code)
		}
	}
	return whole, regional
}

func load(t *testing.T, tag string, files ...*diag.File) *words.Words {
	t.Helper()
	w, problems := words.Load(tag, files)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", tag, problems)
	}
	return w
}

// TestDictionariesAgree holds our own dictionaries to English: the same keys, the same placeholders, all plural forms of the language.
func TestDictionariesAgree(t *testing.T) {
	whole, regional := own(t)
	if want := []string{"de", "en", "es", "fr"}; !slices.Equal(whole, want) {
		t.Errorf("there are dictionaries of %v, not of %v", whole, want)
	}
	english := keysOf(t, "en")
	for _, tag := range slices.Concat(whole, regional) {
		w := load(t, tag) // which tells of unknown keys, placeholders and forms, and of what is missing
		keys := keysOf(t, tag)
		if slices.Contains(whole, tag) && !slices.Equal(keys, english) {
			t.Errorf("%s has other keys, or in another order", tag)
		}
		for _, key := range keys {
			samePlaceholders(t, w, tag, key)
			if slices.Contains(regional, tag) && w.Said(key) == load(t, parent(tag)).Said(key) {
				t.Errorf("%s says the same of %q as %s does", tag, key, parent(tag))
			}
		}
	}
}

func samePlaceholders(t *testing.T, w *words.Words, tag, key string) {
	t.Helper()
	names, err := w.Placeholders(key)
	want, _ := words.English().Placeholders(key)
	if err == nil && !slices.Equal(names, want) {
		t.Errorf("%s: %q has the placeholders %v, not %v", tag, key, names, want)
	}
	if slices.Contains(names, words.Count) && key == "minutes" {
		for n, text := range map[int]string{1: "", 2: ""} {
			for _, part := range w.Parts(key, n) {
				text += part.Plain
			}
			if text == "" {
				t.Errorf("%s says nothing of %d minutes", tag, n)
			}
		}
	}
}

func parent(tag string) string {
	if p := language.Make(tag).Parent().String(); p != "en-001" {
		return p
	}
	return "en"
}

// keysOf returns the keys of a dictionary in the order of writing.
func keysOf(t *testing.T, tag string) []string {
	t.Helper()
	return dictionary(t, tag).Keys()
}

func dictionary(t *testing.T, tag string) *decode.Node {
	t.Helper()
	text, err := fs.ReadFile(words.Dictionaries(), "text/"+tag+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	node, problems := decode.Parse(diag.NewFile(tag, text), 0, len(text), decode.YAML)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return node
}

// TestPlurals holds every word with a number to the forms that its language asks for.
func TestPlurals(t *testing.T) {
	forms := map[string][]string{"en": {"one", "other"}, "de": {"one", "other"}, "es": {"one", "other"}, "fr": {"one", "other"}}
	for tag, want := range forms {
		node, counted := dictionary(t, tag), 0
		for _, key := range node.Keys() {
			if n := node.Get(key); n.Kind() == decode.Map {
				if counted++; !slices.Equal(n.Keys(), want) {
					t.Errorf("%s: %q has the forms %v, not %v", tag, key, n.Keys(), want)
				}
			}
		}
		if counted < 3 {
			t.Errorf("%s counts %d things", tag, counted)
		}
	}
}

// TestSpelling holds the dictionaries to rules of their languages that a reader would miss.
func TestSpelling(t *testing.T) {
	for tag, forbidden := range map[string][]string{
		"de": {"ß", " - ", "\"", "..."}, "de-CH": {"ß", "„", "“"}, "en": {"\"", "..."},
		"fr": {"'", " :", " ?", " !", " ;", "« ", " »", "\""}, "es": {"'", "\""}, "fr-CA": {" ?", "\u202f?"},
	} {
		w := load(t, tag)
		for _, key := range w.Keys() {
			for _, sign := range forbidden {
				if strings.Contains(w.Said(key), sign) {
					t.Errorf("%s: %q has %q in it: %s", tag, key, sign, w.Said(key))
				}
			}
			if tag == "es" && (strings.Contains(w.Said(key), "?") != strings.Contains(w.Said(key), "¿")) {
				t.Errorf("es: %q asks with one mark only", key)
			}
		}
	}
}

// TestDates writes dates as the Unicode CLDR has them for each region; what differs from it by usage is said beside it.
func TestDates(t *testing.T) {
	afternoon := time.Date(2026, 2, 2, 14, 5, 0, 0, time.UTC)
	first := time.Date(2026, 1, 1, 9, 30, 0, 0, time.UTC)
	for _, c := range []struct{ tag, long, weekday, month, dayMonth, short, time, first, morning string }{
		{"en", "2 February 2026", "Monday 2 February 2026", "February 2026", "2 February", "02/02/2026", "14:05", "1 January 2026", "09:30"}, // no comma, as Stillpoint always wrote it
		{"en-GB", "2 February 2026", "Monday 2 February 2026", "February 2026", "2 February", "02/02/2026", "14:05", "1 January 2026", "09:30"},
		{"en-IE", "2 February 2026", "Monday 2 February 2026", "February 2026", "2 February", "02/02/2026", "14:05", "1 January 2026", "09:30"},
		{"en-US", "February 2, 2026", "Monday, February 2, 2026", "February 2026", "February 2", "2/2/2026", "2:05 PM", "January 1, 2026", "9:30 AM"},
		{"en-CA", "February 2, 2026", "Monday, February 2, 2026", "February 2026", "February 2", "2026-02-02", "2:05 p.m.", "January 1, 2026", "9:30 a.m."},
		{"en-AU", "2 February 2026", "Monday 2 February 2026", "February 2026", "2 February", "02/02/2026", "2:05 pm", "1 January 2026", "9:30 am"},
		{"en-NZ", "2 February 2026", "Monday 2 February 2026", "February 2026", "2 February", "02/02/2026", "2:05 pm", "1 January 2026", "9:30 am"},
		{"de", "2. Februar 2026", "Montag, 2. Februar 2026", "Februar 2026", "2. Februar", "02.02.2026", "14:05", "1. Januar 2026", "09:30"},
		{"de-AT", "2. Februar 2026", "Montag, 2. Februar 2026", "Februar 2026", "2. Februar", "02.02.2026", "14:05", "1. Jänner 2026", "09:30"},
		{"de-CH", "2. Februar 2026", "Montag, 2. Februar 2026", "Februar 2026", "2. Februar", "02.02.2026", "14:05", "1. Januar 2026", "09:30"},
		{"fr", "2 février 2026", "lundi 2 février 2026", "février 2026", "2 février", "02/02/2026", "14:05", "1er janvier 2026", "09:30"}, // 1er by usage
		{"fr-CA", "2 février 2026", "lundi 2 février 2026", "février 2026", "2 février", "2026-02-02", "14\u00a0h\u00a005", "1er janvier 2026", "09\u00a0h\u00a030"},
		{"fr-CH", "2 février 2026", "lundi, 2 février 2026", "février 2026", "2 février", "02.02.2026", "14:05", "1er janvier 2026", "09:30"},
		{"es", "2 de febrero de 2026", "lunes, 2 de febrero de 2026", "febrero de 2026", "2 de febrero", "2/2/2026", "14:05", "1 de enero de 2026", "9:30"},
		{"es-MX", "2 de febrero de 2026", "lunes, 2 de febrero de 2026", "febrero de 2026", "2 de febrero", "02/02/2026", "2:05\u00a0p.m.", "1 de enero de 2026", "9:30\u00a0a.m."},
		{"es-US", "2 de febrero de 2026", "lunes, 2 de febrero de 2026", "febrero de 2026", "2 de febrero", "2/2/2026", "2:05\u00a0p.m.", "1 de enero de 2026", "9:30\u00a0a.m."},
		{"es-AR", "2 de febrero de 2026", "lunes, 2 de febrero de 2026", "febrero de 2026", "2 de febrero", "2/2/2026", "2:05\u00a0p.\u00a0m.", "1 de enero de 2026", "9:30\u00a0a.\u00a0m."},
	} {
		w := load(t, c.tag)
		for style, want := range map[string]string{"long": c.long, "weekday-long": c.weekday, "month-year": c.month, "day-month": c.dayMonth, "short": c.short, "time": c.time} {
			write(t, w, style, afternoon, want)
		}
		write(t, w, "long", first, c.first)
		write(t, w, "time", first, c.morning)
		write(t, w, "weekday-long-time", afternoon, c.weekday+", "+c.time)
	}
}

func write(t *testing.T, w *words.Words, style string, at time.Time, want string) {
	t.Helper()
	s, err := w.Style(style)
	if err != nil {
		t.Error(err)
		return
	}
	if got := s.Format(at); got != want {
		t.Errorf("%s: %s is %q, not %q", w.Tag(), style, got, want)
	}
}

// TestPatternsOfPackageTime writes by patterns of package time with the names of the language.
func TestPatternsOfPackageTime(t *testing.T) {
	at := time.Date(2026, 8, 1, 14, 5, 9, 0, time.FixedZone("CEST", 7200))
	for tag, cases := range map[string]map[string]string{
		"en-GB": {"Monday, 2 January 2006": "Saturday, 1 August 2026", "3:04pm Mon": "2:05pm Sat"},
		"en-US": {"3:04 PM": "2:05 PM", "3:04 pm": "2:05 PM"},
		"de":    {"Monday, 2. January 2006": "Samstag, 1. August 2026", "Mon 02.01.06 15:04:05": "Sa 01.08.26 14:05:09", "January": "August", "Jan": "Aug.", "Monday, January": "Samstag, August", "2006-01-02T15:04:05Z07:00": "2026-08-01T14:05:09+02:00"},
		"fr":    {"Monday 2 January 2006": "samedi 1 août 2026", "Jan2": "août1"},
	} {
		w := load(t, tag)
		for pattern, want := range cases {
			write(t, w, pattern, at, want)
		}
	}
	if _, err := words.English().Style("lnog"); err == nil || !strings.Contains(err.Error(), `did you mean "long"?`) {
		t.Errorf("a misspelt style: %v", err)
	}
}

// TestNamesOfDaysAndMonths finds the names of package time in English, so that dates are written as they always were.
func TestNamesOfDaysAndMonths(t *testing.T) {
	for day := range time.Saturday + 1 {
		if got := words.English().Weekday(day); got != day.String() {
			t.Errorf("%v is %s", day, got)
		}
	}
	w := load(t, "de")
	if w.Weekday(time.Sunday) != "Sonntag" || w.Weekday(time.Monday) != "Montag" {
		t.Errorf("the week begins on another day: %s, %s", w.Weekday(time.Sunday), w.Weekday(time.Monday))
	}
}

func TestEnumerate(t *testing.T) {
	plain := func(s string) string { return s }
	for tag, want := range map[string][4]string{
		"en-GB": {"", "a", "a and b", "a, b and c"}, "en-US": {"", "a", "a and b", "a, b, and c"},
		"de": {"", "a", "a und b", "a, b und c"}, "fr": {"", "a", "a et b", "a, b et c"}, "es": {"", "a", "a y b", "a, b y c"},
	} {
		w := load(t, tag)
		for n, joined := range want {
			if got := w.Enumerate([]string{"a", "b", "c"}[:n], plain); got != joined {
				t.Errorf("%s: %q, not %q", tag, got, joined)
			}
		}
	}
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{
		"en-GB": "ltr", "de": "ltr", "ar": "rtl", "he": "rtl", "fa-IR": "rtl", "ur": "rtl", "yi": "rtl", "dv": "rtl", "az": "ltr", "az-Arab": "rtl", "ar-Latn": "ltr",
		"ks": "rtl", "pa-PK": "rtl", "pa": "ltr", "ku": "ltr", "ckb": "rtl", "zh": "ltr", "ja": "ltr",
	} {
		if got := words.Direction(tag); got != want {
			t.Errorf("%s is written %s, not %s", tag, got, want)
		}
	}
}

func file(name, text string) *diag.File { return diag.NewFile("i18n/"+name, []byte(text)) }

// TestOwnWords lays the words of a site over those of Stillpoint.
func TestOwnWords(t *testing.T) {
	general, swiss, french := file("de.yaml", "home: Anfang\nbook-a-session: Reservieren\n"), file("de-CH.yaml", "book-a-session: Termin abmachen\n"), file("fr.yaml", "home: Début\n")
	w := load(t, "de-CH", general, swiss, french)
	for key, want := range map[string]string{"home": "Anfang", "book-a-session": "Termin abmachen", "prices": "Preise", "nothing": "nothing"} {
		if got := w.Text(key); got != want {
			t.Errorf("%s is %q, not %q", key, got, want)
		}
	}
	if got := load(t, "de", general, swiss).Text("book-a-session"); got != "Reservieren" {
		t.Errorf("the words of a region are said elsewhere: %q", got)
	}
}

// TestMistakes tells what is wrong with the words of a site, at its line.
func TestMistakes(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"de.yaml", "home: Start\nbook-a-sesion: Los\n", `i18n/de.yaml:2:1: no layout asks for words under "book-a-sesion": did you mean "book-a-session"?`},
		{"de.yaml", "minutes: \"{m} Minuten\"\n", `i18n/de.yaml:1:10: nothing is filled in for {m} in "minutes": did you mean "n"?`},
		{"de.yaml", "home: \"{n} Start\"\n", `i18n/de.yaml:1:7: nothing is filled in for {n} in "home"`},
		{"de.yaml", "minutes: {one: eine, few: ein paar, other: viele}\n", `i18n/de.yaml:1:22: German has no form "few"`},
		{"de.yaml", "minutes: {one: eine, othr: viele}\n", `i18n/de.yaml:1:22: there is no form "othr": did you mean "other"?`},
		{"de.yaml", "minutes: {one: eine}\n", `i18n/de.yaml:1:10: "minutes" has no form "other"`},
		{"de.yaml", "home: {one: eine, other: viele}\n", `i18n/de.yaml:1:7: no number stands in "home", so it has one form only`},
		{"de.yaml", "minutes: \"{n Minuten\"\n", `i18n/de.yaml:1:10: a brace here has no other half`},
		{"de.yaml", "minutes: \"n} Minuten\"\n", `i18n/de.yaml:1:10: a brace here has no other half`},
		{"de.yaml", "what-it-is: \"{therapy, upper}\"\n", `i18n/de.yaml:1:13: "upper" cannot be done with what is filled in, only lower`},
		{"de.yaml", "home:\n", `i18n/de.yaml:1:1: there are no words for "home"`},
		{"de.yaml", "home: [a]\n", `i18n/de.yaml:1:7: "home" has 1 names here, not 0`},
		{"de.yaml", "weekdays: [Mo, Di]\n", `i18n/de.yaml:1:11: "weekdays" has 2 names here, not 7`},
		{"de.yaml", "weekdays: Montag\n", `i18n/de.yaml:1:11: "weekdays" has 0 names here, not 7`},
		{"de.yaml", "date-long: \"{day} {mnoth}\"\n", `i18n/de.yaml:1:12: nothing is filled in for {mnoth} in "date-long": did you mean "month"?`},
		{"de.yaml", "- home\n", `i18n/de.yaml:1:1: here must stand fields`},
		{"fr.yaml", "hme: Accueil\n", `i18n/fr.yaml:1:1: no layout asks for words under "hme": did you mean "home"?`}, // also where the site is in German
		{"german.yaml", "home: Start\n", `i18n/german.yaml: this is not named by a language`},
		{"de.yml", "home: Start\n", `i18n/de.yml: this is not named by a language`},
	} {
		_, problems := words.Load("de", []*diag.File{file(c.name, c.text)})
		if len(problems) != 1 || !strings.HasPrefix(strings.TrimPrefix(problems[0].String(), "error: "), c.want) {
			t.Errorf("%s %q:\n got %v\nwant %s", c.name, c.text, problems, c.want)
		}
	}
}

// TestAnotherLanguage makes a whole language of one file. What it lacks is in English, and said once.
func TestAnotherLanguage(t *testing.T) {
	w, problems := words.Load("it-CH", []*diag.File{file("it.yaml", "home: Inizio\nminutes: {one: \"{n} minuto\", other: \"{n} minuti\"}\n")})
	if len(problems) != 1 || problems.Errors() != 0 || problems[0].Code != "missing-words" || !strings.Contains(problems[0].Hint, "book-a-session") || strings.Contains(problems[0].Hint, "home,") {
		t.Errorf("what is missing: %v", problems)
	}
	if w.Text("home") != "Inizio" || w.Text("prices") != "Prices" {
		t.Errorf("%q and %q", w.Text("home"), w.Text("prices"))
	}
	if _, problems := words.Load("cy", nil); len(problems) != 1 || problems[0].Position.File != "i18n/cy.yaml" {
		t.Errorf("a language without words: %v", problems)
	}
	if _, problems := words.Load("ar", []*diag.File{file("ar.yaml", "minutes: {zero: a, one: b, two: c, few: d, many: e, other: f}\n")}); problems.Errors() > 0 {
		t.Errorf("the six forms of Arabic: %v", problems)
	}
}

// TestForms chooses between forms by the rules of the language.
func TestForms(t *testing.T) {
	french := load(t, "fr")
	for n, want := range map[int]string{0: " minute", 1: " minute", 2: " minutes", 1_000_000: " minutes"} {
		if got := french.Parts("minutes", n)[1].Plain; got != want {
			t.Errorf("%d%s, not %q", n, got, want)
		}
	}
	polish, _ := words.Load("pl", []*diag.File{file("pl.yaml", "minutes: {one: \"{n} minuta\", few: \"{n} minuty\", many: \"{n} minut\", other: \"{n} minuty\"}\n")})
	for n, want := range map[int]string{1: " minuta", 3: " minuty", 5: " minut", 22: " minuty", 112: " minut"} {
		if got := polish.Parts("minutes", n)[1].Plain; got != want {
			t.Errorf("%d%s, not %q", n, got, want)
		}
	}
}
