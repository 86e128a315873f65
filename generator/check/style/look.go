package style

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/style/color"
)

// paint is a colour with the place that it comes from.
type paint struct {
	color color.Color
	known bool
	from  *declaration // nil where no rule says it
	names []string     // custom properties that it goes by
}

// property is a custom property of an element.
type property struct {
	value []token
	known bool
	names []string // others that it goes by
}

// look is what an element looks like in one environment.
type look struct {
	parent     *look
	dark       bool   // the dark of two colours is shown
	schemes    string // light, dark or both
	text       paint
	ground     paint // of its own
	customs    map[string]property
	size       float64 // of its letters, in pixels; 0 where it is not known
	weight     float64 // 0 where it is not known
	opacity    float64
	gone       bool     // it is not shown, nor what is in it
	invisible  bool     // it is not shown, but what is in it may be
	unknowable bool     // nothing can be known of it, nor of what is in it
	adrift     bool     // it lies elsewhere than in what it stands in
	positioned bool     // others may be placed by it
	veil       bool     // it, or what is made before or after it, may lie under or over other things
	veilBehind bool     // under them
	veilAt     bool     // that lies in it, not in what it is placed by
	placed     bool     // in a cell of a grid that others may be placed in too
	cascade    *cascade // as long as it is needed
}

// root returns what the page itself looks like.
func (s *Sheets) root(env int) *look {
	l := &look{schemes: s.schemes, size: 16, weight: 400, opacity: 1, customs: map[string]property{}}
	l.dark = darkens(l.schemes, env)
	l.text = paint{color: ink(l.dark), known: true}
	return l
}

// darkens tells whether an element with some schemes is shown dark: https://www.w3.org/TR/css-color-adjust-1/#determine-the-used-color-scheme
func darkens(schemes string, env int) bool {
	light, dark := false, false
	for word := range strings.FieldsSeq(strings.ToLower(schemes)) {
		light, dark = light || word == "light", dark || word == "dark"
	}
	return dark && (!light || environmentOf(env).dark)
}

// look returns what an element looks like in an environment.
func (s *Sheets) look(p *rule.Page, node int, all *rules, parent *look, env int) *look {
	l := &look{
		parent: parent, schemes: parent.schemes, customs: parent.customs, text: parent.text, size: parent.size, weight: parent.weight,
		opacity: 1, ground: paint{known: true}, gone: parent.gone, invisible: parent.invisible, unknowable: parent.unknowable,
	}
	l.cascade = all.decide(env)
	v := values{sheets: s, look: l, environment: environmentOf(env), page: p, node: node}
	v.customProperties()
	v.scheme(env)
	v.byTag()
	v.letters()
	v.colors()
	v.shown()
	v.lies()
	if len(all.before) > 0 {
		v.made(decide(all.before, nil, env))
	}
	if len(all.after) > 0 {
		v.made(decide(all.after, nil, env))
	}
	return l
}

// values works out what the cascade says of an element.
type values struct {
	environment
	sheets *Sheets
	look   *look
	page   *rule.Page
	node   int
}

// resolved is a value without var().
type resolved struct {
	value   []token
	names   []string
	invalid bool // it has no meaning, and counts as if it were not said
	unknown bool
}

