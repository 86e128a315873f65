package markdown_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"stillpoint/generator/diag"
	"stillpoint/generator/markdown"
)

// fuzzed converts a text and checks what holds for every text: complaints lie
// within the file, and without raw HTML nothing of the source becomes a tag.
func fuzzed(t *testing.T, text string) *markdown.Document {
	t.Helper()
	file := diag.NewFile("page.md", []byte(text))
	env := testEnv()
	env.Component = nil
	converter := markdown.New(markdown.Options{Typographer: true, Linkify: true})
	document, problems := converter.Convert(markdown.Body{File: file}, env)
	converter.LinkifyAlways()
	if always, _ := converter.Convert(markdown.Body{File: file}, env); trimLines(always.HTML) != trimLines(document.HTML) {
		t.Errorf("%q has a bare address that was not looked for: %q, not %q", text, document.HTML, always.HTML)
	}
	lines := strings.Split(text, "\n")
	for _, d := range problems {
		if p := d.Position; p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Errorf("%q: %v lies outside of the file", text, d)
		}
	}
	checkHTML(t, text, document.HTML)
	return document
}

// trimLines takes blanks and carriage returns off the ends of lines, where goldmark leaves some when it
// has looked for bare addresses.
func trimLines(html string) string {
	return regexp.MustCompile(`[ \t\r]+(<br>|\n)`).ReplaceAllString(html, "$1")
}

var allowedTag = regexp.MustCompile(`^(h[1-6]|p|a|em|strong|del|code|pre|ul|ol|li|blockquote|hr|br|img|figure|figcaption|table|thead|tbody|tr|th|td|dl|dt|dd|sup|div|input)$`)

func checkHTML(t *testing.T, text, out string) {
	t.Helper()
	var open []string
	tokens := html.NewTokenizer(strings.NewReader(out))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			break
		}
		token := tokens.Token()
		switch kind {
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("%q gives %q", text, token)
		case html.StartTagToken, html.SelfClosingTagToken:
			checkTag(t, text, token)
			if !regexp.MustCompile(`^(hr|br|img|input)$`).MatchString(token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("%q: </%s> closes nothing in %s", text, token.Data, out)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%q leaves %v open in %s", text, open, out)
	}
}

func checkTag(t *testing.T, text string, token html.Token) {
	t.Helper()
	if !allowedTag.MatchString(token.Data) {
		t.Errorf("%q gives the tag %s", text, token)
	}
	for _, a := range token.Attr {
		value := strings.ToLower(strings.TrimSpace(a.Val))
		runs := (a.Key == "href" || a.Key == "src") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "vbscript:"))
		if runs || strings.HasPrefix(a.Key, "on") || a.Key == "style" {
			t.Errorf("%q gives the attribute %s=%q", text, a.Key, a.Val)
		}
	}
}

func FuzzConvert(f *testing.F) {
	for _, seed := range []string{
		"# A\n\nText *b* **c** `d` [e](f.md) ![g](h.jpg \"i\")\n", "- a\n  - b\n\n1. c\n", "> a\n> > b\n", "| a |\n| - |\n| b |\n",
		"[^1]\n\n[^1]: x\n", "A\n:   b\n", "<div onclick=x>\n\n<script>alert(1)</script>\n", "## A {#b .c onclick=x}\n## A {#b}\n", "<!-- more -->\n", "a\x00b\r\nc\u2028d",
		"[a](javascript:alert(1)) <javascript:x> [b]\n\n[b]: vbscript:x\n", "~~a~~ - [x] b\n", "\ta\n    b\n", "瑜伽 \"quotes\" -- ...\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		document := fuzzed(t, text)
		seen := map[string]bool{}
		for _, h := range document.Headings {
			if h.ID == "" {
				t.Errorf("%q: a heading without an id", text)
			}
			if seen[h.ID] && !strings.Contains(text, "{") {
				t.Errorf("%q: the id %q stands twice", text, h.ID)
			}
			seen[h.ID] = true
		}
	})
}

func FuzzComponent(f *testing.F) {
	for _, seed := range []string{
		"::: note\nText\n:::\n", "::: a {b=c .d #e f=\"g h\"}\n:::\n", "::: a :::\n", ":::: a\n::: b\n:::\n::::\n", "::: a\n", ":::\n", "- ::: a\n  b\n  :::\n", "> ::: a\n> :::\n",
		"::: a\n```\n:::\n```\n:::\n", "::: a\n### b\nc\n### d\n:::\n", "::: {\n:::}\n", ":::a{b='c\n:::\n", strings.Repeat("::: a\n", 20),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { fuzzed(t, text) })
}

// FuzzLink puts a free destination and a free text into a link and an image.
func FuzzLink(f *testing.F) {
	for _, seed := range []string{"a.md", "missing.md", "javascript:alert(1)", "JAVASCRIPT&colon;x", "<a b>", "a(b)c", "a\\)b", "//x", "#y", "data:text/html,x", "a\nb", "\x01javascript:x", "&#106;avascript:x"} {
		f.Add(seed, "text")
		f.Add("x.md", seed)
	}
	f.Fuzz(func(t *testing.T, destination, text string) {
		fuzzed(t, "x ["+text+"]("+destination+") !["+text+"]("+destination+")\n\n[r]: "+destination+"\n\n[r]\n")
	})
}
