package practice

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

const hoursHint = "write each day as monday: 09:00-12:30, 13:30-18:00; or closed; or by appointment"

// DecodeNode reads days, runs of days ("monday to friday"), and seasons.
func (h *Hours) DecodeNode(n *decode.Node) diag.List {
	if n.Kind() != decode.Map {
		return diag.List{n.Error("bad-hours", "hours are given day by day", hoursHint)}
	}
	week, problems := readWeek(n, "seasons")
	h.Week, h.set = week, true
	for _, item := range n.Get("seasons").Items() {
		var s Season
		more := s.DecodeNode(item)
		if problems = append(problems, more...); len(more) == 0 {
			h.Seasons = append(h.Seasons, s)
		}
	}
	if s := n.Get("seasons"); s.Kind() != decode.Null && s.Kind() != decode.List {
		problems = append(problems, s.Error("wrong-type", `"seasons" must be a list, not `+s.Kind().String(), "begin each season with a hyphen"))
	}
	return append(problems, h.checkSeasons(n)...)
}

func (h *Hours) checkSeasons(n *decode.Node) diag.List {
	slices.SortStableFunc(h.Seasons, func(a, b Season) int { return a.From.Compare(b.From.Time) })
	for i := 1; i < len(h.Seasons); i++ {
		if before := h.Seasons[i-1]; !before.Before(h.Seasons[i].From) {
			return diag.List{n.KeyError("seasons", "bad-hours", fmt.Sprintf("two seasons overlap: one ends on %s, the other begins on %s", before.To, h.Seasons[i].From), "let each begin after the one before has ended")}
		}
	}
	return nil
}

// DecodeNode reads a season: its name, from, to, and its days.
func (s *Season) DecodeNode(n *decode.Node) diag.List {
	if n.Kind() != decode.Map {
		return diag.List{n.Error("bad-hours", "a season has from, to and days", "write from: 2026-07-01, to: 2026-08-31, and the days below")}
	}
	week, problems := readWeek(n, "name", "from", "to")
	s.Week = week
	if name := n.Get("name"); name != nil {
		problems = append(problems, name.Into(&s.Name)...)
		s.Name = trim(s.Name)
	}
	for _, end := range []struct {
		key string
		day *Day
	}{{"from", &s.From}, {"to", &s.To}} {
		if n.Get(end.key) == nil {
			problems = append(problems, missing(n, "a season", end.key, "write "+end.key+": 2026-07-01, with the year"))
			continue
		}
		problems = append(problems, end.day.DecodeNode(n.Get(end.key))...)
	}
	if len(problems) == 0 {
		problems = s.check(n)
	}
	return problems
}

// readWeek reads all keys but some as days.
func readWeek(n *decode.Node, others ...string) (Week, diag.List) {
	week := newWeek()
	var problems diag.List
	given := map[int]string{}
	for _, key := range n.Keys() {
		if slices.Contains(others, key) {
			continue
		}
		days, problem := readDays(n, key, others)
		if problem != nil {
			problems = append(problems, *problem)
			continue
		}
		opening, more := readOpening(n.Get(key))
		problems = append(problems, more...)
		for _, d := range days {
			if given[d] != "" {
				problems = append(problems, n.KeyError(key, "bad-hours", fmt.Sprintf("%s is given twice: by %q and by %q", week[d].Weekday, given[d], key), "keep one of them"))
				break
			}
			given[d] = key
			opening.Weekday = week[d].Weekday
			week[d] = opening
		}
	}
	return week, problems
}

func dayNames() []string {
	return []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
}

// dayNumber returns the number from 0, Monday, of a day written whole or by its
// first three letters, or -1.
func dayNumber(word string) int {
	word = strings.ToLower(trim(word))
	return slices.IndexFunc(dayNames(), func(name string) bool { return word == name || len(word) == 3 && strings.HasPrefix(name, word) })
}

