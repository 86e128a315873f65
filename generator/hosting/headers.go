package hosting

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Header is a field of an answer's head.
type Header struct {
	Name  string // as its first rule spells it
	Value string
}

// headerRule is a block of _headers: an address and its fields.
type headerRule struct {
	address   pattern
	fields    []Header
	when      When
	byDefault bool // see HeaderRule
}

// Headers returns the fields of _headers for an address, in the order of the file. Path is as
// for [Host.Answer]. Several rules that match add up, and fields of the same name
// become one with ", " between the values (docs.netlify.com/routing/headers), but
// for Set-Cookie, which is no list (RFC 9110, 5.3).
func (h *Host) Headers(path string) []Header {
	if refused(path) {
		return nil
	}
	var defaults, all []Header
	for _, i := range h.headersFor(path) {
		rule := &h.headers[i]
		if _, ok := rule.address.match(path); !ok || !rule.holds(h, path) {
			continue
		}
		if rule.byDefault {
			defaults = append(without(defaults, rule.fields), rule.fields...)
		} else {
			all = merge(all, rule.fields)
		}
	}
	return append(without(defaults, all), all...)
}

// without returns the fields whose names others do not have.
func without(fields, others []Header) []Header {
	return slices.DeleteFunc(fields, func(field Header) bool {
		return slices.ContainsFunc(others, func(other Header) bool { return strings.EqualFold(field.Name, other.Name) })
	})
}

// merge adds fields to others.
func merge(all, fields []Header) []Header {
	for _, field := range fields {
		same := func(other Header) bool { return strings.EqualFold(other.Name, field.Name) }
		i := slices.IndexFunc(all, same)
		if i < 0 || strings.EqualFold(field.Name, "Set-Cookie") {
			all = append(all, field)
			continue
		}
		all[i].Value += ", " + field.Value
	}
	return all
}

// readHeaders reads the rules of _headers into the host.
func (h *Host) readHeaders() *ruleFile {
	file := &ruleFile{name: headersName}
	var rule *headerRule // the one whose fields are being read; nil where its address is wrong
	data, _ := h.read(headersName)
	file.each(data, func(line string) bool {
		if line[0] != ' ' && line[0] != '\t' {
			if !file.admit() {
				return false
			}
			rule = h.addHeaderRule(file, line)
			return true
		}
		file.addField(rule, line)
		return true
	})
	h.indexHeaders()
	return file
}

// addHeaderRule begins a block. It returns nil, and complains, where the address is wrong.
func (h *Host) addHeaderRule(file *ruleFile, line string) *headerRule {
	address, err := parsePattern(strings.TrimSpace(line))
	if err != nil {
		file.complain("%v; header fields must be indented", err)
		return nil
	}
	h.headers = append(h.headers, headerRule{address: address})
	return &h.headers[len(h.headers)-1]
}

// addField reads "Name: value" into a rule. The fields of an address that is wrong
// are passed over, since that was told already.
func (f *ruleFile) addField(rule *headerRule, line string) {
	field, err := parseField(line)
	switch {
	case err != nil:
		f.complain("%v", err)
	case rule != nil:
		rule.fields = append(rule.fields, field)
	case f.rules == 0:
		f.complain("the field %s stands before any address", field.Name)
	}
}

func parseField(line string) (Header, error) {
	name, value, ok := strings.Cut(strings.Trim(line, " \t"), ":")
	value = strings.Trim(value, " \t")
	switch {
	case !ok || value == "":
		return Header{}, errors.New("an indented line must be of the form Name: value")
	case !token(name):
		return Header{}, fmt.Errorf("%q cannot be the name of a header field, which has letters, digits and hyphens", name)
	case strings.ContainsFunc(value, func(r rune) bool { return unicode.IsControl(r) && r != '\t' }):
		return Header{}, fmt.Errorf("the value of %s has a control character", name)
	case hostsOwn(name):
		return Header{}, fmt.Errorf("hosts set the field %s themselves, so it is left out", name)
	}
	return Header{name, value}, nil
}

// token reports whether a name is a token of RFC 9110, 5.6.2.
func token(name string) bool {
	outside := func(r rune) bool {
		return r > unicode.MaxASCII || !letter(byte(r)) && !digit(byte(r)) && !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
	}
	return name != "" && !strings.ContainsFunc(name, outside)
}

// hostsOwn reports whether a field is one that describes how an answer travels. Netlify
// ignores them in _headers (docs.netlify.com/routing/headers, "Limitations"); a server that
// sent them would break its own answers.
func hostsOwn(name string) bool {
	switch strings.ToLower(name) {
	case "accept-ranges", "age", "allow", "alt-svc", "connection", "content-encoding", "content-length",
		"content-range", "date", "location", "server", "trailer", "transfer-encoding", "upgrade":
		return true
	}
	return false
}
