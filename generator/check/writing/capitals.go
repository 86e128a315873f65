package writing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stillpoint/generator/check/rule"
)

// capitals asks that nobody is shouted at. A heading may be set in capitals by the styles, which screen readers do not spell out.
func capitals() rule.Rule {
	return rule.Rule{Code: "capitals", Level: rule.Off, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for _, s := range prose(p) {
			switch shouted := shouting(s); {
			case shouted == "":
			case s.Heading && shouted == s.text:
				found = append(found, p.Found(s.Node, "this heading is all in capitals",
					"write it in small letters; the styles can show it in capitals, with text-transform: uppercase").In(s.text).About(shouted))
			default:
				found = append(found, p.Found(s.Node, "several words in a row are in capitals",
					"write them in small letters, and make them **bold** if they matter").In(s.text).About(shouted))
			}
		}
		return found
	}}
}

// shouting returns the words of a sentence that are shouted: all of a heading, or three and more in a row.
func shouting(s sentence) string {
	if s.Heading && isShouted(s.text) {
		return s.text
	}
	count, start, end := 0, 0, 0
	for w := range words(s.text) {
		switch {
		case isLoud(w.text) && s.own(w.start, w.text):
			if count == 0 {
				start = w.start
			}
			count, end = count+1, w.end
		case count >= 3:
			return s.text[start:end]
		default:
			count = 0
		}
	}
	if count < 3 {
		return ""
	}
	return s.text[start:end]
}

// isShouted tells whether a heading has no small letters, and is more than an abbreviation or two.
func isShouted(text string) bool {
	all, loud, long := 0, 0, 0
	for w := range words(text) {
		if strings.IndexFunc(w.text, isSmall) >= 0 {
			return false
		}
		all++
		if isLoud(w.text) {
			loud++
			long = max(long, utf8.RuneCountInString(w.text))
		}
	}
	return loud >= 2 || loud == 1 && (all >= 3 || long >= 5)
}

// isLoud tells whether a word in capitals is long enough not to be an abbreviation, and no Roman numeral.
func isLoud(text string) bool {
	return utf8.RuneCountInString(text) >= 4 && strings.Trim(text, "IVXLCDM") != "" && strings.IndexFunc(text, isQuiet) < 0
}

func isQuiet(r rune) bool { return isSmall(r) || unicode.IsDigit(r) }

// isSmall tells whether a letter is small. Among capitals an ß is mostly left as it is.
func isSmall(r rune) bool { return unicode.IsLower(r) && r != 'ß' }
