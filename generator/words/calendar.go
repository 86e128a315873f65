package words

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/feature/plural"

	"stillpoint/generator/diag"
)

// stylePrefix starts the keys of patterns of dates: the style "long" is the pattern date-long.
const stylePrefix = "date-"

// IsOfDates tells keys of what dates are written with.
func IsOfDates(key string) bool {
	switch key {
	case "weekdays", "weekdays-short", "months", "months-short", "am", "pm", "first-of-month":
		return true
	}
	return strings.HasPrefix(key, stylePrefix)
}

// calendar is what dates are written with.
type calendar struct {
	weekdays, weekdaysShort [7]string  // from Sunday on, as package time counts
	months, monthsShort     [12]string // from January on
	am, pm, first           string
	isEnglish               bool // names are those of package time
}

func (w *Words) findCalendar() {
	c := &w.calendar
	for i := range 7 {
		c.weekdays[(i+1)%7], c.weekdaysShort[(i+1)%7] = w.phrases["weekdays"].list[i], w.phrases["weekdays-short"].list[i]
	}
	copy(c.months[:], w.phrases["months"].list)
	copy(c.monthsShort[:], w.phrases["months-short"].list)
	c.am, c.pm, c.first = w.Text("am"), w.Text("pm"), w.Text("first-of-month")
	c.isEnglish = c.am == "am" && c.pm == "pm"
	for i := range 12 {
		month := time.Month(i + 1).String()
		c.isEnglish = c.isEnglish && c.months[i] == month && c.monthsShort[i] == month[:3]
	}
	for i := range 7 {
		day := time.Weekday(i).String()
		c.isEnglish = c.isEnglish && c.weekdays[i] == day && c.weekdaysShort[i] == day[:3]
	}
	w.styles = map[string]*Style{}
	for key := range w.phrases {
		if name, ok := strings.CutPrefix(key, stylePrefix); ok {
			w.styles[name] = w.styleOf(key)
		}
	}
}

// Style writes dates in one way.
type Style struct {
	layout string // of package time, where that can write all of it; else ""
	write  []func(out []byte, t time.Time) []byte
}

// Format writes a date.
func (s *Style) Format(t time.Time) string {
	if s.layout != "" {
		return t.Format(s.layout)
	}
	out := make([]byte, 0, 64)
	for _, write := range s.write {
		out = write(out, t)
	}
	return string(out)
}

// Styles returns the names of the styles of dates, sorted.
func (w *Words) Styles() []string { return slices.Sorted(maps.Keys(w.styles)) }

// Style returns a style by its name, "long", or by a pattern of package time, "2 January 2006", the names in which then are those of
// the language. The error says that it is neither.
func (w *Words) Style(name string) (*Style, error) {
	if s := w.styles[name]; s != nil {
		return s, nil
	}
	if isPlain(name) {
		return nil, fmt.Errorf("there is no style of dates %q%s", name, diag.DidYouMean(name, w.Styles()))
	}
	return w.calendar.pattern(name), nil
}

// isPlain tells whether a pattern of package time says nothing of a time: it gives the same for two that differ in everything.
func isPlain(pattern string) bool {
	a, b := time.Date(1999, 11, 30, 23, 58, 57, 999, time.UTC), time.Date(2018, 5, 14, 7, 6, 4, 1e6, time.FixedZone("ABC", 3600))
	return a.Format(pattern) == b.Format(pattern)
}

// Weekday returns the name of a day of the week.
func (w *Words) Weekday(d time.Weekday) string { return w.calendar.weekdays[d%7] }

func (w *Words) styleOf(key string) *Style {
	parts := w.phrases[key].form(plural.Other)
	if layout, ok := w.calendar.layoutOf(parts); ok {
		return &Style{layout: layout}
	}
	s := &Style{}
	inWords := slices.ContainsFunc(parts, func(p Part) bool { return p.Name == "month" })
	for _, part := range parts {
		switch {
		case part.Name == "":
			s.write = append(s.write, text(part.Plain))
		case part.Name == "time" && key != stylePrefix+"time":
			clock := w.styleOf(stylePrefix + "time")
			s.write = append(s.write, func(out []byte, t time.Time) []byte { return append(out, clock.Format(t)...) })
		case part.Name == "day" && inWords:
			s.write = append(s.write, w.calendar.dayOfMonth)
		default:
			s.write = append(s.write, w.calendar.fields()[part.Name])
		}
	}
	return s
}

