package generator_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/edits"
	"stillpoint/generator/words"
)

// wordless is a site with every kind of page and every component that has words of its own, whose author writes one word of no language:
// whatever else stands on a page, the layouts have brought along.
func wordless(language string) map[string]string {
	page := func(fields string) string { return "---\ntitle: Zzz\ndescription: Zzz.\n" + fields + "\n---\n\nZzz.\n" }
	return map[string]string{
		"stillpoint.yaml": `site: {title: Zzz, description: Zzz., url: https://zzz.example/, language: ` + language + `}
practice:
  name: Zzz
  phone: +49 30 5550100
  email: zzz@zzz.example
  hours:
    monday: 09:00-12:30, 14:00-18:00
    tuesday: by appointment
    wednesday: 09:00-12:00 by appointment
    thursday: 09:00-12:00, by appointment
    seasons: [{from: 2027-07-01, to: 2027-08-31, monday: closed}]
  closures: [2027-01-01, {from: 2027-02-01, to: 2027-02-08, reason: Zzz}]
  priceRange: €€
  payment: [zzz, zzz]
  languages: [de, en]
  areasServed: [Zzz]
  booking: {url: https://book.example/, provider: Zzz}
  contactForm: {action: https://form.example/, privacy: /privacy/}
  disclaimer: Zzz.
menus: {main: [{page: therapies/_index.md}], footer: [{page: privacy.md}]}
build: {pageSize: 2, minify: false}
checks: off
`,
		"content/_index.md":           page("params: {lead: Zzz}"),
		"content/plain.md":            page("tags: [zzz]\naliases: [/zz/]") + "\n## Zzz\n\n## Zzzz\n\n## Zzzzz\n\n::: booking\n:::\n\n::: button {href=/}\n:::\n\n::: contact\n:::\n\n::: disclaimer\nZzz.\n:::\n\n::: hours\n:::\n\n::: hours {of=zzz}\n:::\n\n::: map {href=/}\nZzz.\n:::\n\n::: prices {of=zzz}\n:::\n\n::: prices\nZzz.\n:::\n\n::: video {href=https://film.example/ provider=Zzz}\n:::\n\n::: video {src=film.mp4 captions=film.vtt}\n:::\n",
		"layouts/partials/icons.html": "",
		"content/film.mp4":            "film",
		"content/film.vtt":            "WEBVTT",
		"content/privacy.md":          page("kind: policy\neffective: 2026-03-01"),
		"content/therapies/_index.md": page("cascade: {kind: therapy}"),
		"content/therapies/zzz.md":    page("duration: 60 minutes\nprices: [{amount: 50 EUR, upTo: 70 EUR}, {amount: 0 EUR}]\nbenefits: [{title: Zzz, text: Zzz}]\nsuitableFor: [zzz]\nnotSuitableFor: [zzz]\nwhatToExpect: [{title: Zzz, text: Zzz.}]\naftercare: Zzz.\nfaq: [{question: Zzz, answer: Zzz.}]\nevidence: [{claim: Zzz, citation: Zzz, finding: benefit}, {claim: Zzz, citation: Zzz, finding: mixed}, {claim: Zzz, citation: Zzz, finding: unclear}, {claim: Zzz, citation: Zzz, finding: no benefit}]"),
		"content/team/_index.md":      page("cascade: {kind: practitioner}"),
		"content/team/zzz.md":         page("languages: [fr, es]\nqualifications: [Zzz]\nmemberships: [{body: Zzz, number: \"1\"}]\ntherapies: [zzz]\nlocations: [zzz]"),
		"content/places/_index.md":    page("cascade: {kind: location}"),
		"content/places/zzz.md":       page("address: {locality: Zzz, postcode: \"10115\", street: Zzz 1, country: DE}\ngeo: 52.5, 13.4\nhours: {monday: 09:00-12:00}\ndirections: Zzz.\naccess: {stepFree: Zzz, parking: Zzz, transit: Zzz}"),
		"content/events/_index.md":    page("cascade: {kind: event}"),
		"content/events/a.md":         page("start: 2027-03-27 10:00\nend: 2027-03-27 12:00\nlocation: zzz\nleader: zzz\ncapacity: 8\nstatus: full\nprices: [{amount: 20 EUR}]"),
		"content/events/b.md":         page("start: 2027-04-01 19:00\nend: 2027-04-02 12:00\nonline: https://talk.example/\nstatus: cancelled"),
		"content/events/c.md":         page("start: 2027-04-03 19:00\nlocation: zzz\nstatus: postponed"),
		"content/events/d.md":         page("start: 2026-04-03 19:00\nlocation: zzz"),
		"content/events/e.md":         page("start: 2027-04-04 19:00\nlocation: zzz\nstatus: rescheduled\npreviousStart: 2027-04-03 19:00"),
		"content/past/_index.md":      page("cascade: {kind: event}"),
		"content/past/a.md":           page("start: 2026-04-03 19:00\nlocation: zzz"),
		"content/voices/_index.md":    page("cascade: {kind: testimonial}"),
		"content/voices/a.md":         "---\ntitle: Zzz\nquote: Zzz.\ninitials: Z. Z.\nconsent: zzz zzz\ndate: 2026-05-01\ntherapy: zzz\n---\n",
		"content/voices/b.md":         "---\ntitle: Zzz\nquote: Zzz.\ninitials: Z. Z.\nconsent: true\ndate: 2026-05-02\n---\n",
		"content/questions/_index.md": page("cascade: {kind: faq}"),
		"content/questions/zzz.md":    page("question: Zzz"),
		"content/articles/_index.md":  page("cascade: {kind: article}"),
		"content/articles/a.md":       page("date: 2026-08-01\nupdated: 2026-09-01\nauthor: zzz\ntags: [zzz]\nreferences: [{citation: Zzz, year: 2020}]"),
		"content/articles/b.md":       page("date: 2026-08-02\nauthor: Zzz Zzz\ntags: [zzz]"),
		"content/articles/c.md":       page("date: 2026-08-03\ntags: [zzz]"),
	}
}