var dayRun = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\pL+) ?(?:-|–| to ) ?(\pL+)$`) })

// readDays returns the numbers of the days that a key stands for.
func readDays(n *decode.Node, key string, others []string) ([]int, *diag.Diagnostic) {
	fail := func(word string) ([]int, *diag.Diagnostic) {
		names := append(dayNames(), others...)
		d := n.KeyError(key, "bad-hours", fmt.Sprintf("%q is not a day%s", word, diag.DidYouMean(word, names)), "write monday, or monday to friday")
		return nil, &d
	}
	switch strings.ToLower(key) {
	case "daily", "every day":
		return []int{0, 1, 2, 3, 4, 5, 6}, nil
	case "weekdays":
		return []int{0, 1, 2, 3, 4}, nil
	case "weekend", "weekends":
		return []int{5, 6}, nil
	}
	if parts := dayRun().FindStringSubmatch(key); parts != nil {
		first, last := dayNumber(parts[1]), dayNumber(parts[2])
		switch {
		case first < 0:
			return fail(parts[1])
		case last < 0:
			return fail(parts[2])
		}
		return daysBetween(first, last), nil
	}
	day := dayNumber(key)
	if day < 0 {
		return fail(key)
	}
	return []int{day}, nil
}

func daysBetween(first, last int) []int {
	days := []int{first}
	for d := first; d != last; {
		d = (d + 1) % 7
		days = append(days, d)
	}
	return days
}

var spanForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,2}):(\d{2}) ?(?:-|–| to ) ?(\d{1,2}):(\d{2})( by appointment)?$`)
})

// readOpening reads the times of a day: spans, "closed" or "by appointment".
func readOpening(n *decode.Node) (Opening, diag.List) {
	var o Opening
	parts := []string{}
	if s, ok := scalar(n); ok {
		parts = strings.Split(s, ",")
	}
	for _, item := range n.Items() {
		parts = append(parts, item.Text())
	}
	if len(parts) == 0 {
		return o, diag.List{n.Error("bad-hours", "there are no times for this day", hoursHint)}
	}
	for _, part := range parts {
		switch part = strings.ToLower(trim(part)); part {
		case "closed":
			if len(parts) > 1 {
				return o, diag.List{n.Error("bad-hours", "a day that is closed has no times", "keep one of them")}
			}
		case "by appointment":
			o.ByAppointment = true
		default:
			span, why, hint := readSpan(part)
			if why != "" {
				return o, diag.List{n.Error("bad-hours", why, hint)}
			}
			o.Spans = append(o.Spans, span)
		}
	}
	slices.SortStableFunc(o.Spans, func(a, b Span) int { return int(a.Opens) - int(b.Opens) })
	for i := 1; i < len(o.Spans); i++ {
		if o.Spans[i].Opens < o.Spans[i-1].Closes {
			return o, diag.List{n.Error("bad-hours", fmt.Sprintf("the times overlap: one ends at %s, the other begins at %s", o.Spans[i-1].Closes, o.Spans[i].Opens), "let each begin after the one before has ended")}
		}
	}
	return o, nil
}

func readSpan(s string) (span Span, why, hint string) {
	parts := spanForm().FindStringSubmatch(s)
	if parts == nil {
		return span, fmt.Sprintf("%q is not a time of opening%s", s, spanGuess(s)), hoursHint
	}
	opens, ok1 := clock(parts[1], parts[2])
	closes, ok2 := clock(parts[3], parts[4])
	switch {
	case !ok1 || !ok2:
		return span, fmt.Sprintf("%q has a time that no clock shows", s), "write hours from 00 to 24 and minutes from 00 to 59"
	case closes <= opens:
		return span, fmt.Sprintf("%q ends before it begins", s), "write the afternoon as 13:00 to 24:00"
	}
	return Span{opens, closes, parts[5] != ""}, "", ""
}

func clock(hours, minutes string) (Clock, bool) {
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	return Clock(60*h + m), m < 60 && 60*h+m <= 24*60
}

var looseSpan = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,2})(?:[.:](\d{2}))? ?(am|pm|h)? ?(?:-|–|to| to ) ?(\d{1,2})(?:[.:](\d{2}))? ?(am|pm|h)?$`)
})

// spanGuess writes "9am-5.30pm" as it should be.
func spanGuess(s string) string {
	parts := looseSpan().FindStringSubmatch(s)
	if parts == nil {
		return ""
	}
	end := func(hours, minutes, half string) string {
		h, _ := strconv.Atoi(hours)
		if half == "pm" && h < 12 {
			h += 12
		}
		if half == "am" && h == 12 {
			h = 0
		}
		if minutes == "" {
			minutes = "00"
		}
		return fmt.Sprintf("%02d:%s", h, minutes)
	}
	guess := end(parts[1], parts[2], parts[3]) + "-" + end(parts[4], parts[5], parts[6])
	if _, why, _ := readSpan(guess); why != "" {
		return ""
	}
	return fmt.Sprintf(": did you mean %q?", guess)
}
