package privacy

import (
	"iter"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/check/rule"
)

// personal yields the fields of a form that ask for something of a person: who they are, how to reach them, how they are.
func personal(p *rule.Page, form int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range p.Below(form, "input", "textarea", "select") {
			if isPersonal(p, i) && !yield(i) {
				return
			}
		}
	}
}

func isPersonal(p *rule.Page, field int) bool {
	n := &p.Nodes[field]
	if p.Hidden(field) {
		return false // as the field is that only machines fill in
	}
	switch kind := strings.ToLower(n.Attr("type")); {
	case n.Tag == "textarea":
		return true
	case n.Tag == "input" && (kind == "hidden" || kind == "submit" || kind == "button" || kind == "reset" || kind == "image" || kind == "search"):
		return false
	case n.Tag == "input" && (kind == "email" || kind == "tel"):
		return true
	case n.Tag == "input" && (kind == "" || kind == "text" || kind == "url" || kind == "date" || kind == "file") && isWho(n):
		return true
	}
	return health().MatchString(n.Attr("name") + " " + n.Attr("placeholder") + " " + label(p, field))
}

// isWho tells whether a field asks who somebody is, by its name or by what browsers shall fill in.
func isWho(n *rule.Node) bool {
	for word := range strings.FieldsSeq(strings.ToLower(n.Attr("autocomplete"))) {
		switch word {
		case "name", "given-name", "family-name", "additional-name", "nickname", "email", "tel", "tel-national", "bday", "street-address",
			"address-line1", "postal-code":
			return true
		}
	}
	for _, name := range []string{n.Attr("name"), n.Attr("id")} {
		switch letters(name) {
		case "name", "yourname", "fullname", "firstname", "lastname", "fname", "lname", "surname", "givenname", "familyname", "contactname",
			"clientname", "vorname", "nachname", "familienname", "ihrname", "nom", "prenom", "votrenom",
			"email", "youremail", "emailaddress", "mail", "emailadresse", "courriel", "phone", "phonenumber", "tel", "telephone", "mobile",
			"telefon", "handy", "birthday", "birthdate", "dateofbirth", "dob", "geburtsdatum", "datedenaissance", "address", "streetaddress",
			"anschrift", "adresse":
			return true
		}
	}
	return false
}

// letters returns the letters of a name in small ones: first-name, firstName and contact[first_name] are much the same.
func letters(name string) string {
	if open := strings.LastIndexByte(name, '['); open >= 0 && open+2 < len(name) {
		name = name[open:]
	}
	return strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// health is how forms ask after somebody's health.
var health = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(health|symptom|medications?\b|medicines?\b|medical (history|condition)|diagnos|pregnan|allerg|illness|diseases?\b|surger|injur|pains?\b|` +
		`gesundheit|beschwerden|krankheit|schwanger|medikament|schmerz|santé|sante|symptôme|grossesse|maladie|médicament|douleur)`)
})

// label returns the words that stand at a field.
func label(p *rule.Page, field int) string {
	if around := p.In(field, "label"); around > 0 {
		return p.Text(around)
	}
	id := p.Nodes[field].Attr("id")
	for i := range p.All("label") {
		if id != "" && p.Nodes[i].Attr("for") == id {
			return p.Text(i)
		}
	}
	return p.Nodes[field].Attr("aria-label")
}