// buildIn builds the wordless site in a language, and returns its pages by name.
func buildIn(t *testing.T, language string, more map[string]string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	files := wordless(language)
	maps.Copy(files, more)
	check(t, edits.Write(dir, files))
	r := must(generator.Build(t.Context(), generator.Options{Source: dir, Defaults: edits.Defaults(stillpoint.Defaults()), InMemory: true, OnDemand: true, Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}))
	if r.Failed() {
		t.Fatal(r.Diagnostics)
	}
	pages := map[string]string{}
	for _, name := range r.Files.Names() {
		if strings.HasSuffix(name, ".html") {
			pages[name] = string(r.Files.Get(name).Data)
		}
	}
	if len(pages) < 25 {
		t.Fatalf("there are only %d pages", len(pages))
	}
	return pages
}

// said returns what a page says to people: its texts, and the attributes that are read out or shown. What machines read is left out.
func said(t *testing.T, page string) []string {
	t.Helper()
	var all []string
	z := html.NewTokenizer(strings.NewReader(page))
	inside := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.TextToken:
			if inside != "script" && inside != "style" {
				all = append(all, string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			inside = token.Data
			all = append(all, shownAttributes(token)...)
		case html.EndTagToken:
			inside = ""
		}
	}
}

func shownAttributes(token html.Token) []string {
	var all []string
	described := false
	for _, a := range token.Attr {
		described = described || (a.Key == "name" || a.Key == "property") && (strings.HasSuffix(a.Val, "description") || strings.HasSuffix(a.Val, "title"))
	}
	for _, a := range token.Attr {
		if slices.Contains([]string{"aria-label", "alt", "title", "placeholder", "label"}, a.Key) || described && a.Key == "content" {
			all = append(all, a.Val)
		}
	}
	return all
}

var wordForm = regexp.MustCompile(`\pL[\pL'’]*`)

// wordsIn returns the words of texts in small letters.
func wordsIn(texts ...string) map[string]bool {
	found := map[string]bool{}
	for _, text := range texts {
		for _, word := range wordForm.FindAllString(text, -1) {
			found[strings.ToLower(word)] = true
		}
	}
	return found
}