// customProperties takes over those of the parent and adds its own.
func (v *values) customProperties() {
	own := v.look.cascade.customs
	if len(own) == 0 {
		return
	}
	from := v.look.customs
	v.look.customs = maps.Clone(from)
	state := map[string]bool{} // true once it is done, false while it is being worked out
	var work func(name string)
	work = func(name string) {
		if _, begun := state[name]; begun {
			return
		}
		state[name] = false
		w := own[name]
		if !w.settled() {
			v.look.customs[name] = property{}
			state[name] = true
			return
		}
		for _, t := range w.declaration.value {
			if custom(t.text) && own[t.text] != nil {
				if done, begun := state[t.text]; begun && !done { // it goes by itself
					v.look.customs[t.text] = property{}
				}
				work(t.text)
			}
		}
		r := v.resolve(w.declaration.value, 0)
		switch only := written(r.value); {
		case r.invalid || only == "initial":
			delete(v.look.customs, name)
		case only == "inherit" || only == "unset" || only == "revert" || only == "revert-layer":
			if old, had := from[name]; had {
				v.look.customs[name] = old
			} else {
				delete(v.look.customs, name)
			}
		default:
			v.look.customs[name] = property{value: r.value, known: !r.unknown, names: r.names}
		}
		state[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(own)) {
		if own[name].declaration != nil || !own[name].settled() {
			work(name)
		}
	}
}

// mostTokens is how long a value may become, against those that double themselves over and over.
const mostTokens = 4000

// resolve puts the values of custom properties in the place of var().
func (v *values) resolve(tokens []token, depth int) resolved {
	var out resolved
	for len(tokens) > 0 && len(out.value) < mostTokens {
		t := tokens[0]
		if t.function() != "var" {
			if name := t.function(); name == "env" || name == "attr" || name == "if" {
				out.unknown = true
			}
			out.value, tokens = append(out.value, t), tokens[1:]
			continue
		}
		inner, rest := within(tokens)
		tokens = rest
		one := v.variable(inner, depth)
		out.value, out.names = append(out.value, one.value...), append(out.names, one.names...)
		out.invalid, out.unknown = out.invalid || one.invalid, out.unknown || one.unknown
	}
	out.unknown = out.unknown || len(tokens) > 0
	return out
}

// variable returns the value of a custom property, or what is to take its place where there is none.
func (v *values) variable(inner []token, depth int) resolved {
	parts := split(inner, ",")
	name := written(parts[0])
	if depth > deepest || v.sheets.dropped[name] {
		return resolved{unknown: true}
	}
	if p, found := v.look.customs[name]; found {
		return resolved{value: p.value, names: append([]string{name}, p.names...), unknown: !p.known}
	}
	if len(parts) == 1 {
		return resolved{invalid: true}
	}
	comma := slices.IndexFunc(inner, func(t token) bool { return t.kind == css.CommaToken })
	return v.resolve(trim(inner[comma+1:]), depth+1)
}

// said is what a slot has in the end.
type said int

const (
	nothing said = iota // as it is without a word
	value
	inherited
	initial
	anything // it cannot be known
)

// of returns the value of a slot.
func (v *values) of(s slot) (resolved, *declaration, said) {
	return v.from(&v.look.cascade.won[s])
}

func (v *values) from(w *winner) (resolved, *declaration, said) {
	if !w.settled() {
		return resolved{}, nil, anything
	}
	d := w.declaration
	if d == nil {
		return resolved{}, nil, nothing
	}
	r := v.resolve(d.value, 0)
	switch {
	case r.unknown:
		return r, d, anything
	case r.invalid:
		return r, d, nothing
	case len(r.value) == 1:
		switch r.value[0].word() {
		case "inherit":
			return r, d, inherited
		case "initial":
			return r, d, initial
		case "unset":
			return r, d, nothing
		case "revert", "revert-layer":
			return r, d, anything
		}
	}
	return r, d, value
}

// word returns the value of a slot that is a single word, what is usual where nothing is said, and "?" for what is not known.
func (v *values) word(s slot, usual string) string {
	r, _, how := v.of(s)
	switch how {
	case nothing, initial:
		return usual
	case value:
		return strings.ToLower(written(r.value))
	}
	return "?"
}

func (v *values) scheme(env int) {
	r, _, how := v.of(colorScheme)
	switch how {
	case value:
		v.look.schemes = written(r.value)
	case initial:
		v.look.schemes = "normal"
	case anything:
		v.look.unknowable = true
	}
	v.look.dark = darkens(v.look.schemes, env)
	if v.look.parent.parent == nil {
		v.look.text.color = ink(v.look.dark)
	}
}

// measure returns what lengths of the element go by.
func (v *values) measure(whole float64) measure {
	root := v.look
	for root.parent != nil && root.parent.parent != nil {
		root = root.parent
	}
	return measure{environment: v.environment, em: v.look.size, rem: root.size, whole: whole}
}

// byTag is what browsers say of an element before any style sheet: https://html.spec.whatwg.org/multipage/rendering.html
func (v *values) byTag() {
	l, n := v.look, &v.page.Nodes[v.node]
	bold := func() { l.weight = 700 }
	switch n.Tag {
	case "h1":
		l.size *= 2
		bold()
	case "h2":
		l.size *= 1.5
		bold()
	case "h3":
		l.size *= 1.17
		bold()
	case "h4", "th":
		bold()
	case "h5":
		l.size *= 0.83
		bold()
	case "h6":
		l.size *= 0.67
		bold()
	case "b", "strong":
		l.weight = bolder(l.weight)
	case "small", "sub", "sup":
		l.size /= 1.2
	case "big":
		l.size *= 1.2
	case "a":
		if _, links := n.Lookup("href"); links {
			l.text = paint{color: color.Bytes(0, 0, 0xee), known: true}
			if l.dark {
				l.text.color = color.Bytes(0x9e, 0x9e, 0xff)
			}
		}
	case "mark":
		l.text = paint{color: color.Black(), known: true}
		l.ground = paint{color: color.Bytes(255, 255, 0), known: true}
	case "button", "meter", "progress", "dialog": // each browser has colours of its own
		l.text.known, l.ground.known = false, false
	}
	for name := range n.Attributes() {
		switch name {
		case "bgcolor", "background", "text", "link", "color":
			if n.Tag != "meta" && n.Tag != "link" {
				l.unknowable = true
			}
		}
	}
}

// bolder returns the weight of letters that are to be bolder than others: https://www.w3.org/TR/css-fonts-4/#relative-weights
func bolder(weight float64) float64 {
	switch {
	case weight == 0:
		return 0
	case weight < 350:
		return 400
	case weight < 550:
		return 700
	}
	return 900
}

func (v *values) letters() {
	l := v.look
	r, d, how := v.of(fontSize)
	switch how {
	case value:
		l.size = v.fontSize(r.value, d)
	case inherited:
		l.size = l.parent.size
	case initial:
		l.size = 16
	case anything:
		l.size = 0
	}
	r, d, how = v.of(fontWeight)
	switch how {
	case value:
		l.weight = v.fontWeight(r.value, d)
	case inherited:
		l.weight = l.parent.weight
	case initial:
		l.weight = 400
	case anything:
		l.weight = 0
	}
}

// fontSize returns the size of letters in pixels, 0 where it cannot be known.
func (v *values) fontSize(tokens []token, d *declaration) float64 {
	if d.property == "font" {
		tokens = sizeOf(tokens)
	}
	word := ""
	if len(tokens) == 1 {
		word = tokens[0].word()
	}
	switch word {
	case "xx-small":
		return 9
	case "x-small":
		return 10
	case "small":
		return 13
	case "medium":
		return 16
	case "large":
		return 18
	case "x-large":
		return 24
	case "xx-large":
		return 32
	case "xxx-large":
		return 48
	case "smaller":
		return v.look.parent.size / 1.2
	case "larger":
		return v.look.parent.size * 1.2
	}
	m := v.measure(v.look.parent.size)
	m.em = v.look.parent.size
	if v.look.parent.parent == nil { // on the root, a rem is what browsers begin with
		m.rem = 16
	}
	size, ok := m.number(tokens)
	if !ok || size < 0 {
		return 0
	}
	return size
}

// sizeOf returns the size in the shorthand font: what stands before a slash, or else before the names, which is the only length.
func sizeOf(tokens []token) []token {
	for _, piece := range pieces(tokens) {
		switch t := piece[0]; {
		case t.kind == css.DimensionToken || t.kind == css.PercentageToken || t.kind == css.FunctionToken:
			return piece
		case strings.HasSuffix(t.word(), "small"), strings.HasSuffix(t.word(), "large"), t.word() == "medium", t.word() == "smaller", t.word() == "larger":
			return piece
		}
	}
	return nil
}

// fontWeight returns the weight of letters, 0 where it cannot be known.
func (v *values) fontWeight(tokens []token, d *declaration) float64 {
	if d.property == "font" {
		for _, piece := range pieces(tokens) {
			switch t := piece[0]; {
			case t.kind == css.NumberToken, t.word() == "bold", t.word() == "bolder", t.word() == "lighter":
				return v.fontWeight(piece, &declaration{property: "font-weight"})
			case t.kind == css.DimensionToken || t.kind == css.PercentageToken || t.kind == css.FunctionToken:
				return 400
			}
		}
		return 400
	}
	switch written(tokens) {
	case "normal":
		return 400
	case "bold":
		return 700
	case "bolder":
		return bolder(v.look.parent.weight)
	case "lighter":
		return 400
	}
	weight, ok := v.measure(math.NaN()).number(tokens)
	if !ok {
		return 0
	}
	return weight
}

func (v *values) palette() palette {
	return palette{dark: v.look.dark, current: v.look.text.color, known: v.look.text.known}
}

func (v *values) colors() {
	l := v.look
	r, d, how := v.of(textColor)
	switch how {
	case value:
		p := palette{dark: l.dark, current: l.parent.text.color, known: l.parent.text.known}
		c, ok := p.color(r.value)
		l.text = paint{c, ok, d, r.names}
		if written(r.value) == "currentcolor" {
			l.text = l.parent.text
		}
	case inherited:
		l.text = l.parent.text
	case initial:
		l.text = paint{color: ink(l.dark), known: true, from: d}
	case anything:
		l.text = paint{}
	}
	v.background()
	if fill := v.word(textFill, ""); fill != "" && fill != "currentcolor" && fill != "inherit" {
		l.text.known = false
	}
}

func (v *values) background() {
	l := v.look
	r, d, how := v.of(groundColor)
	switch how {
	case value:
		l.ground = paint{known: true, from: d, names: r.names}
		if d.property == "background" {
			l.ground.color, l.ground.known = v.ofShorthand(r.value)
		} else {
			l.ground.color, l.ground.known = v.palette().color(r.value)
		}
	case inherited:
		l.ground = l.parent.ground
	case initial:
		l.ground = paint{known: true}
	case anything:
		l.ground = paint{}
	}
	r, d, how = v.of(groundImage)
	switch how {
	case value:
		if d.property == "background" && pictured(r.value) || d.property != "background" && written(r.value) != "none" {
			l.ground.known = false
		}
	case inherited, anything:
		l.ground.known = false
	}
	if box := v.word(groundClip, "border-box"); strings.Contains(box, "text") || box == "?" {
		l.ground.known, l.text.known = false, false
	}
}

// pictured tells whether a background has a picture or a gradient.
func pictured(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		name := t.function()
		return t.kind == css.URLToken || strings.Contains(name, "gradient") || strings.HasSuffix(name, "image-set") ||
			name == "url" || name == "src" || name == "image" || name == "element" || name == "cross-fade" || name == "paint"
	})
}

