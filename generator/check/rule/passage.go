package rule

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Passage is a text that stands by itself on a page: a paragraph, a heading, an item of a list, the words for a picture.
type Passage struct {
	Text    string // with single blanks
	Node    int    // the element that it stands in
	Heading bool
	Quoted  bool // in a quotation
}

// Passages returns the passages of a page as they are read, with what describes it to search engines in its place. They are made once,
// and go with the page.
func (p *Page) Passages() []Passage {
	w := &p.prose
	if w.made {
		return w.all
	}
	w.made = true
	holder := 0
	for i := 1; i < len(p.Nodes); i++ {
		n := &p.Nodes[i]
		switch {
		case n.Tag == "":
			if block := int(n.block); block != holder {
				w.end(holder)
				holder = block
			}
			if !p.unread(i) {
				w.write(n.Text)
			}
		case n.Tag == "br":
			w.end(holder)
		default:
			if words := described(n); words != "" {
				w.end(holder)
				w.write(words)
				w.end(i)
			}
		}
	}
	w.end(holder)
	return w.passages(p)
}

// described returns the words of an element that stand in an attribute.
func described(n *Node) string {
	switch {
	case n.Tag == "img":
		return n.Attr("alt")
	case n.Tag == "meta" && n.Attr("name") == "description":
		return n.Attr("content")
	}
	return ""
}

func (p *Page) passage(text string, node int) Passage {
	tag := p.Nodes[node].Tag
	return Passage{
		Text: text, Node: node, Heading: len(tag) == 2 && tag[0] == 'h' && '1' <= tag[1] && tag[1] <= '6',
		Quoted: tag == "blockquote" || p.In(node, "blockquote", "q") > 0,
	}
}

// Sentences yields the sentences of a passage, without the blanks around them.
func (p Passage) Sentences() iter.Seq[string] {
	return func(yield func(string) bool) {
		rest := p.Text
		for rest != "" {
			end := sentence(rest)
			if s := strings.TrimSpace(rest[:end]); s != "" && !yield(s) {
				return
			}
			rest = rest[end:]
		}
	}
}

// sentence returns where the first sentence of a text ends. A full stop ends none within a number or an abbreviation, nor before
// a small letter.
func sentence(text string) int {
	for i := 0; i < len(text); i++ {
		r := rune(text[i])
		switch {
		case r == '.' || r == '!' || r == '?':
		case strings.HasPrefix(text[i:], "…"):
			r = '…'
		default:
			continue
		}
		end := i + utf8.RuneLen(r)
		for end < len(text) {
			next, size := utf8.DecodeRuneInString(text[end:])
			if !strings.ContainsRune(".!?…\"'”’»)", next) {
				break
			}
			end += size
		}
		if end == len(text) {
			return end
		}
		if text[end] != ' ' || r == '.' && abbreviated(text[:i]) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[end:], " \"'“‘«(")); !unicode.IsLower(next) {
			return end
		}
	}
	return len(text)
}

// abbreviated tells whether a text ends in the beginning of an abbreviation.
func abbreviated(text string) bool {
	const longest = len("approx")
	end := text[max(0, len(text)-longest-1):]
	begin := strings.LastIndexAny(end, " (")
	if begin < 0 && len(end) > longest {
		return false
	}
	last := end[begin+1:]
	switch strings.ToLower(last) {
	case "dr", "mr", "mrs", "ms", "prof", "st", "no", "e.g", "i.e", "etc", "vs", "approx", "z.b", "d.h", "bzw", "ca", "m", "mme":
		return true
	}
	return len(last) == 1 && unicode.IsUpper(rune(last[0]))
}
