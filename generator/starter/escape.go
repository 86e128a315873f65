package starter

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"sync"
)

// quote writes a text as a scalar of YAML in double quotes. What JSON writes as a string, YAML reads as the same
// (YAML 1.2.2, section 1.2).
func quote(text string) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(text)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// special finds what Markdown would not show as it stands: signs that mark something wherever they are, runs that are
// made one sign, entities, and what begins a list, a heading or a block at the beginning of a line.
var special = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("[\\\\`*_{}\\[\\]<>~|]|--+|\\.\\.\\.+|&[#\\pL]|^[-+#=:]|^\\d+[.)]")
})

// plain writes a text so that Markdown shows it as it is. Quotes are left to be made curly, as they are in the rest of the page.
func plain(text string) string {
	return special().ReplaceAllStringFunc(text, func(s string) string {
		switch {
		case s[0] == '&' || len(s) == 1:
			return `\` + s
		case s[0] >= '0' && s[0] <= '9':
			return s[:len(s)-1] + `\` + s[len(s)-1:]
		}
		return strings.Repeat(`\`+s[:1], len(s)) // a run of one sign
	})
}

// link writes a link of Markdown whose words are shown as they are.
func link(words, destination string) string { return "[" + plain(words) + "](" + destination + ")" }
