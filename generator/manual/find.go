package manual

import (
	"fmt"
	"path"
	"strings"

	"stillpoint/generator/diag"
)

// UnknownTopicError says that there is no topic of a name, or that there are several.
type UnknownTopicError struct {
	Name   string
	Meant  []string // the topics that the name may stand for, where it stands for several
	closer string
}

// Error says what to write instead.
func (e *UnknownTopicError) Error() string {
	if len(e.Meant) > 0 {
		return fmt.Sprintf("%q may be one of several topics: %s", e.Name, strings.Join(e.Meant, ", "))
	}
	return fmt.Sprintf("there is no topic %q%s", e.Name, e.closer)
}

// Find returns the topic of a name, which may be the last part of it where that is said of one alone: "build" is "commands/build". A guide
// and a command win over the other parts of the reference. Otherwise the error is an [*UnknownTopicError].
func (m *Manual) Find(name string) (Topic, error) {
	name = strings.ToLower(strings.Trim(name, "/"))
	var ends, names []string
	for _, t := range m.topics {
		if t.Name == name || t.Name == "commands/"+name {
			return t, nil
		}
		if path.Base(t.Name) == name {
			ends = append(ends, t.Name)
		}
		names = append(names, t.Name, path.Base(t.Name))
	}
	if len(ends) == 1 {
		return m.Find(ends[0])
	}
	return Topic{}, &UnknownTopicError{name, ends, diag.DidYouMean(name, names)}
}

// Coded returns the topic of the code of a rule or of another message.
func (m *Manual) Coded(code string) (Topic, bool) {
	for _, t := range m.topics {
		if t.Name == "rules/"+code || t.Name == "diagnostics/"+code {
			return t, true
		}
	}
	return Topic{}, false
}

// Codes returns the codes of all messages that are no rule's.
func Codes() []string {
	var codes []string
	for _, t := range diagnostics()[1:] {
		codes = append(codes, strings.TrimPrefix(t.Name, "diagnostics/"))
	}
	return codes
}

// Explain returns the page of a message that is no rule's, laid out for a terminal; false where there is no such message.
func Explain(code string, width int, color bool) (text string, known bool) {
	m := &Manual{topics: diagnostics()}
	t, known := m.Coded(code)
	if !known {
		return "", false
	}
	return m.Text(t, width, color), true
}

// resolve returns the topic that a link in a topic leads to.
func (m *Manual) resolve(from Topic, destination string) (Topic, bool) {
	file, _, _ := strings.Cut(destination, "#")
	if file == "" {
		return from, true
	}
	file = path.Join(path.Dir(from.File), file)
	for _, t := range m.topics {
		if t.File == file {
			return t, true
		}
	}
	return Topic{}, false
}
