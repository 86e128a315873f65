package policy

import (
	"fmt"
	"strings"
)

// Complaint is about something on a page that browsers will keep from happening.
type Complaint struct {
	Use
	Message, Hint string
}

// Blocked returns a complaint about each use that no policy or no configuration lets a page have.
func Blocked(n *Needs, a *Allowed) []Complaint {
	var all []Complaint
	for _, u := range n.Elsewhere {
		if a.isSite(u.Origin) || a.lets(u) {
			continue
		}
		c := Complaint{Use: u}
		c.Message, c.Hint = u.said()
		all = append(all, c)
	}
	return all
}

func (u Use) said() (message, hint string) {
	switch {
	case u.Kind == Handlers:
		return "browsers will not run a script that stands in an attribute", "move it into a file in assets/js/ that finds the element by itself"
	case u.Kind == Links:
		return "browsers will not run a script in place of an address", "write a button, and a file in assets/js/ that finds it by itself"
	case u.Kind == Attribute:
		return "browsers will pass over a style that stands in an attribute", "give the element a class, and write the style into a file in assets/css/"
	case u.Kind == Bases:
		return fmt.Sprintf("browsers will not let the addresses on this page start from %s", u.Origin), "take out the base element, and write those addresses as a whole"
	case !strings.Contains(u.Origin, "://"):
		return fmt.Sprintf("browsers will not let this page have %s from an address of %s", u.what(), u.Origin), "put it into a file of its own, beside the page or in assets/"
	case u.Kind.field() == "":
		return fmt.Sprintf("browsers will not let this page have %s from %s", u.what(), u.Origin), "put a copy beside the page, or put a link in its place"
	case u.Kind == Forms:
		return fmt.Sprintf("browsers will not let this form send anything to %s", u.Origin), u.remedy()
	}
	return fmt.Sprintf("browsers will not let this page have %s from %s", u.what(), u.Origin), u.remedy()
}

// remedy says how to allow the use.
func (u Use) remedy() string {
	origin := strings.NewReplacer("http://", "https://", "ws://", "wss://").Replace(u.Origin)
	return fmt.Sprintf("where it is meant to be so, write into stillpoint.yaml, under security: allow: %s: [%s]", u.Kind.field(), origin)
}

// what names what is used, for people.
func (u Use) what() string {
	return [kinds]string{
		"a script", "a style sheet", "a picture", "a font", "a film or a sound", "a frame", "an answer", "a form", "a manifest", "an embedded file", "a start",
	}[u.Kind]
}
