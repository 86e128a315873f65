package privacy

import (
	"fmt"
	"strings"

	"stillpoint/generator/check/rule"
)

// tracker asks that a page calls no service that is known to follow people, or to learn who they are.
func tracker() rule.Rule {
	return rule.Rule{Code: "tracker", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		home, told := homeOf(p), strangers{}
		for _, l := range loads(p) {
			s := serviceOf(l.address)
			if host := home.foreign(l.address); host != "" && s.name != "" && !l.later && told.first(l.node, s.name) {
				found = append(found, p.Found(l.node, fmt.Sprintf("this page calls %s at %s, which learns who reads it", s.name, host), s.hint()).About(l.address))
			}
		}
		for i := range p.All("script") {
			if s, words := called(p, i); s.name != "" && told.first(i, s.name) {
				found = append(found, p.Found(i, fmt.Sprintf("a script of this page calls %s (“%s”), which learns who reads it", s.name, words), s.hint()).About(words))
			}
		}
		return found
	}}
}

// called returns the service that a script which stands on the page calls, and the words by which it is known.
func called(p *rule.Page, script int) (s service, words string) {
	if !isScript(&p.Nodes[script]) || p.In(script, "template") > 0 {
		return service{}, ""
	}
	for i := script + 1; i < p.Nodes[script].End; i++ {
		text := p.Nodes[i].Text
		if s, words := snippet(text); words != "" {
			return s, words
		}
		if s, words := addressed(text); words != "" {
			return s, words
		}
	}
	return service{}, ""
}

// snippet finds the calls that the services give people to paste.
func snippet(script string) (s service, words string) {
	for _, known := range []struct{ words, name string }{
		{"gtag(", "Google Analytics"}, {"dataLayer", "Google Tag Manager"}, {"_gaq", "Google Analytics"}, {"GoogleAnalyticsObject", "Google Analytics"},
		{"fbq(", "Facebook"}, {"_paq", "Matomo"}, {"ttq.", "TikTok"}, {"twq(", "X"}, {"lintrk(", "LinkedIn"}, {"_linkedin_partner_id", "LinkedIn"},
		{"pintrk(", "Pinterest"}, {"snaptr(", "Snapchat"}, {"uetq", "Microsoft Advertising"}, {"_hsq", "HubSpot"}, {"_hjSettings", "Hotjar"},
		{"mixpanel.init(", "Mixpanel"}, {"posthog.init(", "PostHog"}, {"amplitude.init(", "Amplitude"}, {"heap.load(", "Heap"},
		{"intercomSettings", "Intercom"}, {"_learnq", "Klaviyo"},
	} {
		if hasName(script, known.words) {
			return service{known.name, counts}, known.words
		}
	}
	return service{}, ""
}

// hasName tells whether a script has some words that are not a part of longer ones.
func hasName(script, words string) bool {
	for rest := script; ; {
		at := strings.Index(rest, words)
		if at < 0 {
			return false
		}
		before, after := rest[:at], rest[at+len(words):]
		if (before == "" || !isSign(before[len(before)-1])) && (after == "" || !isSign(words[len(words)-1]) || !isSign(after[0])) {
			return true
		}
		rest = after
	}
}

// isSign tells whether a letter can stand in a name of a script.
func isSign(c byte) bool { return isWord(c) || c == '_' || c == '$' }

// addressed finds the addresses of services in a script.
func addressed(script string) (s service, words string) {
	for rest := script; ; {
		_, behind, found := strings.Cut(rest, "//")
		if !found {
			return service{}, ""
		}
		end := strings.IndexFunc(behind, func(r rune) bool { return r > 0x7f || !isWord(byte(r)) && !strings.ContainsRune(".-/_", r) })
		if end < 0 {
			end = len(behind)
		}
		if s := serviceOf("//" + behind[:end]); s.name != "" {
			host, _, _ := strings.Cut(behind[:end], "/")
			return s, host
		}
		rest = behind
	}
}

// isWord tells whether a byte is a letter or a digit of ASCII.
func isWord(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' }
