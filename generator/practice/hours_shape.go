package practice

import (
	"strings"

	"stillpoint/generator/decode"
)

// caseless returns a pattern that matches a word in small letters, in capitals and mixed.
func caseless(word string) string {
	var pattern strings.Builder
	for _, r := range word {
		if lower, upper := string(r), strings.ToUpper(string(r)); lower != upper {
			pattern.WriteString("[" + lower + upper + "]")
			continue
		}
		pattern.WriteRune(r)
	}
	return pattern.String()
}

// dayPattern matches the names under which hours may stand: a day, a run of days, or a word for several.
func dayPattern() string {
	var days []string
	for _, name := range dayNames() {
		days = append(days, caseless(name[:3])+"(?:"+caseless(name[3:])+")?")
	}
	day := "(?:" + strings.Join(days, "|") + ")"
	several := strings.Join([]string{caseless("daily"), caseless("every day"), caseless("weekdays"), caseless("weekend") + "[sS]?"}, "|")
	return "^(?:" + several + "|" + day + "(?: ?(?:-|–| to ) ?" + day + ")?)$"
}

// dayShape tells what may be written for a day. That times rise and none overlaps another is left to the decoder.
func dayShape() decode.Shape {
	const clock = `(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)`
	closed, appointment := caseless("closed"), caseless("by appointment")
	part := clock + ` ?(?:-|–| ` + caseless("to") + ` ) ?` + clock + `(?: ` + appointment + `)?|` + appointment
	text := decode.Matching(closed+`|(?:`+part+`)(?:\s*,\s*(?:`+part+`))*`, "times of the day, closed, or by appointment", "09:00-12:30, 13:30-18:00")
	text.Offers = []string{"closed", "by appointment"}
	each := decode.Matching(part, "a time of the day, or by appointment", "09:00-12:30")
	each.Filled = true
	shut := decode.Matching(closed, "closed", "closed")
	shut.Filled = true
	day := decode.Either(text,
		decode.Shape{Kind: decode.List, Item: &each, Least: 1},
		decode.Shape{Kind: decode.List, Item: &shut, Least: 1, Most: 1})
	day.Name, day.Filled = "OpeningHours", true
	return day
}

// weekOf returns a group of days beside other fields. The days that most people write are named, so that editors can offer them.
func weekOf(name string, others ...decode.Field) decode.Shape {
	day := dayShape()
	s := decode.Shape{Kind: decode.Map, Name: name, Others: &day, Names: dayPattern()}
	for _, name := range append([]string{"monday to friday"}, dayNames()...) {
		s.Fields = append(s.Fields, decode.Field{Name: name, Doc: "The times of the day, or closed, or by appointment.", Example: "09:00-12:30, 13:30-18:00", Shape: day})
	}
	s.Fields = append(s.Fields, others...)
	return s
}

// Shape tells what may be written for a season.
func (Season) Shape() decode.Shape {
	day := Day{}.Shape()
	s := weekOf("Season",
		decode.Field{Name: "name", Doc: "What the season is called.", Example: "Summer hours", Shape: decode.ShapeOf("")},
		decode.Field{Name: "from", Doc: "The first day of the season, with the year.", Example: "2027-07-19", Required: true, Shape: day},
		decode.Field{Name: "to", Doc: "The last day of the season, with the year.", Example: "2027-08-29", Required: true, Shape: day})
	s.Filled = true
	return s
}

// Shape tells what may be written for opening hours.
func (Hours) Shape() decode.Shape {
	season := Season{}.Shape()
	return weekOf("Hours",
		decode.Field{Name: "seasons", Doc: "Times of the year with hours of their own; during them the other hours do not count.",
			Example: "[{name: Summer hours, from: 2027-07-19, to: 2027-08-29, monday to friday: '08:00-14:00'}]", Shape: decode.Shape{Kind: decode.List, Item: &season}})
}