// ofShorthand returns the colour in the shorthand background.
func (v *values) ofShorthand(tokens []token) (color.Color, bool) {
	layers := split(tokens, ",")
	for _, piece := range pieces(layers[len(layers)-1]) {
		switch piece[0].word() {
		case "none", "repeat", "no-repeat", "repeat-x", "repeat-y", "space", "round", "scroll", "fixed", "local", "left", "right", "top", "bottom",
			"center", "cover", "contain", "auto", "border-box", "padding-box", "content-box", "text":
			continue
		}
		switch t := piece[0]; {
		case t.kind == css.IdentToken || t.kind == css.HashToken:
			return v.palette().color(piece)
		case t.kind == css.FunctionToken:
			switch t.function() {
			case "calc", "min", "max", "clamp":
				continue
			}
			return v.palette().color(piece)
		}
	}
	return color.Color{}, true
}

// shown finds out whether the element is shown, and how far it can be known.
func (v *values) shown() {
	l, n := v.look, &v.page.Nodes[v.node]
	if _, hidden := n.Lookup("hidden"); hidden {
		l.gone = true
	}
	if n.Tag == "dialog" {
		if _, open := n.Lookup("open"); !open {
			l.gone = true
		}
	}
	w := &l.cascade.won[display]
	if word := v.word(display, ""); word == "none" || word == "?" && mayBe(w, "none") {
		l.gone = true
	}
	switch v.word(visibility, "") {
	case "hidden", "collapse", "?":
		l.invisible = true
	case "visible":
		l.invisible = false
	}
	if r, _, how := v.of(opacity); how == value {
		part, ok := v.measure(1).number(r.value)
		l.opacity = min(max(part, 0), 1)
		l.unknowable = l.unknowable || !ok
	} else if how == anything || how == inherited {
		l.unknowable = true
	}
	if l.opacity == 0 || l.size > 0 && l.size < 1 {
		l.gone = true
	}
	if shape := v.word(clip, "none"); shape != "none" && shape != "auto" {
		l.gone = true // most often it is a text for screen readers alone
	}
	for _, s := range []slot{effect, textShadow} {
		if v.word(s, "none") != "none" {
			l.unknowable = true
		}
	}
	if v.word(blend, "normal") != "normal" {
		l.unknowable = true
	}
	v.moving()
}

