package privacy

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// key is a text that opens something, and what it is.
type key struct{ what, text string }

// masked returns as much of a key as it takes to know it again.
func (k key) masked() string { return k.text[:min(8, len(k.text)/3)] + "…" }

// keys returns the keys of some forms in a text.
func keys(forms []form, text string) []key {
	var all []key
	word, next := longWord(text, 0)
	if word == "" {
		return nil
	}
	for ; word != ""; word, next = longWord(text, next) {
		if !dense(word) {
			continue
		}
		for _, f := range forms {
			all = append(all, f.in(word)...)
		}
		if k, found := mailchimp(word); found {
			all = append(all, k)
		}
	}
	if k, found := privateKey(text); found {
		all = append(all, k)
	}
	return all
}

// longWord returns the first word from a place on that is long enough for a key, with the signs around it, and where to look on. Of what
// people write, hardly anything is, so that only every twentieth letter is looked at where no long word can be.
func longWord(text string, at int) (word string, next int) {
	const least = 20
	for at += least - 1; at < len(text); at += least {
		from := at + 1
		for from > 0 && inWord(text[from-1]) {
			from--
		}
		for at < len(text) && inWord(text[at]) {
			at++
		}
		if at-from >= least {
			return text[max(from-1, 0):min(at+1, len(text))], at + 1
		}
	}
	return "", len(text)
}

// dense tells whether a word has a part without stops and slashes that is long enough for the shortest of all keys. Addresses within a site
// have none.
func dense(word string) bool {
	const least = 16
	run := 0
	for i := range len(word) {
		if run++; !isURLSafe(word[i]) {
			run = 0
		}
		if run == least {
			return true
		}
	}
	return false
}

// form is how the keys of a service are written: how they begin, and of what, and how long, the rest is.
type form struct {
	what, start string
	letter      func(byte) bool
	least, most int
	holds       func(string) bool // of what has this form; nil where that is enough
}

// forms returns the forms that services have published for their keys, so that these can be found.
func forms() []form {
	return []form{
		{"a key of Amazon Web Services", "AKIA", isBase32, 16, 16, nil},
		{"a key of Amazon Web Services", "ASIA", isBase32, 16, 16, nil},
		{"a key of Google", "AIza", isURLSafe, 35, 35, nil},
		{"a secret of Google", "GOCSPX-", isURLSafe, 28, 28, nil},
		{"a key of Stripe", "sk_live_", isWord, 16, 250, nil},
		{"a key of Stripe", "rk_live_", isWord, 16, 250, nil},
		{"a token of GitHub", "ghp_", isWord, 36, 250, nil},
		{"a token of GitHub", "gho_", isWord, 36, 250, nil},
		{"a token of GitHub", "ghu_", isWord, 36, 250, nil},
		{"a token of GitHub", "ghs_", isWord, 36, 250, nil},
		{"a token of GitHub", "ghr_", isWord, 36, 250, nil},
		{"a token of GitHub", "github_pat_", isURLSafe, 82, 82, nil},
		{"a token of GitLab", "glpat-", isURLSafe, 20, 60, nil},
		{"a token of Slack", "xoxb-", isURLSafe, 20, 250, hasDigit},
		{"a token of Slack", "xoxp-", isURLSafe, 20, 250, hasDigit},
		{"a token of Slack", "xoxa-", isURLSafe, 20, 250, hasDigit},
		{"a token of Slack", "xoxr-", isURLSafe, 20, 250, hasDigit},
		{"a token of Slack", "xoxs-", isURLSafe, 20, 250, hasDigit},
		{"an address of Slack that anybody can write to", "hooks.slack.com/services/", isPath, 40, 60, nil},
		{"a key of SendGrid", "SG.", isDotted, 66, 66, func(k string) bool { return k[len("SG.")+22] == '.' }},
		{"a key of Twilio", "SK", isHex, 32, 32, nil},
		{"a key of OpenAI", "sk-proj-", isURLSafe, 40, 250, nil},
		{"a key of Anthropic", "sk-ant-", isURLSafe, 40, 250, nil},
		{"a token that logs somebody in", "eyJ", isDotted, 40, 8000, opensSession},
	}
}

