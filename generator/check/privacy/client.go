package privacy

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stillpoint/generator/check/rule"
)

// longestName is the most bytes that a name may have, with what is said of the person.
const longestName = 80

// byline returns who a short text names, without the dash before it; of a longer one, who is named behind its last dash.
func byline(text string) string {
	if _, by := signed(text); by != "" {
		return by
	}
	if len(text) > longestName {
		return ""
	}
	return strings.Trim(text, " —–―~-()")
}

// signed returns the words that a name stands behind, after a dash or in brackets behind a quotation mark, and that name, "" where there
// is none.
func signed(text string) (words, by string) {
	if at := strings.LastIndexByte(text, '('); at > 0 && len(text)-at <= longestName && closesQuote(strings.TrimRight(text[:at], " ")) {
		return strings.TrimRight(text[:at], " "), strings.Trim(text[at:], "(). ")
	}
	for at := len(text); at > 0; {
		at = dashBefore(text, at)
		if at < 0 || len(text)-at > longestName {
			break
		}
		name := strings.Trim(text[at:], " —–―~-()")
		if first, _ := utf8.DecodeRuneInString(name); unicode.IsUpper(first) {
			return strings.TrimRight(text[:at], " —–―~-("), name
		}
	}
	return text, ""
}

// dashBefore returns where the last dash before a place begins, be it a long one, or a hyphen between blanks; -1 where there is none.
func dashBefore(text string, at int) int {
	long := strings.LastIndexAny(text[:at], "—–―~")
	for _, hyphen := range []string{" - ", " -- "} {
		if short := strings.LastIndex(text[:at], hyphen); short > long {
			long = short
		}
	}
	return long
}

// person is somebody as they are named below what they have said.
type person struct {
	name    string   // “Mrs. Kent”
	details []string // “43”, “Saltmere”
	short   bool     // a name and the first letter of another: “Anna K.”
}

// personIn reads who is named, where that is a person and more than initials.
func personIn(by string) (person, bool) {
	at := len(by)
	for _, mark := range breaks() {
		if i := strings.Index(by, mark); i > 0 {
			at = min(at, i)
		}
	}
	p := person{name: strings.TrimSpace(by[:at])}
	for part := range strings.FieldsFuncSeq(by[at:], func(r rune) bool { return strings.ContainsRune(",;|·/()", r) }) {
		if part = strings.TrimSpace(part); part != "" {
			p.details = append(p.details, part)
		}
	}
	whole, last := 0, ""
	words := strings.Fields(p.name)
	for i, word := range words {
		if i == 0 && slices.Contains(titles(), strings.ToLower(strings.TrimSuffix(word, "."))) {
			continue
		}
		switch {
		case isInitial(word):
		case isNameWord(word) && !slices.Contains(nobodies(), strings.ToLower(word)):
			whole++
		case i > 0 && i < len(words)-1 && slices.Contains([]string{"de", "der", "den", "di", "du", "la", "le", "van", "von", "zu", "bin"}, word):
		default:
			return person{}, false
		}
		last = word
	}
	p.short = isInitial(last)
	return p, 1 <= whole && len(words) <= 5
}

// breaks are what a name ends at.
func breaks() []string {
	return []string{",", ";", "|", "·", "/", " (", " – ", " — ", " from ", " in ", " aged ", " age ", " aus ", " à ", " who "}
}

// titles are those before a name, in small letters and without a full stop.
func titles() []string {
	return []string{"mr", "mrs", "ms", "miss", "dr", "frau", "herr", "mme", "madame", "monsieur", "mlle"}
}

// nobodies are words, in small letters, with which no name of a client is written.
func nobodies() []string {
	return []string{
		"the", "a", "an", "our", "my", "your", "one", "another", "anonymous", "anonymously", "anon", "name", "client", "clients", "patient", "customer", "somebody", "someone", "ein", "eine", "der", "die",
		"das", "anonym", "klientin", "klient", "kundin", "kunde", "patientin", "un", "une", "anonyme", "cliente", "association", "society", "council",
		"institute", "university", "college", "foundation", "centre", "center", "journal", "review", "reviews", "guide", "guidelines", "handbook",
		"organisation", "organization", "ministry", "department", "board", "cochrane", "proverb", "saying", "wikipedia", "google",
	}
}

// isInitial tells whether a word is the first letter of a name.
func isInitial(word string) bool {
	letters := []rune(strings.TrimSuffix(word, "."))
	return len(letters) == 1 && unicode.IsUpper(letters[0])
}