// mayBe tells whether a slot may have a value.
func mayBe(w *winner, word string) bool {
	is := func(d *declaration) bool {
		return d != nil && (written(d.value) == word || strings.Contains(written(d.value), "var("))
	}
	return is(w.declaration) || slices.ContainsFunc(w.rivals, is)
}

// moving finds out whether an animation changes what can be read.
func (v *values) moving() {
	r, _, how := v.of(animation)
	if how != value {
		v.look.unknowable = v.look.unknowable || how == anything
		return
	}
	for _, t := range r.value {
		if v.sheets.motions[strings.Trim(t.text, `"'`)] {
			v.look.unknowable = true
		}
	}
}

// lies finds out whether the element lies in what it stands in.
func (v *values) lies() {
	l := v.look
	inset := false
	for _, s := range []slot{top, right, bottom, left} {
		word := v.word(s, "auto")
		inset = inset || word != "auto" && word != "0"
	}
	where := v.word(position, "static")
	l.positioned = where != "static"
	l.adrift = where == "?" || where == "absolute" || where == "fixed" || where == "sticky" || where == "relative" && inset
	for _, s := range []slot{moves, translate, turns, scale} {
		if v.word(s, "none") != "none" {
			l.adrift, l.positioned = true, true
		}
	}
	for _, s := range []slot{marginTop, marginRight, marginBottom, marginLeft} {
		if v.belowNothing(&l.cascade.won[s]) {
			l.adrift = true
		}
	}
	row, column := v.word(gridRow, "auto"), v.word(gridColumn, "auto")
	l.placed = row != "auto" && column != "auto"
	if where == "absolute" || where == "fixed" || where == "?" {
		l.veil = l.ground.known && l.ground.color.A > 0 || !l.ground.known
		l.veilBehind = strings.HasPrefix(v.word(zIndex, "auto"), "-")
		if l.veil && !l.veilBehind && !v.wide(l.cascade) { // a badge in a corner
			l.veil = false
		}
		if holdsPicture(v.page, v.node) {
			l.veil = true
		}
	}
}

