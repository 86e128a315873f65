package serve

import (
	"slices"
	"strings"
	"sync"

	"stillpoint/generator"
)

// about is what a rule asks for, and why, as the panel shows it. Its JSON is part of a report.
type about struct {
	Title string  `json:"title"`
	Parts []piece `json:"parts"`
}

// piece is a part of a rule's documentation.
type piece struct {
	Kind string `json:"kind"` // "text", "item" of a list, or "code", which keeps its lines
	Text string `json:"text"` // with marks around code as Markdown has them, unless it is code
}

// rulebook keeps the documentation of rules: each is read when it is first told of. It is safe for concurrent use.
type rulebook struct {
	mu    sync.Mutex
	known map[string]*about
}

func newRulebook() *rulebook { return &rulebook{known: map[string]*about{}} }

// about returns what there is to say of a rule; nil for the code of what is none.
func (b *rulebook) about(code string) *about {
	b.mu.Lock()
	defer b.mu.Unlock()
	found, asked := b.known[code]
	if !asked {
		if r, ok := generator.RuleOf(code); ok {
			found = &about{r.Title, slices.Concat(pieces(r.Doc), examples("Found, for example:", r.Found), examples("Not found:", r.Fine))}
		}
		b.known[code] = found
	}
	return found
}

// pieces takes the Markdown of a rule apart, its title left out. Rules are written in paragraphs, lists, tables and
// indented examples, and in nothing else.
func pieces(doc string) []piece {
	all := []piece{}
	for paragraph := range strings.SplitSeq(doc, "\n\n") {
		paragraph = strings.Trim(paragraph, "\n")
		switch {
		case paragraph == "" || strings.HasPrefix(paragraph, "# "):
		case strings.HasPrefix(paragraph, "    "):
			all = append(all, piece{"code", strings.ReplaceAll(paragraph[4:], "\n    ", "\n")})
		case strings.HasPrefix(paragraph, "|"):
			all = append(all, piece{"code", paragraph})
		case strings.HasPrefix(paragraph, "- "):
			for item := range strings.SplitSeq(paragraph[2:], "\n- ") {
				all = append(all, piece{"item", joined(item)})
			}
		default:
			all = append(all, piece{"text", joined(paragraph)})
		}
	}
	return all
}

// few is how many examples are shown of what a rule finds.
const few = 3

// examples returns the first few under a head of their own; nothing where there are none.
func examples(head string, all []string) []piece {
	if len(all) == 0 {
		return nil
	}
	shown := []piece{{"text", head}}
	for _, text := range all[:min(len(all), few)] {
		shown = append(shown, piece{"code", strings.TrimSpace(text)})
	}
	return shown
}

// joined returns the lines of a paragraph as one.
func joined(paragraph string) string { return strings.Join(strings.Fields(paragraph), " ") }
