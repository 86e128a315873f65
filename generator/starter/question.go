package starter

import (
	"slices"
	"strings"
)

// Question is one thing that is asked of somebody who begins a site. Functions that are nil say nothing in particular.
type Question struct {
	Flag    string // that answers it too, "name"
	Means   string // what the flag takes, with what stands for it in `quotes`
	Ask     string // in a few words
	Help    string // what it is for and how to write it, may be ""
	Options Options
	// Separator stands between the parts of an answer that may have several, and is given by several flags.
	Separator string

	fallback func(a *Answers) string          // the answer of somebody who gives none, "" where there is none
	needed   func(a *Answers) bool            // whether there must be an answer
	fits     func(a *Answers) bool            // whether the question makes sense after those before it
	set      func(a *Answers, s string) error // takes an answer that is not empty
}

// Option is an answer that can be chosen, by its number, its name or its words.
type Option struct{ ID, Words string }

// Options returns what can be chosen, nil for a question that is answered freely. Some are read from the texts, and only when they are needed.
type Options func() ([]Option, error)

// Default returns the answer of somebody who gives none, "" where there is none.
func (q Question) Default(a *Answers) string {
	if q.fallback == nil {
		return ""
	}
	return q.fallback(a)
}

// Needed tells whether there must be an answer.
func (q Question) Needed(a *Answers) bool { return q.needed != nil && q.needed(a) }

// Fits tells whether the question makes sense after the answers to those before it.
func (q Question) Fits(a *Answers) bool { return q.fits == nil || q.fits(a) }

// Set takes an answer. A [Refusal] says what is wrong with it; then the answers stay as they were.
func (q Question) Set(a *Answers, text string) error {
	text, err := oneLine(text)
	if err != nil || text == "" {
		return err
	}
	changed := *a
	if err := q.set(&changed, text); err != nil {
		return err
	}
	*a = changed
	return nil
}

// Refusal says what is wrong with an answer, and how to write it.
type Refusal struct{ Message, Hint string }

// Error returns both on one line.
func (r *Refusal) Error() string {
	if r.Hint == "" {
		return r.Message
	}
	return r.Message + "; " + r.Hint
}

// Speaker is what is known of somebody before they are asked: the language and the country that their computer is set to, "" for
// unknown.
type Speaker struct{ Language, Country string }

// SpeakerOf reads a locale as POSIX and its users write it, "en_GB.UTF-8".
func SpeakerOf(locale string) Speaker {
	locale, _, _ = strings.Cut(locale, ".")
	locale, _, _ = strings.Cut(locale, "@")
	language, country, _ := strings.Cut(strings.ReplaceAll(locale, "-", "_"), "_")
	if len(language) != 2 || len(country) != 2 && country != "" {
		return Speaker{}
	}
	return Speaker{strings.ToLower(language), strings.ToUpper(country)}
}

// Questions returns all questions in the order in which they are asked.
func Questions(s Speaker) []Question {
	return slices.Concat(aboutPractice(s), aboutContact(), aboutPlace(), aboutSessions(), aboutSite())
}

func always(*Answers) bool { return true }

func fixed(text string) func(*Answers) string { return func(*Answers) string { return text } }

// aboutPractice asks what the practice is and where.
func aboutPractice(s Speaker) []Question {
	return []Question{
		{Flag: "name", Means: "`NAME` of the practice", Ask: "What is your practice called?", Help: "As it stands on the door. It can be your own name.",
			needed: always, set: func(a *Answers, text string) error { return short(&a.Name, text, "name of a practice", 50) }},
		{Flag: "profession", Means: "`NAMES` of what is offered, the most important first", Ask: "What do you offer?", Help: "Several are fine: the most important one first, with commas between them.",
			Options: offers, Separator: ", ", needed: always,
			set: func(a *Answers, text string) (err error) { a.Professions, err = choose(offers, text); return err }},
		{Flag: "town", Means: "`TOWN` that the practice is in", Ask: "In which town?", needed: always,
			set: func(a *Answers, text string) error { return short(&a.Town, text, "name of a town", 40) }},
		{Flag: "country", Means: "two letters of its `COUNTRY`", Ask: "In which country?", Help: "Its two letters: GB, IE, US, CA, AU, DE, AT, CH, FR, ES.",
			needed: always, fallback: fixed(s.Country), set: setCountry},
		{Flag: "language", Means: "`LANGUAGE` of the site: en, de", Ask: "In which language is the site?", Options: tongues, needed: always,
			fallback: func(a *Answers) string { return likely(s, a.Country) },
			set:      func(a *Answers, text string) (err error) { a.Language, err = chooseOne(tongues, text); return err }},
	}
}