// in returns the keys of a form. They stand by themselves: within longer words, such as digests, they are none.
func (f form) in(text string) []key {
	var all []key
	for from := 0; ; {
		at := strings.Index(text[from:], f.start)
		if at < 0 {
			return all
		}
		at += from
		from = at + len(f.start)
		end := from
		for end < len(text) && f.letter(text[end]) {
			end++
		}
		found := strings.TrimRight(text[at:end], ".")
		if size := len(found) - len(f.start); size < f.least || size > f.most || !alone(text, at, end) || isExample(found) {
			continue
		}
		if f.holds == nil || f.holds(found) {
			all = append(all, key{f.what, found})
		}
	}
}

// alone tells whether what stands in a text from one place to another is no part of a longer word.
func alone(text string, from, to int) bool {
	return (from == 0 || !isPart(text[from-1])) && (to == len(text) || !isPart(text[to]))
}

// isPart tells whether a sign belongs to the same word as that beside it.
func isPart(c byte) bool { return isWord(c) || c == '_' || c == '-' || c == '+' }

func isBase32(c byte) bool  { return 'A' <= c && c <= 'Z' || '2' <= c && c <= '7' }
func isHex(c byte) bool     { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }
func isURLSafe(c byte) bool { return isWord(c) || c == '_' || c == '-' }
func isDotted(c byte) bool  { return isURLSafe(c) || c == '.' }
func isPath(c byte) bool    { return isWord(c) || c == '/' }
func inWord(c byte) bool    { return isDotted(c) || c == '/' }

func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

// isExample tells whether somebody has made up a key to show how one looks.
func isExample(text string) bool {
	small := strings.ToLower(text)
	for _, word := range []string{"example", "xxxx", "your", "dummy", "placeholder", "redacted", "123456", "abcdef", "0000"} {
		if strings.Contains(small, word) {
			return true
		}
	}
	kinds := map[rune]bool{}
	for _, r := range small {
		kinds[r] = true
	}
	return len(kinds) < 10
}

// opensSession tells whether a text is a JSON web token that is signed and opens something for somebody: not one that a service gives
// to every page, nor that of the examples.
func opensSession(text string) bool {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || len(parts[2]) < 20 {
		return false
	}
	header, body := decoded(parts[0]), decoded(parts[1])
	return header["alg"] != nil && body != nil && body["role"] != "anon" && body["sub"] != "1234567890"
}

// decoded returns what a part of a JSON web token says, or nil.
func decoded(part string) map[string]any {
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return nil
	}
	var said map[string]any
	if json.Unmarshal(text, &said) != nil {
		return nil
	}
	return said
}

// privateKey finds a private key by its head, where something follows that could be one.
func privateKey(text string) (key, bool) {
	for rest := text; ; {
		_, behind, found := strings.Cut(rest, "-----BEGIN ")
		if !found {
			return key{}, false
		}
		rest = behind
		kind, body, found := strings.Cut(behind, "-----")
		if !found || !strings.HasSuffix(kind, "PRIVATE KEY") && !strings.HasSuffix(kind, "PRIVATE KEY BLOCK") {
			continue
		}
		body = strings.NewReplacer(`\n`, "", `\r`, "", "\n", "", "\r", "", " ", "", `"`, "").Replace(body[:min(400, len(body))])
		size := 0
		for size < len(body) && (isWord(body[size]) || body[size] == '/' || body[size] == '+') {
			size++
		}
		if size >= 40 && !isExample(body[:size]) {
			return key{"a private key", "-----BEGIN " + kind + "-----"}, true
		}
	}
}

// mailchimp finds a key of Mailchimp, which begins like any digest and is known by its end. The names of files end otherwise.
func mailchimp(text string) (key, bool) {
	const size = 32
	for from := 0; ; {
		at := strings.Index(text[from:], "-us")
		if at < 0 {
			return key{}, false
		}
		at += from
		from = at + len("-us")
		start, end := at, from
		for start > 0 && isHex(text[start-1]) {
			start--
		}
		for end < len(text) && '0' <= text[end] && text[end] <= '9' {
			end++
		}
		inName := start > 0 && (isPart(text[start-1]) || text[start-1] == '.' || text[start-1] == '/') ||
			end < len(text) && isPart(text[end]) || end+1 < len(text) && text[end] == '.' && isWord(text[end+1])
		if at-start == size && (end-from == 1 || end-from == 2) && !inName && !isExample(text[start:end]) {
			return key{"a key of Mailchimp", text[start:end]}, true
		}
	}
}
