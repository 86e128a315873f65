package publish

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// decodeManifest reads a manifest. The texts in it may share their memory with the data, which must not change.
func decodeManifest(data []byte) (manifest, error) {
	if len(data) > 0 {
		if m, ok := decodeCanonical(unsafe.String(&data[0], len(data))); ok {
			m.text = data
			return m, nil
		}
	}
	return decodeJSON(data)
}

// decodeJSON reads a manifest in any form.
func decodeJSON(data []byte) (manifest, error) {
	var read struct {
		Version    int    `json:"version"`
		Unfinished bool   `json:"unfinished"`
		Address    string `json:"address"`
		Trial      bool   `json:"trial"`
		Files      map[string]struct {
			Digest   string `json:"sha256"`
			Size     int64  `json:"size"`
			Modified int64  `json:"mtime"`
			Planned  bool   `json:"planned"`
		} `json:"files"`
	}
	if err := json.Unmarshal(data, &read); err != nil {
		return manifest{}, fmt.Errorf("it is damaged: %w", err)
	}
	if read.Version != manifestVersion {
		return manifest{}, fmt.Errorf("it has version %d, and this program knows version %d", read.Version, manifestVersion)
	}
	m := manifest{unfinished: read.Unfinished, about: About{read.Address, read.Trial}}
	for name, file := range read.Files {
		if err := checkName(name); err != nil {
			return manifest{}, fmt.Errorf("it is damaged: %w", err)
		}
		digest, ok := parseSum(file.Digest)
		if !ok {
			digest, file.Modified = sum{}, 0 // a time proves nothing of bytes that nobody knows
		}
		m.lines = append(m.lines, line{name, entry{digest, file.Size, file.Modified, file.Planned}, ""})
	}
	slices.SortFunc(m.lines, byName)
	return m, nil
}

// decodeCanonical reads a manifest in the form in which encode writes it. All else, damage too, is left to encoding/json.
func decodeCanonical(text string) (manifest, bool) {
	c := cursor{rest: text}
	if !c.take(manifestHead) {
		return manifest{}, false
	}
	m := manifest{unfinished: c.take(manifestUnfinished)}
	if c.take(manifestAddress) {
		address, ok := c.quoted()
		if !ok || !utf8.ValidString(address) || !c.take(addressEnd) {
			return manifest{}, false
		}
		m.about.Address = address
	}
	m.about.Trial = c.take(manifestTrial)
	if !c.take(manifestFiles) {
		return manifest{}, false
	}
	if c.rest == emptyTail {
		return m, true
	}
	m.lines = make([]line, 0, len(text)/120) // the length of a line with a short name
	for {
		l, ok := c.line()
		if !ok || len(m.lines) > 0 && m.lines[len(m.lines)-1].name >= l.name {
			return manifest{}, false
		}
		m.lines = append(m.lines, l)
		if c.rest == manifestTail {
			return m, true
		}
		if !c.take(",") {
			return manifest{}, false
		}
	}
}

// cursor is where in a manifest its reader is.
type cursor struct{ rest string }

// take passes a text, or tells that there is another.
func (c *cursor) take(text string) bool {
	if !strings.HasPrefix(c.rest, text) {
		return false
	}
	c.rest = c.rest[len(text):]
	return true
}

func (c *cursor) line() (line, bool) {
	var l line
	from := c.rest
	ok := c.take(lineStart)
	if ok {
		l.name, ok = c.quoted()
	}
	if !ok || checkName(l.name) != nil || !c.take(lineDigest) {
		return l, false
	}
	ok = c.digest(&l.digest) && c.take(lineSize) && c.number(&l.size)
	if ok && c.take(lineModified) {
		ok = c.number(&l.modified)
	}
	l.planned = ok && c.take(linePlanned)
	ok = ok && c.take(lineEnd)
	l.text = from[:len(from)-len(c.rest)]
	return l, ok
}

// quoted passes a text between quotation marks that has no escapes.
func (c *cursor) quoted() (string, bool) {
	if !c.take(`"`) {
		return "", false
	}
	end := strings.IndexByte(c.rest, '"')
	if end < 0 {
		return "", false
	}
	text := c.rest[:end]
	c.rest = c.rest[end+1:]
	return text, !escaped(text)
}

// escaped tells whether a text between quotation marks has escapes, or characters that must be escaped.
func escaped(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] == '\\' {
			return true
		}
	}
	return false
}

func (c *cursor) digest(to *sum) bool {
	const digits = 2 * len(sum{})
	if len(c.rest) < digits {
		return false
	}
	digest, ok := parseSum(c.rest[:digits])
	*to, c.rest = digest, c.rest[digits:]
	return ok
}

// number reads a number that is not negative.
func (c *cursor) number(to *int64) bool {
	var n uint64
	length := 0
	for ; length < len(c.rest) && length < 20 && '0' <= c.rest[length] && c.rest[length] <= '9'; length++ {
		if n > math.MaxInt64/10 {
			return false
		}
		n = n*10 + uint64(c.rest[length]-'0')
	}
	if length == 0 || n > math.MaxInt64 || length > 1 && c.rest[0] == '0' {
		return false
	}
	*to, c.rest = int64(n), c.rest[length:]
	return true
}
