package writing

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"stillpoint/generator/check/rule"
)

//go:embed jargon.data
var jargonData string

// jargon asks for words that people know who are not of the trade, or that others are explained.
func jargon() rule.Rule {
	lists := sync.OnceValue(func() map[string]lexicon { return parseLexicons(jargonData) })
	return rule.Rule{Code: "jargon", Level: rule.Off, Page: func(p *rule.Page) []rule.Finding {
		list := lists()[language(p)]
		if list == nil {
			return nil
		}
		var found []rule.Finding
		explained := explainedOn(p, list)
		for _, s := range prose(p) {
			for _, m := range list.find(s) {
				if explained[m.entry] {
					continue
				}
				explained[m.entry] = true // once is enough to tell
				text := s.text[m.start:m.end]
				found = append(found, p.Found(s.Node, fmt.Sprintf("“%s” is a word of the trade, which many readers do not know", text),
					"write “"+m.remark+"”, or explain the word where it first stands").In(s.text).About(text))
			}
		}
		return found
	}}
}

// explainedOn returns the words that a page explains itself, by their entries.
func explainedOn(p *rule.Page, list lexicon) map[string]bool {
	all := map[string]bool{}
	defined := definedOn(p)
	for _, s := range prose(p) {
		for _, m := range list.find(s) {
			before, behind := strings.ToLower(s.text[:m.start]), strings.ToLower(s.text[m.end:])
			if explains(language(p), before, behind) || strings.Contains(defined, strings.ToLower(s.text[m.start:m.end])) {
				all[m.entry] = true
			}
		}
	}
	return all
}

// definedOn returns the texts of a page that are marked as words with an explanation.
func definedOn(p *rule.Page) string {
	var all strings.Builder
	for i := range p.All("dfn", "dt", "abbr") {
		if n := &p.Nodes[i]; n.Tag != "abbr" || n.Attr("title") != "" {
			all.WriteString(strings.ToLower(p.Text(i)) + "\n")
		}
	}
	return all.String()
}

// explains tells whether what stands around a word says what it means: “fascia, that is, …” or “this is called fascia”.
func explains(language, before, behind string) bool {
	before, behind = strings.ReplaceAll(before, "’", "'"), strings.TrimLeft(strings.ReplaceAll(behind, "’", "'"), `"”“»' `)
	if strings.HasPrefix(behind, "(") || strings.HasSuffix(before, "(") && strings.HasPrefix(behind, ")") {
		return true
	}
	behind, before = strings.TrimLeft(behind, ",–— "), strings.TrimRight(before, `"”“„« `)+" "
	return slices.ContainsFunc(signsBehind(language), func(sign string) bool { return strings.HasPrefix(behind, sign) }) ||
		slices.ContainsFunc(signsBefore(language), func(sign string) bool { return strings.HasSuffix(before, sign) })
}

// signsBehind returns the words with which an explanation begins.
func signsBehind(language string) []string {
	switch language {
	case "de":
		return []string{"das heißt", "das heisst", "d.h.", "d. h.", "bedeutet", "bedeuten", "heißt", "heisst", "heißen", "also ",
			"ist ein", "ist der ", "ist die ", "ist das ", "sind die "}
	case "fr":
		return []string{"c'est-à-dire", "veut dire", "signifie", "désigne", "autrement dit", "ou encore ",
			"est un", "est le ", "est la ", "est l'", "sont les ", "sont des "}
	}
	return []string{"that is", "which is", "which means", "means", "mean ", "i.e.", "is a ", "is an ", "is the ", "are the ", "or “", "in other words",
		"in plain words", "refers to"}
}

// signsBefore returns the words that an explanation is followed by, or a question that asks for one.
func signsBefore(language string) []string {
	switch language {
	case "de":
		return []string{"genannt ", "nennt man ", "nennen wir ", "heißt das ", "was ist ", "was ist die ", "was sind ", "was sind die ", "fachwort "}
	case "fr":
		return []string{"appelé ", "appelée ", "appelle ", "appelons ", "qu'est-ce que la ", "qu'est-ce que le "}
	}
	return []string{"called ", "what is ", "what are ", "word for it is ", "known as ", "we call it ", "the term "}
}