// isNameWord tells whether a word has a capital at its beginning, small letters behind it, and nothing that names do not have.
func isNameWord(word string) bool {
	small := false
	for i, r := range word {
		switch {
		case i == 0:
			if !unicode.IsUpper(r) {
				return false
			}
		case unicode.IsLower(r):
			small = true
		case !unicode.IsUpper(r) && !strings.ContainsRune("-'’", r):
			return false
		}
	}
	return small
}

// client returns the name of whoever is quoted, and whether it is that of a client. A name and an initial is how clients are named, and
// so is a name and an age; of other names, which may be those of authors or of the practice's own people, it takes some sign.
func (s said) client(p *rule.Page) (name string, named bool) {
	who, isPerson := personIn(s.by)
	if !isPerson {
		return "", false
	}
	return who.name, who.short || who.ofAge() || who.isClient() || visited(s.words) || amongClients(p, s.quote)
}

var age = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:aged? )?(?:[1-9]\d?|1[01]\d)(?: ?(?:years?(?: old)?|yrs?|jahre(?: alt)?|j\.|ans))?$`)
})

// ofAge tells whether a person's age is said.
func (who person) ofAge() bool { return slices.ContainsFunc(who.details, age().MatchString) }

var calledClient = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(clients?|customers?|patients?|klient\w*|kund(in|e)|patientin|cliente|(mother|mum|mom|father|dad) of|(mutter|vater) von|m[eè]re de|p[eè]re de)\b|^(since|seit|depuis) (\w+ )?20\d\d`)
})

// isClient tells whether it is said that a person is a client, or what only a client would say of themselves.
func (who person) isClient() bool {
	return slices.ContainsFunc(who.details, calledClient().MatchString)
}

var (
	firstPerson = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(i|i['’](m|ve|d)|my|me|ich|mir|mich|meine?[mnrs]?|je|j['’]\pL+|mon|ma|mes|moi)\b`)
	})
	visit = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(after|since) (just |only )?(my|a|one|two|three|four|five|six|ten|the|our|several|\d+)( \pL+)? (sessions?|treatments?|appointments?|visits?|massages?|hours?)\b|` +
			`\bmy (first|second|third|last|next|weekly|monthly) (session|treatment|appointment|visit|massage)\b|\b(thank you|thanks) (to|for|so)\b|\brecommend\b|` +
			`\b(she|he|they) (listened|helped|asked|explained|held|made me|gave me|treated|found)\b|` +
			`\bnach (der|meiner|einer|zwei|drei|vier|wenigen|ein paar)( \pL+)? (sitzung(en)?|behandlung(en)?|massagen?|stunden?)\b|\bmeine[nr]? (erste[nr]?|letzte[nr]?) (sitzung|behandlung|massage)\b|\bempfehle|\bvielen dank\b|` +
			`\bapr[eè]s (une|ma|la|deux|trois|quelques)( \pL+)? (s[ée]ances?|consultations?|massages?)|\bma (premi[eè]re|derni[eè]re) (s[ée]ance|consultation|visite)|\bje recommande\b|\bmerci\b`)
	})
)

// visited tells whether words are those of somebody who has come for a session.
func visited(words string) bool {
	return visit().MatchString(words) && firstPerson().MatchString(words)
}

var (
	ofClients = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)testimonial|\bwhat (our |my |some )?(clients|patients|customers|guests) (say|said|tell|write)|\bclients?['’]? (voices|stories|feedback|words)|\b(your|client|customer) feedback|^(our |client |customer )?reviews$|` +
			`(kunden|klienten|klientinnen|patienten)stimmen|^stimmen\b|\bwas (unsere |meine )?(klient|kund|patient)\pL+ sagen|erfahrungsberichte|t[ée]moignages?|\bavis (de|des) (nos |mes )?client`)
	})
	classOfClients = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)testimonial|review|kundenstimme|temoignage`)
	})
)

// amongClients tells whether a quotation stands where clients have their say: on the page of a testimonial, below a heading that says
// so, or in an element that is called so.
func amongClients(p *rule.Page, node int) bool {
	if p.Kind == "testimonial" || ofClients().MatchString(p.Text(p.First("h1"))) && p.First("h1") > 0 {
		return true
	}
	for i := range p.Above(node) {
		if n := &p.Nodes[i]; n.Tag != "body" && n.Tag != "html" && classOfClients().MatchString(n.Attr("class")+" "+n.Attr("id")) {
			return true
		}
	}
	for i := node - 1; i > 0; i-- {
		switch p.Nodes[i].Tag {
		case "h1", "h2", "h3", "h4", "h5", "h6":
			return ofClients().MatchString(p.Text(i))
		}
	}
	return false
}