// belowNothing tells whether a slot may have a value of less than nothing.
func (v *values) belowNothing(w *winner) bool {
	may := func(d *declaration) bool {
		return negative(d.value) || slices.ContainsFunc(d.value, func(t token) bool { return v.sheets.below[t.text] })
	}
	return w.declaration != nil && may(w.declaration) || slices.ContainsFunc(w.rivals, may)
}

// wide tells whether what is taken out of the flow may be as large as what it is placed by.
func (v *values) wide(c *cascade) bool {
	said := func(s slot) bool {
		r, _, how := v.from(&c.won[s])
		return how == anything || how == value && written(r.value) != "auto"
	}
	const letter = 16 // pixels
	for _, s := range []slot{width, height} {
		if r, _, how := v.from(&c.won[s]); how == value {
			if size, ok := v.measure(math.NaN()).number(r.value); ok && size < letter {
				return false
			}
		}
	}
	return (said(top) || said(height)) && (said(bottom) || said(height)) && (said(left) || said(width)) && (said(right) || said(width))
}

// holdsPicture tells whether an element is or holds something whose colours are its own.
func holdsPicture(p *rule.Page, node int) bool {
	if replaced(p.Nodes[node].Tag) {
		return true
	}
	for range p.Below(node, "img", "svg", "video", "canvas", "iframe", "object", "embed") {
		return true
	}
	return false
}

func replaced(tag string) bool {
	switch tag {
	case "img", "svg", "video", "canvas", "iframe", "object", "embed", "picture":
		return true
	}
	return false
}

// made looks at what is made before or after the element: what is taken out of the flow there may lie under its text.
func (v *values) made(c *cascade) {
	word := func(s slot, usual string) string {
		r, _, how := v.from(&c.won[s])
		switch how {
		case nothing, initial:
			return usual
		case value:
			return strings.ToLower(written(r.value))
		}
		return "?"
	}
	where := word(position, "static")
	if where != "absolute" && where != "fixed" && where != "?" || word(display, "block") == "none" {
		return
	}
	plain := func(text string) bool { return text == "none" || text == "transparent" || text == "0 0" }
	if plain(word(groundColor, "transparent")) && plain(word(groundImage, "none")) {
		return
	}
	behind := strings.HasPrefix(word(zIndex, "auto"), "-")
	if behind || v.wide(c) {
		v.look.veil, v.look.veilBehind, v.look.veilAt = true, behind, v.look.positioned
	}
}