// vocabulary returns all words that a language has for layouts.
func vocabulary(t *testing.T, language string) map[string]bool {
	t.Helper()
	w, problems := words.Load(language, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var texts []string
	for _, key := range w.Keys() {
		texts = append(texts, placeholder.ReplaceAllString(w.Said(key), " "))
	}
	return wordsIn(texts...)
}

var placeholder = regexp.MustCompile(`\{[^}]*\}|(?m)^(one|other):`)

// TestNoEnglishElsewhere finds on the pages of sites in other languages no word that is only in the English dictionary, nor any that is in
// no dictionary at all.
func TestNoEnglishElsewhere(t *testing.T) {
	foreign := vocabulary(t, "en")
	names := wordsIn("Zzz Zzzz Zzzzz OpenStreetMap EUR Zz zzz.example", "Deutsch Englisch Französisch Spanisch", "allemand anglais français espagnol", "alemán inglés francés español")
	for _, language := range []string{"de", "de-CH", "fr", "fr-CA", "es", "es-MX"} {
		own := vocabulary(t, language)
		for name, page := range buildIn(t, language, nil) {
			for word := range wordsIn(said(t, page)...) {
				if own[word] || names[word] || len([]rune(word)) < 2 {
					continue
				}
				kind := "is no word of the dictionary"
				if foreign[word] {
					kind = "is English"
				}
				t.Errorf("%s: %q on %s %s", language, word, name, kind)
			}
		}
	}
}

// TestEveryWordIsShown finds all words of the dictionary on some page of the wordless site, so that the test above has seen them.
func TestEveryWordIsShown(t *testing.T) {
	var everything strings.Builder
	for _, page := range buildIn(t, "de", nil) {
		for _, text := range said(t, page) {
			everything.WriteString(strings.Join(strings.Fields(text), " ") + " ")
		}
	}
	w, _ := words.Load("de", nil)
	counts := map[string]int{"minutes-to-read": 1, "minutes": 60, "pages": 4}
	for _, key := range w.Keys() {
		if _, err := w.Placeholders(key); err != nil || slices.Contains([]string{"am", "pm", "list-two", "list-end"}, key) {
			continue // of dates and lists
		}
		for _, part := range w.Parts(key, counts[key]) {
			if plain := strings.TrimSpace(part.Plain); strings.ContainsFunc(plain, unicode.IsLetter) && !strings.Contains(everything.String(), plain) {
				t.Errorf("%s: %q is shown nowhere", key, plain)
			}
		}
	}
}

// TestDirections writes the way of writing into every page, where it is not that of most languages.
func TestDirections(t *testing.T) {
	for language, want := range map[string]string{"en-GB": `<html lang="en-GB">`, "de": `<html lang="de">`, "he": `<html lang="he" dir="rtl">`, "ar-EG": `<html lang="ar-EG" dir="rtl">`} {
		for name, page := range buildIn(t, language, nil) {
			if !strings.Contains(page, want) {
				t.Errorf("%s in %s does not begin with %s", name, language, want)
			}
		}
	}
}

// TestWordsOfPages reads what the pages of a site in each language say in full, in a few places that are hard to get right.
func TestWordsOfPages(t *testing.T) {
	for language, wants := range map[string][]string{
		"de":    {"events/a/index.html\tSamstag, 27. März 2027, 10:00 bis 12:00 Uhr", "events/b/index.html\tDonnerstag, 1. April 2027, 19:00 Uhr bis Freitag, 2. April 2027, 12:00 Uhr", "therapies/zzz/index.html\t50\u00a0€ bis 70\u00a0€", "index.html\t09:00 bis 12:30 Uhr, 14:00 bis 18:00 Uhr", "index.html\tAndere Zeiten: 1. Juli bis 31. August 2027", "index.html\tGeschlossen vom 1. Februar bis zum 8. Februar 2027: Zzz", "articles/a/index.html\t1 Minute Lesezeit", "tags/index.html\t4 Seiten", "articles/page/2/index.html\tZzz, Seite 2 · Zzz", "team/zzz/index.html\tFranzösisch, Spanisch"},
		"fr-CA": {"events/a/index.html\tsamedi 27 mars 2027, 10\u00a0h\u00a000 à 12\u00a0h\u00a000", "events/b/index.html\tdu jeudi 1er avril 2027, 19\u00a0h\u00a000 au vendredi 2 avril 2027, 12\u00a0h\u00a000", "therapies/zzz/index.html\tgratuit", "index.html\tFermé le 1er janvier 2027", "articles/a/index.html\tMis à jour le 1er septembre 2026"},
		"es":    {"events/a/index.html\tsábado, 27 de marzo de 2027, 10:00 a 12:00", "therapies/zzz/index.html\tde 50\u00a0€ a 70\u00a0€", "voices/a/index.html\tZ. Z., mayo de 2026", "index.html\tCerrado del 1 de febrero al 8 de febrero de 2027: Zzz"},
		"en-US": {"events/a/index.html\tSaturday, March 27, 2027, 10:00 AM to 12:00 PM", "articles/a/index.html\tUpdated September 1, 2026"},
		"en-GB": {"events/a/index.html\tSaturday 27 March 2027, 10:00 to 12:00", "voices/a/index.html\tShown with the client's consent, given zzz zzz.", "404.html\tThere is nothing at this address. Go to the first page.", "zz/index.html\tThis page has moved: Zzz"},
	} {
		pages := buildIn(t, language, nil)
		for _, want := range wants {
			name, text, _ := strings.Cut(want, "\t")
			page := strings.Join(strings.Fields(strings.NewReplacer("\u00a0", "·nbsp·").Replace(strings.Join(said(t, pages[name]), ""))), " ")
			if text = strings.ReplaceAll(text, "\u00a0", "·nbsp·"); !strings.Contains(page, text) {
				t.Errorf("%s: %s does not say %q:\n%s", language, name, text, page)
			}
		}
	}
}

// TestMachineTimes keeps what machines read of times and hours the same in every language.
func TestMachineTimes(t *testing.T) {
	times := regexp.MustCompile(`datetime="[^"]*"|"(?:opens|closes|startDate|endDate|dayOfWeek|priceCurrency|inLanguage)":(?:"[^"]*"|\[[^\]]*\])|data-(?:day|from|to)="[^"]*"`)
	english := buildIn(t, "en-GB", nil)
	for _, language := range []string{"de", "fr-CA", "es-MX", "en-US"} {
		for name, page := range buildIn(t, language, nil) {
			want, got := fmt.Sprint(times.FindAllString(english[name], -1)), fmt.Sprint(times.FindAllString(page, -1))
			got = strings.ReplaceAll(got, fmt.Sprintf(`"inLanguage":%q`, language), `"inLanguage":"en-GB"`)
			if got = spanTimes.ReplaceAllString(got, ""); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(spanTimes.ReplaceAllString(want, "")), " ") {
				t.Errorf("%s in %s:\n got %s\nwant %s", name, language, got, want)
			}
		}
	}
}

// spanTimes are times of a day, which stand in an attribute only where people do not read them in the way of machines.
var spanTimes = regexp.MustCompile(`datetime="\d\d:\d\d"`)
