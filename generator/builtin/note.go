package builtin

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"sync"
)

// notePattern finds the note in an ejected file, in whichever comment it stands, with the line end that was written behind it.
var notePattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:\{\{-? ?/\*|/\*|//|<!--) Ejected from Stillpoint's built-in \S+, version ([0-9a-f]{12})\.` +
		`(?:[^\n]*?(?:\*/\}\}|(?:\*/ -\}\}|\*/|-->)\n?)|[^\n]*\n?)`)
})

// Ejected returns what a file is written as when it is ejected: the built-in text, with a note of its version in
// a comment that renders nothing.
func (f *File) Ejected() []byte {
	before, after := f.comment()
	note := before + " Ejected from Stillpoint's built-in " + f.Name + ", version " + f.Now +
		". To see what has changed since: stillpoint layouts diff " + f.Short + after
	head, rest := prologue(f.Name, f.builtin)
	return bytes.Join([][]byte{head, []byte(note), rest}, nil)
}

// comment returns what begins and ends a comment in the language of a file. That of a template takes the line end
// behind it away; where a text begins with a blank, which it would take too, it has none.
func (f *File) comment() (before, after string) {
	switch path.Ext(f.Name) {
	case ".css":
		return "/*", " */\n"
	case ".js", ".ts", ".mjs":
		return "//", "\n"
	case ".svg":
		return "<!--", " -->\n"
	}
	if len(f.builtin) == 0 || strings.ContainsRune(" \t\n", rune(f.builtin[0])) {
		return "{{/*", " */}}"
	}
	return "{{- /*", " */ -}}\n"
}

// prologue splits off what must stay at the very top: the declaration of an XML file, the character set of a style sheet.
func prologue(name string, text []byte) (head, rest []byte) {
	begins := map[string]string{".svg": "<?xml", ".css": "@charset"}[path.Ext(name)]
	end := bytes.IndexByte(text, '\n') + 1
	if begins == "" || end == 0 || !bytes.HasPrefix(text, []byte(begins)) {
		return nil, text
	}
	return text[:end], text[end:]
}

// withoutNote takes the note out of a text, and returns the version that it tells, "" where there is none.
func withoutNote(text []byte) (rest []byte, version string) {
	at := notePattern().FindSubmatchIndex(text)
	if at == nil {
		return text, ""
	}
	return append(text[:at[0]:at[0]], text[at[1]:]...), string(text[at[2]:at[3]])
}

// Renoted returns a file's text with the version of today in its note, every other byte as it was; nil
// where it has no note. Text is that of the site's file, with its own line ends.
func (f *File) Renoted(text []byte) []byte {
	at := notePattern().FindSubmatchIndex(text)
	if at == nil {
		return nil
	}
	return bytes.Join([][]byte{text[:at[2]], []byte(f.Now), text[at[3]:]}, nil)
}
