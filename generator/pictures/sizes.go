package pictures

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// sizes is the attribute of that name of HTML: how wide a picture is on a page, by the width of the window
// (html.spec.whatwg.org, “Sizes attributes”).
type sizes []sizesEntry

type sizesEntry struct {
	condition func(window float64) bool // nil: always
	length    length
}

// length is an expression of CSS, in pixels for a window of a width.
type length func(window float64) float64

// maxSizes is how many bytes a text of sizes may have.
const maxSizes = 1000

// parseSizes reads lengths in px, rem, em and vw, calc, min, max and clamp of them, and conditions on the width of the
// window. A rem counts as 16 pixels.
func parseSizes(text string) (sizes, error) {
	if len(text) > maxSizes {
		return nil, fmt.Errorf("sizes of %d characters are too long", len(text))
	}
	p := &sizesParser{words: sizesWords(text)}
	var all sizes
	for {
		entry, err := p.entry()
		if err != nil {
			return nil, fmt.Errorf("the sizes %q cannot be understood: %w", text, err)
		}
		all = append(all, entry)
		if !p.take(",") {
			break
		}
	}
	if p.next() != "" {
		return nil, fmt.Errorf("the sizes %q cannot be understood: there is %q where a comma should be", text, p.next())
	}
	return all, nil
}

// at returns how wide a picture is in a window, in CSS pixels; 0 where nothing is said of it.
func (s sizes) at(window float64) float64 {
	for _, entry := range s {
		if entry.condition == nil || entry.condition(window) {
			return max(0, entry.length(window))
		}
	}
	return 0
}

// sizesWords parts a text into brackets, signs, commas, names and numbers with their units.
func sizesWords(text string) []string {
	var words []string
	word := ""
	end := func() {
		if word != "" {
			words = append(words, strings.ToLower(word))
		}
		word = ""
	}
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			end()
		case r == '(': // a function keeps its bracket
			word += "("
			end()
		case strings.ContainsRune("),:*/", r):
			end()
			word = string(r)
			end()
		default:
			word += string(r)
		}
	}
	end()
	return words
}

type sizesParser struct{ words []string }

func (p *sizesParser) next() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

func (p *sizesParser) take(word string) bool {
	if p.next() != word || word == "" {
		return false
	}
	p.words = p.words[1:]
	return true
}

// entry is a length, or a condition and a length.
func (p *sizesParser) entry() (sizesEntry, error) {
	var entry sizesEntry
	for p.next() == "(" {
		condition, err := p.condition()
		if err != nil {
			return entry, err
		}
		if before := entry.condition; before != nil {
			entry.condition = func(window float64) bool { return before(window) && condition(window) }
		} else {
			entry.condition = condition
		}
		p.take("and")
	}
	var err error
	entry.length, err = p.sum()
	return entry, err
}

// condition is (min-width: 40rem) or (max-width: 40rem).
func (p *sizesParser) condition() (func(float64) bool, error) {
	p.take("(")
	least, most := p.take("min-width"), p.take("max-width")
	if !least && !most || !p.take(":") {
		return nil, fmt.Errorf("a condition is (min-width: …) or (max-width: …), not %q", p.next())
	}
	bound, err := p.sum()
	if err != nil {
		return nil, err
	}
	if !p.take(")") {
		return nil, fmt.Errorf("a bracket is not closed")
	}
	return func(window float64) bool {
		return least && window >= bound(window) || most && window <= bound(window)
	}, nil
}

// sum is a value, or several with + or - between them.
func (p *sizesParser) sum() (length, error) {
	total, err := p.product()
	for err == nil && (p.next() == "+" || p.next() == "-") {
		sign := 1.0
		if p.take("-") {
			sign = -1
		} else {
			p.take("+")
		}
		left := total
		var right length
		if right, err = p.product(); err == nil {
			total = func(window float64) float64 { return left(window) + sign*right(window) }
		}
	}
	return total, err
}

func (p *sizesParser) product() (length, error) {
	total, err := p.value()
	for err == nil && (p.next() == "*" || p.next() == "/") {
		divide := p.take("/") || !p.take("*")
		left := total
		var right length
		if right, err = p.value(); err == nil {
			total = func(window float64) float64 {
				if divide {
					return left(window) / right(window)
				}
				return left(window) * right(window)
			}
		}
	}
	return total, err
}

// value is a number with its unit, or a function.
func (p *sizesParser) value() (length, error) {
	word := p.next()
	p.take(word)
	if name, ok := strings.CutSuffix(word, "("); ok {
		return p.function(name)
	}
	digits := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz%")
	number, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(number, 0) {
		return nil, fmt.Errorf("%q is not a length", word)
	}
	switch word[len(digits):] {
	case "px", "":
		return func(float64) float64 { return number }, nil
	case "rem", "em":
		return func(float64) float64 { return number * 16 }, nil
	case "vw":
		return func(window float64) float64 { return number * window / 100 }, nil
	}
	return nil, fmt.Errorf("%q is not in px, rem, em or vw", word)
}

func (p *sizesParser) function(name string) (length, error) {
	var arguments []length
	for {
		argument, err := p.sum()
		if err != nil {
			return nil, err
		}
		arguments = append(arguments, argument)
		if p.take(",") {
			continue
		}
		if p.take(")") {
			break
		}
		return nil, fmt.Errorf("a bracket is not closed")
	}
	pick, known := map[string]func([]float64) float64{
		"": first, "calc": first, "min": slices.Min[[]float64], "max": slices.Max[[]float64],
		"clamp": func(v []float64) float64 { return max(v[0], min(v[len(v)/2], v[len(v)-1])) },
	}[name]
	if !known || name == "clamp" && len(arguments) != 3 || (name == "calc" || name == "") && len(arguments) != 1 {
		return nil, fmt.Errorf("%s() cannot be used so", name)
	}
	return func(window float64) float64 {
		values := make([]float64, len(arguments))
		for i, argument := range arguments {
			values[i] = argument(window)
		}
		return pick(values)
	}, nil
}

func first(values []float64) float64 { return values[0] }
