package starter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"stillpoint/generator/config"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// oneLine returns an answer without the blanks around it and with single ones within.
func oneLine(text string) (string, error) {
	text = strings.Join(strings.Fields(text), " ")
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", &Refusal{"there is a sign in it that cannot be shown", "type it anew"}
	}
	return text, nil
}

// short takes a text that has not more than some characters, since it will stand in titles of pages.
func short(into *string, text, what string, most int) error {
	if n := utf8.RuneCountInString(text); n > most {
		return &Refusal{fmt.Sprintf("this %s has %d characters", what, n), fmt.Sprintf("keep it to %d; it may be written out in the texts", most)}
	}
	*into = text
	return nil
}

// refusal returns the first problem as a refusal, nil where there is none.
func refusal(problems diag.List) error {
	if len(problems) == 0 {
		return nil
	}
	return &Refusal{problems[0].Message, problems[0].Hint}
}

// document reads a text of YAML.
func document(text string) (*decode.Node, diag.List) {
	return decode.Parse(diag.NewFile("answer", []byte(text)), 0, len(text), decode.YAML)
}

// reads decodes an answer as the field of a configuration would be, so that it is refused in the same words.
func reads(text string, into decode.Decoder) error {
	quoted, err := quote(text)
	if err != nil {
		return err
	}
	node, problems := document("answer: " + quoted + "\n")
	if len(problems) == 0 {
		problems = into.DecodeNode(node.Get("answer"))
	}
	return refusal(problems)
}

// choose returns the options that are meant by numbers, names or words, with commas between them, each once.
func choose(from Options, text string) ([]string, error) {
	options, err := from()
	if err != nil {
		return nil, err
	}
	parts := strings.Split(text, ",")
	if strings.Trim(text, "0123456789 ,") == "" {
		parts = strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	}
	var chosen, names []string
	for _, o := range options {
		names = append(names, o.ID)
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		at := slices.IndexFunc(options, func(o Option) bool { return strings.EqualFold(part, o.ID) || strings.EqualFold(part, o.Words) })
		if n, err := strconv.Atoi(part); err == nil && n >= 1 && n <= len(options) {
			at = n - 1
		}
		if at < 0 {
			return nil, &Refusal{fmt.Sprintf("%q is not among them%s", part, diag.DidYouMean(strings.ToLower(part), names)),
				fmt.Sprintf("there are %s", strings.Join(names, ", "))}
		}
		if !slices.Contains(chosen, options[at].ID) {
			chosen = append(chosen, options[at].ID)
		}
	}
	return chosen, nil
}

// chooseOne returns the first of the options that are meant.
func chooseOne(from Options, text string) (string, error) {
	chosen, err := choose(from, text)
	if err != nil {
		return "", err
	}
	return chosen[0], nil
}

func setCountry(a *Answers, text string) error {
	var c practice.Country
	if len(text) == 2 {
		text = strings.ToUpper(text)
	}
	if err := reads(text, &c); err != nil {
		return err
	}
	a.Country = string(c)
	return nil
}

func setPhone(a *Answers, text string) error {
	var p practice.Phone
	if err := reads(abroad(text, a.Country), &p); err != nil {
		return err
	}
	a.Phone, a.PhoneShown = p.Number, text
	return nil
}

func setEmail(a *Answers, text string) error {
	var e practice.Email
	if err := reads(text, &e); err != nil {
		return err
	}
	a.Email = string(e)
	return nil
}

// https completes the address of a page as people say it, "example.org/book".
func https(text string) string {
	host, _, _ := strings.Cut(text, "/")
	if strings.Contains(host, ".") && !strings.ContainsAny(host, ":@ ") {
		return "https://" + text
	}
	return text
}

func setBooking(a *Answers, text string) error {
	var w practice.WebURL
	if err := reads(https(text), &w); err != nil {
		return err
	}
	a.Booking = string(w)
	return nil
}

func setPostcode(a *Answers, text string) error {
	a.Postcode = strings.ToUpper(text)
	return a.complaint("bad-postcode")
}

func setRegion(a *Answers, text string) error {
	a.Region = strings.ToUpper(text)
	return a.complaint("bad-region")
}

func setMinutes(a *Answers, text string) error {
	if strings.Trim(text, "0123456789") == "" {
		text += " minutes"
	}
	var d practice.Duration
	if err := reads(text, &d); err != nil {
		return err
	}
	a.Minutes = strconv.Itoa(d.Minutes())
	return nil
}

func setPrice(a *Answers, text string) error {
	if strings.Trim(text, "0123456789.") == "" {
		text += " " + currencyOf(a.Country)
	}
	var m practice.Money
	if err := reads(text, &m); err != nil {
		return err
	}
	a.Price, a.Currency = m.Number(), m.Currency()
	return nil
}

// setHours takes the days with their times, as the configuration has them, with semicolons between them.
func setHours(a *Answers, text string) error {
	var lines []string
	var b strings.Builder
	for part := range strings.SplitSeq(text, ";") {
		days, times, found := strings.Cut(part, ":")
		if days, times = strings.TrimSpace(days), strings.TrimSpace(times); days == "" && !found {
			continue
		}
		key, _ := quote(days)
		b.WriteString(key + ":")
		if times != "" {
			value, _ := quote(times)
			b.WriteString(" " + value)
		}
		b.WriteString("\n")
		lines = append(lines, strings.ToLower(days)+": "+strings.ToLower(times))
	}
	node, problems := document(b.String())
	if len(problems) == 0 {
		problems = new(practice.Hours).DecodeNode(node)
	}
	if len(problems) == 0 {
		a.Hours = lines
	}
	return refusal(problems)
}

// setColours takes the name of a palette, or a colour that can be read on the background.
func setColours(a *Answers, text string) error {
	all := Palettes()
	if strings.HasPrefix(text, "#") {
		p := Palette{Accent: text}
		a.Palette = p
		return refusal(configured("https://practice.example/", p))
	}
	name, err := chooseOne(looks, text)
	if err == nil {
		a.Palette = all[slices.IndexFunc(all, func(p Palette) bool { return p.Name == name })]
	}
	return err
}

func setURL(a *Answers, text string) error {
	a.URL = https(text)
	return refusal(configured(a.URL, Palette{}))
}

// configured reads the smallest configuration that has an address and colours.
func configured(url string, p Palette) diag.List {
	quoted, err := quote(url)
	if err != nil {
		return diag.List{diag.New("bad-url", "", err.Error(), "")}
	}
	text := "site:\n  title: x\n  url: " + quoted + "\n"
	if lines := p.Lines(); len(lines) > 0 {
		text += "  theme:\n    colors:\n      " + strings.Join(lines, "\n      ") + "\n"
	}
	_, problems := config.Decode(diag.NewFile("answer", []byte(text)), nil, config.Known{})
	return problems
}
