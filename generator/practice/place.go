package practice

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Geo is a point on the earth in degrees (WGS 84): latitude from -90 to 90, north
// positive, longitude from -180 to 180, east positive.
type Geo struct {
	Latitude, Longitude float64
	set                 bool
}

// geo are the fields of a Geo.
type geo struct {
	Latitude  *float64 `yaml:"latitude" doc:"Degrees north, with a minus for south." example:"50.3312"`
	Longitude *float64 `yaml:"longitude" doc:"Degrees east, with a minus for west." example:"-4.7826"`
}

// Shape tells both ways to write a place.
func (Geo) Shape() decode.Shape {
	group := decode.Group("Place fields", geo{})
	group.Require("latitude", "longitude")
	group.Narrow(decode.Between(-90, 90), "latitude")
	group.Narrow(decode.Between(-180, 180), "longitude")
	const fraction = `(?:\.\d*)?`
	pair := decode.Matching(`[+-]?0*(?:90(?:\.0*)?|[0-8]?\d`+fraction+`)\s*,\s*[+-]?0*(?:180(?:\.0*)?|(?:1[0-7]\d|\d{1,2})`+fraction+`)`,
		"degrees north and degrees east, with a comma between them and a minus for south and west", "50.3312, -4.7826")
	return decode.Either(pair, group).Named("Place")
}

// DecodeNode reads a group of latitude and longitude, or both as "50.33, -4.78".
func (g *Geo) DecodeNode(n *decode.Node) diag.List {
	const hint = "write it as 50.3312, -4.7826: first north, then east, with a minus for west"
	if n.Kind() == decode.Map {
		var fields geo
		problems := n.Into(&fields)
		switch {
		case len(problems) > 0:
			return problems
		case fields.Latitude == nil:
			return diag.List{missing(n, "geo", "latitude", hint)}
		case fields.Longitude == nil:
			return diag.List{missing(n, "geo", "longitude", hint)}
		}
		return g.put(n, *fields.Latitude, *fields.Longitude)
	}
	s, _ := scalar(n)
	north, east, _ := strings.Cut(s, ",")
	latitude, err1 := strconv.ParseFloat(trim(north), 64)
	longitude, err2 := strconv.ParseFloat(trim(east), 64)
	if err1 != nil || err2 != nil {
		return diag.List{n.Error("bad-geo", fmt.Sprintf("%s is not a place on the map", said(n)), hint)}
	}
	return g.put(n, latitude, longitude)
}

func (g *Geo) put(n *decode.Node, latitude, longitude float64) diag.List {
	switch {
	case !(math.Abs(latitude) <= 90) && math.Abs(longitude) <= 90:
		return diag.List{n.Error("bad-geo", fmt.Sprintf("the latitude %v is not between -90 and 90", latitude), "latitude and longitude may have changed places")}
	case !(math.Abs(latitude) <= 90):
		return diag.List{n.Error("bad-geo", fmt.Sprintf("the latitude %v is not between -90 and 90", latitude), "write degrees with a point, such as 50.3312")}
	case !(math.Abs(longitude) <= 180):
		return diag.List{n.Error("bad-geo", fmt.Sprintf("the longitude %v is not between -180 and 180", longitude), "write degrees with a point, such as -4.7826")}
	}
	*g = Geo{latitude, longitude, true}
	return nil
}

// IsZero tells whether no place was written.
func (g Geo) IsZero() bool { return !g.set }

// MapLink returns the address of the place on OpenStreetMap, for a visitor to follow.
func (g Geo) MapLink() string {
	lat, lon := strconv.FormatFloat(g.Latitude, 'f', 5, 64), strconv.FormatFloat(g.Longitude, 'f', 5, 64)
	return fmt.Sprintf("https://www.openstreetmap.org/?mlat=%s&mlon=%s#map=17/%s/%s", lat, lon, lat, lon)
}

// Language is a language that people speak in a practice (BCP 47).
type Language struct{ tag language.Tag }

// DecodeNode reads a code, "en" or "pt-BR".
func (l *Language) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	tag, err := language.Parse(s)
	if err != nil || s == "" {
		return diag.List{n.Error("bad-language", fmt.Sprintf("%s is not a language%s", said(n), languageGuess(s)), "write its code, such as en, cy, de or pt-BR")}
	}
	*l = Language{tag}
	return nil
}

// Shape tells the form of a code of BCP 47. Which there are, its registry knows.
func (Language) Shape() decode.Shape { return LanguageShape() }

// LanguageShape tells the form of the code of a language, for others who read one.
func LanguageShape() decode.Shape {
	s := decode.Matching(`[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*`, "the code of a language", "en-GB")
	s.Name, s.Offers = "Language", strings.Fields("en en-GB en-US en-AU en-CA de de-AT de-CH fr fr-CA fr-CH es es-MX it nl pt pt-BR cy ga pl cs da sv nb fi el tr ar he fa hi zh ja")
	return s
}

// languageGuess finds the code of a language that was written by its English name.
func languageGuess(s string) string {
	for _, tag := range display.Supported.Tags() {
		if strings.EqualFold(display.English.Tags().Name(tag), s) {
			return fmt.Sprintf(": did you mean %q?", tag)
		}
	}
	return ""
}

// String returns the code of the language.
func (l Language) String() string { return l.tag.String() }

// In returns the name of the language in another (BCP 47), "Welsh" of cy in en-GB.
func (l Language) In(other string) string {
	namer := display.Tags(language.Make(other))
	if namer == nil {
		namer = display.Tags(language.English)
	}
	return namer.Name(l.tag)
}
