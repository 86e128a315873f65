package fonts

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// CSS returns the rule that loads the font from an address. What is shown in
// the meantime is told by a word of the property font-display: "swap" (which also
// stands for ""), "fallback", "optional", "block" or "auto".
func (f *Face) CSS(url, display string) string {
	if display == "" {
		display = "swap"
	}
	r := newRule(f.Family, f.Weight, f.Italic)
	r.set("font-display", display)
	source := "url(" + quoted(url) + ")"
	if f.Format != "" {
		source += " format(" + quoted(f.Format) + ")"
	}
	r.set("src", source)
	if f.Ranges != "" {
		r.set("unicode-range", f.Ranges)
	}
	return r.String()
}

// FallbackCSS returns the rules for what stands in for the font; see
// [Face.Fallbacks]. Style sheets name the font first, then its name with
// “ Fallback” behind it, then the generic family.
func (f *Face) FallbackCSS(generic string) string {
	var b strings.Builder
	for _, one := range f.Fallbacks(generic) {
		b.WriteString(one.CSS())
	}
	return b.String()
}

// CSS returns the rule that makes the fallback known.
func (f Fallback) CSS() string {
	r := newRule(f.Family, f.Weight, f.Italic)
	var sources []string
	for _, name := range f.Local {
		sources = append(sources, "local("+quoted(name)+")")
	}
	r.set("src", strings.Join(sources, ", "))
	r.set("size-adjust", percent(f.SizeAdjust))
	r.set("ascent-override", percent(f.AscentOverride))
	r.set("descent-override", percent(f.DescentOverride))
	r.set("line-gap-override", percent(f.LineGapOverride))
	return r.String()
}

// percent writes a percentage with two decimals at most.
func percent(v float64) string { return strconv.FormatFloat(math.Round(100*v)/100, 'f', -1, 64) + "%" }

// rule is a rule of CSS in the making.
type rule struct{ strings.Builder }

func newRule(family string, weight [2]int, italic bool) *rule {
	r := &rule{}
	r.WriteString("@font-face {\n")
	r.set("font-family", quoted(family))
	style := "normal"
	if italic {
		style = "italic"
	}
	r.set("font-style", style)
	weights := strconv.Itoa(weight[0])
	if weight[1] != weight[0] {
		weights += " " + strconv.Itoa(weight[1])
	}
	r.set("font-weight", weights)
	return r
}

func (r *rule) set(property, value string) { fmt.Fprintf(&r.Builder, "\t%s: %s;\n", property, value) }

// String returns the finished rule.
func (r *rule) String() string { return r.Builder.String() + "}\n" }

// quoted writes a string of CSS.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r == '<': // '<' could end the element that the style sheet stands in
			fmt.Fprintf(&b, "\\%x ", r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