// layoutOf returns a pattern as package time has it, in a language with the same names. That is quicker.
func (c *calendar) layoutOf(parts []Part) (layout string, ok bool) {
	if !c.isEnglish || c.first != "1" {
		return "", false
	}
	names := map[string]string{"weekday": "Monday", "weekday-short": "Mon", "month": "January", "month-short": "Jan", "month-number": "1", "month-2": "01",
		"day": "2", "day-2": "02", "year": "2006", "hour-2": "15", "hour-12": "3", "minute": "04", "am-pm": "pm"}
	for _, part := range parts {
		if part.Name != "" && names[part.Name] == "" || strings.ContainsFunc(part.Plain, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }) {
			return "", false
		}
		layout += part.Plain + names[part.Name]
	}
	return layout, layout != ""
}

func text(plain string) func([]byte, time.Time) []byte {
	return func(out []byte, _ time.Time) []byte { return append(out, plain...) }
}

// dayOfMonth writes the day before the name of a month: the first of a month has a sign of its own in some languages.
func (c *calendar) dayOfMonth(out []byte, t time.Time) []byte {
	if t.Day() == 1 {
		return append(out, c.first...)
	}
	return t.AppendFormat(out, "2")
}

// fieldNames are what a pattern of dates is made of.
func fieldNames() []string {
	return slices.Sorted(maps.Keys((&calendar{}).fields()))
}

func (c *calendar) fields() map[string]func(out []byte, t time.Time) []byte {
	number := func(pattern string) func([]byte, time.Time) []byte {
		return func(out []byte, t time.Time) []byte { return t.AppendFormat(out, pattern) }
	}
	return map[string]func([]byte, time.Time) []byte{
		"weekday":       func(out []byte, t time.Time) []byte { return append(out, c.weekdays[t.Weekday()]...) },
		"weekday-short": func(out []byte, t time.Time) []byte { return append(out, c.weekdaysShort[t.Weekday()]...) },
		"month":         func(out []byte, t time.Time) []byte { return append(out, c.months[t.Month()-1]...) },
		"month-short":   func(out []byte, t time.Time) []byte { return append(out, c.monthsShort[t.Month()-1]...) },
		"month-number":  number("1"), "month-2": number("01"), "day": number("2"), "day-2": number("02"), "year": number("2006"),
		"hour":    func(out []byte, t time.Time) []byte { return fmt.Append(out, t.Hour()) },
		"hour-2":  number("15"),
		"hour-12": number("3"), "minute": number("04"),
		"am-pm": func(out []byte, t time.Time) []byte { return append(out, c.half(t)...) },
		"time":  nil, // the pattern date-time
	}
}

func (c *calendar) half(t time.Time) string {
	if t.Hour() < 12 {
		return c.am
	}
	return c.pm
}

// pattern reads a pattern of package time, in which names are found as that package finds them.
func (c *calendar) pattern(layout string) *Style {
	if c.isEnglish {
		return &Style{layout: layout}
	}
	s := &Style{}
	numbers := func(piece string) {
		if piece != "" {
			s.write = append(s.write, func(out []byte, t time.Time) []byte { return t.AppendFormat(out, piece) })
		}
	}
	begin := 0
	for i := 0; i < len(layout); i++ {
		word, field := nameAt(layout[i:])
		if word == "" {
			continue
		}
		numbers(layout[begin:i])
		s.write = append(s.write, c.fields()[field])
		begin = i + len(word)
		i = begin - 1
	}
	numbers(layout[begin:])
	return s
}

// nameAt returns the name that a pattern of package time begins with, and the field that it stands for.
func nameAt(layout string) (word, field string) {
	for _, name := range []struct{ word, field string }{
		{"January", "month"}, {"Jan", "month-short"}, {"Monday", "weekday"}, {"Mon", "weekday-short"}, {"PM", "am-pm"}, {"pm", "am-pm"},
	} {
		rest, ok := strings.CutPrefix(layout, name.word)
		if ok && (len(name.word) != 3 || rest == "" || rest[0] < 'a' || 'z' < rest[0]) {
			return name.word, name.field
		}
	}
	return "", ""
}
