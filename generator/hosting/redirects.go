package hosting

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// maxRule is the length of a rule in bytes, as on Cloudflare Pages. It bounds how often a target can repeat a
// placeholder, and with that the length of a Location field.
const maxRule = 1000

// redirect is a rule of _redirects.
type redirect struct {
	from   pattern
	to     target
	status int
	forced bool // wins over a file
	line   int  // from 1
}

// readRedirects reads the rules of _redirects into the host.
func (h *Host) readRedirects() *ruleFile {
	file := &ruleFile{name: redirectsName}
	data, _ := h.read(redirectsName)
	file.each(data, func(line string) bool {
		rule, err := parseRedirect(line)
		if err != nil {
			file.complain("%v", err)
			return true
		}
		if !file.admit() {
			return false
		}
		rule.line = file.line
		h.redirects = append(h.redirects, rule)
		return true
	})
	return file
}

// Redirect is a rule of _redirects, for those who want to know where it leads.
type Redirect struct {
	Line  int    // from 1
	From  string // the address that it is for, decoded, with its placeholders
	To    string // where it leads, percent-encoded, as a Location field has it; "" where that depends on the address
	Moves bool   // it sends visitors to another address, rather than a file
}

// Redirects returns the rules of _redirects, in the order of the file, without those that are left out, and those that a file always wins
// over.
func (h *Host) Redirects() []Redirect {
	var all []Redirect
	for i := range h.redirects {
		r := &h.redirects[i]
		if name, _ := h.find(r.from.text); name != "" && !r.forced && len(r.from.names) == 0 {
			continue
		}
		one := Redirect{Line: r.line, From: strings.Replace(r.from.text, ":splat", "*", 1), Moves: r.moves()}
		if len(r.to.pieces) == 1 {
			one.To = r.to.location(nil, "")
		}
		all = append(all, one)
	}
	return all
}

// Forces reports whether a rule wins over files.
func (h *Host) Forces() bool {
	return slices.ContainsFunc(h.redirects, func(r redirect) bool { return r.forced })
}

// ByRule returns what the rules of _redirects say of an address, and false where they say nothing of it or a file wins over them. Path is as
// for [Host.Answer].
func (h *Host) ByRule(path string) (Answer, bool) {
	if refused(path) || !h.visible(path) {
		return Answer{}, false
	}
	if answer, ok := h.redirect(path, "", true); ok {
		return answer, true
	}
	if name, _ := h.find(path); name != "" {
		return Answer{}, false
	}
	return h.redirect(path, "", false)
}

// parseRedirect reads a rule: "from to [status]".
func parseRedirect(line string) (redirect, error) {
	fields := withoutComment(strings.Fields(line))
	if err := redirectFields(line, fields); err != nil {
		return redirect{}, err
	}
	from, err := parsePattern(fields[0])
	if err != nil {
		return redirect{}, err
	}
	to, err := parseTarget(fields[1], from.names)
	if err != nil {
		return redirect{}, err
	}
	r := redirect{from: from, to: to}
	if r.status, r.forced, err = parseStatus(fields[2:]); err != nil {
		return redirect{}, err
	}
	return r, r.check()
}

// withoutComment drops what follows a number sign; one within a field is the fragment of a target.
func withoutComment(fields []string) []string {
	if i := slices.IndexFunc(fields, func(field string) bool { return field[0] == '#' }); i >= 0 {
		return fields[:i]
	}
	return fields
}

// redirectFields refuses a line that has not the fields of a rule.
func redirectFields(line string, fields []string) error {
	switch {
	case len(line) > maxRule:
		return fmt.Errorf("the rule is longer than %d bytes", maxRule)
	case slices.ContainsFunc(fields, condition):
		return errors.New("conditions by query, country, language or role are not supported, so the rule is left out")
	case len(fields) < 2:
		return errors.New("a rule needs an address and a target, with blanks between them")
	case len(fields) > 3:
		return fmt.Errorf("a rule ends with its status, so what begins with %q has no meaning", fields[3])
	}
	return nil
}

// condition reports whether a field is of the form "Country=de".
func condition(field string) bool {
	key, _, ok := strings.Cut(field, "=")
	return ok && !strings.ContainsAny(key, "/:?")
}

// parseStatus reads "301" or "301!" from what follows the target, which may be nothing.
func parseStatus(fields []string) (status int, forced bool, err error) {
	if len(fields) == 0 {
		return 301, false, nil
	}
	number, forced := strings.CutSuffix(fields[0], "!")
	for _, status := range []int{200, 301, 302, 303, 307, 308, 404} {
		if fmt.Sprint(status) == number {
			return status, forced, nil
		}
	}
	return 0, false, fmt.Errorf("the status %q is not supported; it can be 200, 301, 302, 303, 307, 308 or 404, with ! after it to win over a file", fields[0])
}

// check refuses a rule that can never do what it says.
func (r *redirect) check() error {
	switch {
	case r.from.stem != "":
		return fmt.Errorf("the asterisk in %q must follow a slash", strings.TrimSuffix(r.from.text, ":splat")+"*")
	case !r.to.local && !r.moves():
		return fmt.Errorf("a rule with status %d can only send a file of this site", r.status)
	case r.to.local && r.moves() && samePlace(r.from.text, r.to.path):
		return errors.New("the rule leads to the address that it is for, without an end, so it is left out")
	}
	return nil
}

// moves reports whether the rule sends visitors to another address, rather than a file.
func (r *redirect) moves() bool { return r.status >= 300 && r.status < 400 }

// redirect returns the answer of the first rule that matches, among the forced ones or among the others.
func (h *Host) redirect(path, query string, forced bool) (Answer, bool) {
	for i := range h.redirects {
		r := &h.redirects[i]
		if r.forced != forced {
			continue
		}
		// "/* /home" matches its own target, where the rule must not go round in circles.
		if values, ok := r.from.match(path); ok && !r.circular(path, values) {
			return h.follow(r, values, query), true
		}
	}
	return Answer{}, false
}

// circular reports whether the rule would send visitors to where they are.
func (r *redirect) circular(path string, values []string) bool {
	return r.moves() && samePlace(path, r.to.decoded(values))
}

// follow carries out a rule. The target of a rewrite is looked up among the files and
// not among the rules, so there is one step and no loop.
func (h *Host) follow(r *redirect, values []string, query string) Answer {
	if r.moves() {
		return Answer{Status: r.status, Location: r.to.location(values, query)}
	}
	path := r.to.decoded(values)
	if refused(path) || !h.visible(path) {
		return h.missing()
	}
	name, _ := h.find(path)
	if name == "" {
		return h.missing()
	}
	return Answer{Status: r.status, Name: name}
}
