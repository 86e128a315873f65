package publish

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// The text of a manifest between its values, as encoding/json indents it. Reading and writing a site of thousands of files is too
// slow with that package for a build in which one page has changed.
const (
	manifestHead       = "{\n \"version\": 1,\n"
	manifestUnfinished = " \"unfinished\": true,\n"
	manifestAddress    = " \"address\": "
	addressEnd         = ",\n"
	manifestTrial      = " \"trial\": true,\n"
	manifestFiles      = " \"files\": {"
	manifestTail       = "\n }\n}\n"
	emptyTail          = "}\n}\n"
	lineStart          = "\n  "
	lineDigest         = ": {\n   \"sha256\": \""
	lineSize           = "\",\n   \"size\": "
	lineModified       = ",\n   \"mtime\": "
	linePlanned        = ",\n   \"planned\": true"
	lineEnd            = "\n  }"
)

// encode returns the manifest as JSON, in the one form that decodeCanonical knows.
func (m manifest) encode() []byte {
	const wordsOfLine = len(lineStart) + len(lineDigest) + len(lineSize) + len(lineModified) + len(lineEnd)
	room := len(manifestHead) + len(manifestUnfinished) + len(manifestAddress) + len(m.about.Address) + len(manifestTrial) + len(manifestFiles) + len(manifestTail)
	for i := range m.lines {
		room += len(m.lines[i].name) + wordsOfLine + 2*len(sum{}) + 48
	}
	text := append(make([]byte, 0, room), manifestHead...)
	if m.unfinished {
		text = append(text, manifestUnfinished...)
	}
	if m.about.Address != "" {
		text = append(text, manifestAddress...)
		text = appendName(text, m.about.Address)
		text = append(text, addressEnd...)
	}
	if m.about.Trial {
		text = append(text, manifestTrial...)
	}
	text = append(text, manifestFiles...)
	for i := range m.lines {
		if i > 0 {
			text = append(text, ',')
		}
		text = m.lines[i].append(text)
	}
	if len(m.lines) == 0 {
		return append(text, emptyTail...)
	}
	return append(text, manifestTail...)
}

func (l *line) append(text []byte) []byte {
	if l.text != "" {
		return append(text, l.text...)
	}
	text = append(text, lineStart...)
	text = appendName(text, l.name)
	text = append(text, lineDigest...)
	text = hex.AppendEncode(text, l.digest[:])
	text = append(text, lineSize...)
	text = strconv.AppendInt(text, l.size, 10)
	if l.modified != 0 {
		text = append(text, lineModified...)
		text = strconv.AppendInt(text, l.modified, 10)
	}
	if l.planned {
		text = append(text, linePlanned...)
	}
	return append(text, lineEnd...)
}

// appendName appends a name, or another text, in quotation marks, with the escapes of encoding/json where it needs any.
func appendName(text []byte, name string) []byte {
	for i := range len(name) {
		if c := name[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return appendEscaped(text, name)
		}
	}
	text = append(text, '"')
	text = append(text, name...)
	return append(text, '"')
}

func appendEscaped(text []byte, name string) []byte {
	var quoted bytes.Buffer
	encoder := json.NewEncoder(&quoted)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(name) // a string always can be
	return append(text, bytes.TrimSuffix(quoted.Bytes(), []byte("\n"))...)
}
