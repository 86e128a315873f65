package pictures

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"stillpoint/generator/diag"
	"stillpoint/generator/images"
)

// Mode says how a picture comes to the measures that are asked of it. None of them enlarges it.
type Mode string

const (
	Fit  Mode = ""     // as a whole, at most so wide and so high
	Fill Mode = "fill" // it covers the measures; what stands over is cut away, far from the focus
	Crop Mode = "crop" // a piece of these measures round the focus, in the picture's own pixels
)

// Request asks for a picture.
type Request struct {
	File          string        // its path in the site, such as "content/about/room.jpg"
	Width, Height int           // in CSS pixels; 0 where they follow from the other one
	Mode          Mode          // Fill and Crop need Width and Height
	Focus         [2]float64    // the point that must stay to be seen, from 0 (left, top) to 1; see Center
	Sizes         string        // how wide it is on the page, as the attribute sizes of HTML; "" is as wide as Width
	Format        images.Format // for a single file; "" gives a choice of formats
	Quality       int           // from 1 to 100; 0 is that of the configuration
	Single        bool          // one file of one width, in the format that every browser shows
}

// Center is the focus of a picture of which nothing else is said.
func Center() [2]float64 { return [2]float64{0.5, 0.5} }

// Name returns a text that ParseName makes the same request of.
func (r Request) Name() string {
	text, _ := json.Marshal(r) // numbers and texts, which cannot fail
	return string(text)
}

// ParseName returns the request of which Name is the given one.
func ParseName(name string) (Request, error) {
	var r Request
	err := json.Unmarshal([]byte(name), &r)
	return r, err
}

// The most that may be asked of a picture, in CSS pixels.
const maxSide = 8192

// Ask reads the words with which a layout asks for a picture: names and values in turn, "width" 640 "mode" "fill". The
// given request and markup say what holds where a name is not among them. The errors are sentences for the author of a layout.
func Ask(r Request, m Markup, pairs ...any) (Request, Markup, error) {
	if len(pairs)%2 != 0 {
		return r, m, fmt.Errorf(`a picture is asked for with names and values in turn: "width" 640`)
	}
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return r, m, fmt.Errorf("%v is not the name of an option of a picture", pairs[i])
		}
		if err := set(&r, &m, name, pairs[i+1]); err != nil {
			return r, m, err
		}
	}
	if r.Mode != Fit && (r.Width == 0 || r.Height == 0) {
		return r, m, fmt.Errorf(`a picture with the mode %q needs both "width" and "height"`, r.Mode)
	}
	return r, m, nil
}

// options are the names that Ask understands.
func options() []string {
	return []string{"width", "height", "mode", "focus", "sizes", "format", "quality", "alt", "class", "title", "lead"}
}

func set(r *Request, m *Markup, name string, value any) error {
	var err error
	switch name {
	case "width":
		r.Width, err = number(name, value, maxSide)
	case "height":
		r.Height, err = number(name, value, maxSide)
	case "quality":
		r.Quality, err = number(name, value, 100)
	case "lead":
		m.Lead, err = truth(name, value)
	case "alt", "class", "title", "mode", "focus", "sizes", "format":
		err = setText(r, m, name, text(value))
	default:
		err = fmt.Errorf("unknown option %q of a picture%s", name, diag.DidYouMean(name, options()))
	}
	return err
}

func setText(r *Request, m *Markup, name, value string) error {
	var err error
	switch name {
	case "alt":
		m.Alt = value
	case "class":
		m.Class = value
	case "title":
		m.Title = value
	case "mode":
		r.Mode, err = parseMode(value)
	case "focus":
		r.Focus, err = ParseFocus(value)
	case "sizes":
		if r.Sizes = value; value != "" {
			_, err = parseSizes(value)
		}
	case "format":
		r.Format, err = parseFormat(value)
	}
	return err
}

func text(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// number reads a whole number from 0 to most.
func number(name string, value any, most int) (int, error) {
	n, err := strconv.Atoi(text(value))
	if err != nil || n < 0 || n > most {
		return 0, fmt.Errorf("the %s of a picture is a whole number from 0 to %d, not %v", name, most, value)
	}
	return n, nil
}

func truth(name string, value any) (bool, error) {
	b, ok := value.(bool)
	if !ok {
		return false, fmt.Errorf("the option %q of a picture is true or false, not %v", name, value)
	}
	return b, nil
}

func parseMode(value string) (Mode, error) {
	switch value {
	case "", "fit", "resize":
		return Fit, nil
	case string(Fill), string(Crop):
		return Mode(value), nil
	}
	return Fit, fmt.Errorf("unknown mode %q of a picture%s: write fit, fill or crop", value, diag.DidYouMean(value, []string{"fit", "fill", "crop"}))
}

func parseFormat(value string) (images.Format, error) {
	if value == "" {
		return "", nil
	}
	f, ok := images.FormatOf(value)
	if !ok || f == images.GIF {
		return "", fmt.Errorf("a picture cannot be made in the format %q: write jpeg, png, webp or avif", value)
	}
	return f, nil
}

// ParseFocus reads where the point of a picture lies that must stay to be seen: "top", "left bottom", "30% 20%"
// (from the left, from the top). "" is the middle.
func ParseFocus(value string) ([2]float64, error) {
	focus := Center()
	words := strings.Fields(strings.ToLower(value))
	if len(words) > 2 {
		return focus, wrongFocus(value)
	}
	for i, word := range words {
		switch word {
		case "left":
			focus[0] = 0
		case "right":
			focus[0] = 1
		case "top":
			focus[1] = 0
		case "bottom":
			focus[1] = 1
		case "center", "middle":
		default:
			part, err := strconv.ParseFloat(strings.TrimSuffix(word, "%"), 64)
			if err != nil || len(words) != 2 || !strings.HasSuffix(word, "%") || !(part >= 0 && part <= 100) {
				return Center(), wrongFocus(value)
			}
			focus[i] = part / 100
		}
	}
	return focus, nil
}

func wrongFocus(value string) error {
	return fmt.Errorf(`%q is no point of a picture: write "top", "left bottom" or "30%% 20%%" (from the left, from the top)`, value)
}