// likely returns the language that a site is written in most likely: that of the computer, if the country speaks it, else one of the
// country, else that of the computer, as far as there are texts in it.
func likely(s Speaker, code string) string {
	all, _ := tongues()
	local := strings.Fields(countries()[code].languages)
	candidates := append(local, s.Language, "en")
	if slices.Contains(local, s.Language) {
		candidates = append([]string{s.Language}, local...)
	}
	for _, c := range candidates {
		if slices.ContainsFunc(all, func(o Option) bool { return o.ID == c }) {
			return c
		}
	}
	return ""
}

// aboutContact asks who gives sessions and how to reach them.
func aboutContact() []Question {
	unreachable := func(a *Answers) bool { return a.Phone == "" && a.Booking == "" }
	return []Question{
		{Flag: "person", Means: "`NAME` of who gives sessions", Ask: "Who gives sessions?", Help: "Your own name. There will be a page about you. Leave it empty to do that later.",
			set: func(a *Answers, text string) error { return short(&a.Person, text, "name of a person", 50) }},
		{Flag: "phone", Means: "`NUMBER` that clients ring", Ask: "Which telephone number do clients ring?", set: setPhone},
		{Flag: "email", Means: "`ADDRESS` that clients write to; needed where there is neither phone nor booking", Ask: "Which e-mail address do clients write to?", Help: "It will be seen on the site.", needed: unreachable, set: setEmail},
		{Flag: "booking", Means: "`URL` where sessions are booked online", Ask: "Can sessions be booked online, and where?", Help: "The whole address of the page, if there is one: https://…", set: setBooking},
	}
}

// aboutPlace asks for the rest of the address.
func aboutPlace() []Question {
	return []Question{
		{Flag: "street", Means: "`STREET` and number", Ask: "Which street and number?", Help: "Leave it empty if your address is not to be seen.",
			set: func(a *Answers, text string) error { return short(&a.Street, text, "line of an address", 80) }},
		{Flag: "postcode", Means: "`POSTCODE`", Ask: "Which postcode?",
			needed: func(a *Answers) bool { return a.Street != "" && a.lacks("postcode") }, set: setPostcode},
		{Flag: "region", Means: "`CODE` of the state or province", Ask: "Which state or province?", Help: "Its code, such as OR, BC or NSW.",
			fits:   func(a *Answers) bool { return a.lacks("region") },
			needed: func(a *Answers) bool { return a.Street+a.Postcode != "" }, set: setRegion},
	}
}

// aboutSessions asks what a session is like.
func aboutSessions() []Question {
	return []Question{
		{Flag: "minutes", Means: "`NUMBER` of minutes that a session takes", Ask: "How many minutes does a session take?", set: setMinutes},
		{Flag: "price", Means: "`AMOUNT` that a session costs", Ask: "What does a session cost?", Help: "A number, in the money of your country.", set: setPrice},
		{Flag: "hours", Means: "`HOURS` of opening: monday to friday: 09:00-17:00", Ask: "When are you open?",
			Help: "Such as  monday to thursday: 09:00-12:30, 14:00-18:00; friday: by appointment", Separator: "; ", set: setHours},
	}
}

// aboutSite asks for looks and whereabouts of the site itself.
func aboutSite() []Question {
	return []Question{
		{Flag: "colours", Means: "`NAME` of a palette, or a colour", Ask: "Which colours?", Help: "Or a colour of your own that is used for links and buttons, such as #2f6f73.",
			Options: looks, fallback: fixed(Palettes()[0].Name), set: setColours},
		{Flag: "host", Means: "`NAME` of where the site will be published", Ask: "Where will the site be published?", Help: "You need not know yet.",
			Options: hosts, fallback: fixed("none"),
			set: func(a *Answers, text string) (err error) { a.Host, err = chooseOne(hosts, text); return err }},
		{Flag: "url", Means: "`URL` of the site", Ask: "Which address has the site?", Help: "Such as https://…, if you have one already.", set: setURL},
	}
}
