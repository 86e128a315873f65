package hosting

import (
	"fmt"
	"slices"
	"strings"
)

// Part is a part of an address: text, or the value of a placeholder.
type Part struct {
	Text string
	Name string // of the placeholder; "" for text
}

// Address is the pattern of a rule, for those who say it in the language of another host.
type Address struct {
	Segments []Part // what stands between slashes, decoded; the last is empty after a closing slash
	Splat    bool   // anything may follow
	Stem     string // how what follows begins: "app-" of "/app-*"
	pattern  pattern
}

// Rule is a redirect that was taken apart, for those who say it in the language of another host.
type Rule struct {
	From   Address
	To     []Part // percent-encoded; the placeholders are those of From, and "splat" for what follows
	Local  bool   // To is an address of the same host
	Status int    // 200, 301, 302, 303, 307, 308 or 404
	Force  bool   // it wins over files
	rule   redirect
}

// When says for which answers a rule for header fields holds.
type When int

// A rule can be for all answers, for those that send a file which lies at the address, and for those with status 404.
const (
	Always When = iota
	Found
	Missing
)

// HeaderRule gives addresses header fields.
type HeaderRule struct {
	For     Address
	Fields  []Header
	When    When
	Default bool // its fields give way to those of the same name of later defaults, and of every rule that is none
}

// Description is what a host is told of a site.
type Description struct {
	Redirects    []Rule
	Headers      []HeaderRule
	OwnRedirects bool // the site publishes a file _redirects of its own, which holds instead
	OwnHeaders   bool // and a file _headers
}

// ParseAddress reads the pattern of a rule: "/a/b", "/:year/:slug", "/a/*". The error says what is wrong in plain words, without a full stop.
func ParseAddress(text string) (Address, error) {
	p, err := parsePattern(text)
	if err != nil {
		return Address{}, err
	}
	return addressOf(p), nil
}

func addressOf(p pattern) Address {
	a := Address{Splat: p.splat, Stem: p.stem, pattern: p}
	for _, segment := range p.segments {
		if p.placeholder(segment) {
			a.Segments = append(a.Segments, Part{Name: segment[1:]})
		} else {
			a.Segments = append(a.Segments, Part{Text: segment})
		}
	}
	return a
}

// Exactly returns the pattern of one decoded path, whatever signs it has.
func Exactly(path string) Address {
	text := strings.TrimPrefix(path, "/")
	return addressOf(pattern{text: "/" + text, segments: strings.Split(text, "/")})
}

// Below returns the pattern of a decoded path that ends with a slash, and of all that follows it.
func Below(path string) Address {
	text := strings.Trim(path, "/")
	p := pattern{text: "/" + text + "/:splat", splat: true, names: []string{"splat"}}
	if text != "" {
		p.segments = strings.Split(text, "/")
	} else {
		p.text = "/:splat"
	}
	return addressOf(p)
}

// ParseRule reads a redirect: an address, where it leads, a status that is one of those of [Rule] or 0 for 301, and whether it
// wins over files.
func ParseRule(from, to string, status int, force bool) (Rule, error) {
	if status == 0 {
		status = 301
	}
	p, err := parsePattern(from)
	if err != nil {
		return Rule{}, err
	}
	return newRule(p, to, status, force)
}

// Moved returns the redirect of one decoded path, whatever signs it has, for good and although there may be a file.
func Moved(path, to string) (Rule, error) {
	if refused(path) {
		return Rule{}, fmt.Errorf("no visitor can ask for the address %q", path)
	}
	return newRule(Exactly(path).pattern, to, 301, true)
}

func newRule(p pattern, to string, status int, force bool) (Rule, error) {
	t, err := parseTarget(to, p.names)
	if err != nil {
		return Rule{}, err
	}
	r := redirect{from: p, to: t, status: status, forced: force}
	if _, _, err := parseStatus([]string{fmt.Sprint(status)}); err != nil {
		return Rule{}, err
	}
	if err := r.check(); err != nil {
		return Rule{}, err
	}
	rule := Rule{From: addressOf(p), Local: t.local, Status: status, Force: force, rule: r}
	for _, piece := range t.pieces {
		if piece.value >= 0 {
			rule.To = append(rule.To, Part{Name: p.names[piece.value]})
		} else if piece.text != "" {
			rule.To = append(rule.To, Part{Text: piece.text})
		}
	}
	if n := len(rule.String()); n > maxRule {
		return Rule{}, fmt.Errorf("the rule has %d bytes when it is written out; %d are the most that hosts take", n, maxRule)
	}
	return rule, nil
}

// ParseHeader reads a header field that a site may set.
func ParseHeader(name, value string) (Header, error) { return parseField(name + ": " + value) }

// Moves reports whether the rule sends visitors to another address, rather than a file.
func (r Rule) Moves() bool { return r.rule.moves() }

