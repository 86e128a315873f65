package check

import (
	"bytes"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/html"
)

// scanner walks over the tags of a page as the lexer of HTML does, to the byte and for any input, but jumps over what stands
// between them instead of looking at each letter. What is rare is left to the lexer.
type scanner struct {
	text []byte
	at   int
	page *reading
}

// all walks to the end. It returns false where it has met what it does not know, having noted a part of the page.
func (s *scanner) all() bool {
	for {
		next := bytes.IndexByte(s.text[s.at:], '<')
		if next < 0 {
			return true
		}
		s.at += next
		switch c := s.peek(1); {
		case isLetter(c):
			if !s.startTag() {
				return false
			}
		case c == '!':
			s.markup()
		case c == '?', c == '/' && s.at+2 < len(s.text) && s.text[s.at+2] != '>':
			s.jump(2, '>') // an end tag, or what a browser takes for a comment
		default:
			s.at++ // no tag, but text
		}
	}
}

// peek returns a byte further on, or 0 after the end.
func (s *scanner) peek(n int) byte {
	if s.at+n < len(s.text) {
		return s.text[s.at+n]
	}
	return 0
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// jump moves behind the first of a sign that comes at least some bytes further on, or to the end.
func (s *scanner) jump(least int, sign byte) {
	s.at = min(s.at+least, len(s.text))
	if n := bytes.IndexByte(s.text[s.at:], sign); n >= 0 {
		s.at += n + 1
		return
	}
	s.at = len(s.text)
}

// markup passes over a document type or a comment.
func (s *scanner) markup() {
	if c := s.peek(2); c == '-' || c == '[' {
		s.lexed()
		return
	}
	s.jump(2, '>')
}

// lexed lets the lexer read one token, which stands for itself wherever it is, and returns it.
func (s *scanner) lexed() (kind html.TokenType, token []byte) {
	input := parse.NewInputBytes(s.text[s.at:])
	defer input.Restore()
	kind, token = html.NewLexer(input).Next()
	s.at += len(token)
	return kind, token
}

// startTag notes the attributes of a tag. The text of elements in which there are no tags is passed over.
func (s *scanner) startTag() bool {
	start := s.at + 1
	name := lower(s.text[start:s.word(start, 0)])
	switch string(name) {
	case "plaintext", "xml":
		return false
	case "svg", "math": // in capitals the lexer would change them
		return bytes.Equal(name, s.text[start:start+len(name)]) && s.drawing()
	}
	s.at = start + len(name)
	s.attributes(elementOf(string(name)))
	switch string(name) {
	case "textarea", "title", "style", "xmp", "iframe":
		s.rawText(name)
	case "script":
		return s.script(name)
	}
	return true
}

// lower returns a name in lower case, without a change to the page.
func lower(name []byte) []byte {
	for _, c := range name {
		if 'A' <= c && c <= 'Z' {
			return parse.ToLower(bytes.Clone(name))
		}
	}
	return name
}

// word returns where the word ends that begins at an offset: before a blank, the end of the tag, or a sign of its own.
func (s *scanner) word(at int, sign byte) int {
	for ; at < len(s.text); at++ {
		c := s.text[at]
		if c == '>' || isBlank(c) || c == sign && sign != 0 || c == '/' && at+1 < len(s.text) && s.text[at+1] == '>' {
			return at
		}
	}
	return at
}

// drawing notes what is in an element that is no HTML.
func (s *scanner) drawing() bool {
	kind, token := s.lexed()
	if kind != html.SVGToken && kind != html.MathToken {
		return false
	}
	s.page.xml(token)
	return true
}

func (s *scanner) attributes(in element) {
	for s.blanks(); s.at < len(s.text); s.blanks() {
		switch c := s.text[s.at]; {
		case c == '>':
			s.at++
			return
		case c == '/' && s.peek(1) == '>':
			s.at += 2
			return
		}
		s.attribute(in)
	}
}

func (s *scanner) blanks() {
	for s.at < len(s.text) && isBlank(s.text[s.at]) {
		s.at++
	}
}

func (s *scanner) attribute(in element) {
	start := s.at
	s.at = s.word(start, '=')
	name := lower(s.text[start:s.at])
	s.blanks()
	if s.peek(0) != '=' {
		s.at = start + len(name)
		s.page.attribute(name, nil, in)
		return
	}
	s.at++
	s.blanks()
	begin := s.at
	if c := s.peek(0); c == '"' || c == '\'' {
		s.jump(1, c)
	} else {
		for s.at < len(s.text) && s.text[s.at] != '>' && !isBlank(s.text[s.at]) {
			s.at++
		}
	}
	s.page.attribute(name, s.text[begin:s.at], in)
}

// rawText passes over a text that ends only where the tag that it stands in does.
func (s *scanner) rawText(name []byte) {
	for {
		next := bytes.Index(s.text[s.at:], []byte("</"))
		if next < 0 {
			s.at = len(s.text)
			return
		}
		start := s.at + next
		end := start + 2
		for end < len(s.text) && isLetter(s.text[end]) {
			end++
		}
		if s.at = end; bytes.EqualFold(s.text[start+2:end], name) {
			s.at = start
			return
		}
	}
}

// script passes over one in which there are no comments of HTML: these may hold the end tag.
func (s *scanner) script(name []byte) bool {
	start := s.at
	s.rawText(name)
	return !bytes.Contains(s.text[start:s.at], []byte("<!--"))
}
