package links

import "stillpoint/generator/check/rule"

// Site is what the links within it are held against.
type Site struct {
	Base      string // its path on its host, not percent-encoded, "/" or "/sub/"
	Host      string // its name, "example.org", with the port where it has one; "" where nobody knows
	Published Published
	IDs       func(output string) (ids []string, finished bool) // the places of a finished page that links can lead to
	Aliases   map[string]string                                 // outputs that only send visitors on, with the addresses that they send them to
	Rules     func(path string) Answer                          // what the rules of the host say of a decoded path; nil where there are none
	Forced    bool                                              // some rules win over published files
}

// Published tells which files the site will have.
type Published interface {
	Has(output string) bool
	Closest(output string) string
}

// Answer is what a host does for an address by its rules.
type Answer struct {
	Sends     bool   // it sends its visitor on, or a file that has another name
	To        string // the address that it sends its visitor to; "" where it sends a file
	Permanent bool   // and says that it always will
}

// Fault is what is wrong with a link.
type Fault struct {
	Code          string // of the rule
	Message, Hint string
	Target        string // the output that the link leads to, with # and the place on it; "" where nobody can tell
	Dead          bool   // a visitor does not get to what the link is meant for
}

// Within returns the codes of the rules on links that are judged by [Site.Judge].
func Within() []string {
	var codes []string
	for _, w := range within() {
		codes = append(codes, w.code)
	}
	return codes
}

// ruleWithin is a rule on links within the site. It says what is wrong with a link, or "". The first that finds something is told.
type ruleWithin struct {
	code  string
	level rule.Level
	judge func(s *Site, l *Link) (message, hint string)
}

func within() []ruleWithin {
	return []ruleWithin{
		{"link-local", rule.Error, linkLocal},
		{"link-encoding", rule.Error, linkEncoding},
		{"link-redirect", rule.Warning, linkRedirect},
		{"link-slash", rule.Error, linkSlash},
		{"link-case", rule.Error, linkCase},
		{"link-own", rule.Warning, linkOwn},
		{"broken-link", rule.Error, brokenLink},
		{"missing-heading", rule.Error, missingHeading},
	}
}

// Judge says what is wrong with a link as it stands on a page, given by its output; false where it is as it should be.
func (s *Site) Judge(page, written string) (Fault, bool) {
	if s.sound(page, written) {
		return Fault{}, false
	}
	l := s.read(page, written)
	for _, w := range within() {
		if message, hint := w.judge(s, &l); message != "" {
			return Fault{Code: w.code, Message: message, Hint: hint, Target: l.target(), Dead: l.dead(s)}, true
		}
	}
	return Fault{}, false
}

// sound tells of most links, without a look at each rule, that they lead to what is published and is no alias.
func (s *Site) sound(page, written string) bool {
	l := Link{Written: written, page: page}
	return s.readPlain(&l) && !s.Forced && s.Published.Has(l.Output) && s.Aliases[l.Output] == "" && s.leadsToPlace(&l)
}

// target names what a link leads to, for comparison.
func (l *Link) target() string {
	if !l.Within {
		return ""
	}
	return l.Output + "#" + l.Fragment
}

// dead tells whether a link that is at fault leads to nothing, or not to the place that it names.
func (l *Link) dead(s *Site) bool {
	switch {
	case l.Absolute || l.Foreign:
		return false // nobody has asked of them before there were rules
	case !l.Within:
		return true
	case s.answer(l).Sends || s.Aliases[l.Output] != "":
		return false
	}
	return !s.Published.Has(l.Output) || !s.leadsToPlace(l)
}

// answer asks the rules of the host for an address. Those that are not forced count only where nothing is published.
func (s *Site) answer(l *Link) Answer {
	if s.Rules == nil || !l.Within || !s.Forced && s.Published.Has(l.Output) {
		return Answer{}
	}
	return s.Rules(l.Path)
}