// Place returns the decoded path of the target, where that is a single one of the same host.
func (r Rule) Place() (path string, ok bool) {
	if !r.Local || slices.ContainsFunc(r.To, func(part Part) bool { return part.Name != "" }) {
		return "", false
	}
	return r.rule.to.decoded(nil), true
}

// Fixed reports whether the address of the rule is a single one.
func (a Address) Fixed() bool { return !a.Splat && len(a.pattern.names) == 0 }

// Matches reports whether the rule is for a decoded path, as [Host.Answer] has it.
func (a Address) Matches(path string) bool {
	if refused(path) {
		return false
	}
	_, ok := a.pattern.match(path)
	return ok
}

// Names returns the names of the placeholders, in order, with "splat" at the end where anything may follow.
func (a Address) Names() []string { return slices.Clone(a.pattern.names) }

// String writes an address as a file of rules has it: percent-encoded, without a blank.
func (a Address) String() string {
	var b strings.Builder
	for _, segment := range a.Segments {
		b.WriteString("/")
		if segment.Name != "" {
			b.WriteString(":" + segment.Name)
		} else {
			b.WriteString(escapeSegment(segment.Text))
		}
	}
	if a.Splat {
		b.WriteString("/" + EscapePath(a.Stem) + "*")
	}
	return b.String()
}

// Target writes where a rule leads as a file of rules has it.
func (r Rule) Target() string {
	var b strings.Builder
	for _, part := range r.To {
		if part.Name != "" {
			b.WriteString(":" + part.Name)
		} else {
			b.WriteString(part.Text)
		}
	}
	return b.String()
}

// String writes a rule as a line of a file _redirects.
func (r Rule) String() string {
	force := ""
	if r.Force {
		force = "!"
	}
	return fmt.Sprintf("%s %s %d%s", r.From, r.Target(), r.Status, force)
}

// File returns the name of the file that a rule sends, where it is one that sends a file and the name depends on no placeholder: that which
// is found among those for which the function has says so; "" where there is none.
func (r Rule) File(base string, has func(name string) bool) string {
	h := &Host{base: cleanBase(base), read: func(name string) ([]byte, bool) { return nil, has(name) }}
	return h.follow(&r.rule, make([]string, len(r.rule.from.names)), "").fileOf(r.Status)
}

// fileOf returns the file of an answer, "" where the answer is that there is none.
func (a Answer) fileOf(status int) string {
	if a.Status != status || a.Location != "" {
		return ""
	}
	return a.Name
}

// escapeSegment encodes text that stands between slashes so that it is no placeholder.
func escapeSegment(text string) string {
	if rest, colon := strings.CutPrefix(text, ":"); colon {
		return "%3A" + EscapePath(rest)
	}
	return EscapePath(text)
}

// EscapePath encodes what may not stand in a path, and what rules take for a sign of their own. Slashes stay.
func EscapePath(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; letter(c) || digit(c) || strings.IndexByte("-._~/!&'()+,;=@:", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// Describe returns how a host answers that was told of a site in whatever language it understands. The parameters read and base are as for [New].
func Describe(read func(name string) ([]byte, bool), base string, d Description) *Host {
	h := &Host{read: read, base: cleanBase(base)}
	if d.OwnRedirects {
		h.problems = append(h.problems, h.readRedirects().problems...)
	} else {
		for i, rule := range d.Redirects {
			rule.rule.line = i + 1
			h.redirects = append(h.redirects, rule.rule)
		}
	}
	if d.OwnHeaders {
		h.problems = append(h.problems, h.readHeaders().problems...)
		return h
	}
	for _, rule := range d.Headers {
		h.headers = append(h.headers, headerRule{address: rule.For.pattern, fields: rule.Fields, when: rule.When, byDefault: rule.Default})
	}
	h.indexHeaders()
	return h
}

// indexHeaders notes which rules are for a single address, so that a site with a rule for each page is not slow to answer.
func (h *Host) indexHeaders() {
	h.single, h.several = map[string][]int{}, nil
	for i := range h.headers {
		if p := &h.headers[i].address; !p.splat && len(p.names) == 0 {
			key := strings.TrimSuffix(p.text, "/")
			h.single[key] = append(h.single[key], i)
		} else {
			h.several = append(h.several, i)
		}
	}
}

// headersFor returns the numbers of the rules that may be for a path, in their order.
func (h *Host) headersFor(path string) []int {
	if own := h.single[strings.TrimSuffix(path, "/")]; len(own) > 0 {
		return slices.Sorted(slices.Values(slices.Concat(own, h.several)))
	}
	return h.several
}

// holds reports whether a rule is for the answer that a path gets.
func (r *headerRule) holds(h *Host, path string) bool {
	switch r.when {
	case Found:
		if !h.visible(path) {
			return false
		}
		name, moved := h.find(path)
		return name != "" && !moved
	case Missing:
		return h.Answer(path, "").Status == 404
	}
	return true
}
